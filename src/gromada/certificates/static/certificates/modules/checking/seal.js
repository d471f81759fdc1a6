// The seal of a PDF (PAdES): is it whole, has anything been changed or added since, and does the issuer own up to it (credential/sealed.py).
import { hex, joined, latin1, same } from "./bytes.js";
import { inside, named, of, value } from "./der.js";
import { Fault } from "./fault.js";
import { sha256 } from "./hashes.js";
import { isObject } from "./json.js";
import { listed } from "./model.js";
import { Pdf } from "./pdf.js";
import { Name } from "./pdfvalues.js";

const [SEQUENCE, SET, OCTETS, FIRST] = [0x30, 0x31, 0x04, 0xa0];
const SIGNED_DATA = "1.2.840.113549.1.7.2";
const DATA = "1.2.840.113549.1.7.1";
const [CONTENT_TYPE, MESSAGE_DIGEST] = ["1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4"];
const HASHES = new Map([1, 2, 3].map((end, at) => [`2.16.840.1.101.3.4.2.${end}`, ["SHA-256", "SHA-384", "SHA-512"][at]]));
const CURVES = new Map([["1.2.840.10045.3.1.7", ["P-256", 32]], ["1.3.132.0.34", ["P-384", 48]], ["1.3.132.0.35", ["P-521", 66]]]);
const [EC_KEY, RSA] = ["1.2.840.10045.2.1", "1.2.840.113549.1.1.1"];
// By which hash a way of signing works; plain RSA takes that of the message.
const WAYS = new Map([
  [RSA, ""], ["1.2.840.113549.1.1.11", "SHA-256"], ["1.2.840.113549.1.1.12", "SHA-384"], ["1.2.840.113549.1.1.13", "SHA-512"],
  ["1.2.840.10045.4.3.2", "SHA-256"], ["1.2.840.10045.4.3.3", "SHA-384"], ["1.2.840.10045.4.3.4", "SHA-512"],
]);
const MOST_FIELDS = 200;
const NAMES = ["2.5.4.3", "2.5.4.10"]; // common name, organisation

// What is said of the question "seal". Throws Fault none, changed, later, foreign, unlisted, revoked, away, browser.
export async function seal(bytes, issuer, sources) {
  const found = await sealsIn(bytes);
  if (!found.length) throw new Fault("none", "", true);
  const owned = ownedBy(issuer ? sources.document(issuer) : {});
  for (const { name, thumbprint } of found) {
    if (!owned.size) throw new Fault("unlisted", name, true);
    if (!owned.has(thumbprint)) throw new Fault("foreign", name);
    if (owned.get(thumbprint)) throw new Fault("revoked", owned.get(thumbprint));
  }
  const last = found.at(-1);
  return { code: last.whole ? "seal.good" : "seal.saved", detail: last.name };
}

export function isMarked(bytes) {
  return latin1(bytes).includes("/ByteRange");
}

async function sealsIn(bytes) {
  const found = [];
  try {
    const pdf = await Pdf.open(bytes);
    for (const held of await signatures(pdf)) found.push(await opened(held, bytes));
  } catch (error) {
    if (error instanceof Fault && error.code !== "pdf") throw error;
    throw new Fault("changed", error.name);
  }
  if (!found.length && isMarked(bytes)) throw new Fault("changed", "ByteRange");
  return found;
}

// The signatures of the form's fields; stamps of time alone are others.
async function signatures(pdf) {
  const left = [await pdf.inside(pdf.trailer, "Root", "AcroForm", "Fields")].flat();
  const found = [];
  for (let step = 0; left.length && step < MOST_FIELDS; step += 1) {
    const field = await pdf.resolved(left.shift());
    left.push(...[(await pdf.inside(field, "Kids")) ?? []].flat());
    const held = await pdf.inside(field, "V");
    const kind = await pdf.inside(held, "Type");
    const isStamp = kind instanceof Name && kind.text === "DocTimeStamp";
    if (held instanceof Map && held.has("ByteRange") && !isStamp) found.push(await pdf.inside(held, "ByteRange"));
  }
  return found;
}

// One seal: its room is the one place that is not signed, so it holds the signature, zeros and nothing else.
async function opened(range, bytes) {
  const [zero, start, end, length] = Array.isArray(range) && range.length === 4 && range.every(Number.isInteger) ? range : [];
  if (zero !== 0 || !(start < end) || length < 0 || end + length > bytes.length) throw new Fault("changed", "ByteRange");
  const room = latin1(bytes.subarray(start, end));
  const digits = room.slice(1, -1);
  if (room[0] !== "<" || room.at(-1) !== ">" || !/^(?:[0-9a-f]*|[0-9A-F]*)$/.test(digits) || digits.length % 2) throw new Fault("changed", "Contents");
  const data = Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  const message = value(data);
  if (data.subarray(message.end).some((byte) => byte)) throw new Fault("changed", "Contents");
  const after = latin1(bytes.subarray(end + length));
  const signed = await signedBy(message, joined(bytes.subarray(0, start), bytes.subarray(end, end + length)));
  // What another wrote after the seal may be harmless; here nobody can tell.
  if (after && !/^[\t-\r ]*$/.test(after)) throw new Fault("later", signed.name, true);
  return { ...signed, whole: !after };
}

// The certificate that signed the bytes (CMS, RFC 5652, 5). What stands around a signature must say the same as what is signed.
async function signedBy(message, bytes) {
  const [type, held] = inside(of(SEQUENCE, message));
  if (named(type) !== SIGNED_DATA) throw new Fault("changed", "CMS");
  const [version, algorithms, content, ...rest] = inside(of(SEQUENCE, inside(of(FIRST, held))[0]));
  const certificates = inside(of(FIRST, rest[0]));
  const infos = inside(of(SET, rest.at(-1)));
  if (infos.length !== 1 || named(inside(of(SEQUENCE, content))[0]) !== DATA) throw new Fault("changed", "CMS");
  const [info, sid, algorithm, attributes, way, signature] = inside(of(SEQUENCE, infos[0]));
  const hash = hashOf(algorithm);
  const plain = [version, info].every((one) => hex(one.whole) === "020101") && inside(of(SET, algorithms)).every((one) => hashOf(one) === hash);
  if (!plain || sid.tag !== SEQUENCE) throw new Fault("changed", "Contents");
  const certificate = certificates.map(read).find((one) => one && same(one.sid, sid.content));
  if (!certificate) throw new Fault("changed", "CMS");
  of(FIRST, attributes);
  const said = new Map(inside(attributes).map((each) => [named(inside(each)[0]), inside(of(SET, inside(each)[1]))]));
  const [digest] = said.get(MESSAGE_DIGEST) ?? [];
  if (named((said.get(CONTENT_TYPE) ?? [])[0]) !== DATA) throw new Fault("changed", "CMS");
  if (!same(of(OCTETS, digest).content, await hashed(hash, bytes))) throw new Fault("changed");
  const list = joined([SET], attributes.whole.subarray(1));
  if (!(await verifies(certificate, named(inside(way)[0]), hash, of(OCTETS, signature).content, list))) throw new Fault("changed");
  return certificate;
}

function hashOf(algorithm) {
  const [name, ...parameters] = inside(of(SEQUENCE, algorithm));
  if (parameters.some((one) => hex(one.whole) !== "0500") || parameters.length > 1) throw new Fault("changed", "Contents");
  const found = HASHES.get(named(name));
  if (!found) throw new Fault("browser", named(name), true);
  return found;
}

// What a certificate says (RFC 5280, 4.1), or null for what is none.
function read(found) {
  if (found.tag !== SEQUENCE) return null;
  const parts = inside(inside(found)[0]);
  const [serial, , issuer, , subject, key] = parts[0].tag === FIRST ? parts.slice(1) : parts;
  const words = new Map(inside(subject).flatMap(inside).map((each) => inside(each)).map(([type, text]) => [named(type), text.content]));
  const name = NAMES.map((each) => words.get(each)).find(Boolean);
  const thumbprint = btoa(latin1(sha256(found.whole))).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  return { sid: joined(issuer.whole, serial.whole), key, thumbprint, name: name ? new TextDecoder().decode(name) : "" };
}

async function hashed(hash, bytes) {
  if (hash === "SHA-256") return sha256(bytes);
  return new Uint8Array(await subtle().digest(hash, bytes));
}

async function verifies({ key }, way, hash, signature, bytes) {
  const [kind, curve] = inside(inside(key)[0]);
  if (!WAYS.has(way)) throw new Fault("browser", way, true);
  const by = WAYS.get(way) || hash;
  if (named(kind) === RSA) {
    const held = await subtle().importKey("spki", key.whole, { name: "RSASSA-PKCS1-v1_5", hash: by }, false, ["verify"]);
    return subtle().verify("RSASSA-PKCS1-v1_5", held, signature, bytes);
  }
  if (named(kind) !== EC_KEY || !CURVES.has(named(curve))) throw new Fault("browser", named(kind), true);
  const [namedCurve, size] = CURVES.get(named(curve));
  const held = await subtle().importKey("spki", key.whole, { name: "ECDSA", namedCurve }, false, ["verify"]);
  const halves = inside(of(SEQUENCE, value(signature))).map(({ content }) => {
    const digits = hex(content).replace(/^(00)+/, "").padStart(size * 2, "0");
    return Uint8Array.from(digits.match(/../g), (pair) => parseInt(pair, 16));
  });
  return subtle().verify({ name: "ECDSA", hash: by }, held, joined(...halves), bytes);
}

function subtle() {
  if (!globalThis.crypto?.subtle) throw new Fault("browser", "WebCrypto", true);
  return crypto.subtle;
}

// Thumbprints of the certificates with which the issuer seals: since when one has been withdrawn, else "".
function ownedBy(document) {
  const keys = listed(document.verificationMethod).filter((each) => isObject(each) && isObject(each.publicKeyJwk));
  const told = keys.filter((each) => typeof each.publicKeyJwk["x5t#S256"] === "string");
  return new Map(told.map((each) => [each.publicKeyJwk["x5t#S256"], typeof each.revoked === "string" ? each.revoked.slice(0, 40) : ""]));
}
