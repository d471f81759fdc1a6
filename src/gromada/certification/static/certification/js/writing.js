// What a page of writing adds to the common behaviours: places that are asked only with some answers, and versions that stay true.

// "when": a place is shown only while another has one of its values. What was typed in it stays when it is hidden.
// Fields of an outcome are folded away in the page itself; once the outcome is chosen they lie open.
function bindWhen(place) {
  const name = place.dataset.when;
  const values = place.dataset.whenValues.split(" ");
  const sentence = place.querySelector('[data-part="when"]');
  const form = place.closest("form");
  // A vote decides the outcome elsewhere: then everything can be written, and the sentence says when it counts.
  if (!form.querySelector(`[name="${CSS.escape(name)}"]`)) return;

  function show() {
    const given = new FormData(form).getAll(name);
    place.hidden = !given.some((value) => values.includes(value));
    if (place.localName === "details" && !place.hidden) place.open = true;
  }

  if (sentence) sentence.hidden = true;
  form.addEventListener("input", show);
  form.addEventListener("change", show);
  show();
}

// "versions": autosave moves a place on to its next version; the page that is sent has to say the same one.
function bindVersions(form) {
  form.addEventListener("submit", () => {
    for (const field of form.querySelectorAll("[data-field][data-version]")) {
      const sent = form.querySelector(`input[name="v:${CSS.escape(field.dataset.field)}"]`);
      if (sent) sent.value = field.dataset.version;
    }
  });
}

// "fold": on a phone an example is closed at first, so that the answer comes near the question.
function bindFold(details) {
  details.open = !window.matchMedia("(max-width: 40rem)").matches;
}

for (const place of document.querySelectorAll('[data-behaviour~="when"]')) bindWhen(place);
for (const form of document.querySelectorAll('form[data-behaviour~="versions"]')) bindVersions(form);
for (const details of document.querySelectorAll('details[data-behaviour~="fold"]')) bindFold(details);
