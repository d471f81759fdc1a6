// A part that a button opens and closes: aria-controls names it. Without JavaScript the part is simply open.
export function bind(button) {
  const part = document.getElementById(button.getAttribute("aria-controls"));
  if (!part) return;
  const show = (open) => {
    button.setAttribute("aria-expanded", String(open));
    part.hidden = !open;
  };
  show(button.dataset.open === "true");
  button.hidden = false;
  button.addEventListener("click", () => show(part.hidden));
}
