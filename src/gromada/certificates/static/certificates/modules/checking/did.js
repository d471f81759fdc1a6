// Whose key a verification method is: did:key (the key is the name), or a document that lists keys (credential/did.py).
import { multibase } from "./bytes.js";
import { Fault, said } from "./fault.js";
import { isObject } from "./json.js";

// The 32 bytes of the key. `documents` gives the document of a DID, and throws where it has none.
// Throws Fault method (not listed, or not for assertions), key, revoked.
export function keyOf(method, documents) {
  const [controller, fragment] = divided(method);
  if (controller.startsWith("did:key:")) {
    if (fragment && fragment !== controller.slice(8)) throw new Fault("method", method.slice(0, 200));
    return publicKey(controller.slice(8));
  }
  const found = documents(controller);
  if (found.id !== controller) throw new Fault("method", said(found.id, 200));
  const entry = entries(found.verificationMethod).find((each) => isObject(each) && absolute(each.id, controller) === method);
  if (!entry) throw new Fault("method", method.slice(0, 200));
  if ("revoked" in entry) throw new Fault("revoked", said(entry.revoked, 40));
  const vouching = entries(found.assertionMethod).map((each) => absolute(isObject(each) ? each.id : each, controller));
  if (!vouching.includes(method) || entry.controller !== controller) throw new Fault("method", method.slice(0, 200));
  return publicKey(entry.publicKeyMultibase);
}

export function divided(method) {
  const at = method.indexOf("#");
  return at < 0 ? [method, ""] : [method.slice(0, at), method.slice(at + 1)];
}

// An Ed25519 Multikey in base58btc.
function publicKey(text) {
  const data = typeof text === "string" && text[0] === "z" ? multibase(text) : [];
  if (data.length !== 34 || data[0] !== 0xed || data[1] !== 0x01) throw new Fault("key", said(text, 60));
  return data.slice(2);
}

function absolute(name, controller) {
  return typeof name === "string" && name.startsWith("#") ? controller + name : name;
}

function entries(value) {
  return Array.isArray(value) ? value : value === null || value === undefined ? [] : [value];
}
