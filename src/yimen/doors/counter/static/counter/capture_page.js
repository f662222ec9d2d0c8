// One page of a document while it is on the screen: where it comes from, how it is turned and cropped, and how it is
// drawn. Turning and cropping are only remembered; the picture itself is made once, when it is saved.
const capturePage = (() => {
  const WHOLE = { left: 0, top: 0, right: 1, bottom: 1 }, QUALITY = 0.88;
  const crossed = (page) => page.turns % 2 === 1;

  // A page of a picture (a canvas or a decoded file), of a file that shows no picture, or of one that is kept already.
  const fresh = (more) => ({ image: null, file: null, digest: "", name: "", pages: 1, longest: Infinity, turns: 0, crop: WHOLE, ...more });
  async function ofFile(file) {
    const isPicture = file.type === "image/jpeg" || file.type === "image/png";
    const image = isPicture ? await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null) : null;
    return fresh({ file, image, name: file.name });
  }
  async function ofHeld(held) {
    const { url, thumbnail, heldPages, pdf } = held.dataset;
    const page = fresh({ digest: held.value, pages: Number(heldPages), name: pdf === undefined ? "" : "PDF", thumbnail });
    if (pdf === undefined) page.load = () => fetch(url).then((answer) => answer.blob()).then((blob) => createImageBitmap(blob));
    return page;
  }
  const isEdited = (page) => page.turns !== 0 || page.crop !== WHOLE;
  const canBeEdited = (page) => page.image !== null || Boolean(page.load);
  async function loaded(page) {
    if (!page.image && page.load) page.image = await page.load().catch(() => null);
    return page.image !== null;
  }

  // Quarter turns clockwise, the crop turning along.
  function turn(page) {
    page.turns = (page.turns + 1) % 4;
    const { left, top, right, bottom } = page.crop;
    if (page.crop !== WHOLE) page.crop = { left: 1 - bottom, top: left, right: 1 - top, bottom: right };
  }

  // Draw the page as it will be kept, or with the crop left out while it is being chosen; `most` bounds the longer side.
  function draw(page, canvas, most, whole = false) {
    const wide = crossed(page) ? page.image.height : page.image.width;
    const high = crossed(page) ? page.image.width : page.image.height;
    const crop = whole ? WHOLE : page.crop;
    const width = Math.max(1, wide * (crop.right - crop.left)), height = Math.max(1, high * (crop.bottom - crop.top));
    const scale = Math.min(1, most / Math.max(width, height));
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const pen = canvas.getContext("2d");
    pen.fillStyle = "white";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.scale(scale, scale);
    pen.translate(wide / 2 - wide * crop.left, high / 2 - high * crop.top);
    pen.rotate((page.turns * Math.PI) / 2);
    pen.drawImage(page.image, -page.image.width / 2, -page.image.height / 2);
  }

  // What is sent: the digest of a page that stays as it is, a file as it was chosen, or a picture made now.
  async function sent(page, number) {
    if (!isEdited(page) && page.digest) return { order: page.digest };
    if (!isEdited(page) && page.file) return { order: "new", file: page.file };
    const canvas = document.createElement("canvas");
    draw(page, canvas, page.longest);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
    return { order: "new", file: new File([blob], `${String(number).padStart(3, "0")}.jpg`, { type: "image/jpeg" }) };
  }

  return { WHOLE, fresh, ofFile, ofHeld, isEdited, canBeEdited, loaded, turn, draw, sent };
})();
