"""A payment is through (到账): the terminal approved it, or there was nothing to pay."""

from __future__ import annotations

from uuid import UUID

from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.payments.actions import PAYMENT
from yimen.payments.states import Verb


@entry(
    "payment",
    Verb.SETTLE,
    citizen=Words("已缴款{total}元。", "{total} yuan were paid."),
    clerk=Words("已到账{total}元（参考号{reference}）。", "{total} yuan settled (reference {reference})."),
)
class Settle(Entry, frozen=True):
    """The payment is through; the total is in yuan."""

    total: str
    reference: str


def settle(*, payment_id: UUID, reference: str, card_tail: str = "", actor: Actor) -> None:
    """Settle a payment with the terminal's reference."""
    with PAYMENT.act(Verb.SETTLE, payment_id, actor=actor) as deed:
        payment = deed.subject
        payment.reference, payment.card_tail, payment.paid_at = reference, card_tail, deed.now
        total = f"{payment.total_fen // 100}.{payment.total_fen % 100:02d}"
        deed.note(payment, Settle(total=total, reference=reference))
