// Data Integrity proofs with Ed25519: eddsa-rdfc-2022 and eddsa-jcs-2022 (credential/proof.py; EdDSA Cryptosuites v1.0, 3.2 and 3.3).
import { joined, multibase, utf8 } from "./bytes.js";
import { verifies } from "./ed25519.js";
import { expand } from "./expansion.js";
import { Fault, said } from "./fault.js";
import { sha256 } from "./hashes.js";
import { canonical as json, isObject } from "./json.js";
import { canonical as lines } from "./rdfc.js";

export const RDFC = "eddsa-rdfc-2022";
export const JCS = "eddsa-jcs-2022";
const TYPE = "DataIntegrityProof";
const OLD_TYPE = "Ed25519Signature2020";
const MOST = 10;

// Whether a proof names a way of signing that may be judged here.
export function isKnown(proof) {
  return [RDFC, JCS].includes(proof.cryptosuite) || (proof.type === OLD_TYPE && !("cryptosuite" in proof));
}

// Which way of signing a proof names. Throws Fault suite (unsure) for one we do not know.
export function suiteOf({ type, cryptosuite: suite = null }) {
  if (type === OLD_TYPE && suite === null) return OLD_TYPE;
  if (type !== TYPE || ![RDFC, JCS].includes(suite)) throw new Fault("suite", said(suite || type, 80), true);
  return suite;
}

// The document without its proofs, and these. Throws Fault proof for a proof that is no object.
export function unsecured(document) {
  const bare = { __proto__: null, ...document };
  delete bare.proof;
  const held = "proof" in document ? document.proof : [];
  const proofs = Array.isArray(held) ? held : [held];
  if (proofs.length > MOST) throw new Fault("proof", String(MOST));
  if (!proofs.every(isObject)) throw new Fault("proof");
  return [bare, proofs];
}

// Throws Fault signature unless this proof of the document is this key's.
export async function check(document, proof, key, table) {
  let [bare, others] = unsecured(document);
  if (typeof proof.proofValue !== "string" || proof.proofValue[0] !== "z") throw new Fault("proof", "proofValue");
  const signature = multibase(proof.proofValue);
  if (signature.length !== 64) throw new Fault("proof", "proofValue");
  const options = { __proto__: null, ...proof };
  delete options.proofValue;
  bare = linked(bare, proof, others);
  if ("@context" in proof) {
    beginsWith(bare["@context"] ?? null, proof["@context"]);
    if (proof.cryptosuite === JCS) bare = { __proto__: null, ...bare, "@context": proof["@context"] };
  }
  if (!(await verifies(key, signature, digest(bare, options, table)))) throw new Fault("signature");
}

// The 64 bytes that are signed: SHA-256 of the canonical proof options, then of the canonical document (3.2.4 and 3.3.4).
export function digest(bare, options, table) {
  if (suiteOf(options) === JCS) return joined(sha256(utf8(json(options))), sha256(utf8(json(bare))));
  const whole = lines(expand(bare, table));
  const about = lines(expand({ __proto__: null, ...options, "@context": bare["@context"] ?? null }, table));
  return joined(sha256(utf8(about)), sha256(utf8(whole)));
}

// What a proof is over: the document without proofs, or with those that previousProof names. Throws Fault previous.
function linked(bare, proof, others) {
  if (!("previousProof" in proof)) return bare;
  const named = Array.isArray(proof.previousProof) ? proof.previousProof : [proof.previousProof];
  const before = others.filter((other) => other !== proof && named.includes(other.id));
  const missing = named.filter((name) => typeof name !== "string" || !before.some((other) => other.id === name));
  if (missing.length || !named.length || before.length !== new Set(named).size) {
    throw new Fault("previous", said(missing.length ? missing[0] : "previousProof", 200));
  }
  return { __proto__: null, ...bare, proof: before };
}

// 3.3.2: the document's contexts must begin with those of the proof.
function beginsWith(whole, start) {
  const first = Array.isArray(start) ? start : [start];
  const listed = (Array.isArray(whole) ? whole : [whole]).slice(0, first.length);
  if (!alike(listed, first)) throw new Fault("proof", "@context");
}

function alike(one, other) {
  if (!isObject(one) && !Array.isArray(one)) return one === other;
  if (Array.isArray(one) !== Array.isArray(other) || typeof other !== "object" || other === null) return false;
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => name in other && alike(one[name], other[name]));
}
