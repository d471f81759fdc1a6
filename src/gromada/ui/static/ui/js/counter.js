// Counts the characters left in a text area, as Python counts them: by code point, an end of line as one.
export function bind(field) {
  const area = field.querySelector("textarea, input");
  const shown = field.querySelector('[data-part="count"]');
  const spoken = field.querySelector('[data-part="spoken"]');
  const limit = Number(field.dataset.limit);
  let later;

  function words() {
    const left = limit - [...area.value].length;
    const pattern = left < 0 ? shown.dataset.over : shown.dataset.left;
    return { left, text: pattern.replace("[left]", left).replace("[over]", -left) };
  }

  function show() {
    const { left, text } = words();
    shown.textContent = text;
    clearTimeout(later);
    // A screen reader hears it after a pause, and only near the end: not at each letter.
    if (left < limit / 10) later = setTimeout(() => { spoken.textContent = text; }, 1000);
  }

  area.addEventListener("input", show);
  show();
}
