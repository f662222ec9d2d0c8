"""Count the running limits of open cases again (重算期限), because the calendar they were counted by has changed.

Only what changes is written: the limit, whether it is provisional still, and an entry on the case. A limit that has
ended is never counted again. Law: 行政许可法 art 82 (working days, without statutory holidays).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Q

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.clocks import write_ends
from yimen.cases.models import Clock, Pause, Step
from yimen.cases.rules.limits import clock_sheet, left_out
from yimen.cases.states import CLOCK_WORDS, CaseVerb, ClockKind, StepState
from yimen.catalogue.reads import standard
from yimen.kernel.actor import Actor
from yimen.kernel.calendar import recorded_calendar
from yimen.kernel.errors import Busy, Conflict
from yimen.kernel.journal import Entry, entry
from yimen.kernel.limits import Due, due
from yimen.kernel.limits import Pause as LeftOut
from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE, Limit, Unit, WorkCalendar

AT_ONCE, TRIES = 1000, 3
_COUNTED_IN_DAYS = (Unit.WORKING_DAY, Unit.NATURAL_DAY)
_MOVED = Words("{name}{was}→{now}", "{name} {was} → {now}")
_FINAL = Words("{name}{now}，不再是暂定", "{name} {now}, no longer provisional")
_PROVISIONAL = Words("{name}{now}，暂定", "{name} {now}, provisional")


@entry(
    "case",
    CaseVerb.RECOUNT,
    citizen=Words("按公布的放假安排重新计算期限：{changes}", "Counted again by the holiday notice: {changes_en}"),
    clerk=Words("按公布的放假安排重新计算期限：{changes}", "Counted again by the holiday notice: {changes_en}"),
)
class Recount(Entry, frozen=True):
    """Limits of a case were counted again; what has changed, from which day to which."""

    changes: str
    changes_en: str


@dataclass(frozen=True, slots=True)
class Recounted:
    """How many cases and limits changed, and how many of the limits have another date than before."""

    cases: int = 0
    limits: int = 0
    moved: int = 0


@dataclass
class _Change:
    """What changes on one case."""

    clocks: list[Clock] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    told: list[Words] = field(default_factory=list)
    moved: int = 0


def recount(*, years: Collection[int], actor: Actor) -> Recounted:
    """Return what counting again has changed: limits that are provisional, and those that reach one of `years`.

    Raises Busy when somebody is working on one of the cases: nothing is written then.
    """
    for tried in range(TRIES):
        try:
            return _recount(years, actor)
        except Busy:
            raise
        except Conflict:  # a case has ended since it was read
            if tried == TRIES - 1:
                raise
    raise AssertionError("not reached")


def _recount(years: Collection[int], actor: Actor) -> Recounted:
    calendar = recorded_calendar()
    ids = sorted(_changes(_reaching(years), calendar))
    cases = limits = moved = 0
    for first in range(0, len(ids), AT_ONCE):
        with CASE.act(CaseVerb.RECOUNT, ids[first : first + AT_ONCE], actor=actor) as deed:
            locked = {case.id: case for case in deed.subjects}
            # Read once more, now that nobody can change them.
            found = _changes(_reaching(years) & Q(case__in=list(locked)), calendar)
            for case_id, change in found.items():
                write_ends(locked[case_id], change.clocks)
                deed.note(locked[case_id], _entry(change))
            Clock.objects.bulk_update([c for f in found.values() for c in f.clocks], ["until", "is_provisional"])
            Step.objects.bulk_update([s for f in found.values() for s in f.steps], ["until"])
        cases += len(found)
        limits += sum(len(f.clocks) + len(f.steps) for f in found.values())
        moved += sum(f.moved for f in found.values())
    return Recounted(cases, limits, moved)


def _reaching(years: Collection[int]) -> Q:
    """Rows with an `until` in reach of a year's notice, which may name days of the December before."""
    reaching = Q(pk__in=[])
    for year in years:
        reaching |= Q(until__gte=datetime.combine(date(year - 1, 12, 1), time(), OFFICE_ZONE))
    return reaching


def _changes(reaching: Q, calendar: WorkCalendar) -> Mapping[UUID, _Change]:
    """Return what counting by `calendar` changes, by case."""
    found: dict[UUID, _Change] = {}
    runs = Q(case__ended_at__isnull=True) | Q(kind=ClockKind.DELIVERY)
    running = Clock.objects.filter(runs, stopped_at__isnull=True, unit__in=_COUNTED_IN_DAYS)
    touched = list(running.filter(_provisional_or(reaching)).order_by("case_id", "kind"))
    at_work = Step.objects.filter(state__in=[StepState.OPEN, StepState.TROUBLE], until__isnull=False)
    steps = at_work.filter(reaching, case__ended_at__isnull=True).select_related("case").order_by("case_id", "id")
    pauses = _pauses({row.case_id for row in touched} | {step.case_id for step in steps})
    for row in touched:
        end = clock_sheet(row, calendar, pauses.get(row.case_id, ())).due
        if row.until is None or end.at is None:  # it stands still: resuming counts it again
            continue
        if (end.at, end.is_provisional) != (row.until, row.is_provisional):
            change = found.setdefault(row.case_id, _Change())
            _tell(change, CLOCK_WORDS[row.kind], row.until, end)
            row.until, row.is_provisional = end.at, end.is_provisional
            change.clocks.append(row)
    for step in steps:
        text = standard(step.case.matter_id).steps[step.code]
        limit = Limit.parse(text.limit)
        if limit.unit not in _COUNTED_IN_DAYS or step.opened_at is None or step.until is None:
            continue
        end = due(limit, step.opened_at, calendar, pauses=pauses.get(step.case_id, ()))
        if end.at is not None and end.at != step.until:
            change = found.setdefault(step.case_id, _Change())
            _tell(change, text.name, step.until, end)
            step.until = end.at
            change.steps.append(step)
    return found


def _pauses(cases: Collection[UUID]) -> Mapping[UUID, Sequence[LeftOut]]:
    """The pauses of cases by case."""
    found: dict[UUID, list[Pause]] = {}
    for row in Pause.objects.filter(case__in=cases):
        found.setdefault(row.case_id, []).append(row)
    return {case_id: left_out(rows) for case_id, rows in found.items()}


def _provisional_or(reaching: Q) -> Q:
    return Q(is_provisional=True) | reaching


def _tell(change: _Change, name: Words, before: datetime, end: Due) -> None:
    was, now = before.astimezone(OFFICE_ZONE).date(), end.date
    sentence = _MOVED if was != now else _PROVISIONAL if end.is_provisional else _FINAL
    change.moved += was != now
    change.told.append(
        Words(sentence.zh.format(name=name.zh, was=was, now=now), sentence.en.format(name=name.en, was=was, now=now))
    )


def _entry(change: _Change) -> Recount:
    return Recount(changes="；".join(w.zh for w in change.told), changes_en="; ".join(w.en for w in change.told))
