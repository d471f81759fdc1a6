// Bitstring Status List (W3C, v1.0): whether a credential stands on the issuer's list of revoked ones (credential/status.py).
import { multibase, unpacked } from "./bytes.js";
import { Fault } from "./fault.js";
import { isObject } from "./json.js";

export const ENTRY = "BitstringStatusListEntry";
const LIST = "BitstringStatusList";
const SIZE = 131_072;
const MOST = 64 * SIZE;

// Whether the entry's bit is set; the list's own signature and dates are checked elsewhere. Throws Fault list.
export async function isSet(entry, list) {
  const subject = list.credentialSubject;
  const type = Array.isArray(subject?.type) && subject.type.length === 1 ? subject.type[0] : subject?.type;
  if (!isObject(subject) || type !== LIST) throw new Fault("list", "credentialSubject");
  if (![subject.statusPurpose].flat().includes(entry.statusPurpose)) throw new Fault("list", "statusPurpose");
  const index = entry.statusListIndex;
  if (typeof index !== "string" || !/^[0-9]{1,9}$/.test(index)) throw new Fault("list", "statusListIndex");
  const bits = await decoded(subject.encodedList);
  const number = Number(index);
  if (number >= bits.length * 8) throw new Fault("list", "statusListIndex");
  return Boolean(bits[number >> 3] & (0x80 >> (number & 7)));
}

async function decoded(text) {
  if (typeof text !== "string" || text[0] !== "u") throw new Fault("list", "encodedList");
  let bits;
  try {
    bits = await unpacked(multibase(text), "gzip", MOST / 8);
  } catch (fault) {
    throw fault.unsure ? fault : new Fault("list", "encodedList");
  }
  if (bits.length < SIZE / 8) throw new Fault("list", String(bits.length * 8));
  return bits;
}
