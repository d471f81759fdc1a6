// The page "check the file of a certificate": a file is chosen or dropped, judged here, and shown. It is sent nowhere.
import { base64 } from "./bytes.js";
import { KIND } from "./bundle.js";
import { facts } from "./facts.js";
import { Fault } from "./fault.js";
import { judge } from "./judging.js";
import { load } from "./json.js";
import { Sentences } from "./sentences.js";
import { Shelf } from "./shelf.js";

const data = JSON.parse(document.getElementById("checking").textContent);
const form = document.querySelector("[data-checking]");
const part = (name, within = document) => within.querySelector(`[data-part="${name}"]`);
const sentences = new Sentences(data);
const shelf = new Shelf(data.address, data.bundle ? base64(data.bundle) : null);
const inputs = { file: form.elements.namedItem("file"), bundle: form.elements.namedItem("bundle") };
let asked = 0;
let held = null; // the file that is asked about

async function bytesOf(file) {
  return new Uint8Array(await file.arrayBuffer());
}

function isBundle(bytes) {
  try {
    return load(bytes).type === KIND;
  } catch {
    return false;
  }
}

// Several files may come at once: a bundle among them is put on the shelf, the last other one is judged.
async function take(files) {
  const turn = (asked += 1);
  for (const file of files) {
    const bytes = await bytesOf(file);
    if (!isBundle(bytes)) held = { name: file.name, bytes };
    else if (!give(bytes)) return;
  }
  if (!held) {
    inputs.file.focus();
    return;
  }
  part("busy").textContent = data.said.busy;
  const { bundle, how } = await shelf.newest();
  const judged = await judge(held.bytes, bundle, Date.now(), data.table);
  if (turn !== asked) return;
  part("busy").textContent = "";
  show(judged, held.name, bundle, how);
}

function give(bytes) {
  const told = part("bundle-told");
  try {
    shelf.give(bytes);
    told.textContent = data.said["bundle.taken"].replace("%(day)s", () => sentences.readable(shelf.given.made));
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    told.textContent = data.said[`bundle.${fault.code}`] ?? data.said["bundle.bundle"];
    told.closest("details").open = true;
    inputs.bundle.focus();
    return false;
  }
  return true;
}

function show(judged, name, bundle, how) {
  const answer = part(`answer-${judged.verdict}`).content.cloneNode(true);
  answer.querySelector(".verdict__title").textContent = sentences.verdict(judged);
  part("name", answer).textContent = name;
  // A file that could not be read was not compared with anything.
  const by = judged.document ? data.said[`how.${how}`] : "";
  part("how", answer).textContent = by.replace("%(day)s", () => sentences.readable(bundle.made));
  showFacts(answer, judged.document ? facts(judged.document, sentences) : {});
  const list = answer.querySelector(".checks");
  list.replaceChildren(...judged.checks.map(line));
  part("server", answer)?.toggleAttribute("hidden", !judged.checks.some((check) => check.code.endsWith(".browser")));
  const place = part("answer");
  place.replaceChildren(answer);
  const heading = place.querySelector(".verdict__title");
  heading.tabIndex = -1; // one reads on from here
  heading.focus({ preventScroll: true });
  place.scrollIntoView({ block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
}

function showFacts(answer, found) {
  for (const row of answer.querySelectorAll("[data-fact]")) {
    const said = found[row.dataset.fact];
    if (said) row.querySelector("dd").textContent = said;
    else row.remove();
  }
  const link = part("register", answer);
  if (found.number) link.querySelector("a").href = `${data.register}${encodeURI(found.number)}/`;
  else link.remove();
  if (!answer.querySelector("[data-fact]")) part("facts", answer).remove();
}

function line(check) {
  const item = part(`check-${check.outcome}`).content.querySelector("li").cloneNode(true);
  item.querySelector("span").append(sentences.sentence(check));
  return item;
}

function bind() {
  form.addEventListener("submit", (event) => {
    if (event.submitter?.dataset.part === "by-server") return;
    event.preventDefault();
    take(inputs.file.files);
  });
  inputs.file.addEventListener("change", () => take(inputs.file.files));
  inputs.bundle.addEventListener("change", async () => {
    const [file] = inputs.bundle.files;
    if (file && give(await bytesOf(file)) && held) take([]);
  });
  const drop = part("drop");
  for (const name of ["dragenter", "dragover"]) document.addEventListener(name, (event) => event.preventDefault());
  document.addEventListener("dragover", () => drop.toggleAttribute("data-over", true));
  for (const name of ["dragleave", "drop"]) document.addEventListener(name, () => drop.removeAttribute("data-over"));
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) take(event.dataTransfer.files);
  });
  for (const each of document.querySelectorAll("[data-here]")) each.hidden = each.dataset.here !== "browser";
  shelf.newest(); // so that it is there should the network be gone later
  form.dataset.bound = "checking";
}

bind();
