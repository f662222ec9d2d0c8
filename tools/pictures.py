"""What the pictures of the docs are made of: an invented paper for the camera, a page as WebP, phones side by side.

Must never know what the pages show: that is `tools.screenshots`.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import typst
from PIL import Image
from playwright.sync_api import Browser, Page

from yimen.site.instance import ROOT
from yimen.site.settings import FONTS

IMAGES = ROOT / "docs" / "images"
MOST_BYTES = 150_000
PHONE = {"width": 360, "height": 760}
_GAP = 20
_DESK = (88, 92, 98)
_PAPER = """
#set page(width: 210mm, height: 297mm, margin: 24mm)
#set text(font: "Noto Sans CJK SC", lang: "zh", size: 16pt)
#set par(leading: 1.2em)
#align(center, text(28pt)[*TITLE*])
#align(center, text(13pt)[（示例，内容为虚构）])
#v(8mm)
LINES
#v(1fr)
#let line = underline[#h(8mm) 略 #h(8mm)]
#grid(columns: (1fr, 1fr), [卖方（签名）：#line], [买方（签名）：#line])
#v(4mm)
#align(right)[2026年3月2日]
"""


def paper(folder: Path, title: str, lines: Sequence[str]) -> Image.Image:
    """Return an A4 sheet of an invented document as a scanner sees it."""
    source = folder / "paper.typ"
    source.write_text(_PAPER.replace("TITLE", title).replace("LINES", "\n\n".join(lines)), encoding="utf-8")
    png = typst.Compiler(source, root=folder, font_paths=[FONTS]).compile(format="png", ppi=120)
    return Image.open(BytesIO(png)).convert("RGB")  # type: ignore[arg-type]  # one page gives bytes


def as_jpeg(image: Image.Image) -> bytes:
    """Return an image as a JPEG."""
    out = BytesIO()
    image.save(out, "JPEG", quality=88)
    return out.getvalue()


def under_the_camera(sheet: Image.Image, file: Path) -> Path:
    """Write a film of a sheet that lies on a desk, for Chromium's camera, and return where it is."""
    desk = Image.new("RGB", (1600, 1200), _DESK)
    lying = sheet.resize((780, 1104)).rotate(1.2, expand=True, fillcolor=_DESK, resample=Image.Resampling.BICUBIC)
    desk.paste(lying, ((desk.width - lying.width) // 2, (desk.height - lying.height) // 2))
    file.write_bytes(as_jpeg(desk) * 2)
    return file


def take(page: Page, name: str, height: int) -> None:
    """Write a picture of a page as it stands, as wide as a desk's screen."""
    page.set_viewport_size({"width": 1440, "height": height})
    page.wait_for_load_state()
    page.wait_for_timeout(600)  # pictures come; a page that listens to its reader is never idle
    page.evaluate("window.scrollTo(0, 0)")
    write(page, name)


def phones(browser: Browser, shots: Sequence[bytes], name: str) -> None:
    """Write one picture of several phones side by side."""
    width = len(shots) * (PHONE["width"] + _GAP) + _GAP
    page = browser.new_page(viewport={"width": width, "height": PHONE["height"] + 2 * _GAP})
    pictures = "".join(f"<img src='data:image/png;base64,{base64.b64encode(shot).decode()}'>" for shot in shots)
    page.set_content(
        f"<style>*{{margin:0}}body{{background:#e5e8ec;display:flex;gap:{_GAP}px;padding:{_GAP}px}}"
        f"img{{width:{PHONE['width']}px;border-radius:14px;box-shadow:0 1px 5px #0004}}</style>{pictures}"
    )
    write(page, name)
    page.close()


def write(page: Page, name: str) -> None:
    """Write a picture as WebP, small enough for a page that loads several of them."""
    session = page.context.new_cdp_session(page)
    for quality in (90, 80, 65, 50):
        shot = session.send("Page.captureScreenshot", {"format": "webp", "quality": quality})
        content = base64.b64decode(shot["data"])
        if len(content) <= MOST_BYTES:
            break
    IMAGES.mkdir(parents=True, exist_ok=True)
    file = IMAGES / f"{name}.webp"
    file.write_bytes(content)
    print(f"{file.relative_to(ROOT)}: {len(content) // 1000} KB")
