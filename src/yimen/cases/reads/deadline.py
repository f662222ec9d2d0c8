"""A date that explains itself: any limit of a case as a sheet of what counted, what did not, and why.

Officer and citizen read the same sheet. It is worked out from the rows, never kept, so it cannot differ from the date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yimen.cases.models import Case, Clock, Pause, Step
from yimen.cases.reads.seen import seen_case
from yimen.cases.rules.limits import clock_sheet, left_out
from yimen.cases.states import CLOCK_WORDS, ClockKind
from yimen.catalogue.reads import standard
from yimen.catalogue.rules.citations import cited
from yimen.catalogue.rules.limits import LawLimit, articles_of, delivery_rule, rule_of
from yimen.catalogue.rules.standards import Acceptance, Limits, LimitText
from yimen.kernel.actor import Actor
from yimen.kernel.calendar import work_calendar
from yimen.kernel.errors import NotFound
from yimen.kernel.limits import Sheet
from yimen.kernel.limits import sheet as counted
from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE, Limit


@dataclass(frozen=True)
class DeadlineSheet:
    """One limit of a case, explained: whose, which, from when, by what law or promise, line by line."""

    case_id: UUID
    number: str
    matter: Words
    name: Words
    started_at: datetime
    basis: tuple[str, ...]
    sheet: Sheet


def deadline(viewer: Actor, case_id: UUID, which: str) -> DeadlineSheet:
    """Return the sheet of the limit `which`: statutory, promised, delivery, or a step's code. Raises NotFound."""
    case = seen_case(viewer, case_id)
    pauses = left_out(Pause.objects.filter(case=case.id))
    calendar = work_calendar()
    acceptance = standard(case.matter_id).acceptance
    if which in CLOCK_WORDS:
        row = Clock.objects.filter(case=case.id, kind=which).first()
        if row is None:
            raise NotFound
        law = delivery_of(acceptance, row.started_at) if which == ClockKind.DELIVERY else law_of(case)
        found = clock_sheet(row, calendar, pauses, articles_of(law) if law else None)
        name, started, basis = CLOCK_WORDS[which], row.started_at, _basis_of(acceptance.limits, which, law)
    else:
        step = Step.objects.filter(case=case.id, code=which, opened_at__isnull=False, until__isnull=False).first()
        told = standard(case.matter_id).steps.get(which)
        if step is None or told is None or not told.limit or step.opened_at is None:
            raise NotFound
        found = counted(Limit.parse(told.limit), step.opened_at, calendar, pauses=pauses)
        name, started, basis = told.name, step.opened_at, ()
    return DeadlineSheet(case.id, case.number, acceptance.name, name, started, basis, found)


def law_of(case: Case) -> LawLimit | None:
    """Return the limit of law behind the case's own, as it held at acceptance. For actions as well."""
    on = (case.accepted_at or case.received_at).astimezone(OFFICE_ZONE).date()
    return rule_of(standard(case.matter_id).acceptance, on)


def delivery_of(acceptance: Acceptance, decided_at: datetime) -> LawLimit | None:
    """Return the limit of law for delivery, as it held on the day of the decision."""
    return delivery_rule(acceptance, decided_at.astimezone(OFFICE_ZONE).date())


def _basis_of(limits: Limits, which: str, law: LawLimit | None) -> tuple[str, ...]:
    """The delivery's article is the law's; the other limits name theirs in the matter's text."""
    if which == ClockKind.DELIVERY:
        return (cited(law.law, law.article),) if law else ()
    return _basis(limits.statutory if which == ClockKind.STATUTORY else limits.promised)


def _basis(text: LimitText) -> tuple[str, ...]:
    return tuple(cited(b.law, b.article) if b.article else b.law for b in text.basis)
