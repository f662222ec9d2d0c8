"""A date that explains itself: any limit of a case as a sheet of what counted, what did not, and why.

Officer and citizen read the same sheet. It is worked out from the rows, never kept, so it cannot differ from the date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yimen.cases.models import Case, Clock, Pause, Step
from yimen.cases.reads.after import last_reopening, turns_of
from yimen.cases.reads.seen import seen_case
from yimen.cases.rules.limits import clock_sheet, left_out
from yimen.cases.states import CLOCK_WORDS, ClockKind
from yimen.catalogue.reads import standard
from yimen.catalogue.rules.citations import cited
from yimen.catalogue.rules.limits import LOWER_REVIEW, LawLimit, articles_of, delivery_rule, law_limit, rule_of
from yimen.catalogue.rules.standards import Acceptance, LimitText
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
        law = _law(case, which, row.started_at)
        found = clock_sheet(row, calendar, pauses, articles_of(law) if law else None)
        name, started, basis = CLOCK_WORDS[which], row.started_at, _basis_of(case, which, law)
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


def _law(case: Case, which: str, started_at: datetime) -> LawLimit | None:
    """The limit of law behind a clock of a kind, as it held when that clock began."""
    match which:
        case ClockKind.DELIVERY:
            return delivery_of(standard(case.matter_id).acceptance, started_at)
        case ClockKind.REVIEW:
            return law_limit(LOWER_REVIEW, started_at.astimezone(OFFICE_ZONE).date())
    return law_of(case)


def _basis_of(case: Case, which: str, law: LawLimit | None) -> tuple[str, ...]:
    """What a limit rests on: the article of a limit that is the law's alone, an order that set a day or began the limit
    anew, else what the matter's text names.
    """
    if which in (ClockKind.DELIVERY, ClockKind.REVIEW):
        return (cited(law.law, law.article),) if law else ()
    limits = standard(case.matter_id).acceptance.limits
    own = _basis(limits.statutory if which == ClockKind.STATUTORY else limits.promised)
    order = last_reopening(turns_of([case.id])) if case.has_papers else None
    if order is None or which != ClockKind.STATUTORY:
        return own
    told = f"{order.told['organ']}{order.told['document_no']}"
    if order.ordered_date is not None:
        return (f"{told}：{order.ordered_date:%Y年%m月%d日}前重新作出",)
    return (*own, f"{told}（没有写明期限，从收到之日起重新计算；一般做法，未查到条文）")


def _basis(text: LimitText) -> tuple[str, ...]:
    return tuple(cited(b.law, b.article) if b.article else b.law for b in text.basis)
