"""The limits of a case worked out anew, inside the deed of the verb that changed what they rest on."""

from __future__ import annotations

from collections.abc import Sequence

from yimen.cases.models import Case, Clock, Pause, Step
from yimen.cases.rules.limits import clock_sheet, left_out
from yimen.cases.states import ClockKind, StepState
from yimen.catalogue.reads import standard
from yimen.catalogue.rules.limits import LawLimit, rule_of
from yimen.kernel.calendar import work_calendar
from yimen.kernel.errors import Obstacle
from yimen.kernel.limits import due
from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE, Limit

Told = list[tuple[str, str, str]]
"""Kinds of clocks with start and end, as the journal keeps them; the end is empty while a pause lasts."""


def own_law(case: Case) -> LawLimit:
    """Return the limit of law behind the case's own, as it held at acceptance. Raises Obstacle where none is known."""
    on = (case.accepted_at or case.received_at).astimezone(OFFICE_ZONE).date()
    rule = rule_of(standard(case.matter_id).acceptance, on)
    if rule is None:
        raise Obstacle(
            Words(
                "没有收录允许本事项暂停或延长期限的法律规定，期限照常计算。",
                "No law is recorded that pauses or extends this matter's limit: it runs on.",
            )
        )
    return rule


def count_again(case: Case) -> Told:
    """Write when the case's running limits end now, with its pauses and its extension; return them for the journal.

    The limits of open steps stand still with them.
    """
    calendar, pauses = work_calendar(), left_out(Pause.objects.filter(case=case.id))
    clocks = list(Clock.objects.filter(case=case.id, stopped_at__isnull=True))
    for clock in clocks:
        found = clock_sheet(clock, calendar, pauses).due
        clock.until, clock.is_provisional = found.at, found.is_provisional
        if clock.kind == ClockKind.STATUTORY:
            case.statutory_until = found.at
        elif clock.kind == ClockKind.PROMISED:
            case.promised_until = found.at
    Clock.objects.bulk_update(clocks, ["until", "is_provisional"])
    steps = list(Step.objects.filter(case=case.id, state__in=(StepState.OPEN, StepState.TROUBLE)))
    for step in steps:
        text = standard(case.matter_id).steps[step.code]
        if text.limit and step.opened_at:
            step.until = due(Limit.parse(text.limit), step.opened_at, calendar, pauses=pauses).at
    Step.objects.bulk_update(steps, ["until"])
    return told(clocks)


def told(clocks: Sequence[Clock]) -> Told:
    """Return the clocks as the journal keeps them."""
    return [(c.kind, c.started_at.isoformat(), c.until.isoformat() if c.until else "") for c in clocks]
