"""The limits of a case worked out anew, inside the deed of the verb that changed what they rest on."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from yimen.cases.actions.inside.turns import last_order
from yimen.cases.models import Case, Clock, Pause, Step
from yimen.cases.reads.deadline import law_of
from yimen.cases.rules.limits import clock_sheet, left_out
from yimen.cases.states import PAUSABLE, ClockKind
from yimen.catalogue.reads import standard
from yimen.catalogue.rules.limits import LawLimit, delivery_rule
from yimen.kernel.calendar import work_calendar
from yimen.kernel.errors import Obstacle
from yimen.kernel.limits import due
from yimen.kernel.rows import whole
from yimen.kernel.shell_sql import change
from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE, Limit

_COLUMNS = {ClockKind.STATUTORY: "statutory_until", ClockKind.PROMISED: "promised_until"}
_ORDERED = Words(
    "作出新决定的日期由判决或复议决定确定，本机关不能暂停，也不能延长。",
    "The day of the new decision was ordered by a court or a review body: it is neither paused nor extended here.",
)
Told = list[tuple[str, str, str]]
"""Kinds of clocks with start and end, as the journal keeps them; the end is empty while a pause lasts."""


def own_law(case: Case) -> LawLimit:
    """Return the limit of law behind the case's own, as it held at acceptance.

    Raises Obstacle where none is known, and where a court or a review body has set the day.
    """
    order = last_order(case.id) if case.has_papers else None
    if order is not None and order.ordered_date is not None:
        raise Obstacle(_ORDERED)
    rule = law_of(case)
    if rule is None:
        raise Obstacle(
            Words(
                "没有收录允许本事项暂停或延长期限的法律规定，期限照常计算。",
                "No law is recorded that pauses or extends this matter's limit: it runs on.",
            )
        )
    return rule


def end_pauses(case_ids: Collection[UUID], now: datetime) -> None:
    """End the open pauses of cases: the office's day of `now` is the last that does not count."""
    today = now.astimezone(OFFICE_ZONE).date()
    Pause.objects.filter(case__in=case_ids, last_date__isnull=True).update(last_date=today)


def count_again(case: Case) -> Told:
    """Write when the case's running limits end now, with its pauses and its extension; return them for the journal.

    The limits of open steps stand still with them.
    """
    calendar, pauses = work_calendar(), left_out(whole(Pause, "case_id = %s", [case.id]))
    running = "case_id = %s AND stopped_at IS NULL AND kind = ANY(%s)"
    clocks = whole(Clock, running, [case.id, [str(kind) for kind in PAUSABLE]])
    for clock in clocks:
        found = clock_sheet(clock, calendar, pauses).due
        clock.until, clock.is_provisional = found.at, found.is_provisional
    write_ends(case, clocks)
    change(Clock, ("until", "is_provisional"), clocks)
    limited = []
    for step in whole(Step, "case_id = %s AND state IN ('open', 'trouble') AND opened_at IS NOT NULL", [case.id]):
        text = standard(case.matter_id).steps[step.code]
        if text.limit and step.opened_at:
            step.until = due(Limit.parse(text.limit), step.opened_at, calendar, pauses=pauses).at
            limited.append(step)
    change(Step, ("until",), limited)
    return told_of(clocks)


def told_of(clocks: Iterable[Clock]) -> Told:
    """Return clocks as the journal keeps them."""
    return [(c.kind, c.started_at.isoformat(), c.until.isoformat() if c.until else "") for c in clocks]


def start_clock(case: Case, kind: ClockKind, limit: Limit, now: datetime) -> None:
    """Start a limit of the case that nothing has paused or extended yet."""
    end = due(limit, now, work_calendar())
    Clock.objects.create(
        case_id=case.id,
        kind=kind,
        count=limit.count,
        unit=limit.unit,
        started_at=now,
        until=end.at,
        is_provisional=end.is_provisional,
    )


def start_delivery(case: Case, now: datetime) -> None:
    """Start the limit within which the result must reach the applicant, where a law gives one.

    From the day of the decision. Law: 行政许可法 art 44 with art 82.
    """
    rule = delivery_rule(standard(case.matter_id).acceptance, now.astimezone(OFFICE_ZONE).date())
    if rule is not None and rule.period is not None:
        start_clock(case, ClockKind.DELIVERY, rule.period, now)


def stop_delivery(case_id: UUID, now: datetime) -> None:
    """Stop the limit for delivery: the result has arrived. What is only on its way does not stop it."""
    Clock.objects.filter(case=case_id, kind=ClockKind.DELIVERY, stopped_at__isnull=True).update(stopped_at=now)


def write_ends(case: Case, clocks: Iterable[Clock]) -> None:
    """Write on the case when its clocks end: the columns that its lists are ordered by."""
    for clock in clocks:
        column = _COLUMNS.get(ClockKind(clock.kind))
        if column is not None:
            setattr(case, column, clock.until)
