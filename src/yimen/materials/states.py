"""Trust levels and kinds of files. Levels.

国办函〔2016〕108号 (A issued here, B checked against the original, C uploaded, D self-made).
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

LARGEST_FILE = 10 * 1024 * 1024
SIGNATURES: Mapping[bytes, str] = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}
"""The first bytes of the files that are taken, and what they are: the name of a file says nothing."""
