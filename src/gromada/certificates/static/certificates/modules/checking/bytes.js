// Bytes as texts of several alphabets, and texts as bytes (credential/multibase.py), and unpacking with a limit.
import { Fault, said } from "./fault.js";

const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const MAX_LETTERS = 4096;

export function utf8(text) {
  return new TextEncoder().encode(text);
}

export function latin1(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}

export function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function same(one, other) {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

// The bytes of a multibase text. Throws Fault multibase for a base that is neither z nor u, or letters that are not its own.
export function multibase(text) {
  if (typeof text === "string" && text[0] === "z") return base58(text.slice(1));
  if (typeof text === "string" && /^u[A-Za-z0-9_-]*$/.test(text) && text.length % 4 !== 2) {
    return unpacked64(text.slice(1).replaceAll("-", "+").replaceAll("_", "/"));
  }
  throw new Fault("multibase", said(text, 1));
}

function base58(text) {
  if (text.length > MAX_LETTERS) throw new Fault("multibase", "base58btc");
  let number = 0n;
  for (const letter of text) {
    const digit = ALPHABET.indexOf(letter);
    if (digit < 0) throw new Fault("multibase", "base58btc");
    number = number * 58n + BigInt(digit);
  }
  const found = [];
  for (; number > 0n; number >>= 8n) found.unshift(Number(number & 255n));
  const zeros = text.length - text.replace(/^1+/, "").length;
  return Uint8Array.from([...new Array(zeros).fill(0), ...found]);
}

// The bytes of base64 with its padding. Throws Fault base64.
export function base64(text) {
  if (typeof text !== "string" || !/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) {
    throw new Fault("base64");
  }
  return unpacked64(text);
}

function unpacked64(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

// What was packed as "gzip" or "deflate" (zlib), at most so many bytes. Throws Fault browser (unsure), size, packed.
export async function unpacked(bytes, format, most) {
  if (typeof DecompressionStream === "undefined") throw new Fault("browser", "DecompressionStream", true);
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(format)).getReader();
  const parts = [];
  let length = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      length += part.value.length;
      if (length > most) break;
      parts.push(part.value);
    }
  } catch {
    throw new Fault("packed", format);
  }
  if (length > most) {
    reader.cancel().catch(() => {});
    throw new Fault("size", String(most));
  }
  return joined(...parts);
}
