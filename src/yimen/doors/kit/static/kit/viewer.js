// Scans beside the form: one large, the others in a strip; a PDF page by page. Turned and made larger with keys.
// Without it they open alone.

const box = document.querySelector("[data-viewer]");
if (box) {
  const view = box.querySelector("[data-view]"), told = box.querySelector("[data-name]");
  const strip = [...box.querySelectorAll("[data-scan]")];
  let at = 0, page = 1, turned = 0, size = 1;

  // Turned with the browser's own properties: a page of the house has no style of its own.
  const draw = () => {
    const image = view.querySelector("img");
    if (!image) return;
    image.classList.toggle("is-large", size > 1);
    image.style.rotate = `${turned}deg`;
    image.style.width = size > 1 ? `${Math.round(size * view.clientWidth)}px` : "";
    image.style.scale = size < 1 ? String(size) : "";
    const across = turned % 180 !== 0 && image.clientWidth;
    image.style.marginBlock = across ? `${Math.max(0, (image.clientWidth - image.clientHeight) / 2)}px` : "";
  };
  const drawAnew = () => {
    const link = strip[at], named = link.querySelector("[data-named]"), pages = Number(link.dataset.pages);
    const image = document.createElement("img"), undrawn = box.querySelector("[data-undrawn]");
    [turned, size] = [0, 1];
    image.alt = named.firstChild.textContent.trim();
    image.addEventListener("error", () => { undrawn.hidden = false; });
    undrawn.hidden = true;
    image.src = pages > 1 ? link.dataset.scan.replace(/1\/$/, `${page}/`) : link.dataset.scan;
    view.replaceChildren(image);
    told.replaceChildren(...named.cloneNode(true).childNodes);
    box.querySelector("[data-original]").href = link.href;
    sayPage();
  };
  const sayPage = () => {
    const pages = Number(strip[at].dataset.pages);
    if (pages > 1) told.append(` · ${box.dataset.sayPage.replace("{n}", page).replace("{all}", pages)}`);
    box.querySelector("[data-paging]").hidden = pages < 2;
  };
  const show = (to) => {
    at = (to + strip.length) % strip.length;
    page = 1;
    strip.forEach((one, n) => (n === at ? one.setAttribute("aria-current", "true") : one.removeAttribute("aria-current")));
    drawAnew();
    strip[at].scrollIntoView({ block: "nearest" });
  };
  const leaf = (by) => {
    page = Math.min(Math.max(page + by, 1), Number(strip[at].dataset.pages));
    drawAnew();
  };
  const acts = {
    back: () => show(at - 1),
    on: () => show(at + 1),
    earlier: () => leaf(-1),
    later: () => leaf(1),
    turn: () => { turned = (turned + 90) % 360; draw(); },
    larger: () => { size = Math.min(size * 1.5, 8); draw(); },
    smaller: () => { size = Math.max(size / 1.5, 1 / 3); draw(); },
  };
  box.querySelector("[data-tools]").hidden = false;
  view.querySelector("img").addEventListener("error", () => { box.querySelector("[data-undrawn]").hidden = false; });
  sayPage();
  box.addEventListener("click", (event) => {
    const link = event.target.closest("[data-scan]"), button = event.target.closest("[data-do]");
    if (button) acts[button.dataset.do]();
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(strip.indexOf(link));
  });
}
