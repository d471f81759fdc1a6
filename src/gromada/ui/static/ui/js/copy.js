// Copies data-copy. The button appears only where the browser can do it.
export function bind(box) {
  const button = box.querySelector("button");
  const done = box.querySelector("[data-done]");
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(box.dataset.copy);
    done.textContent = done.dataset.done;
    setTimeout(() => { done.textContent = ""; }, 4000);
  });
}
