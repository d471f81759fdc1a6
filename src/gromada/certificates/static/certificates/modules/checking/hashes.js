// SHA-256 and SHA-512 (FIPS 180-4). Own, because a page opened from a disk or over plain HTTP may have no WebCrypto, and because
// naming blank nodes asks for many small hashes at once. The constants are computed as the standard defines them.

const PRIMES = primes(80);
const MASK = (1n << 64n) - 1n;

function primes(count) {
  const found = [];
  for (let number = 2; found.length < count; number += 1) {
    if (found.every((prime) => number % prime)) found.push(number);
  }
  return found;
}

// The first 64 bits of the fraction of the square (2) or cube (3) root of a prime.
function fraction(prime, root) {
  const power = BigInt(root);
  const target = BigInt(prime) << (64n * power);
  let [low, high] = [0n, 1n << 70n];
  while (low < high) {
    const middle = (low + high + 1n) >> 1n;
    if (middle ** power <= target) low = middle;
    else high = middle - 1n;
  }
  return low & MASK;
}

const START_512 = PRIMES.slice(0, 8).map((prime) => fraction(prime, 2));
const ROUNDS_512 = PRIMES.map((prime) => fraction(prime, 3));
const START_256 = START_512.map((value) => Number(value >> 32n));
const ROUNDS_256 = ROUNDS_512.slice(0, 64).map((value) => Number(value >> 32n));

// The message, a one bit, zeros and its length, as many whole blocks.
function padded(bytes, block) {
  const whole = new Uint8Array(Math.ceil((bytes.length + 1 + block / 8) / block) * block);
  whole.set(bytes);
  whole[bytes.length] = 0x80;
  new DataView(whole.buffer).setBigUint64(whole.length - 8, BigInt(bytes.length) * 8n);
  return new DataView(whole.buffer);
}

export function sha256(bytes) {
  const view = padded(bytes, 64);
  const state = Uint32Array.from(START_256);
  const words = new Uint32Array(64);
  const turned = (value, by) => (value >>> by) | (value << (32 - by));
  for (let start = 0; start < view.byteLength; start += 64) {
    for (let at = 0; at < 16; at += 1) words[at] = view.getUint32(start + at * 4);
    for (let at = 16; at < 64; at += 1) {
      const [early, late] = [words[at - 15], words[at - 2]];
      const first = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
      const second = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
      words[at] = words[at - 16] + first + words[at - 7] + second;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let at = 0; at < 64; at += 1) {
      const high = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
      const one = (h + high + ((e & f) ^ (~e & g)) + ROUNDS_256[at] + words[at]) | 0;
      const low = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
      const two = (low + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((value, at) => { state[at] += value; });
  }
  const found = new DataView(new ArrayBuffer(32));
  state.forEach((value, at) => found.setUint32(at * 4, value));
  return new Uint8Array(found.buffer);
}

export function sha512(bytes) {
  const view = padded(bytes, 128);
  const state = [...START_512];
  const words = [];
  const turned = (value, by) => ((value >> by) | (value << (64n - by))) & MASK;
  for (let start = 0; start < view.byteLength; start += 128) {
    for (let at = 0; at < 16; at += 1) words[at] = view.getBigUint64(start + at * 8);
    for (let at = 16; at < 80; at += 1) {
      const [early, late] = [words[at - 15], words[at - 2]];
      const first = turned(early, 1n) ^ turned(early, 8n) ^ (early >> 7n);
      const second = turned(late, 19n) ^ turned(late, 61n) ^ (late >> 6n);
      words[at] = (words[at - 16] + first + words[at - 7] + second) & MASK;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let at = 0; at < 80; at += 1) {
      const high = turned(e, 14n) ^ turned(e, 18n) ^ turned(e, 41n);
      const one = h + high + ((e & f) ^ (~e & MASK & g)) + ROUNDS_512[at] + words[at];
      const low = turned(a, 28n) ^ turned(a, 34n) ^ turned(a, 39n);
      const two = low + ((a & b) ^ (a & c) ^ (b & c));
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) & MASK, c, b, a, (one + two) & MASK];
    }
    [a, b, c, d, e, f, g, h].forEach((value, at) => { state[at] = (state[at] + value) & MASK; });
  }
  const found = new DataView(new ArrayBuffer(64));
  state.forEach((value, at) => found.setBigUint64(at * 8, value));
  return new Uint8Array(found.buffer);
}
