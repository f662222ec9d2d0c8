"""PDFs: every object is read before the file is believed; what could run something is refused. Pure.

The bytes are kept as they came, so that a signature in them stays good.
"""

from __future__ import annotations

import logging
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from yimen.kernel.drawing import LONGEST, drawn
from yimen.kernel.errors import BadInput
from yimen.kernel.words import Words
from yimen.materials.rules.names import shown_name
from yimen.materials.rules.pictures import THUMBNAIL
from yimen.materials.rules.pictures import thumbnail as picture_thumbnail
from yimen.materials.states import EXECUTABLE, MOST_OBJECTS, MOST_PAGES, MOST_PIXELS, PROGRAM_STARTS, MediaType

_END = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\0*$")
_TABLE = re.compile(rb"\s*(xref\b|\d+\s+\d+\s+obj\b)")
_RUNS = {
    "/JavaScript": Words("JavaScript脚本", "JavaScript"),
    "/Launch": Words("启动程序的动作", "an action that starts a program"),
    "/ImportData": Words("导入数据的动作", "an action that imports data"),
    "/SubmitForm": Words("向外发送的表单", "a form that sends data away"),
    "/GoToE": Words("打开夹带文件的动作", "an action that opens an embedded file"),
    "/RichMedia": Words("多媒体插件", "rich media"),
}


def pages_of(content: bytes, name: str) -> int:
    """Return how many pages a PDF has. Raises BadInput when it is broken, locked, endless or could run something."""
    _check_end(content, name)
    with _quiet():
        try:
            reader = PdfReader(BytesIO(content))
            is_locked = reader.is_encrypted
        except Exception as fault:
            raise _broken(name) from fault
        if is_locked:
            raise _bad(name, "加了密。请去掉密码后重新导出", "is encrypted. Export it again without a password")
        try:
            found = next(_dangers(reader), None)
            pages = [] if found else list(_pages(reader, name))
        except BadInput:
            raise
        except Exception as fault:
            raise _broken(name) from fault
    if found:
        raise _bad(name, f"里有{found.zh}，不能收。请打印后扫描", f"holds {found.en}. Print it and scan the print")
    return len(pages)


def thumbnail(content: bytes) -> bytes | None:
    """Return a small picture of the first page, or the page's scan alone when it cannot be drawn; else None."""
    page = page_picture(content, 1, THUMBNAIL[1])
    if page is not None:
        return picture_thumbnail(page, MediaType.JPEG)
    with _quiet():
        try:
            return _first_picture(PdfReader(BytesIO(content)))
        except Exception:
            return None


def page_picture(content: bytes, page: int, longest: int = LONGEST) -> bytes | None:
    """Return a page (from 1) as JPEG, None when there is none or it cannot be drawn."""
    with _quiet():
        try:
            found = PdfReader(BytesIO(content)).pages[page - 1]
            width, height = float(found.cropbox.width), float(found.cropbox.height)
            is_turned = found.rotation % 180 == 90
        except Exception:
            return None
    return drawn(content, page, *((height, width) if is_turned else (width, height)), longest)


def _first_picture(reader: PdfReader) -> bytes | None:
    resources = reader.pages[0]["/Resources"].get_object()
    held = resources.get("/XObject", DictionaryObject()).get_object() if isinstance(resources, DictionaryObject) else {}
    for value in held.values():
        stream = value.get_object()
        is_jpeg = isinstance(stream, StreamObject) and stream.get("/Filter") in ("/DCTDecode", ["/DCTDecode"])
        if is_jpeg and int(stream["/Width"]) * int(stream["/Height"]) <= MOST_PIXELS:
            return picture_thumbnail(stream._data, MediaType.JPEG)
    return None


def _check_end(content: bytes, name: str) -> None:
    """The end names the table of objects, and it is there: nothing is cut off, nothing hides behind."""
    end = _END.search(content[-2048:])
    if end is None or not _TABLE.match(content[int(end[1]) : int(end[1]) + 40]):
        raise _broken(name)
    if zipfile.is_zipfile(BytesIO(content)):
        raise _bad(
            name, "后面藏着压缩包。请重新导出或扫描", "hides an archive behind its pages. Export or scan it again"
        )


def _pages(reader: PdfReader, name: str) -> Iterator[Any]:
    for count, page in enumerate(reader.pages, start=1):
        if count > MOST_PAGES:
            raise _bad(name, f"超过{MOST_PAGES}页。请分成几个文件", f"has over {MOST_PAGES} pages. Split it")
        if page.mediabox.width <= 0 or page.mediabox.height <= 0:
            raise _broken(name)
        yield page
    if not reader.pages:
        raise _bad(name, "一页也没有。请重新导出", "has no page. Export it again")


def _dangers(reader: PdfReader) -> Iterator[Words]:
    """Read every object of the tables, whether a page leads to it or not."""
    numbers = {(n, g) for g, table in reader.xref.items() for n in table if n} | {(n, 0) for n in reader.xref_objStm}
    if len(numbers) > MOST_OBJECTS:
        yield Words("太多对象", "too many objects")
    for number, generation in sorted(numbers):
        yield from _in(IndirectObject(number, generation, reader).get_object(), 0)
    yield from _in(reader.trailer.get("/Root"), 0)


def _in(value: Any, depth: int) -> Iterator[Words]:
    if isinstance(value, IndirectObject) or depth > 40:
        return
    if isinstance(value, ArrayObject):
        for one in value:
            yield from _in(one, depth + 1)
    if not isinstance(value, DictionaryObject):
        return
    for key in ("/S", "/Type", "/Subtype"):
        if str(value.get(key)) in _RUNS:
            yield _RUNS[str(value[key])]
    if "/JS" in value or "/JavaScript" in value:
        yield _RUNS["/JavaScript"]
    if "/XFA" in value:
        yield Words("动态表单（XFA）", "a dynamic form (XFA)")
    if "/EF" in value:
        yield from _embedded(value)
    for one in value.values():
        yield from _in(one, depth + 1)


def _embedded(spec: DictionaryObject) -> Iterator[Words]:
    """A file carried along: an e-invoice carries its XML, so only programs and what may hide one are refused."""
    name = shown_name(str(spec.get("/UF") or spec.get("/F") or ""))
    endings = name.zh.lower().split(".")[1:]
    held = spec["/EF"].get_object()
    streams = [v.get_object() for v in held.values()] if isinstance(held, DictionaryObject) else []
    starts = [s.get_data()[:8] for s in streams if isinstance(s, StreamObject)]
    if any(e in EXECUTABLE for e in endings) or any(start.startswith(PROGRAM_STARTS) for start in starts):
        yield Words(f"夹带的程序或压缩包“{name.zh}”", f'the program or archive "{name.en}"')


@contextmanager
def _quiet() -> Iterator[None]:
    """What the reader mutters about a stranger's file is no fault of this program: nothing of it is logged."""
    log = logging.getLogger("pypdf")
    before, log.disabled = log.disabled, True
    try:
        yield
    finally:
        log.disabled = before


def _broken(name: str) -> BadInput:
    return _bad(
        name, "已损坏或没有传完整，打不开。请重新导出或扫描", "is damaged or incomplete. Export or scan it again"
    )


def _bad(name: str, zh: str, en: str) -> BadInput:
    shown = shown_name(name)
    return BadInput(Words(f"“{shown.zh}”{zh}。", f'"{shown.en}" {en}.'))
