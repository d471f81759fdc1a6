// A file as somebody has it, judged: read first (JSON, a PDF or a badge that carries it), then asked the six questions (judging.py).
import { latin1, utf8 } from "./bytes.js";
import { Fault } from "./fault.js";
import { load, MAX_BYTES } from "./json.js";
import { issuerOf } from "./model.js";
import { Pdf } from "./pdf.js";
import { isMarked, seal } from "./seal.js";
import { answer, verdict, verify } from "./verifying.js";

const NAME = "certificate.json";
const MAX_FILE = 20_000_000;
const BAKED = /<openbadges:credential[^>]*>\s*<!\[CDATA\[([\s\S]*?)\]\]>/;

// {verdict, checks, document}; `document` is null where the file could not be read. `sources` is a Bundle, `table` terms.json.
export async function judge(bytes, sources, now, table) {
  let document = null;
  const file = await answer("file", async () => {
    document = load(await textOf(bytes));
    return { code: "file.good", detail: "" };
  });
  const checks = document ? await verify(document, sources, now, table) : [file];
  if (isPdf(bytes) && (document || isMarked(bytes))) {
    checks.push(await answer("seal", () => seal(bytes, document ? issuerOf(document) : "", sources)));
  }
  return { verdict: verdict(checks), checks, document };
}

// The credential's bytes within a file. Throws Fault kind, pdf, attachment (all unsure), size.
export async function textOf(bytes) {
  if (bytes.length > MAX_FILE) throw new Fault("size", String(MAX_FILE));
  const start = latin1(bytes.subarray(0, 1024));
  if (isPdf(bytes)) return limited(await attached(bytes));
  const opening = start.replace(/^\xef\xbb\xbf/, "").replace(/^[ \t\n\r\v\f]+/, "");
  if (opening.startsWith("{") || opening.startsWith("[")) return bytes;
  if (opening.startsWith("<") && start.includes("<svg")) return baked(bytes);
  throw new Fault("kind", "", true);
}

function isPdf(bytes) {
  return latin1(bytes.subarray(0, 5)) === "%PDF-";
}

async function attached(bytes) {
  try {
    return await (await Pdf.open(bytes)).attached(NAME);
  } catch (fault) {
    throw fault instanceof Fault ? fault : new Fault("pdf", fault.name, true);
  }
}

function baked(bytes) {
  const found = BAKED.exec(new TextDecoder().decode(bytes));
  if (!found) throw new Fault("attachment", "openbadges:credential", true);
  return limited(utf8(found[1]));
}

function limited(bytes) {
  if (bytes.length > MAX_BYTES) throw new Fault("size", String(MAX_BYTES));
  return bytes;
}
