// Whether a document has the form of a credential, and of an Open Badge where it says it is one (credential/form.py).
const VC = "https://www.w3.org/ns/credentials/v2";
const BADGES = /^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context(-3\.[0-9]\.[0-9])?\.json$/;
// Blanks as Python counts them, so that both judge alike.
const BLANK = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const ADDRESS = new RegExp(`^[A-Za-z][A-Za-z0-9+.-]*:[^${BLANK}]+$`, "u");
const MOMENT = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(?:Z|([+-])(\d\d):(\d\d))$/;
// What stands under a name must say that it is this. "identifier" means something else inside an identifier of a profile.
const TYPED = {
  __proto__: null, achievement: "Achievement", address: "Address", alignment: "Alignment", creator: "Profile", evidence: "Evidence",
  identifier: "IdentityObject", image: "Image", otherIdentifier: "IdentifierEntry", parentOrg: "Profile", related: "Related",
  result: "Result", resultDescription: "ResultDescription", rubricCriterionLevel: "RubricCriterionLevel", source: "Profile",
};
const NEEDED = {
  __proto__: null, Achievement: ["id", "criteria", "description", "name"], Alignment: ["targetName", "targetUrl"],
  IdentifierEntry: ["identifier", "identifierType"], IdentityObject: ["hashed", "identityHash", "identityType"], Image: ["id"],
  Profile: ["id"], Related: ["id"], ResultDescription: ["id", "name", "resultType"], RubricCriterionLevel: ["id", "name"],
};
const MAY_BE_TEXT = ["image", "identifier", "resultDescription"];
const LISTS = ["credentialStatus", "credentialSchema", "refreshService", "termsOfUse", "evidence"];

// Every place at which the form is wrong; none is a good form.
export function faults(document) {
  const found = [];
  const contexts = listed(document["@context"]);
  const types = listed(document.type);
  const subjects = listed(document.credentialSubject);
  if (contexts[0] !== VC) found.push("@context");
  if (!types.includes("VerifiableCredential")) found.push("type");
  if ("id" in document && !isAddress(document.id)) found.push("id");
  if (!issuerOf(document)) found.push("issuer");
  if (!subjects.length || !subjects.every((one) => isObject(one) && Object.keys(one).length)) found.push("credentialSubject");
  for (const name of ["validFrom", "validUntil"]) if (name in document && moment(document[name]) === null) found.push(name);
  for (const name of LISTS) {
    if (listed(document[name]).some((each) => !isObject(each) || !listed(each.type).length)) found.push(name);
  }
  if (types.includes("OpenBadgeCredential") || types.includes("AchievementCredential")) {
    found.push(...badge(document, contexts, subjects));
  } else if (contexts.some(isBadges) && !types.includes("EndorsementCredential")) found.push("type");
  return [...new Set(found)];
}

export function issuerOf(document) {
  const id = isObject(document.issuer) ? document.issuer.id : document.issuer;
  return isAddress(id) ? id : "";
}

// Milliseconds since 1970 of a dateTimeStamp of XML Schema; null for anything else.
export function moment(text) {
  const found = typeof text === "string" ? MOMENT.exec(text) : null;
  if (!found) return null;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map(Number);
  const away = (Number(found[9] ?? 0) * 60 + Number(found[10] ?? 0)) * (found[8] === "-" ? -1 : 1);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (year < 1 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  if (hour > 23 || minute > 59 || second > 59 || Math.abs(away) >= 1440) return null;
  return date.getTime() + ((hour * 60 + minute - away) * 60 + second + Number((found[7] ?? ".0").slice(0, 7))) * 1000;
}

export function listed(value) {
  return Array.isArray(value) ? value : value === null || value === undefined ? [] : [value];
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isAddress(value) {
  return typeof value === "string" && ADDRESS.test(value);
}

function isBadges(context) {
  return typeof context === "string" && BADGES.test(context);
}

function badge(document, contexts, subjects) {
  const found = ["id", "validFrom"].filter((name) => !(name in document));
  if (!isBadges(contexts[1])) found.push("@context");
  if (isObject(document.issuer)) found.push(...typed(document.issuer, "Profile", "issuer"));
  for (const subject of subjects) {
    if (!isObject(subject) || !listed(subject.type).includes("AchievementSubject")) found.push("credentialSubject.type");
    else if (!listed(subject.achievement).length) found.push("credentialSubject.achievement");
    else if (isNothing(subject.id) && !listed(subject.identifier).length) found.push("credentialSubject.id");
  }
  return [...found, ...inside(document, "")];
}

function isNothing(value) {
  if (typeof value === "object" && value !== null) return !Object.keys(value).length;
  return !value;
}

function inside(value, place) {
  const found = [];
  for (const [name, held] of Object.entries(value)) {
    if (["@context", "proof", "endorsement"].includes(name)) continue;
    const where = place ? `${place}.${name}` : name;
    for (const each of listed(held)) {
      if (isObject(each)) {
        if (TYPED[name]) found.push(...typed(each, TYPED[name], where));
        found.push(...inside(each, where));
      } else if (TYPED[name] && !MAY_BE_TEXT.includes(name)) found.push(where);
    }
  }
  return found;
}

function typed(value, kind, place) {
  if (!listed(value.type).includes(kind)) return [`${place}.type`];
  return (NEEDED[kind] ?? []).filter((name) => !(name in value)).map((name) => `${place}.${name}`);
}
