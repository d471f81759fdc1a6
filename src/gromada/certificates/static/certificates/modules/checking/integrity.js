// Digests of related resources (credential/integrity.py): digestMultibase (a multihash or the bare digest) and digestSRI.
import { base64, multibase, same } from "./bytes.js";
import { Fault, said } from "./fault.js";
import { sha256, sha512 } from "./hashes.js";

const HASHES = { __proto__: null, 0x12: ["sha256", 32], 0x20: ["sha384", 48], 0x13: ["sha512", 64] };
const LENGTHS = { __proto__: null, 32: "sha256", 48: "sha384", 64: "sha512" };

// Every digest, as [algorithm, bytes]. Throws Fault digest for one that is none, or where there is none.
export function digests(resource) {
  const found = [];
  if ("digestMultibase" in resource) found.push(fromMultibase(resource.digestMultibase));
  if ("digestSRI" in resource) {
    const texts = typeof resource.digestSRI === "string" ? resource.digestSRI.split(/\s+/).filter(Boolean) : [];
    found.push(...(texts.length ? texts : [""]).map(fromSRI));
  }
  if (!found.length) throw new Fault("digest", said(resource.id, 200));
  return found;
}

// Whether every digest is that of the bytes.
export async function matches(resource, bytes) {
  for (const [algorithm, signed] of digests(resource)) {
    if (!same(signed, await hashed(algorithm, bytes))) return false;
  }
  return true;
}

async function hashed(algorithm, bytes) {
  if (algorithm === "sha256") return sha256(bytes);
  if (algorithm === "sha512") return sha512(bytes);
  if (!globalThis.crypto?.subtle) throw new Fault("browser", "SHA-384", true);
  return new Uint8Array(await crypto.subtle.digest("SHA-384", bytes));
}

function fromMultibase(text) {
  let data = [];
  try {
    if (typeof text === "string") data = multibase(text);
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
  }
  const [algorithm, length] = HASHES[data[0]] ?? [];
  if (algorithm && data[1] === length && data.length === length + 2) return [algorithm, data.slice(2)];
  if (LENGTHS[data.length]) return [LENGTHS[data.length], data];
  throw new Fault("digest", said(text, 80));
}

function fromSRI(text) {
  const [algorithm, ...rest] = text.split("?")[0].split("-");
  let data = [];
  try {
    data = base64(rest.join("-"));
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
  }
  if (!data.length || LENGTHS[data.length] !== algorithm) throw new Fault("digest", text.slice(0, 80));
  return [algorithm, data];
}
