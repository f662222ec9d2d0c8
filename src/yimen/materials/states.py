"""Trust levels, kinds of files and how much is taken.

Levels: 国办函〔2016〕108号 (A issued by the body itself, B checked against the original, C uploaded, D self-made);
the same guide asks that self-made material is no executable and keeps to a size quota. The sizes are the house's.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from yimen.kernel.words import Words


class Trust(StrEnum):
    """How far a document may be relied on."""

    ISSUED = "A"
    CHECKED = "B"
    UPLOADED = "C"
    SELF_MADE = "D"


TRUST_WORDS: Mapping[str, Words] = {
    Trust.ISSUED: Words("本部门出具", "issued by the body itself"),
    Trust.CHECKED: Words("已核原件", "checked against the original"),
    Trust.UPLOADED: Words("本人上传，待核原件", "uploaded, original not yet seen"),
    Trust.SELF_MADE: Words("本人承诺真实", "self-made, promised to be true"),
}
USABLE = frozenset({Trust.ISSUED, Trust.CHECKED, Trust.SELF_MADE})
"""What counts as handed over. An uploaded document counts once a window officer has checked the original."""


class MediaType(StrEnum):
    """What is taken."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"


SIGNATURES: Mapping[bytes, MediaType] = {
    b"%PDF-": MediaType.PDF,
    b"\xff\xd8\xff": MediaType.JPEG,
    b"\x89PNG\r\n\x1a\n": MediaType.PNG,
}
"""The first bytes of the files that are taken, and what they are: the name of a file says nothing."""

MEGABYTE = 1024 * 1024
LARGEST_FILE = 10 * MEGABYTE
LARGEST_DOCUMENT = 40 * MEGABYTE
LARGEST_PILE = 200 * MEGABYTE
LARGEST_REQUEST = 48 * MEGABYTE
MOST_FILES = 60
"""Files of one document."""
MOST_PAGES = 200
"""Pages of one PDF."""
MOST_OBJECTS = 20_000
"""Objects of one PDF."""
MOST_PIXELS = 50_000_000
"""Of one picture: A4 at 600 dpi has 35 million."""
FEWEST_PIXELS = 100
"""Of a picture's shorter side."""
_PROGRAMS = (
    "apk app bat cmd com cpl dll dmg docm elf exe gadget hta htm html inf jar js jse lnk mjs msc msi msp pif ps1 py reg"
    " scf scr sh svg swf sys url vb vbe vbs wsf wsh xhtml xlsm"
)
EXECUTABLE = frozenset(_PROGRAMS.split())
"""Endings of names that mean a program or a page that can run one."""
PROGRAM_STARTS = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
)
"""First bytes of programs, and of archives that may hold one."""
