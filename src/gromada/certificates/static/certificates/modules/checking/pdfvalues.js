// The values of which a PDF is made (ISO 32000-1, 7.2 and 7.3), read from its bytes.
import { latin1 } from "./bytes.js";
import { Fault } from "./fault.js";

const BLANKS = new Set([0, 9, 10, 12, 13, 32]);
const ENDS = new Set([...BLANKS, ..."()<>[]{}/%"].map((one) => (typeof one === "string" ? one.charCodeAt(0) : one)));
const CONSTANTS = new Map([["true", true], ["false", false], ["null", null]]);
const ESCAPES = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };
const MOST_NESTED = 60;
export const broken = (where) => new Fault("pdf", where, true);

export class Reference {
  constructor(number) { this.number = number; }
}

export class Name {
  constructor(text) { this.text = text; }
}

export class Word {
  constructor(text) { this.text = text; }
}

export class Stream {
  constructor(dict, start) { Object.assign(this, { dict, start }); }
}

// Reads objects from a place in the bytes.
export class Lexer {
  constructor(bytes, at = 0) { Object.assign(this, { bytes, at, depth: 0 }); }

  skip() {
    for (;;) {
      while (BLANKS.has(this.bytes[this.at])) this.at += 1;
      if (this.bytes[this.at] !== 0x25) return;
      while (this.at < this.bytes.length && ![10, 13].includes(this.bytes[this.at])) this.at += 1;
    }
  }

  word() {
    const start = this.at;
    while (this.at < this.bytes.length && !ENDS.has(this.bytes[this.at])) this.at += 1;
    return latin1(this.bytes.subarray(start, this.at));
  }

  letter() { return String.fromCharCode(this.bytes[this.at] ?? 0); }

  // A number, text, Name, Array, Map, Reference, or a Word such as "endobj".
  value() {
    this.skip();
    if (this.at >= this.bytes.length) throw broken("end");
    const letter = this.letter();
    if (letter === "/") return this.name();
    if (letter === "(") return this.text();
    if (letter === "<") return this.bytes[this.at + 1] === 0x3c ? this.dict() : this.hexText();
    if (letter === "[") return this.many("]");
    const word = this.word();
    if (!word) throw broken(String(this.at));
    if (/^[+-]?\d*\.?\d*$/.test(word) && /\d/.test(word)) return this.reference(word) ?? Number(word);
    return CONSTANTS.has(word) ? CONSTANTS.get(word) : new Word(word);
  }

  reference(word) {
    if (!/^\d+$/.test(word)) return undefined;
    const found = /^[\0\t\n\f\r ]+\d+[\0\t\n\f\r ]+R(?![A-Za-z0-9])/.exec(latin1(this.bytes.subarray(this.at, this.at + 30)));
    if (!found) return undefined;
    this.at += found[0].length;
    return new Reference(Number(word));
  }

  name() {
    this.at += 1;
    return new Name(this.word().replace(/#([0-9A-Fa-f]{2})/g, (_whole, code) => String.fromCharCode(parseInt(code, 16))));
  }

  many(end) {
    if ((this.depth += 1) > MOST_NESTED) throw broken("depth");
    const found = [];
    for (this.at += end.length, this.skip(); ; this.skip()) {
      if (end.split("").every((letter, at) => this.bytes[this.at + at] === letter.charCodeAt(0))) break;
      found.push(this.value());
    }
    this.at += end.length;
    this.depth -= 1;
    return found;
  }

  dict() {
    const found = this.many(">>");
    const pairs = found.map((key, at) => [key, found[at + 1]]).filter((_pair, at) => at % 2 === 0);
    if (found.length % 2 || pairs.some(([key]) => !(key instanceof Name))) throw broken("dictionary");
    return new Map(pairs.map(([key, held]) => [key.text, held]));
  }

  hexText() {
    const end = this.bytes.indexOf(0x3e, this.at);
    if (end < 0) throw broken("text");
    const digits = latin1(this.bytes.subarray(this.at + 1, end)).replace(/[^0-9A-Fa-f]/g, "");
    this.at = end + 1;
    return readable((digits.match(/..?/g) ?? []).map((pair) => String.fromCharCode(parseInt(pair.padEnd(2, "0"), 16))).join(""));
  }

  text() {
    let [open, found] = [1, ""];
    for (this.at += 1; ; this.at += 1) {
      if (this.at >= this.bytes.length) throw broken("text");
      const letter = this.letter();
      if (letter === "\\") found += this.escaped();
      else if (letter === ")" && (open -= 1) === 0) break;
      else {
        if (letter === "(") open += 1;
        found += letter;
      }
    }
    this.at += 1;
    return readable(found);
  }

  escaped() {
    const said = latin1(this.bytes.subarray(this.at + 1, this.at + 4));
    const octal = /^[0-7]{1,3}/.exec(said);
    const size = octal ? octal[0].length : said.startsWith("\r\n") ? 2 : 1;
    this.at += size;
    if (octal) return String.fromCharCode(parseInt(octal[0], 8) & 255);
    return "\r\n".includes(said[0]) ? "" : (ESCAPES[said[0]] ?? said[0]);
  }
}

// Texts are bytes, or UTF-16 behind a mark.
function readable(text) {
  if (!text.startsWith("\xfe\xff")) return text;
  return new TextDecoder("utf-16be").decode(Uint8Array.from(text.slice(2), (letter) => letter.charCodeAt(0)));
}
