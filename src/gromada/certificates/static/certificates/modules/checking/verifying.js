// Checking a credential: six questions, each answered passed, failed or unsure, none of them silently (credential/verifying.py).
import { divided, keyOf } from "./did.js";
import { Fault, said } from "./fault.js";
import { faults } from "./form.js";
import { matches } from "./integrity.js";
import { isObject } from "./json.js";
import { issuerOf, listed, moment, period } from "./model.js";
import { check, isKnown, suiteOf, unsecured } from "./proof.js";
import { ENDING, ENTRY, faults as ofEntry, value } from "./status.js";

// The answers, in their order. `now` is in milliseconds, `table` the compiled table of terms.
export async function verify(document, sources, now, table) {
  const about = { document, sources, now, table };
  const asked = [["form", form], ["signature", signature], ["issuer", issuer], ["dates", dates], ["status", status], ["digests", digests]];
  const checks = [];
  for (const [what, ask] of asked) checks.push(await answer(what, () => ask(about)));
  return checks;
}

// Passed only if every essential check passed. Files that are not at hand make nothing unsure; files that differ make it fail.
export function verdict(checks) {
  if (checks.some((check) => check.outcome === "failed")) return "failed";
  return checks.some((check) => check.outcome === "unsure" && check.what !== "digests") ? "unsure" : "passed";
}

// What nobody foresaw is never taken for good: it could not be checked.
export async function answer(what, ask) {
  try {
    return { what, outcome: "passed", ...(await ask()) };
  } catch (error) {
    const fault = error instanceof Fault ? error : new Fault("unforeseen", error.name, true);
    return { what, outcome: fault.unsure ? "unsure" : "failed", code: `${what}.${fault.code}`, detail: fault.detail };
  }
}

function form({ document }) {
  const found = faults(document);
  if (found.length) throw new Fault("wrong", found.join(", "));
  return { code: "form.good", detail: "" };
}

// Every proof of a kind we know must be good, and there must be one; proofs of other kinds are left to others.
async function signature({ document, sources, now, table }) {
  const [, proofs] = unsecured(document);
  if (!proofs.length) throw new Fault("none");
  const known = proofs.filter(isKnown);
  if (!known.length) throw new Fault("suite", said(proofs[0].cryptosuite || proofs[0].type, 80), true);
  for (const each of known) {
    fitting(each);
    inTime(each, now);
    if ("id" in each && proofs.filter((other) => other.id === each.id).length !== 1) throw new Fault("proof", "id");
    await check(document, each, key(each, sources), table);
  }
  return { code: "signature.good", detail: suiteOf(known[0]) };
}

// What a proof says of itself: its purpose, and for whom and what it was made.
function fitting(proof) {
  if (proof.proofPurpose !== "assertionMethod") throw new Fault("proof", "proofPurpose");
  if (!listed(proof.domain).every((one) => typeof one === "string")) throw new Fault("domain", said(proof.domain, 200));
  const { challenge = "" } = proof;
  if (typeof challenge !== "string") throw new Fault("challenge", said(challenge, 200));
  for (const name of ["id", "nonce"]) if (name in proof && typeof proof[name] !== "string") throw new Fault("proof", name);
}

function key(proof, sources) {
  const method = proof.verificationMethod;
  if (typeof method !== "string") throw new Fault("proof", "verificationMethod");
  if (!method.startsWith("did:key:") && !method.includes("#")) throw new Fault("proof", "verificationMethod");
  return keyOf(method, (controller) => sources.document(controller));
}

function inTime(proof, now) {
  if ("created" in proof && moment(proof.created, false) === null) throw new Fault("proof", "created");
  if (!("expires" in proof)) return;
  const expires = moment(proof.expires, false);
  if (expires === null) throw new Fault("proof", "expires");
  if (expires <= now) throw new Fault("expired", said(proof.expires, 40));
}

// Whoever signed must be who the document says issued it: the key's controller is the issuer.
function issuer({ document, sources }) {
  const named = issuerOf(document);
  if (!named) throw new Fault("none");
  const methods = unsecured(document)[1].map((each) => each.verificationMethod);
  const signed = methods.map((method) => (typeof method === "string" ? divided(method)[0] : ""));
  if (!signed.includes(named)) throw new Fault("other", named.slice(0, 200));
  if (!named.startsWith("did:key:")) sources.document(named);
  return { code: "issuer.good", detail: named };
}

function dates({ document, now }) {
  const [begins, ends] = period(document);
  const [first, last] = [moment(begins), moment(ends)];
  if ((begins !== null && first === null) || (ends !== null && last === null)) throw new Fault("unreadable");
  if (first !== null && now < first) throw new Fault("early", begins);
  if (last !== null && now > last) throw new Fault("expired", ends);
  return { code: "dates.good", detail: ends ?? "" };
}

async function status(about) {
  const { document, sources } = about;
  const entries = listed(document.credentialStatus);
  if (!entries.length) return { code: "status.none", detail: "" };
  let list;
  for (const each of entries) {
    if (!isObject(each) || each.type !== ENTRY) throw new Fault("kind", said(each?.type ?? "", 80), true);
    const [wrong] = ofEntry(each);
    if (wrong) throw new Fault("entry", wrong);
    list = sources.statusList(each.statusListCredential);
    await trusted(list, each.statusListCredential, about);
    if ((await value(each, list)) && ENDING.includes(each.statusPurpose)) {
      throw new Fault(each.statusPurpose === "suspension" ? "suspended" : "revoked");
    }
  }
  return { code: "status.good", detail: said(list.validFrom ?? "") };
}

// A list counts only if it is this list, signed by the same issuer, and still young enough to be believed.
async function trusted(list, address, about) {
  const { document, now } = about;
  if (list.id !== address) throw new Fault("list", "id");
  if (issuerOf(list) !== issuerOf(document)) throw new Fault("list", "issuer");
  await signature({ ...about, document: list });
  issuer({ ...about, document: list });
  const [begins, ends] = [moment(list.validFrom), moment(list.validUntil)];
  if ((begins !== null && now < begins) || (ends !== null && now > ends)) {
    throw new Fault("stale", said(list.validUntil, 40), true);
  }
}

async function digests({ document, sources }) {
  const resources = listed(document.relatedResource);
  let missing = null;
  for (const each of resources) {
    if (!isObject(each) || typeof each.id !== "string") throw new Fault("unreadable");
    let found;
    try {
      found = sources.resource(each.id);
    } catch (fault) {
      missing = fault;
      continue;
    }
    if (!(await matches(each, found))) throw new Fault("differ", each.id.slice(0, 200));
  }
  if (missing) throw new Fault("away", missing.detail, true);
  return { code: resources.length ? "digests.good" : "digests.none", detail: String(resources.length) };
}
