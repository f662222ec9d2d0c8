"""Note in every case that its payment is through (记缴款)."""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.steps import conclude_if_last, finish
from yimen.cases.models import Step
from yimen.cases.states import CaseVerb, StepState
from yimen.catalogue.states import Decider
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, entry
from yimen.kernel.money import total
from yimen.kernel.words import Words
from yimen.payments.reads import PaymentSheet


@entry(
    "case",
    CaseVerb.PAY,
    citizen=Words("已缴{amount}元。", "{amount} yuan were paid."),
    clerk=Words("已缴{amount}元（参考号{reference}）。", "{amount} yuan were paid (reference {reference})."),
)
class Pay(Entry, frozen=True):
    """A case's part of the payment is through; the amount is in yuan."""

    amount: str
    reference: str


def pay(*, application_id: UUID, payment: PaymentSheet, actor: Actor) -> None:
    """Finish the open payment steps of the application's cases; a second call finds none."""
    open_steps = Step.objects.filter(case__application=application_id, decided_by=Decider.PAYMENT, state=StepState.OPEN)
    affected = set(open_steps.values_list("case_id", flat=True))
    if not affected:
        return
    with CASE.act(CaseVerb.PAY, affected, actor=actor) as deed:
        steps = {s.case_id: s for s in open_steps.all()}
        for case in deed.subjects:
            if case.id not in steps:
                continue
            amount = str(total(line.amount for line in payment.lines if line.case_id == case.id))
            reference = payment.reference or ""
            finish(deed, steps[case.id], outcome={"values": {"amount": amount, "reference": reference}})
            deed.note(case, Pay(amount=amount, reference=reference))
            conclude_if_last(deed, case)
