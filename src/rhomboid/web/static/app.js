// Pages work without this. With it, a page is exchanged without being loaded anew, and what was exchanged is told to
// whoever cannot see it.

const parts = {
  print: () => import("./print.js"),
  whatif: () => import("./whatif.js"),
  trend: () => import("./trend.js"),
};

/** Start what a page asks for by `data-part`; each part exports `start(element)`. */
async function startParts() {
  for (const element of document.querySelectorAll("[data-part]")) {
    const load = parts[element.dataset.part];
    if (load) (await load()).start(element);
  }
}

/** Let screen readers and the keyboard begin at the new page, as they would after loading it. */
function beginPage() {
  const main = document.getElementById("main");
  const wanted = main?.querySelector("[autofocus]") ?? main;
  if (!location.hash) wanted?.focus({ preventScroll: wanted === main });
  startParts();
}

document.addEventListener("htmx:after:swap", beginPage);
startParts();
