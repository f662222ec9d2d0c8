"""States of what happens within a case beside its steps."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from yimen.kernel.words import Words


class ProceedingKind(StrEnum):
    """What happens within a case beside its steps."""

    OPINION = "opinion"
    HEARING = "hearing"
    VISIT = "visit"
    INTEREST = "interest"
    """An interested third party."""


class ProceedingState(StrEnum):
    """Where a proceeding stands."""

    TOLD = "told"
    """Somebody was told of her right: to ask for a hearing, to state her view."""
    ASKED = "asked"
    """An opinion or a hearing was asked for."""
    SCHEDULED = "scheduled"
    DONE = "done"


class Stand(StrEnum):
    """What a department that was asked says."""

    AGREED = "agreed"
    CONDITIONS = "conditions"
    NOT_AGREED = "not_agreed"


STAND_WORDS: Mapping[str, Words] = {
    Stand.AGREED: Words("同意", "agreed"),
    Stand.CONDITIONS: Words("有条件同意", "agreed with conditions"),
    Stand.NOT_AGREED: Words("不同意", "not agreed"),
}
