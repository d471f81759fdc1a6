// A button that prints the page; hidden where there is no JavaScript, since the browser has its own.
export function bind(button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
