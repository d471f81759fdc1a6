// Our documents as RDF by the compiled table of terms (credential/expansion.py, terms.py): unknown words, relative addresses, null,
// fractions and nested contexts are refused. `table` is credential/terms.json.
import { Fault, said } from "./fault.js";
import { isObject } from "./json.js";

const TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>";
const XSD = "http://www.w3.org/2001/XMLSchema#";
const MAX_BLANKS = 200;
const LETTERS = "[A-Za-z0-9\\-._~:/?@!$&'()*+,;=]*(?:%[0-9A-Fa-f]{2}[A-Za-z0-9\\-._~:/?@!$&'()*+,;=]*)*";
const ADDRESS = new RegExp(`^[A-Za-z][A-Za-z0-9+.-]*:${LETTERS}(?:#${LETTERS})?$`);
const ESCAPES = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };
const SAFE = 1n << 53n;

// The document's statements as triples [subject, predicate, object]; a blank node is a number.
// Throws Fault context, term, type, relative, value, blanks.
export function expand(document, table) {
  const shape = shapeOf(document["@context"], table);
  if (!shape) throw new Fault("context", said(document["@context"]), true);
  const graph = { shape, left: known(shape), triples: [], blanks: 0 };
  node(document, graph, true);
  return graph.triples;
}

function shapeOf(contexts, table) {
  if (!Array.isArray(contexts)) return undefined;
  const alike = (shape) => shape.contexts.length === contexts.length && shape.contexts.every((one, at) => one === contexts[at]);
  return table.shapes.find(alike);
}

// Words that the contexts know and the table does not: whoever meets one cannot judge.
function known(shape) {
  return new Set([...shape.left, ...Object.values(shape.types).flatMap((type) => type.left)]);
}

// What holds inside one node: its types, and its terms with the types' own over them (not over those of nested nodes).
function scopeOf(types, shape) {
  const unknown = types.find((name) => typeof name !== "string" || !Object.hasOwn(shape.types, name));
  if (unknown !== undefined) throw new Fault("type", said(unknown, 80));
  const terms = new Map(Object.entries(shape.terms));
  for (const name of [...types].sort()) {
    for (const [word, term] of Object.entries(shape.types[name].terms)) terms.set(word, term);
  }
  return { terms, types: types.map((name) => `<${shape.types[name].iri}>`) };
}

function typesOf(value) {
  if (!("type" in value)) return [];
  if (typeof value.type === "string") return [value.type];
  if (Array.isArray(value.type)) return value.type;
  throw new Fault("type");
}

function node(value, graph, top = false) {
  const types = typesOf(value);
  const scope = scopeOf(types, graph.shape);
  const named = value.id ?? null;
  if (named === null) {
    if ("id" in value) throw new Fault("value", "id");
    if (!types.length && Object.keys(value).length === ("@context" in value ? 1 : 0)) throw new Fault("value", "{}");
    if (graph.blanks >= MAX_BLANKS) throw new Fault("blanks", String(MAX_BLANKS), true);
  }
  const subject = named === null ? graph.blanks++ : iri(named, "id", scope);
  for (const type of scope.types) graph.triples.push([subject, TYPE, type]);
  for (const [name, held] of Object.entries(value)) {
    if (name === "id" || name === "type" || (top && name === "@context")) continue;
    const term = scope.terms.get(name);
    if (!term) throw new Fault("term", name.slice(0, 80), graph.left.has(name));
    for (const each of Array.isArray(held) ? held : [held]) {
      graph.triples.push([subject, `<${term[0]}>`, object(each, term, name, scope, graph)]);
    }
  }
  return subject;
}

function object(value, [, kind, words], name, scope, graph) {
  const after = kind && kind[0] !== "@" ? `^^<${kind}>` : "";
  if (typeof value === "string") {
    if (kind === "@vocab") {
      if (!Object.hasOwn(words, value)) throw new Fault("relative", `${name}: ${value.slice(0, 80)}`);
      return `<${words[value]}>`;
    }
    return kind === "@id" ? iri(value, name, scope) : `"${escaped(value, name)}"${after}`;
  }
  if (isObject(value) && !after && kind !== "@vocab") return node(value, graph);
  if (typeof value === "boolean" && kind[0] !== "@") return `"${value}"${after || `^^<${XSD}boolean>`}`;
  if (typeof value === "bigint" && kind[0] !== "@" && value < SAFE && value > -SAFE) {
    return `"${value}"${after || `^^<${XSD}integer>`}`;
  }
  throw new Fault("value", name.slice(0, 80), true);
}

function iri(value, name, scope) {
  if (typeof value !== "string" || !ADDRESS.test(value) || scope.terms.has(value.slice(0, value.indexOf(":")))) {
    throw new Fault("relative", `${name}: ${said(value, 80)}`);
  }
  return `<${value}>`;
}

// As canonical N-Quads write it (RDFC-1.0, 5). Control characters have no place in a certificate.
function escaped(text, name) {
  const written = text.replace(/[\\"\n\r\t]/g, (letter) => ESCAPES[letter]);
  if (/[\u0000-\u001f\u007f]/.test(written)) throw new Fault("value", name.slice(0, 80), true);
  return written;
}
