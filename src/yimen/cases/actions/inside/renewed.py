"""Steps and limits of a case that is decided anew, inside the deed of `reopen`."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from yimen.cases.actions.inside.clocks import Told, told_of, write_ends
from yimen.cases.models import Case, Clock, Step
from yimen.cases.rules.again import DoneStep, done_again
from yimen.cases.rules.limits import clock_sheet
from yimen.cases.rules.steps import StepFacts, can_never_start
from yimen.cases.states import CaseVerb, ClockKind, StepState
from yimen.catalogue.reads import standard
from yimen.kernel.calendar import work_calendar
from yimen.kernel.errors import Conflict
from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE, Unit

_NOT_HERE = Words(
    "这个事项由业务系统决定，没有可以重新审查、审批的环节；请在该系统重新办理。",
    "A department's system decides this matter: nothing of it is examined or approved here. Decide it anew there.",
)
_NEEDS = Words(
    "它要等的“{step}”没有办成，请先重新办理那一个事项。",
    "It needs “{step}”, which was not granted: open that matter again first.",
)


def steps_anew(case: Case, reason: str) -> None:
    """Set the steps to do again back to waiting, as a new attempt, the first with the reason; they start by themselves.

    Raises Conflict when nothing is decided here, or when a step of another matter that it needs has failed.
    """
    steps = list(Step.objects.filter(case__application=case.application_id).select_related("case").order_by("id"))
    own = [s for s in steps if s.case_id == case.id]
    keys = set(done_again(DoneStep(s.key, s.verb, s.decided_by, s.state, tuple(s.needs)) for s in own))
    if not keys:
        raise Conflict(_NOT_HERE)
    again = [s for s in own if s.key in keys]
    for step in again:
        step.state = StepState.WAITING
    stuck = can_never_start(StepFacts(s.key, s.state, tuple(s.needs)) for s in steps)
    for step in again:
        if step.key in stuck:
            raise Conflict(_failed(step, steps))
    told = next((s for s in again if s.verb in (CaseVerb.EXAMINE, CaseVerb.APPROVE)), again[0])
    for step in again:
        step.attempt += 1
        step.opened_at = step.until = step.done_at = None
        step.done_by, step.outcome = "", {}
        step.remark = reason if step is told else ""
        step.claimed_by_id = step.claimed_at = None
    columns = ["state", "attempt", "opened_at", "until", "done_at", "done_by", "outcome", "remark"]
    Step.objects.bulk_update(again, [*columns, "claimed_by", "claimed_at"])


def _failed(step: Step, steps: list[Step]) -> Words:
    lost = [s for s in steps if s.state in (StepState.REFUSED, StepState.DROPPED)]
    needed = next((s for s in lost if s.key in step.needs), lost[0])
    name = standard(needed.case.matter_id).steps[needed.code].name
    return Words(_NEEDS.zh.format(step=name.zh), _NEEDS.en.format(step=name.en))


def clocks_anew(case: Case, arrived: date, until: date | None, now: datetime) -> Told:
    """Count the case's limits anew from the day the order arrived; return them for the journal.

    With a day ordered, the limit by law becomes natural days up to it; where it is a day off, to the last working day
    before it, so that the house is never later than ordered.
    """
    start = datetime.combine(arrived, time(), OFFICE_ZONE)
    limits = standard(case.matter_id).acceptance.limits
    # What was to be delivered is quashed; the new result has a limit of its own.
    Clock.objects.filter(case=case.id, kind=ClockKind.DELIVERY).delete()
    found: list[Clock] = []
    for kind, text in ((ClockKind.STATUTORY, limits.statutory), (ClockKind.PROMISED, limits.promised)):
        row = Clock.objects.filter(case=case.id, kind=kind).first() or Clock(case=case, kind=kind)
        row.started_at, row.stopped_at, row.extension = start, None, 0
        if kind == ClockKind.STATUTORY and until is not None:
            row.unit, row.count = Unit.NATURAL_DAY, _days(start, until)
        elif text.period is not None:
            row.unit, row.count = text.period.unit, text.period.count
            row.started_at = now if row.unit in (Unit.HOUR, Unit.MINUTE) else start
        else:
            continue
        due = clock_sheet(row, work_calendar()).due
        row.until, row.is_provisional = due.at, due.is_provisional
        row.save()
        found.append(row)
    write_ends(case, found)
    return told_of(found)


def _days(start: datetime, until: date) -> int:
    """How many natural days from the start end on the ordered day, or on the last working day before it."""
    day = until
    while not work_calendar().is_working(day) and day > start.date() + timedelta(days=1):
        day -= timedelta(days=1)
    return (day - start.date()).days
