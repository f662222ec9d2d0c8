"""Names of files as people gave them: shown without what could deceive, refused when they name a program. Pure."""

from __future__ import annotations

import unicodedata

from yimen.kernel.errors import BadInput
from yimen.kernel.words import Words
from yimen.materials.states import EXECUTABLE

LONGEST = 60


def shown_name(name: str) -> Words:
    """Return a file's name as it may stand in a sentence: no folders, no control or direction marks, not long.

    >>> shown_name("C:\\\\scans\\\\合同.pdf").zh
    '合同.pdf'
    >>> shown_name(" \\u202e ").zh
    '没有名字的文件'
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(c for c in last if unicodedata.category(c)[0] != "C").strip()
    if not kept:
        return Words("没有名字的文件", "file without a name")
    short = kept if len(kept) <= LONGEST else f"{kept[: LONGEST - 12]}…{kept[-11:]}"
    return Words(short, short)


def refuse_program_names(name: str) -> None:
    """Raise BadInput when any ending of a name means a program, also before another ending.

    Source: 国办函〔2016〕108号 (self-made material must be no executable).
    """
    endings = [e.strip().lower() for e in "".join(c for c in name if c.isprintable()).split(".")[1:]]
    in_front = EXECUTABLE - {"app", "com"}  # also the end of a site's name
    found = next((e for e in endings[:-1] if e in in_front), "") or next(
        (e for e in endings[-1:] if e in EXECUTABLE), ""
    )
    if found in EXECUTABLE:
        shown = shown_name(name)
        raise BadInput(
            Words(
                f"“{shown.zh}”带有“.{found}”，像是程序或网页，不能作为材料。请交PDF、JPEG或PNG。",
                f'"{shown.en}" bears ".{found}" like a program or a web page and cannot be taken. '
                "Hand in a PDF, JPEG or PNG.",
            )
        )
