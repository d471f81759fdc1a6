// Two people wrote in one field at once: both texts stand side by side, and the person says which one stays.
import { words } from "./controls.js";

export function showVersions(field, template, { mine, theirs, by, time }, choose) {
  hideVersions(field);
  const box = template.content.firstElementChild.cloneNode(true);
  box.querySelector('[data-part="mine"]').textContent = words(field, mine);
  box.querySelector('[data-part="theirs"]').textContent = words(field, theirs);
  const title = box.querySelector('[data-part="theirs-title"]');
  title.textContent = title.dataset.words.replace("[name]", by).replace("[time]", time);
  const sentence = box.querySelector(".notice__title");
  sentence.id = `versions-${field.dataset.field}`;
  box.setAttribute("aria-labelledby", sentence.id);
  for (const button of box.querySelectorAll("[data-choose]")) {
    button.addEventListener("click", () => {
      hideVersions(field);
      choose(button.dataset.choose);
      field.querySelector("[name]")?.focus();
    });
  }
  field.append(box);
}

export function hideVersions(field) {
  field.querySelector(".versions")?.remove();
}
