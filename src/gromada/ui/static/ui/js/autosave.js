// Saves each field as it is typed. Nothing typed is ever lost: what the server has not taken stays in this browser.
// The answers of the server are described in README.md, "Autosave".
import { brought, read, same, write } from "./controls.js";
import { keeper } from "./kept.js";
import { token } from "./token.js";
import { showVersions } from "./versions.js";

const IDLE = 800;
const RETRY = 15_000;

export function bind(box) {
  const line = box.querySelector(".saved");
  const versions = box.querySelector('template[data-part="versions"]');
  const problem = box.querySelector('template[data-part="problem"]');
  const shown = line.querySelector('[data-part="state"]');
  // The page says that it does not save by itself; from here on it does.
  line.querySelector('[data-part="without"]').hidden = true;
  shown.textContent ||= shown.dataset.ready;
  const fields = [...box.querySelectorAll("[data-field][data-version]")].map(follow);

  function say(state, words) {
    line.dataset.state = state;
    shown.textContent = words;
  }

  function follow(field) {
    const name = field.dataset.field;
    const kept = keeper(box.dataset.who ?? "", box.dataset.autosaveUrl, name);
    let version = Number(field.dataset.version);
    let saved = brought(field);
    let idle, sending, stopped;

    function changed() {
      return !same(read(field), saved);
    }

    async function send(keepalive = false) {
      clearTimeout(idle);
      if (sending || stopped || !changed()) return;
      const value = read(field);
      sending = true;
      const slow = setTimeout(() => say("saving", box.dataset.saving), 1000);
      let taken = false;
      try {
        taken = await take(await post(name, value, version, keepalive), value);
      } catch {
        say("offline", box.dataset.offline);
        setTimeout(send, RETRY);
      }
      clearTimeout(slow);
      sending = false;
      // Typed on while it was on its way.
      if (taken) send();
    }

    // True when the server has this value.
    async function take(answer, value) {
      const told = answer.headers.get("Content-Type")?.includes("json") && !answer.redirected ? await answer.json() : null;
      complain("");
      if (answer.ok && told) {
        saved = value;
        version = told.version ?? version;
        field.dataset.version = version;
        if (!changed()) kept.drop();
        if (told.message) say("kept", told.message);
        else say("saved", box.dataset.saved.replace("[time]", told.time));
        return true;
      } else if (answer.status === 409 && told) {
        stopped = true;
        say("kept", "");
        showVersions(field, versions, { mine: value, theirs: [told.value].flat(), by: told.by, time: told.time }, (choice) => {
          stopped = false;
          version = told.version;
          saved = [told.value].flat();
          if (choice === "theirs") {
            write(field, saved);
            field.querySelector("[name]").dispatchEvent(new Event("input", { bubbles: true }));
            kept.drop();
            say("saved", box.dataset.saved.replace("[time]", told.time));
          } else {
            send();
          }
        });
      } else if (answer.status === 422 && told) {
        // Not asked again until it changes.
        saved = value;
        complain(told.message);
      } else if (answer.status === 401 || answer.status === 403 || answer.redirected) {
        say("kept", box.dataset.signedOut);
      } else if (answer.status >= 500 || answer.status === 429) {
        throw new Error(answer.statusText);
      } else {
        say("kept", box.dataset.refused);
      }
      return false;
    }

    function complain(sentence) {
      field.querySelector("[data-complaint]")?.remove();
      if (!sentence) return;
      const said = problem.content.firstElementChild.cloneNode(true);
      said.dataset.complaint = "";
      said.querySelector('[data-part="words"]').textContent = sentence;
      field.append(said);
    }

    field.addEventListener("input", () => {
      clearTimeout(idle);
      if (changed()) kept.put(read(field), version);
      idle = setTimeout(send, IDLE);
    });
    field.addEventListener("change", () => send());

    const left = kept.get();
    const arrived = left?.submitted && version > left.version;
    if (left && !arrived && !same(left.value, saved)) {
      // Typed before, never taken: put back, and sent against the version it was written from.
      write(field, left.value);
      version = Math.min(version, left.version);
      say("kept", box.dataset.returned);
      send();
    } else if (left) {
      kept.drop();
    }
    // Typed while this was on its way.
    if (!left && changed()) send();
    return { send, submit: () => changed() && kept.put(read(field), version, true) };
  }

  function post(name, value, version, keepalive) {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", token(box));
    body.set("name", name);
    body.set("version", version);
    for (const one of value) body.append("value", one);
    return fetch(box.dataset.autosaveUrl, { method: "POST", body, keepalive, headers: { Accept: "application/json" } });
  }

  const all = (keepalive) => fields.forEach((field) => field.send(keepalive));
  window.addEventListener("online", () => all(false));
  window.addEventListener("focus", () => all(false));
  window.addEventListener("pagehide", () => all(true));
  document.addEventListener("visibilitychange", () => all(document.hidden));
  box.closest("form")?.addEventListener("submit", () => fields.forEach((field) => field.submit()));
}
