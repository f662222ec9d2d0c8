"""When a running limit of a case ends, and why: one place for who shows it and who counts it again. Pure.

Whoever keeps pauses or an extension of a limit hands them in here; this must never be counted anywhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from yimen.kernel.limit_lines import Articles
from yimen.kernel.limits import Pause, Sheet, sheet
from yimen.kernel.workdays import Limit, Unit, WorkCalendar


class ClockFacts(Protocol):
    """What is kept of a running limit: how many of which unit, and the moment from which it runs."""

    count: int
    unit: str
    started_at: datetime


def clock_sheet(
    row: ClockFacts,
    calendar: WorkCalendar,
    *,
    pauses: Sequence[Pause] = (),
    extension: Limit | None = None,
    articles: Articles | None = None,
) -> Sheet:
    """Return when the limit ends by a calendar, with the lines that explain it (units as in `kernel.limits`).

    `articles` are those of the matter's own law (`catalogue.rules.limits.articles_of`). Law: 行政许可法 art 42, 45, 82.
    """
    limit = Limit(row.count, Unit(row.unit))
    return sheet(limit, row.started_at, calendar, pauses=pauses, extension=extension, articles=articles)
