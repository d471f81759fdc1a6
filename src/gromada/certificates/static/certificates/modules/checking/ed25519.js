// Whether an Ed25519 signature is a key's (RFC 8032, 5.1.7): by WebCrypto where the browser has it, else by the arithmetic itself.
// Only public things are worked upon, so it need not take the same time for everything.
import { joined, same } from "./bytes.js";
import { sha512 } from "./hashes.js";

const P = (1n << 255n) - 19n;
const ORDER = (1n << 252n) + 27742317777372353535851937790883648493n;
const mod = (value, by = P) => ((value % by) + by) % by;
const D = mod(-121665n * power(121666n, P - 2n));
const TURN = power(2n, (P - 1n) / 4n); // a square root of -1
const BASE = point(littleEndian(mod(4n * power(5n, P - 2n))));

export async function verifies(key, signature, message) {
  try {
    const held = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
    return await crypto.subtle.verify({ name: "Ed25519" }, held, signature, message);
  } catch {
    return computed(key, signature, message);
  }
}

export function computed(key, signature, message) {
  const [start, scalar] = [signature.subarray(0, 32), number(signature.subarray(32))];
  const holder = point(key);
  if (scalar >= ORDER || !holder) return false;
  const challenge = mod(number(sha512(joined(start, key, message))), ORDER);
  const minus = [mod(-holder[0]), holder[1], 1n, mod(-holder[3])];
  return same(encoded(add(times(BASE, scalar), times(minus, challenge))), start);
}

function power(base, exponent) {
  let [found, square] = [1n, mod(base)];
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) found = mod(found * square);
    square = mod(square * square);
  }
  return found;
}

function number(bytes) {
  return bytes.reduceRight((found, byte) => (found << 8n) | BigInt(byte), 0n);
}

function littleEndian(value) {
  return Uint8Array.from({ length: 32 }, (_unused, at) => Number((value >> BigInt(8 * at)) & 255n));
}

// The point that 32 bytes stand for, in extended coordinates (x, y, z, xy), or null (5.1.3).
function point(bytes) {
  const whole = number(bytes);
  const y = mod(whole & ((1n << 255n) - 1n));
  const [u, v] = [mod(y * y - 1n), mod(D * y * y + 1n)];
  let x = mod(u * power(v, 3n) * power(u * power(v, 7n), (P - 5n) / 8n));
  if (mod(v * x * x) !== u) x = mod(x * TURN);
  if (mod(v * x * x) !== u) return null;
  if ((x & 1n) !== whole >> 255n) x = mod(-x);
  return [x, y, 1n, mod(x * y)];
}

function encoded([x, y, z]) {
  const inverse = power(z, P - 2n);
  return littleEndian(mod(y * inverse) | ((mod(x * inverse) & 1n) << 255n));
}

function add([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const [a, b] = [mod((y1 - x1) * (y2 - x2)), mod((y1 + x1) * (y2 + x2))];
  const [c, d] = [mod(2n * t1 * t2 * D), mod(2n * z1 * z2)];
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
}

function times(start, scalar) {
  let [found, double] = [[0n, 1n, 1n, 0n], start];
  for (let left = scalar; left > 0n; left >>= 1n) {
    if (left & 1n) found = add(found, double);
    double = add(double, double);
  }
  return found;
}
