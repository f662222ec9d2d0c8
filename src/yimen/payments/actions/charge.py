"""Send a due payment to the card terminal of the clerk's window (收款)."""

from __future__ import annotations

from uuid import UUID

from yimen.kernel.actor import Actor
from yimen.kernel.errors import Refused
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.payments.actions import PAYMENT
from yimen.payments.states import Verb


@entry(
    "payment",
    Verb.CHARGE,
    citizen=Words("请在窗口刷卡。", "Please use the card terminal at the window."),
    clerk=Words("{by}在{window}号窗口收款，第{attempt}次。", "{by} collects at window {window}, try {attempt}."),
)
class Charge(Entry, frozen=True):
    """The amount was sent to the terminal of a window."""

    window: str
    attempt: int


def charge(*, payment_id: UUID, actor: Actor) -> None:
    """Begin the payment at the actor's window. Raises Conflict when it is being paid already or is paid."""
    if actor.window is None:
        raise Refused(Words("请先选择您所在的窗口。", "Choose the window you sit at first."))
    with PAYMENT.act(Verb.CHARGE, payment_id, actor=actor) as deed:
        payment = deed.subject
        payment.attempt += 1
        payment.window = actor.window
        deed.note(payment, Charge(window=actor.window, attempt=payment.attempt))
