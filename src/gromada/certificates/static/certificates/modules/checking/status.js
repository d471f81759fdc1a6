// Bitstring Status List (W3C, v1.0): whether a credential stands on the issuer's list of revoked ones (credential/status.py).
import { multibase, unpacked } from "./bytes.js";
import { Fault } from "./fault.js";
import { isObject } from "./json.js";

export const ENTRY = "BitstringStatusListEntry";
export const LIST_CREDENTIAL = "BitstringStatusListCredential";
export const ENDING = ["revocation", "suspension"];
const LIST = "BitstringStatusList";
const SIZE = 131_072;
const MOST = 64 * SIZE;
const MOST_BITS = 8n;

// What the list says of an entry: 0 or 1, or more where it has several bits. The list's own signature and dates are checked elsewhere.
// Throws Fault entry or list for what is malformed or does not belong together, range for an index outside the list.
export async function value(entry, list) {
  const [wrong] = faults(entry);
  if (wrong) throw new Fault("entry", wrong);
  const subject = list.credentialSubject;
  if (!all(list.type).includes(LIST_CREDENTIAL)) throw new Fault("list", "type");
  if (!isList(subject)) throw new Fault("list", "credentialSubject");
  if (!all(subject.statusPurpose).includes(entry.statusPurpose)) throw new Fault("list", "statusPurpose");
  const bits = await decoded(subject.encodedList);
  const size = Number(entry.statusSize ?? 1);
  const first = Number(entry.statusListIndex) * size;
  if (first + size > bits.length * 8) throw new Fault("range", entry.statusListIndex);
  let found = 0;
  for (let place = first; place < first + size; place += 1) found = found * 2 + (bits[place >> 3] & (0x80 >> (place & 7)) ? 1 : 0);
  return found;
}

// What is malformed in a status entry of this kind; one of another kind is left to others.
export function faults(entry) {
  if (!isObject(entry) || !all(entry.type).includes(ENTRY)) return [];
  const found = typeof entry.statusPurpose === "string" ? [] : ["statusPurpose"];
  const { statusListIndex: index, statusListCredential: list, statusMessage: messages = null } = entry;
  const size = "statusSize" in entry ? entry.statusSize : 1n; // whole numbers are read as BigInt
  if (typeof index !== "string" || !/^[0-9]{1,12}$/.test(index)) found.push("statusListIndex");
  if (typeof list !== "string" || !list.includes(":")) found.push("statusListCredential");
  else if (entry.id === list) found.push("id");
  if (typeof size !== "bigint" || size < 1n || size > MOST_BITS) return [...found, "statusSize"];
  if ((size > 1n || messages !== null) && !areMessages(messages, 2 ** Number(size))) found.push("statusMessage");
  const references = "statusReference" in entry ? all(entry.statusReference) : [];
  return references.every((each) => typeof each === "string" && each.includes(":")) ? found : [...found, "statusReference"];
}

// What is malformed in the subject of a status list credential; whether its bits can be unpacked is asked when they are needed.
export function listFaults(document) {
  const subject = document.credentialSubject;
  if (!isList(subject)) return ["type"];
  const purposes = all(subject.statusPurpose);
  const found = purposes.length && purposes.every((each) => typeof each === "string") ? [] : ["statusPurpose"];
  if (typeof subject.encodedList !== "string" || subject.encodedList[0] !== "u") found.push("encodedList");
  const ttl = "ttl" in subject ? subject.ttl : 0n;
  return typeof ttl === "bigint" && ttl >= 0n ? found : [...found, "ttl"];
}

function isList(subject) {
  const type = Array.isArray(subject?.type) && subject.type.length === 1 ? subject.type[0] : subject?.type;
  return isObject(subject) && type === LIST;
}

function areMessages(messages, many) {
  const good = (each) => isObject(each) && typeof each.message === "string" && /^0x[0-9a-fA-F]+$/.test(each.status);
  return Array.isArray(messages) && messages.length === many && messages.every((each) => good(each) && typeof each.status === "string");
}

function all(value) {
  return Array.isArray(value) ? value : [value];
}

async function decoded(text) {
  if (typeof text !== "string" || text[0] !== "u") throw new Fault("list", "encodedList");
  let bits;
  try {
    bits = await unpacked(multibase(text), "gzip", MOST / 8);
  } catch (fault) {
    throw fault.unsure ? fault : new Fault("list", "encodedList");
  }
  if (bits.length < SIZE / 8) throw new Fault("length", String(bits.length * 8));
  return bits;
}
