"""States of a licence or certificate, and what may be done with it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from yimen.kernel.words import Words

BORN = ""


class LicenceState(StrEnum):
    """Where a licence stands."""

    VALID = "valid"


class Verb(StrEnum):
    """What is done with a licence."""

    ISSUE = "issue"
    HAND_OUT = "hand_out"


STATE_WORDS: Mapping[str, Words] = {LicenceState.VALID: Words("有效", "valid")}
VERB_WORDS: Mapping[str, Words] = {
    Verb.ISSUE: Words("制证", "issue"),
    Verb.HAND_OUT: Words("发证", "hand out"),
}
TABLE: Mapping[tuple[str, str], str] = {
    (BORN, Verb.ISSUE): LicenceState.VALID,
    (LicenceState.VALID, Verb.HAND_OUT): LicenceState.VALID,
}
