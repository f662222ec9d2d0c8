// Scans beside the form: one large, the others in a strip; turned and made larger with keys. Without it they open alone.

const box = document.querySelector("[data-viewer]");
if (box) {
  const view = box.querySelector("[data-view]"), told = box.querySelector("[data-name]");
  const strip = [...box.querySelectorAll("[data-scan]")];
  let at = 0, turned = 0, size = 1;

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
  const show = (to) => {
    at = (to + strip.length) % strip.length;
    [turned, size] = [0, 1];
    strip.forEach((one, n) => (n === at ? one.setAttribute("aria-current", "true") : one.removeAttribute("aria-current")));
    const link = strip[at], named = link.querySelector("[data-named]"), name = named.firstChild.textContent.trim();
    const part = document.createElement(link.dataset.scan === "pdf" ? "iframe" : "img");
    part.src = link.href;
    if (part.matches("img")) part.alt = name;
    else part.title = name;
    view.replaceChildren(part);
    told.replaceChildren(...named.cloneNode(true).childNodes);
    link.scrollIntoView({ block: "nearest" });
  };
  const acts = {
    back: () => show(at - 1),
    on: () => show(at + 1),
    turn: () => { turned = (turned + 90) % 360; draw(); },
    larger: () => { size = Math.min(size * 1.5, 8); draw(); },
    smaller: () => { size = Math.max(size / 1.5, 1 / 3); draw(); },
  };
  box.querySelector("[data-tools]").hidden = false;
  box.addEventListener("click", (event) => {
    const link = event.target.closest("[data-scan]"), button = event.target.closest("[data-do]");
    if (button) acts[button.dataset.do]();
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(strip.indexOf(link));
  });
}
