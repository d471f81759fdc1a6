// What the browser's own modules make of files: node checking.mjs FOLDER_OF_MODULES [computed]
// Reads {table, cases: [{data, bundle, now}], said, signatures} from the standard input; bytes are in base64.
// "computed": as in a browser without WebCrypto's Ed25519.
import fs from "node:fs";
import { pathToFileURL } from "node:url";

const load = (name) => import(pathToFileURL(`${process.argv[2]}/${name}`).href);
const asked = JSON.parse(fs.readFileSync(0, "utf8"));
if (process.argv[3] === "computed") {
  globalThis.crypto.subtle.importKey = () => { throw new Error("no Ed25519 here"); };
}
const [{ judge }, { read, EMPTY }, { Sentences }, { verifies, computed }, hashes, { hex }, { facts }] = await Promise.all(
  ["judging.js", "bundle.js", "sentences.js", "ed25519.js", "hashes.js", "bytes.js", "facts.js"].map(load),
);
const bytes = (text) => new Uint8Array(Buffer.from(text, "base64"));
const words = asked.said ? new Sentences(asked.said) : null;
const bundles = (asked.bundles ?? []).map((text) => read(bytes(text)));

const cases = [];
for (const each of asked.cases ?? []) {
  const sources = each.bundle === null ? EMPTY : bundles[each.bundle];
  const judged = await judge(bytes(each.data), sources, each.now, asked.table);
  const said = words ? [words.verdict(judged), ...judged.checks.map((check) => words.sentence(check))] : [];
  const checks = judged.checks.map((check) => [check.what, check.outcome, check.code, check.detail]);
  const told = words && judged.document ? facts(judged.document, words) : {};
  cases.push({ verdict: judged.verdict, checks, said, facts: told });
}
const signatures = [];
for (const each of asked.signatures ?? []) {
  const [key, signature, message] = each.map(bytes);
  signatures.push([await verifies(key, signature, message), computed(key, signature, message)]);
}
const digests = (asked.texts ?? []).map((text) => [hex(hashes.sha256(bytes(text))), hex(hashes.sha512(bytes(text)))]);
console.log(JSON.stringify({ cases, signatures, digests }));
