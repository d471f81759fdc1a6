// Reads and writes the value of one field, whatever its controls are. A value is a list of strings, as a form would send it.
const controls = (field) => [...field.querySelectorAll("[name]:not([type=file])")];
const ticked = (control) => control.type === "radio" || control.type === "checkbox";

export function read(field) {
  return controls(field)
    .filter((control) => !ticked(control) || control.checked)
    .map((control) => control.value);
}

// What the page brought, whatever was typed before this ran.
export function brought(field) {
  return controls(field)
    .filter((control) => !ticked(control) || control.defaultChecked)
    .map((control) => (control.options ? chosenAtFirst(control) : ticked(control) ? control.value : writtenAtFirst(control)));
}

// As the control itself would give it back: a number that is none is empty there. A button has one value for ever.
function writtenAtFirst(control) {
  if (control.defaultValue === undefined) return control.value;
  const fresh = control.cloneNode();
  fresh.value = control.defaultValue;
  return fresh.value;
}

function chosenAtFirst(list) {
  const options = [...list.options];
  return (options.find((option) => option.defaultSelected) ?? options[0])?.value ?? "";
}

export function write(field, value) {
  for (const control of controls(field)) {
    if (ticked(control)) control.checked = value.includes(control.value);
    else control.value = value[0] ?? "";
  }
}

// The value in words: the labels of what is ticked or chosen, else the text itself.
export function words(field, value) {
  const named = new Map();
  for (const control of controls(field)) {
    if (ticked(control)) named.set(control.value, control.labels[0]?.textContent.trim());
    for (const option of control.options ?? []) named.set(option.value, option.textContent.trim());
  }
  return value.map((one) => named.get(one) ?? one).join("\n");
}

export const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
