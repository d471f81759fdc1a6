// Asks before a form goes: data-confirm is the sentence, data-back the way back; the verb is the button's own.
export function bind(form) {
  let sure = false;

  form.addEventListener("submit", (event) => {
    if (sure) return;
    event.preventDefault();
    ask(event.submitter);
  });

  function ask(submitter) {
    const dialog = document.createElement("dialog");
    dialog.className = "dialog";
    const sentence = document.createElement("p");
    sentence.className = "lead";
    sentence.id = "dialog-sentence";
    sentence.textContent = form.dataset.confirm;
    dialog.setAttribute("aria-labelledby", sentence.id);
    const row = document.createElement("p");
    row.className = "row";
    const yes = button(submitter?.textContent.trim() || "OK", submitter?.className || "button");
    const back = button(form.dataset.back, "button button--plain");
    row.append(yes, back);
    dialog.append(sentence, row);
    document.body.append(dialog);
    yes.addEventListener("click", () => { sure = true; dialog.close(); form.requestSubmit(submitter); });
    back.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => { dialog.remove(); submitter?.focus(); });
    dialog.showModal();
    // What is safe comes first under the fingers.
    back.focus();
  }

  function button(words, css) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = css;
    made.textContent = words;
    return made;
  }
}
