// Who else is writing here: asks every 15 seconds, telling which field this person is in. The server answers with a sentence.
import { token } from "./token.js";

const EVERY = 15_000;

export function bind(box) {
  const line = box.querySelector('[data-part="presence"]');
  let timer;

  async function ask() {
    const body = new FormData();
    body.set("field", labelOf(document.activeElement));
    body.set("csrfmiddlewaretoken", token(box));
    try {
      const answer = await fetch(box.dataset.presenceUrl, { method: "POST", body, headers: { Accept: "application/json" } });
      if (answer.ok) line.textContent = (await answer.json()).sentence ?? "";
    } catch {
      // Without a network nobody can be seen; autosave says that there is none.
      line.textContent = "";
    }
  }

  function labelOf(element) {
    if (!element || !box.contains(element)) return "";
    const field = element.closest("[data-field]");
    const label = field?.querySelector("legend, .field__label");
    return label ? label.firstChild.textContent.trim() : "";
  }

  function start() {
    clearInterval(timer);
    if (document.hidden) return;
    ask();
    timer = setInterval(ask, EVERY);
  }

  document.addEventListener("visibilitychange", start);
  start();
}
