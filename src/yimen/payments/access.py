"""Who may do what with a payment, and whose payments an actor sees."""

from __future__ import annotations

from typing import Protocol

from yimen.kernel.actor import Actor, ActorKind
from yimen.kernel.errors import Refused
from yimen.kernel.words import Words
from yimen.payments.states import Verb

WINDOW_CLERK = "window_clerk"
TERMINAL = "terminal"


class PaymentFacts(Protocol):
    """What the answers depend on."""

    office: str
    total_fen: int


def may(actor: Actor, verb: str, payment: PaymentFacts) -> Refused | None:
    """Any window of the centre collects; the terminal settles; the house demands, and settles what comes to nothing."""
    if actor.kind is ActorKind.HOUSE and (verb == Verb.DEMAND or (verb == Verb.SETTLE and payment.total_fen == 0)):
        return None
    if actor.kind is ActorKind.DEPARTMENT_SYSTEM and actor.id == TERMINAL and verb in (Verb.SETTLE, Verb.DECLINE):
        return None
    if verb == Verb.CHARGE and actor.holds(WINDOW_CLERK, payment.office):
        return None
    return Refused(Words("只有本大厅的窗口可以收款。", "Only a window of this hall may collect."), verb=verb)
