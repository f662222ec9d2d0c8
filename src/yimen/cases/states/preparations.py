"""States of answers that somebody prepared before she came, and what may be done with them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from yimen.kernel.words import Words

BORN = ""


class PreparationState(StrEnum):
    """Where answers stand that somebody prepared before she came to a window: no application yet."""

    PREPARED = "prepared"
    ADOPTED = "adopted"
    """A window has taken them over into a draft."""
    ERASED = "erased"


class PreparationVerb(StrEnum):
    """What is done with prepared answers."""

    PREPARE = "prepare"
    REVISE = "revise"
    ADOPT = "adopt"
    ERASE = "erase"


PREPARATION_STATE_WORDS: Mapping[str, Words] = {
    PreparationState.PREPARED: Words("已预填", "prepared"),
    PreparationState.ADOPTED: Words("已转入窗口", "taken over at a window"),
    PreparationState.ERASED: Words("已删除", "erased"),
}
PREPARATION_VERB_WORDS: Mapping[str, Words] = {
    PreparationVerb.PREPARE: Words("预填", "prepare"),
    PreparationVerb.REVISE: Words("改填", "revise"),
    PreparationVerb.ADOPT: Words("转入窗口", "take over at the window"),
    PreparationVerb.ERASE: Words("删除预填", "erase"),
}
PREPARATION_TABLE: Mapping[tuple[str, str], str] = {
    (BORN, PreparationVerb.PREPARE): PreparationState.PREPARED,
    (PreparationState.PREPARED, PreparationVerb.REVISE): PreparationState.PREPARED,
    (PreparationState.PREPARED, PreparationVerb.ADOPT): PreparationState.ADOPTED,
    (PreparationState.PREPARED, PreparationVerb.ERASE): PreparationState.ERASED,
}
