// The form of credentials by the Data Model, 2.0 and 1.1 (credential/model.py). A fault is the place where it is.
import { digests } from "./integrity.js";
import { faults as ofEntry, LIST_CREDENTIAL, listFaults } from "./status.js";
import { Fault, said } from "./fault.js";
import { isObject } from "./json.js";

export const VC = "https://www.w3.org/ns/credentials/v2";
const VC1 = "https://www.w3.org/2018/credentials/v1";
const TYPED = [
  "credentialStatus", "credentialSchema", "refreshService", "termsOfUse", "evidence", "renderMethod", "confidenceMethod",
];
const PLACED = { __proto__: null, [VC]: ["credentialSchema"], [VC1]: ["credentialSchema", "credentialStatus", "refreshService"] };
// Blanks as Python counts them, so that both judge alike.
const BLANK = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const ADDRESS = new RegExp(`^[A-Za-z][A-Za-z0-9+.-]*:[^${BLANK}<>"{}|\\\\^\`]+$`, "u");
const LANGUAGE = /^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$/;
const MOMENT = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(?:(Z)|([+-])(?:(0\d|1[0-3]):([0-5]\d)|14:00))?$/;
const [FIRST, BEYOND] = ["0001-01-01T00:00:00Z", "+010000-01-01T00:00:00Z"].map(Date.parse);

// The places where a credential departs from the Data Model.
export function faults(document) {
  const version = firstContext(document);
  const found = common(document, "VerifiableCredential");
  if (!issuerOf(document)) found.push("issuer");
  else if (isObject(document.issuer) && version === VC) found.push(...texts(document.issuer, "issuer."));
  found.push(...subjects(document), ...inOrder(document, ...names(document)));
  if (version === VC1 && !("issuanceDate" in document)) found.push("issuanceDate");
  if (version === VC) found.push(...texts(document, ""));
  for (const place of TYPED) found.push(...described(document, place, (PLACED[version] ?? []).includes(place)));
  for (const each of listed(document.credentialStatus)) found.push(...ofEntry(each).map((name) => `credentialStatus.${name}`));
  found.push(...resources(document));
  if (listed(document.type).includes(LIST_CREDENTIAL)) found.push(...listFaults(document).map((name) => `credentialSubject.${name}`));
  return [...new Set(found)];
}

export function issuerOf(document) {
  const id = isObject(document.issuer) ? document.issuer.id : document.issuer;
  return isAddress(id) ? id : "";
}

// From when and until when, as the document says it, in the words of its version; null for what it does not say.
export function period(document) {
  return names(document).map((name) => document[name] ?? null);
}

// Milliseconds since 1970 of a dateTimeStamp of XML Schema; null for anything else, and for what UTC cannot say in the years 1 to 9999.
// Without a zone it is UTC where that is allowed; 24:00:00 is the first moment of the next day.
export function moment(text, zoned = true) {
  const found = typeof text === "string" ? MOMENT.exec(text) : null;
  if (!found || (zoned && !found[8] && !found[9])) return null;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map(Number);
  const away = (Number(found[10] ?? (found[9] ? 14 : 0)) * 60 + Number(found[11] ?? 0)) * (found[9] === "-" ? -1 : 1);
  const fraction = found[7] ?? ".0";
  const over = hour === 24 && minute === 0 && second === 0 && !/[1-9]/.test(fraction);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (year < 1 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  if ((hour > 23 && !over) || minute > 59 || second > 59) return null;
  const whole = date.getTime() + ((hour * 60 + minute - away) * 60 + second) * 1000;
  return whole < FIRST || whole >= BEYOND ? null : whole + Number(fraction.slice(0, 7)) * 1000;
}

export function listed(value) {
  return Array.isArray(value) ? value : value === null || value === undefined ? [] : [value];
}

function names(document) {
  return firstContext(document) === VC1 ? ["issuanceDate", "expirationDate"] : ["validFrom", "validUntil"];
}

function firstContext(document) {
  const [first] = listed(document["@context"]);
  return typeof first === "string" ? first : "";
}

function isAddress(value) {
  return typeof value === "string" && ADDRESS.test(value);
}

function isWord(value) {
  return typeof value === "string" && value !== "";
}

function common(document, kind) {
  const contexts = document["@context"];
  const types = listed(document.type);
  const found = [];
  const others = Array.isArray(contexts) ? contexts.slice(1) : [];
  const known = Array.isArray(contexts) && [VC, VC1].includes(firstContext(document));
  if (!known || !others.every((each) => isObject(each) || isAddress(each))) found.push("@context");
  if (!types.includes(kind) || !types.every(isWord)) found.push("type");
  if ("id" in document && !isAddress(document.id)) found.push("id");
  return found;
}

function subjects(document) {
  const found = listed(document.credentialSubject);
  if (!found.length || !found.every((one) => isObject(one) && Object.keys(one).length)) return ["credentialSubject"];
  return found.filter((one) => "id" in one && !isAddress(one.id)).map(() => "credentialSubject.id");
}

function inOrder(document, begins, ends) {
  const found = [begins, ends].filter((name) => name in document && moment(document[name]) === null);
  const [first, last] = [moment(document[begins]), moment(document[ends])];
  if (first !== null && last !== null && last < first) found.push(ends);
  return found;
}

// Names and descriptions: a text, or a text with its language and direction, or several of these (4.6 and 11.1).
function texts(value, place) {
  const good = (held) => listed(held).length > 0 && listed(held).every(isText);
  return ["name", "description"].filter((name) => name in value && !good(value[name])).map((name) => place + name);
}

function isText(value) {
  if (typeof value === "string") return true;
  if (!isObject(value) || Object.keys(value).some((name) => !["@value", "@language", "@direction"].includes(name))) return false;
  const { "@language": language = "en", "@direction": direction = "ltr" } = value;
  const spoken = typeof language === "string" && LANGUAGE.test(language);
  return typeof value["@value"] === "string" && spoken && ["ltr", "rtl"].includes(direction);
}

function described(document, place, placed) {
  if (!(place in document)) return [];
  const values = listed(document[place]);
  if (!values.length || !values.every(isObject)) return [place];
  const found = [];
  for (const each of values) {
    const types = listed(each.type);
    if (!types.length || !types.every(isWord)) found.push(`${place}.type`);
    if ((placed || "id" in each) && !isAddress(each.id)) found.push(`${place}.id`);
  }
  return found;
}

function resources(document) {
  if (!("relatedResource" in document)) return [];
  const found = [];
  const held = listed(document.relatedResource);
  if (!held.length || !held.every(isObject)) return ["relatedResource"];
  for (const each of held) if (!isAddress(each.id)) found.push("relatedResource.id");
  if (new Set(held.map((each) => said(each.id ?? null))).size !== held.length) found.push("relatedResource.id");
  for (const each of held) {
    try {
      digests(each);
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault;
      found.push("digestMultibase" in each ? "relatedResource.digestMultibase" : "relatedResource.digestSRI");
    }
  }
  return found;
}
