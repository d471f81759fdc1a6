// Keeps in this browser what is typed into a form that is sent as a whole, until it was taken. Files are not kept here.
import { brought, read, same, write } from "./controls.js";
import { keeper } from "./kept.js";

const IDLE = 400;
const SENT = "gromada:sent";

export function bind(line) {
  settle();
  const form = line.closest("form");
  const shown = line.querySelector('[data-part="state"]');
  const back = line.querySelector('[data-part="back"]');
  const kept = keeper(line.dataset.who, location.pathname, "form");
  const fields = [...form.querySelectorAll("[data-field]")].filter((field) => field.querySelector("[name]:not([type=file], [type=password])"));
  const first = fields.map((field) => [field.dataset.field, brought(field)]);
  let idle;
  line.querySelector('[data-part="without"]').hidden = true;
  shown.textContent = line.dataset.ready;

  function state() {
    return fields.map((field) => [field.dataset.field, read(field)]);
  }

  function keep(submitted) {
    if (same(state(), first) && !submitted) return;
    kept.put(state(), JSON.stringify(first), submitted === true);
    const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "numeric", minute: "2-digit" });
    line.dataset.state = "kept";
    shown.textContent = line.dataset.kept.replace("[time]", time.replace(":", line.dataset.between));
  }

  function putBack(left) {
    const typed = new Map(left.value);
    for (const field of fields) {
      if (!typed.has(field.dataset.field)) continue;
      write(field, typed.get(field.dataset.field));
      field.querySelector("[name]").dispatchEvent(new Event("input", { bubbles: true }));
    }
    back.hidden = true;
    line.dataset.state = "kept";
    shown.textContent = line.dataset.returned;
  }

  const left = kept.get();
  if (left && same(left.value, first)) kept.drop();
  // An answer of the server shows what was typed by itself.
  if (left && line.dataset.answered === undefined && !same(left.value, first)) {
    if (left.version === JSON.stringify(first)) {
      putBack(left);
    } else {
      shown.textContent = line.dataset.changed;
      back.hidden = false;
      back.addEventListener("click", () => putBack(left));
    }
  }
  const later = () => {
    clearTimeout(idle);
    idle = setTimeout(keep, IDLE);
  };
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  // Typed while this was on its way.
  if (!left && !same(state(), first)) later();
  window.addEventListener("pagehide", () => keep());
  form.addEventListener("submit", () => {
    clearTimeout(idle);
    keep(true);
    sessionStorage.setItem(SENT, JSON.stringify([line.dataset.who, location.pathname]));
  });
}

// The form was taken when a page of a person who is signed in came after it: another one, or itself anew and without
// mistakes. Then nothing of it stays here. Whoever had to sign in first comes from the page of signing in.
export function settle() {
  const sent = sessionStorage.getItem(SENT);
  if (!sent || !document.querySelector(".header__who form")) return;
  const [who, place] = JSON.parse(sent);
  const anew = document.referrer && new URL(document.referrer).pathname === place && !document.querySelector("[data-behaviour~=keeping][data-answered]");
  if (place === location.pathname && !anew) return;
  keeper(who, place, "form").drop();
  sessionStorage.removeItem(SENT);
}
