// Whether a document has the form of a credential, and of an Open Badge where it says it is one (credential/form.py).
import { isObject } from "./json.js";
import { faults as ofModel, listed, VC } from "./model.js";

const BADGES = /^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context(-3\.[0-9]\.[0-9])?\.json$/;
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

// Every place at which the form is wrong; none is a good form.
export function faults(document) {
  const found = ofModel(document);
  const contexts = listed(document["@context"]);
  const types = listed(document.type);
  if (contexts[0] !== VC) found.push("@context");
  if (types.includes("OpenBadgeCredential") || types.includes("AchievementCredential")) {
    found.push(...badge(document, contexts, listed(document.credentialSubject)));
  } else if (contexts.some(isBadges) && !types.includes("EndorsementCredential")) found.push("type");
  return [...new Set(found)];
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
