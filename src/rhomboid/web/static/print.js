/** A button that prints the page; without scripts it stays hidden, and the browser's own menu prints. */
export function start(button) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
