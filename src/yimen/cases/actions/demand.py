"""Demand one payment for the whole application (开缴款单) once every payment step is open.

Lines per payer and account.
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import APPLICATION
from yimen.cases.models import Step
from yimen.cases.reads.application import filled_row
from yimen.cases.rules.lines import DueLine, lines_of
from yimen.cases.states import FINAL, ApplicationVerb, StepState
from yimen.catalogue.reads import standard
from yimen.catalogue.states import Decider
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, entry
from yimen.kernel.money import total
from yimen.kernel.registry import rule
from yimen.kernel.words import Words
from yimen.payments.actions.demand import demand as demand_payment
from yimen.payments.reads import Line, of_source


@entry(
    "application",
    ApplicationVerb.DEMAND,
    citizen=Words("缴款单已开，合计{total}元。", "The payment of {total} yuan is ready."),
    clerk=Words("缴款单已开，合计{total}元。", "The payment of {total} yuan is ready."),
)
class DemandPayment(Entry, frozen=True):
    """The application's payment was demanded; the total is in yuan."""

    total: str


def demand(*, application_id: UUID, actor: Actor) -> UUID | None:
    """Return the payment demanded now, or None: not every payment step is open yet, or it was demanded before."""
    if of_source("application", application_id) is not None or not _all_open(application_id):
        return None
    with APPLICATION.act(ApplicationVerb.DEMAND, application_id, actor=actor) as deed:
        if of_source("application", application_id) is not None:
            return None
        lines = _lines(application_id)
        payment_id = demand_payment(
            source_kind="application",
            source_id=application_id,
            office=deed.subject.centre_id,
            lines=lines,
            actor=actor,
        )
        deed.note(deed.subject, DemandPayment(total=str(total(line.amount for line in lines))))
    return payment_id


def _all_open(application_id: UUID) -> bool:
    steps = Step.objects.filter(case__application=application_id, decided_by=Decider.PAYMENT).exclude(
        case__state__in=FINAL
    )
    states = list(steps.values_list("state", flat=True))
    return bool(states) and all(state == StepState.OPEN for state in states)


def _lines(application_id: UUID) -> list[Line]:
    steps = list(
        Step.objects.filter(case__application=application_id).select_related("case__application").order_by("key")
    )
    outcomes = {s.key: s.outcome for s in steps}
    lines: list[Line] = []
    for step in steps:
        if step.decided_by != Decider.PAYMENT or step.state != StepState.OPEN:
            continue
        name = standard(step.case.matter_id).steps[step.code].lines
        if name:
            due: list[DueLine] = rule(name)(filled_row(step.case.application).for_rules)
        else:
            due = [line for need in step.needs for line in lines_of(outcomes[need])]
        lines += [Line(step.case_id, d.payer, d.account, d.item_code, d.item, d.amount, d.basis) for d in due]
    return lines
