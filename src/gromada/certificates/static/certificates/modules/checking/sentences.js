// Which sentences are said of a check (sentences.py); the sentences themselves come with the page, in its language.
import { moment } from "./model.js";

const CALLED = { "status.revoked": "revoked", "status.suspended": "suspended", "dates.expired": "expired", "dates.early": "early" };

// Revoked or over may be said only of what the issuer really signed.
export function title({ verdict, checks }) {
  if (checks[0].what === "file") return verdict === "unsure" ? "file" : "failed";
  if (verdict !== "failed") return verdict;
  const wrong = checks.filter((check) => check.outcome === "failed").map((check) => check.code);
  return wrong.every((code) => Object.hasOwn(CALLED, code)) ? CALLED[wrong.at(-1)] : "failed";
}

export class Sentences {
  // `said`: sentences by code; `language` of the page; `zone` of the house, in which days are counted.
  constructor({ said, language, zone }) {
    Object.assign(this, { said, language: language === "en" ? "en-GB" : language, zone });
  }

  verdict(judged) {
    return this.said[`verdict.${title(judged)}`];
  }

  sentence({ what, outcome, code, detail }) {
    const pattern = this.said[code] ?? this.said[`${what}.${outcome}`];
    return pattern.replaceAll("%(detail)s", () => this.readable(detail));
  }

  // A moment as the day that people know; a did:web as its site; anything else as it is.
  readable(detail) {
    const found = moment(detail);
    if (found === null) return detail.startsWith("did:web:") ? detail.slice(8).split(":").map(unquoted).join("/") : detail;
    const end = [1, 9999].includes(new Date(found).getUTCFullYear());
    const day = new Intl.DateTimeFormat(this.language, { dateStyle: "long", timeZone: end ? "UTC" : this.zone }).format(found);
    return this.said.date.replaceAll("%(day)s", () => day);
  }
}

function unquoted(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
