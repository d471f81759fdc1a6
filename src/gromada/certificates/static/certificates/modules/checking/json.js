// JSON read strictly and written canonically (RFC 8785), as credential/jsontext.py does.
// Objects have no prototype, so that no name means anything by itself. Whole numbers are BigInt, fractions are numbers.
import { Fault, said } from "./fault.js";

export const MAX_BYTES = 1_000_000;
const MAX_DEPTH = 32;
const MAX_VALUES = 20_000;
const MOST_NESTED = 1000; // of the reading itself; what is deeper than MAX_DEPTH is refused afterwards
const MOST_DIGITS = 4300;
const NUMBER = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y;
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const BLANK = /[ \t\n\r]*/y;
const ESCAPES = { '"': '"', "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };
const SAFE = 9007199254740991n;

// One JSON object from the bytes of a file. Throws Fault size, utf8, json, duplicate, depth, object.
export function load(bytes) {
  if (bytes.length > MAX_BYTES) throw new Fault("size", String(MAX_BYTES));
  const value = new Reader(decoded(bytes)).whole();
  if (!isObject(value)) throw new Fault("object");
  bounded(value);
  return value;
}

function decoded(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Fault("utf8");
  }
}

export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

class Reader {
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  whole() {
    const value = this.value(0);
    this.take(BLANK);
    return this.at === this.text.length ? value : this.wrong();
  }

  wrong() {
    throw new Fault("json", String(this.at));
  }

  take(pattern) {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at = pattern.lastIndex;
    return found;
  }

  next() {
    this.take(BLANK);
    return this.text[this.at];
  }

  expect(letter) {
    if (this.next() !== letter) this.wrong();
    this.at += 1;
  }

  value(depth) {
    if (depth > MOST_NESTED) throw new Fault("depth", String(MAX_DEPTH));
    const letter = this.next();
    if (letter === "{") return this.object(depth);
    if (letter === "[") return this.array(depth);
    if (letter === '"') return this.string();
    for (const [word, value] of [["true", true], ["false", false], ["null", null]]) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return value;
      }
    }
    return this.number();
  }

  object(depth) {
    const found = Object.create(null);
    this.at += 1;
    if (this.next() === "}") return (this.at += 1, found);
    for (;;) {
      if (this.next() !== '"') this.wrong();
      const name = this.string();
      this.expect(":");
      if (name in found) throw new Fault("duplicate", name);
      found[name] = this.value(depth + 1);
      if (this.next() === "}") return (this.at += 1, found);
      this.expect(",");
    }
  }

  array(depth) {
    const found = [];
    this.at += 1;
    if (this.next() === "]") return (this.at += 1, found);
    for (;;) {
      found.push(this.value(depth + 1));
      if (this.next() === "]") return (this.at += 1, found);
      this.expect(",");
    }
  }

  string() {
    this.at += 1;
    let found = "";
    for (;;) {
      found += this.take(PLAIN)[0];
      const letter = this.text[this.at];
      if (letter === '"') return (this.at += 1, found);
      if (letter !== "\\") this.wrong();
      found += this.escaped(this.text[this.at + 1]);
    }
  }

  escaped(letter) {
    if (letter === "u") {
      const digits = this.text.slice(this.at + 2, this.at + 6);
      if (!/^[0-9A-Fa-f]{4}$/.test(digits)) this.wrong();
      this.at += 6;
      return String.fromCharCode(parseInt(digits, 16));
    }
    if (letter === undefined || !Object.hasOwn(ESCAPES, letter)) this.wrong();
    this.at += 2;
    return ESCAPES[letter];
  }

  number() {
    const found = this.take(NUMBER);
    if (!found) this.wrong();
    if (found[1] || found[2]) return Number(found[0]);
    if (found[0].length > MOST_DIGITS) throw new Fault("json");
    return BigInt(found[0]);
  }
}

// Throws Fault depth or size for what is nested too deep or has too many values, utf8 for half a character.
function bounded(value) {
  let left = MAX_VALUES;
  let level = [value];
  for (let depth = 0; depth < MAX_DEPTH; depth += 1) {
    const below = [];
    for (const each of level) {
      if (Array.isArray(each)) for (const inner of each) below.push(inner);
      else if (isObject(each)) for (const [name, inner] of Object.entries(each)) below.push(name, inner);
      else if (typeof each === "string" && /\p{Surrogate}/u.test(each)) throw new Fault("utf8");
    }
    left -= level.length;
    if (left < 0) throw new Fault("size", String(MAX_VALUES));
    if (!below.length) return;
    level = below;
  }
  throw new Fault("depth", String(MAX_DEPTH));
}

// The text of RFC 8785. Throws Fault number beyond 2^53 and for what is no JSON number.
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (isObject(value)) {
    const names = Object.keys(value).sort();
    return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
  }
  if (typeof value === "bigint") {
    if (value > SAFE || value < -SAFE) throw new Fault("number", said(value, 40));
    return String(value);
  }
  if (typeof value === "number" && !Number.isFinite(value)) throw new Fault("number", String(value));
  return JSON.stringify(value);
}

// Orders texts by code points, as canonical N-Quads are; JavaScript by itself compares halves of letters.
export function byCodePoints(one, other) {
  const end = Math.min(one.length, other.length);
  for (let at = 0; at < end; at += 1) {
    const [a, b] = [one.charCodeAt(at), other.charCodeAt(at)];
    if (a !== b) return rank(a) - rank(b);
  }
  return one.length - other.length;
}

function rank(unit) {
  return unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
