// ASN.1 as DER writes it (X.690, 10): each value once, in the shortest way. Throws Fault changed where bytes are left over or missing.
import { Fault } from "./fault.js";

const broken = () => new Fault("changed", "DER");

// One value: its tag, its content and the bytes of the whole. `end` is where the next begins.
export function value(bytes, at = 0) {
  const [tag, first] = [bytes[at], bytes[at + 1]];
  if (first === undefined || (tag & 31) === 31) throw broken();
  let [length, start] = [first, at + 2];
  if (first & 0x80) {
    const size = first & 0x7f;
    if (!size || size > 4 || bytes[start] === 0) throw broken();
    length = bytes.subarray(start, start + size).reduce((found, byte) => found * 256 + byte, 0);
    start += size;
    if (length < 128 || start > bytes.length) throw broken();
  }
  if (start + length > bytes.length) throw broken();
  return { tag, content: bytes.subarray(start, start + length), whole: bytes.subarray(at, start + length), end: start + length };
}

// The values inside a sequence or a set, which fill it.
export function inside({ content }) {
  const found = [];
  for (let at = 0; at < content.length; at = found.at(-1).end) found.push(value(content, at));
  return found;
}

// A value that must have a tag.
export function of(tag, found) {
  if (found?.tag !== tag) throw broken();
  return found;
}

// An object identifier in dots.
export function named(found) {
  const parts = [];
  let part = 0;
  for (const byte of of(6, found).content) {
    part = part * 128 + (byte & 0x7f);
    if (!(byte & 0x80)) {
      parts.push(part);
      part = 0;
    }
  }
  const head = Math.min(Math.floor(parts[0] / 40), 2);
  return [head, parts[0] - head * 40, ...parts.slice(1)].join(".");
}
