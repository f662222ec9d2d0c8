"""An answer that came in is read by its connector and handed to the step or the payment it belongs to.

What cannot be read or contradicts its request changes nothing: the message is parked with the reason and a person
decides.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from yimen.cases.actions.answer import answer as answer_step
from yimen.cases.reads.context import context_for_step
from yimen.exchange.actions.answer import Answer
from yimen.exchange.actions.park import park
from yimen.exchange.reads import answer, connectors, message, payload
from yimen.exchange.rules import Misunderstood, Outcome, OutcomeKind
from yimen.kernel.actor import department_system, house
from yimen.kernel.journal import Recorded
from yimen.kernel.outbox import EffectTable
from yimen.payments.actions.decline import decline
from yimen.payments.actions.settle import settle


def hand_over(recorded: Recorded) -> None:
    """Read the answer and hand it to what it belongs to."""
    row = message(recorded.subject_id)
    connector = connectors()[row.operation]
    connector.acknowledge(str(row.id))
    context: Any = context_for_step(row.source_id) if row.source_kind == "step" else None
    try:
        outcome = connector.read(context, payload(row), answer(row))
    except Misunderstood as failure:
        park(message_id=row.id, reason=failure.words, actor=house("inbound"))
        return
    if row.source_kind == "case" and outcome.kind is OutcomeKind.REFUSED:
        park(message_id=row.id, reason=outcome.words, actor=house("inbound"))
    elif row.source_kind == "step":
        actor = department_system(row.system, connector.name.zh)
        answer_step(step_id=row.source_id, outcome=outcome, actor=actor)
    elif row.source_kind == "payment":
        _finish_payment(row.source_id, row.system, outcome)


def _finish_payment(payment_id: UUID, system: str, outcome: Outcome) -> None:
    terminal = department_system(system, "POS")
    if outcome.kind is OutcomeKind.DONE:
        settle(
            payment_id=payment_id,
            reference=outcome.values["reference"],
            card_tail=outcome.values.get("card_tail", ""),
            actor=terminal,
        )
    else:
        decline(payment_id=payment_id, reason=outcome.words.zh, actor=terminal)


EFFECTS: EffectTable = {Answer: (hand_over,)}
