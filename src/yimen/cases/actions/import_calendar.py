"""Import the official calendar of one or more years (导入放假安排), with the recount of what it touches, at once.

Again with the same notice changes nothing. A year that is recorded differently is replaced: the notice wins, and its
source stands with it. Law: 行政许可法 art 82; the notice is that of the General Office of the State Council.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from yimen.cases.actions.recount import Recounted, recount
from yimen.kernel import calendar, clock
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput
from yimen.kernel.models import CalendarYear, Installation
from yimen.kernel.words import Words
from yimen.kernel.workdays import YearCalendar

_NOT_LOADED = Words("数据库还没有装入区域档案，请先运行 yimen load。", "Run `yimen load` first.")


@dataclass(frozen=True, slots=True)
class ImportedCalendar:
    """What an import did: years new and changed, and what was counted again."""

    new: tuple[int, ...]
    changed: tuple[int, ...]
    recounted: Recounted

    @property
    def is_changed(self) -> bool:
        """Return whether anything was written."""
        return bool(self.new or self.changed or self.recounted.cases)


def import_calendar(*, years: Sequence[YearCalendar], is_trial: bool = False, actor: Actor) -> ImportedCalendar:
    """Return what the import did, or would do when `is_trial`: then nothing is kept. One transaction.

    Raises BadInput before the region's profile is loaded, Busy when somebody is working on a case that changes.
    """
    with transaction.atomic():
        if not Installation.objects.select_for_update().filter(pk=1).exists():
            raise BadInput(_NOT_LOADED)
        recorded = calendar.recorded_calendar().years
        new = [year for year in years if year.year not in recorded]
        changed = [year for year in years if recorded.get(year.year, year) != year]
        for year in (*new, *changed):
            CalendarYear.objects.update_or_create(
                year=year.year,
                defaults={
                    "off_dates": sorted(year.off),
                    "worked_dates": sorted(year.worked),
                    "source": year.source,
                },
            )
        if new or changed:
            Installation.objects.filter(pk=1).update(calendar_changed_at=clock.machine_now())
        recounted = recount(years=[year.year for year in (*new, *changed)], actor=actor)
        if is_trial:
            transaction.set_rollback(True)
    calendar.forget()
    return ImportedCalendar(tuple(y.year for y in new), tuple(y.year for y in changed), recounted)
