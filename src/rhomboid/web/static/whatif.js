/** Whether a switch stands otherwise than the page had it. */
const isMoved = ({ options }) => options && [...options].some((one) => one.selected !== one.defaultSelected);

/** See at once what a change would do: the answer is exchanged, and the switches stay as they are. */
export function start(form) {
  let asked = 0;
  form.addEventListener("change", async () => {
    const mine = ++asked;
    const address = `${location.pathname}?${new URLSearchParams(new FormData(form))}`;
    const reply = await fetch(address);
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    const answer = page.getElementById("what-if-answer");
    // An earlier question may be answered later.
    if (!answer || mine !== asked) return;
    document.getElementById("what-if-answer").replaceChildren(...answer.childNodes);
    history.replaceState(history.state, "", address);
  });
  // A switch may have been moved before this was loaded.
  if ([...form.elements].some(isMoved)) form.dispatchEvent(new Event("change"));
}
