"""When a running limit of a case ends, and why: one place for who shows it and who counts it again. Pure.

Pauses and the one extension are taken as they are kept; this must never be counted anywhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Protocol

from yimen.catalogue.rules.limits import reason_words
from yimen.kernel.limit_lines import Articles
from yimen.kernel.limits import Pause, Sheet, sheet
from yimen.kernel.workdays import Limit, Unit, WorkCalendar


class ClockFacts(Protocol):
    """What is kept of a running limit: how many of which unit, from which moment, and what was added (0: nothing)."""

    count: int
    unit: str
    extension: int
    started_at: datetime


class PauseFacts(Protocol):
    """A pause as it is kept."""

    reason: str
    first_date: date
    last_date: date | None


def clock_sheet(
    row: ClockFacts, calendar: WorkCalendar, pauses: Sequence[Pause] = (), articles: Articles | None = None
) -> Sheet:
    """Return when the limit ends by a calendar, with the lines that explain it (units as in `kernel.limits`).

    `articles` are those of the matter's own law (`catalogue.rules.limits.articles_of`). Law: 行政许可法 art 42, 45, 82.
    """
    unit = Unit(row.unit)
    extension = Limit(row.extension, unit) if row.extension else None
    return sheet(
        Limit(row.count, unit), row.started_at, calendar, pauses=pauses, extension=extension, articles=articles
    )


def left_out(pauses: Iterable[PauseFacts]) -> list[Pause]:
    """Return the pauses with their reasons in words.

    >>> from types import SimpleNamespace as Row
    >>> row = Row(reason="hearing", first_date=date(2026, 3, 2), last_date=None)
    >>> left_out([row])[0].reason.zh
    '听证'
    """
    return [Pause(p.first_date, p.last_date, reason_words(p.reason)) for p in pauses]
