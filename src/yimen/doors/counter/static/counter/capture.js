// Camera and files for one document: take, turn, crop, retake, order, leave out, save. Keyboard alone is enough.
// Without scripts the page is a form with a file field. Nothing here decides what is taken: the server does.
(() => {
  const form = document.querySelector("form[data-capture]");
  if (!form) return;
  const one = (name) => form.querySelector(`[data-${name}]`), all = (name) => [...form.querySelectorAll(`[data-${name}]`)];
  const stage = one("stage"), video = one("video"), view = one("view"), list = one("pages"), status = one("status");
  const bars = { camera: one("camera-bar"), page: one("page-bar"), crop: one("crop-bar") };
  const pages = [];
  let chosen = -1, retaking = -1, crop = null, stream = null, isSaving = false, isSaved = false;

  const say = (name, facts = {}) => {
    const text = form.dataset[`say${name}`] ?? "";
    said(status, Object.entries(facts).reduce((t, [key, value]) => t.replace(`{${key}}`, value), text));
  };
  function problem(text) {
    one("problem").hidden = !text;
    said(one("problem").querySelector("p"), text);
    if (text) one("problem").scrollIntoView({ block: "nearest" });
  }
  const remembered = (name, value) => {
    try {
      if (value !== undefined) localStorage.setItem(name, value);
      return localStorage.getItem(name) ?? "";
    } catch { return ""; }
  };

  // What is on the stage: the camera, a page, or the page being cropped.
  function show() {
    const page = pages[chosen];
    const mode = crop ? "crop" : page && retaking < 0 ? "page" : "camera";
    stage.hidden = mode === "camera" && !stream;
    video.hidden = mode !== "camera";
    view.hidden = mode === "camera" || !page?.image;
    if (mode !== "camera" && !page?.image) stage.hidden = true;
    bars.camera.hidden = mode === "crop";
    bars.page.hidden = mode !== "page";
    bars.crop.hidden = mode !== "crop";
    if (mode === "page") {
      one("turn").disabled = one("crop").disabled = !capturePage.canBeEdited(page);
      one("retake").disabled = !stream;
      one("earlier").disabled = chosen === 0;
      one("later").disabled = chosen === pages.length - 1;
    }
    if (!view.hidden) paint();
    one("count").textContent = pages.length ? String(pages.reduce((sum, each) => sum + each.pages, 0)) : "";
  }
  function paint() {
    capturePage.draw(pages[chosen], view, 1600, Boolean(crop));
    if (!crop) return;
    const pen = view.getContext("2d"), { width, height } = view;
    pen.resetTransform();
    const [x, y, right, bottom] = [crop.left * width, crop.top * height, crop.right * width, crop.bottom * height];
    pen.fillStyle = "rgb(0 0 0 / 55%)";
    for (const box of [[0, 0, width, y], [0, bottom, width, height - bottom], [0, y, x, bottom - y], [right, y, width - right, bottom - y]]) pen.fillRect(...box);
    pen.strokeStyle = "#fff";
    pen.lineWidth = Math.max(2, width / 300);
    pen.strokeRect(x, y, right - x, bottom - y);
    for (const button of all("edge")) {
      const edge = button.dataset.edge, at = crop[edge];
      button.querySelector("output").textContent = `${Math.round((edge === "right" || edge === "bottom" ? 1 - at : at) * 100)} %`;
    }
  }

  // The row of pages; the chosen one has the focus ring and the keys.
  function lay(focus = false) {
    list.replaceChildren(...pages.map((page, n) => {
      const item = document.createElement("li"), button = document.createElement("button");
      button.type = "button";
      button.setAttribute("aria-pressed", String(n === chosen));
      if (page.image) {
        const small = document.createElement("canvas");
        capturePage.draw(page, small, 160);
        button.append(small);
      } else if (page.thumbnail) {
        const small = document.createElement("img");
        small.src = page.thumbnail;
        small.alt = "";
        button.append(small);
      } else {
        const name = document.createElement("span");
        said(name, page.name.slice(0, 24) || "PDF");
        button.append(name);
      }
      const number = document.createElement("span");
      number.className = "c-number";
      number.textContent = String(n + 1);
      const told = document.createElement("span");
      told.className = "visually-hidden";
      told.textContent = form.dataset.sayPage.replace("{n}", n + 1).replace("{all}", pages.length);
      button.append(number, told);
      button.addEventListener("click", () => choose(n));
      item.append(button);
      return item;
    }));
    show();
    if (focus) list.children[chosen]?.firstElementChild.focus();
  }
  async function choose(n, focus = true) {
    retaking = -1;
    chosen = n;
    lay(focus);
    const page = pages[n];
    if (page && !page.image && (await capturePage.loaded(page))) lay(focus && list.contains(document.activeElement));
  }

  // Camera: any webcam; the one chosen last is taken again.
  const CAMERA = "yimen-camera", SHARPNESS = "yimen-sharpness";
  async function start(device = remembered(CAMERA)) {
    stop();
    const wish = { width: { ideal: 3840 }, height: { ideal: 2880 } };
    const ask = (more) => navigator.mediaDevices.getUserMedia({ video: { ...wish, ...more }, audio: false });
    try {
      if (!navigator.mediaDevices) throw new DOMException("", "NotFoundError");
      stream = await (device ? ask({ deviceId: { exact: device } }).catch(() => ask({})) : ask({}));
    } catch (fault) {
      say(fault.name === "NotAllowedError" ? "Refused" : "NoCamera");
      show();
      return;
    }
    video.srcObject = stream;
    stream.getVideoTracks()[0].addEventListener("ended", () => { stop(); say("NoCamera"); show(); });
    await video.play().catch(() => {});
    await cameras();
    show();
  }
  function stop() {
    stream?.getTracks().forEach((track) => track.stop());
    stream = null;
  }
  async function cameras() {
    const found = (await navigator.mediaDevices.enumerateDevices()).filter((device) => device.kind === "videoinput");
    if (!stream) return;  // stopped meanwhile: the page is being left
    const now = stream.getVideoTracks()[0].getSettings().deviceId;
    one("cameras").replaceChildren(...found.map((device, n) => new Option(device.label || `${form.dataset.sayCamera} ${n + 1}`, device.deviceId, false, device.deviceId === now)));
  }
  async function take() {
    if (!stream) { await start(); return; }
    if (chosen >= 0 && retaking < 0) { choose(-1, false); return; }
    if (!video.videoWidth) return;
    const image = document.createElement("canvas");
    image.width = video.videoWidth;
    image.height = video.videoHeight;
    image.getContext("2d").drawImage(video, 0, 0);
    const page = capturePage.fresh({ image, longest: Number(one("sharpness").value) });
    if (retaking >= 0) {
      const n = retaking;
      pages[n] = page;
      await choose(n);
      say("Retaken", { n: n + 1 });
    } else {
      pages.push(page);
      lay();
      say("Taken", { n: pages.length });
    }
    problem("");
  }

  // Files: chosen or dropped, several at once; each is a page of its own in this order.
  async function add(files) {
    const largest = Number(form.dataset.largest), kept = [];
    problem("");
    for (const file of files) {
      if (file.size > largest * 1024 * 1024) problem(form.dataset.sayLarge.replace("{name}", file.name));
      else kept.push(await capturePage.ofFile(file));
    }
    if (!kept.length) return;
    pages.push(...kept);
    await choose(pages.length - 1, false);
    say("Added", { n: kept.length });
  }
  one("files").addEventListener("change", async (event) => {
    await add([...event.target.files]);
    event.target.value = "";
  });
  form.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("is-over");
    one("drop-hint").hidden = false;
  });
  for (const name of ["dragleave", "drop"]) form.addEventListener(name, (event) => {
    event.preventDefault();
    form.classList.remove("is-over");
    one("drop-hint").hidden = true;
    if (name === "drop") add([...event.dataTransfer.files]);
  });

  // Cropping: four edges by keys or by dragging.
  const opposite = { left: "right", right: "left", top: "bottom", bottom: "top" }, LEAST = 0.05;
  function move(edge, to) {
    const other = crop[opposite[edge]], isFirst = edge === "left" || edge === "top";
    crop[edge] = isFirst ? Math.min(Math.max(to, 0), other - LEAST) : Math.max(Math.min(to, 1), other + LEAST);
    paint();
  }
  function endCrop(isDone) {
    if (isDone) {
      const isWhole = Object.entries(capturePage.WHOLE).every(([edge, at]) => Math.abs(crop[edge] - at) < 0.005);
      pages[chosen].crop = isWhole ? capturePage.WHOLE : crop;
    }
    crop = null;
    lay(true);
    say(isDone ? "Cropped" : "");
  }
  bars.crop.addEventListener("keydown", (event) => {
    const edge = event.target.closest("[data-edge]")?.dataset.edge, step = event.shiftKey ? 0.05 : 0.01;
    const by = { ArrowLeft: -step, ArrowUp: -step, ArrowRight: step, ArrowDown: step }[event.key];
    if (edge && by) move(edge, crop[edge] + by);
    else if (event.key === "Enter") endCrop(true);
    else if (event.key === "Escape") endCrop(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  let dragged = [];
  const spot = (event) => {
    const box = view.getBoundingClientRect();
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
  };
  view.addEventListener("pointerdown", (event) => {
    if (!crop) return;
    const { x, y } = spot(event), near = (edge, at) => Math.abs(crop[edge] - at) < 0.08;
    dragged = [["left", x], ["right", x], ["top", y], ["bottom", y]].filter(([edge, at]) => near(edge, at)).map(([edge]) => edge);
    view.setPointerCapture(event.pointerId);
  });
  view.addEventListener("pointermove", (event) => {
    if (!crop) return;
    const { x, y } = spot(event);
    for (const edge of dragged) move(edge, edge === "left" || edge === "right" ? x : y);
  });
  view.addEventListener("pointerup", () => { dragged = []; });

  // The buttons of a page.
  const acts = {
    take,
    async turn() {
      if (!(await capturePage.loaded(pages[chosen]))) return;
      capturePage.turn(pages[chosen]);
      lay(true);
      say("Turned");
    },
    async crop() {
      if (!(await capturePage.loaded(pages[chosen]))) return;
      crop = { ...pages[chosen].crop };
      show();
      say("Crop");
      all("edge")[0].focus();
    },
    retake() { retaking = chosen; show(); one("take").focus(); },
    earlier() { shift(-1); },
    later() { shift(1); },
    delete() {
      pages.splice(chosen, 1);
      choose(Math.min(chosen, pages.length - 1)).then(() => { if (!pages.length) one("take").focus(); });
      say("Deleted", { n: pages.length });
    },
    "crop-done"() { endCrop(true); },
  };
  function shift(by) {
    const to = chosen + by;
    if (to < 0 || to >= pages.length) return;
    [pages[chosen], pages[to]] = [pages[to], pages[chosen]];
    chosen = to;
    lay(true);
    say("Moved", { n: to + 1 });
  }
  for (const [name, act] of Object.entries(acts)) one(name).addEventListener("click", () => act());
  list.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key], n = [...list.children].indexOf(event.target.closest("li"));
    if (!by || n < 0) return;
    event.preventDefault();
    choose(Math.min(Math.max(n + by, 0), pages.length - 1));
  });
  one("cameras").addEventListener("change", (event) => { remembered(CAMERA, event.target.value); start(event.target.value); });
  one("sharpness").addEventListener("change", (event) => remembered(SHARPNESS, event.target.value));

  // Saving: everything in order in one request; what is refused is said here and nothing is lost.
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isSaving) return;
    if (!pages.length) { say("None"); problem(form.dataset.sayNone); return; }
    isSaving = true;
    problem("");
    say("Saving");
    try {
      const body = new FormData();
      for (const name of ["csrfmiddlewaretoken", "key"]) body.append(name, form.elements[name].value);
      for (const [n, page] of pages.entries()) {
        const { order, file } = await capturePage.sent(page, n + 1);
        body.append("page", order);
        if (file) body.append("scan", file);
      }
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      const isJson = (answer.headers.get("Content-Type") ?? "").startsWith("application/json");
      const found = isJson ? await answer.json() : {};
      if (answer.ok && found.next) {
        stop();
        isSaved = true;
        window.location.assign(found.next);
        return;
      }
      say("");
      problem(found.said ?? form.dataset.sayOffline);
    } catch {
      say("");
      problem(form.dataset.sayOffline);
    }
    isSaving = false;
  });

  // Begin: what the document has already, then the camera.
  window.addEventListener("pagehide", stop);
  window.addEventListener("beforeunload", (event) => {
    if (!isSaved && pages.some((page) => !page.digest || capturePage.isEdited(page))) event.preventDefault();
  });
  const sharp = remembered(SHARPNESS);
  if ([...one("sharpness").options].some((option) => option.value === sharp)) one("sharpness").value = sharp;
  (async () => {
    for (const held of all("held")) pages.push(await capturePage.ofHeld(held));
    bars.camera.hidden = false;
    lay();
    one("take").focus();
    await start();
  })();
})();
