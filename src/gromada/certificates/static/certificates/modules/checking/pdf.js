// As much of a PDF (ISO 32000-1) as leads to its attached files: both kinds of cross-references, objects, streams. Nothing is drawn or run.
import { joined, latin1, unpacked } from "./bytes.js";
import { Fault } from "./fault.js";
import { broken, Lexer, Reference, Stream, Word } from "./pdfvalues.js";

const MOST_UNPACKED = 20_000_000;
const MOST_SECTIONS = 200;
export class Pdf {
  constructor(bytes) {
    this.bytes = bytes;
    this.places = new Map(); // number → {at} or {within, nth}
    this.trailer = new Map();
    this.packed = new Map(); // object streams, opened once
  }

  // Throws Fault pdf (unsure) for what cannot be read here.
  static async open(bytes) {
    const pdf = new Pdf(bytes);
    const tail = latin1(bytes.subarray(Math.max(0, bytes.length - 2048)));
    const found = [...tail.matchAll(/startxref\s+(\d+)/g)].at(-1);
    if (!found) throw broken("startxref");
    const [left, seen] = [[Number(found[1])], new Set()];
    while (left.length) {
      const at = left.shift();
      if (seen.has(at) || seen.size > MOST_SECTIONS) continue;
      seen.add(at);
      const section = await pdf.section(at);
      for (const [name, held] of section) if (!pdf.trailer.has(name)) pdf.trailer.set(name, held);
      left.push(...["XRefStm", "Prev"].map((name) => section.get(name)).filter(Number.isInteger));
    }
    if (pdf.trailer.has("Encrypt")) throw broken("Encrypt");
    return pdf;
  }

  // One part of the cross-references; what was said later in the file, and so read earlier, stays.
  async section(at) {
    const lexer = new Lexer(this.bytes, at);
    const first = lexer.value();
    if (!(first instanceof Word && first.text === "xref")) return this.packedSection(at);
    for (;;) {
      const start = lexer.value();
      if (start instanceof Word && start.text === "trailer") return lexer.value();
      this.table(lexer, start, lexer.value());
    }
  }

  table(lexer, start, count) {
    for (let number = start; number < start + count; number += 1) {
      const [offset, , kind] = [lexer.value(), lexer.value(), lexer.value()];
      if (kind.text === "n") this.place(number, { at: offset });
    }
  }

  async packedSection(at) {
    const { dict, data } = await this.unpackedAt(at);
    const widths = dict.get("W");
    const index = dict.get("Index") ?? [0, dict.get("Size")];
    if (!Array.isArray(widths) || widths.length < 3) throw broken("W");
    let place = 0;
    const field = (width, otherwise) => {
      if (!width) return otherwise;
      place += width;
      return data.subarray(place - width, place).reduce((found, byte) => found * 256 + byte, 0);
    };
    for (let part = 0; part < index.length; part += 2) {
      for (let number = index[part]; number < index[part] + index[part + 1] && place < data.length; number += 1) {
        const [kind, second, third] = [field(widths[0], 1), field(widths[1], 0), field(widths[2], 0)];
        if (kind === 1) this.place(number, { at: second });
        if (kind === 2) this.place(number, { within: second, nth: third });
      }
    }
    return dict;
  }

  place(number, where) {
    if (!this.places.has(number)) this.places.set(number, where);
  }

  // The value itself, whatever references lead to it.
  async resolved(value) {
    let found = value;
    for (let step = 0; found instanceof Reference; step += 1) {
      if (step > 20) throw broken("reference");
      found = await this.fetched(found.number);
    }
    return found;
  }

  async fetched(number) {
    const place = this.places.get(number);
    if (!place) return null;
    return "at" in place ? this.objectAt(place.at) : this.objectWithin(place, number);
  }

  objectAt(at) {
    const lexer = new Lexer(this.bytes, at);
    const opening = [lexer.value(), lexer.value(), lexer.value()];
    if (opening[2]?.text !== "obj") throw broken(`object at ${at}`);
    const value = lexer.value();
    if (!(value instanceof Map)) return value;
    lexer.skip();
    if (latin1(this.bytes.subarray(lexer.at, lexer.at + 6)) !== "stream") return value;
    const start = lexer.at + 6;
    return new Stream(value, start + (this.bytes[start] === 13 ? 2 : 1));
  }

  async objectWithin({ within }, number) {
    if (!this.packed.has(within)) this.packed.set(within, await this.opened(within));
    return this.packed.get(within).get(number) ?? null;
  }

  async opened(number) {
    const place = this.places.get(number);
    if (!place || !("at" in place)) throw broken("object stream");
    const { dict, data } = await this.unpackedAt(place.at);
    const [count, first] = [await this.resolved(dict.get("N")), await this.resolved(dict.get("First"))];
    const lexer = new Lexer(data);
    const heads = Array.from({ length: Math.min(count, 100_000) }, () => [lexer.value(), lexer.value()]);
    return new Map(heads.map(([name, offset]) => [name, new Lexer(data, first + offset).value()]));
  }

  async unpackedAt(at) {
    const found = this.objectAt(at);
    if (!(found instanceof Stream)) throw broken(`stream at ${at}`);
    return { dict: found.dict, data: await this.data(found) };
  }

  // The bytes of a stream. Only Flate is known here, with the predictors of PNG; it is what such files are written with.
  async data({ dict, start }) {
    const length = await this.resolved(dict.get("Length"));
    if (!Number.isInteger(length) || start + length > this.bytes.length) throw broken("Length");
    const raw = this.bytes.subarray(start, start + length);
    const filters = [await this.resolved(dict.get("Filter")) ?? []].flat().map((filter) => filter.text);
    if (!filters.length) return raw;
    if (filters.length > 1 || filters[0] !== "FlateDecode") throw broken(filters.join(" "));
    let found;
    try {
      found = await unpacked(raw, "deflate", MOST_UNPACKED);
    } catch (fault) {
      throw fault.code === "browser" ? fault : broken(fault.code);
    }
    const how = [await this.resolved(dict.get("DecodeParms"))].flat()[0];
    return how instanceof Map && how.get("Predictor") >= 10 ? unpredicted(found, how.get("Columns") ?? 1) : found;
  }

  // The bytes of the attached file of this name. Throws Fault attachment (unsure) where there is none.
  async attached(name) {
    const root = await this.inside(this.trailer, "Root", "Names", "EmbeddedFiles", "Names");
    const names = Array.isArray(root) ? root : [];
    const at = names.findIndex((each, place) => place % 2 === 0 && each === name);
    const held = at < 0 ? null : await this.inside(await this.resolved(names[at + 1]), "EF", "F");
    if (!(held instanceof Stream)) throw new Fault("attachment", name, true);
    return joined(await this.data(held));
  }

  async inside(start, ...names) {
    let found = start;
    for (const name of names) found = found instanceof Map ? await this.resolved(found.get(name)) : null;
    return found;
  }
}

// PNG's filters of lines (PNG specification, 9.2), as cross-references are packed: one byte a sample.
function unpredicted(data, columns) {
  const found = new Uint8Array(Math.floor(data.length / (columns + 1)) * columns);
  const at = (line, column) => (line < 0 || column < 0 ? 0 : found[line * columns + column]);
  for (let line = 0; line * columns < found.length; line += 1) {
    const kind = data[line * (columns + 1)];
    for (let column = 0; column < columns; column += 1) {
      const [left, above, corner] = [at(line, column - 1), at(line - 1, column), at(line - 1, column - 1)];
      const guess = left + above - corner;
      const [a, b, c] = [left, above, corner].map((one) => Math.abs(guess - one));
      const paeth = a <= b && a <= c ? left : b <= c ? above : corner;
      const added = [0, left, above, (left + above) >> 1, paeth][kind];
      if (added === undefined) throw broken("predictor");
      found[line * columns + column] = data[line * (columns + 1) + column + 1] + added;
    }
  }
  return found;
}
