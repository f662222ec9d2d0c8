"""Pages of a stranger's PDF drawn as pictures: the same engine that sets the house's own papers, told to draw one page.

Knows no rows and no settings. Must never trust a file: what cannot be drawn is None, and nothing is fetched.
"""

from __future__ import annotations

import os
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

import typst
from PIL import Image

LONGEST = 1800
"""Of a drawn page's longer side, in pixels: A4 at about 150 dpi."""
_SLIMMEST = 8
"""A page that is longer than this many times its width is drawn into that shape."""
_SHEET = """#set page(width: eval(sys.inputs.width), height: eval(sys.inputs.height), margin: 0pt, fill: white)
#image("it.pdf", page: int(sys.inputs.page), width: 100%, height: 100%, fit: "contain")
"""
_lock = Lock()


def drawn(pdf: bytes, page: int, width: float, height: float, longest: int = LONGEST) -> bytes | None:
    """Return page `page` (from 1) of a PDF as JPEG, None when it cannot be drawn; `width` and `height` in points.

    However large a page says it is, the picture has at most `longest` times `longest` pixels.
    """
    ratio = min(max(width / height, 1 / _SLIMMEST), _SLIMMEST) if width > 0 and height > 0 else 1
    across, down = (longest, longest / ratio) if ratio >= 1 else (longest * ratio, longest)
    told = {"page": str(page), "width": f"{across:.2f}pt", "height": f"{down:.2f}pt"}
    with _lock:  # one kept engine with one file
        folder, engine = _engine(os.getpid())
        (folder / "it.pdf").write_bytes(pdf)
        try:
            png: bytes = engine.compile(format="png", ppi=72, sys_inputs=told)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException:  # a panic of the engine is no Exception
            return None
        finally:
            (folder / "it.pdf").unlink()
    out = BytesIO()
    with Image.open(BytesIO(png), formats=["PNG"]) as picture:
        picture.convert("RGB").save(out, "JPEG", quality=82)
    return out.getvalue()


@cache
def _engine(process: int) -> tuple[Path, Any]:  # noqa: ARG001  (a process that was forked has a folder of its own)
    kept = TemporaryDirectory(prefix="yimen-drawing-")
    folder = Path(kept.name)
    (folder / "sheet.typ").write_text(_SHEET, encoding="utf-8")
    engine = typst.Compiler(folder / "sheet.typ", root=folder, ignore_system_fonts=True)
    _folders.append(kept)
    return folder, engine


_folders: list[TemporaryDirectory[str]] = []
"""Kept as long as the process lives; removed when it ends."""
