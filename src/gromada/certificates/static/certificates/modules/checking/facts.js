// What stands in a credential, for a person to compare with the paper (showing_check.py). Texts only, of bounded length.
import { listed } from "./model.js";
import { isObject } from "./json.js";

const MOST = 300;

export function facts(document, sentences) {
  const subject = object(listed(document.credentialSubject)[0]);
  const achievement = object(listed(subject.achievement)[0]);
  const issuer = object(document.issuer);
  const term = [document.validFrom, document.validUntil].filter((day) => typeof day === "string");
  return {
    holder: text(subject.name),
    certificate: text(achievement.name),
    number: text(subject.licenseNumber),
    term: text(term.map((day) => sentences.readable(day)).join(" – ")),
    issuer: [text(issuer.name), sentences.readable(text(isObject(document.issuer) ? issuer.id : document.issuer))].filter(Boolean).join(", "),
  };
}

function object(value) {
  return isObject(value) ? value : {};
}

function text(value) {
  return typeof value === "string" ? [...value].slice(0, MOST).join("") : "";
}
