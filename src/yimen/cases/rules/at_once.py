"""How a case may be decided at once, and why people look again at what a table granted. Words only."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from yimen.kernel.words import Words


class Shortcut(StrEnum):
    """How a case may be decided without its department's desk."""

    NONE = ""
    TABLE = "table"
    """A table grants it in seconds, or leaves it to a person (秒批)."""
    WINDOW = "window"
    """The clerk grants it while the person waits (即办)."""


class RecheckKind(StrEnum):
    """Why people look again at what a table granted."""

    SAMPLE = "sample"
    ASKED = "asked"


RECHECK_WORDS: Mapping[str, Words] = {
    RecheckKind.SAMPLE: Words("抽查", "drawn for a check"),
    RecheckKind.ASKED: Words("申请人要求复核", "asked for by the applicant"),
}
