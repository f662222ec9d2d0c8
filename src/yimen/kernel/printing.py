"""Documents as PDF: a typst template and its data give the same bytes every time.

Templates reach no network and no other folder.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any

import msgspec
import segno
import typst
from django.conf import settings

_lock = Lock()


def typeset(template: Path, data: dict[str, Any], at: datetime) -> bytes:
    """Return the PDF of `template` filled with `data`; `at` is the document's own date, so that the bytes are stable.

    A template reads its data with `json(bytes(sys.inputs.data))`.
    """
    with _lock:  # one kept compiler per template folder; it is not made for two threads at once
        pdf: bytes = _compiler(template.parent).compile(
            input=template,
            sys_inputs={"data": msgspec.json.encode(data).decode()},
            timestamp=int(at.timestamp()),
            format="pdf",
        )
    return pdf


def qr_svg(text: str) -> str:
    """Return a QR code as SVG text, for templates."""
    out = BytesIO()
    segno.make(text, error="m").save(out, kind="svg", border=0, xmldecl=False, svgns=True)
    return out.getvalue().decode()


@cache
def _compiler(folder: Path) -> Any:
    # The root is the folder of the templates: a template cannot read anything outside it.
    first = next(iter(sorted(folder.glob("*.typ"))))
    return typst.Compiler(first, root=folder, font_paths=[settings.FONTS], ignore_system_fonts=False)
