"""How many minutes a visit took: from the first line typed at the window to acceptance, and to each result.

Measured from the journal, so nobody can write it nicer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from uuid import UUID

from yimen.cases.states import ApplicationVerb, CaseVerb
from yimen.kernel.journal import Recorded

_ENDS = (CaseVerb.CONCLUDE, CaseVerb.REFUSE, CaseVerb.TERMINATE, CaseVerb.WITHDRAW)


@dataclass(frozen=True, slots=True)
class Minutes:
    """Whole minutes from opening: to acceptance, and to the result by case; None where that has not come yet."""

    to_acceptance: int | None
    to_result: dict[UUID, int]

    @property
    def longest(self) -> int | None:
        """Return the minutes to the last result there is, None before the first."""
        return max(self.to_result.values(), default=None)


def minutes(history: Sequence[Recorded]) -> Minutes:
    """Return the minutes that the journal of an application with its cases tells."""
    opened = _first(history, "application", ApplicationVerb.OPEN)
    accepted = _first(history, "application", ApplicationVerb.ACCEPT)
    if opened is None:
        return Minutes(None, {})
    ended = {e.subject_id: _between(opened, e.at) for e in history if e.kind == "case" and e.verb in _ENDS}
    return Minutes(_between(opened, accepted) if accepted else None, ended)


def _first(history: Sequence[Recorded], kind: str, verb: str) -> datetime | None:
    return next((e.at for e in history if e.kind == kind and e.verb == verb), None)


def _between(start: datetime, end: datetime) -> int:
    """Whole minutes, rounded up, one at least: a started minute was waited.

    >>> _between(datetime(2026, 3, 2, 9), datetime(2026, 3, 2, 9, 0, 1))
    1
    """
    return max(1, ceil((end - start).total_seconds() / 60))
