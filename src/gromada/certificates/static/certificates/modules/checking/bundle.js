// What a check needs from elsewhere, in one file: keys, lists, texts (credential/bundle.py). It holds them and fetches nothing.
import { base64 } from "./bytes.js";
import { Fault, said } from "./fault.js";
import { isObject, load } from "./json.js";

export const KIND = "gromada-verification-bundle";

export class Bundle {
  constructor(documents = {}, lists = {}, resources = {}, made = "") {
    Object.assign(this, { documents, lists, resources, made });
  }

  document(name) { return held(this.documents, name); }

  statusList(address) { return held(this.lists, address); }

  resource(address) { return held(this.resources, address); }
}

export const EMPTY = new Bundle();

// Throws Fault as `load` does, or bundle for a file that is none.
export function read(bytes) {
  const told = load(bytes);
  if (told.type !== KIND || told.version !== 1n) throw new Fault("bundle", said(told.type, 80));
  const { documents, statusLists, resources } = told;
  if (![documents, statusLists, resources].every(isObject)) throw new Fault("bundle");
  if (![...Object.values(documents), ...Object.values(statusLists)].every(isObject)) throw new Fault("bundle");
  const texts = Object.entries(resources).map(([name, text]) => [name, decoded(text)]);
  return new Bundle(documents, statusLists, Object.fromEntries(texts), said(told.made ?? ""));
}

function decoded(text) {
  try {
    return base64(text);
  } catch {
    throw new Fault("bundle", "resources");
  }
}

function held(where, name) {
  if (!Object.hasOwn(where, name)) throw new Fault("away", name.slice(0, 200), true);
  return where[name];
}
