// Binds behaviours to elements: data-behaviour="name other". Pages work without; a behaviour only adds to them.
// Each module exports bind(element). Only the modules that a page names are fetched.
const modules = {
  autosave: () => import("./autosave.js"),
  confirm: () => import("./confirm.js"),
  copy: () => import("./copy.js"),
  counter: () => import("./counter.js"),
  disclosure: () => import("./disclosure.js"),
  keeping: () => import("./keeping.js"),
  presence: () => import("./presence.js"),
  print: () => import("./print.js"),
};

const bound = new WeakMap();

async function bind(element) {
  for (const name of element.dataset.behaviour.split(/\s+/).filter(Boolean)) {
    const done = bound.get(element) ?? bound.set(element, new Set()).get(element);
    if (done.has(name) || !modules[name]) continue;
    done.add(name);
    (await modules[name]()).bind(element);
    element.dataset.bound = [...done].join(" ");
  }
}

export function bindAll(root = document) {
  if (root.matches?.("[data-behaviour]")) bind(root);
  for (const element of root.querySelectorAll("[data-behaviour]")) bind(element);
}

bindAll();

// A form that was sent a moment ago, see keeping.js.
if (sessionStorage.getItem("gromada:sent")) (await modules.keeping()).settle();
// htmx brings new parts of a page.
document.addEventListener("htmx:load", (event) => bindAll(event.detail.elt));
