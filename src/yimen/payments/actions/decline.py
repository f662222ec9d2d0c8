"""The terminal did not take the card (刷卡未成): the payment is due again, nothing was charged."""

from __future__ import annotations

from uuid import UUID

from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.payments.actions import PAYMENT
from yimen.payments.states import Verb


@entry(
    "payment",
    Verb.DECLINE,
    citizen=Words(
        "刷卡未成功，没有扣款，请再试一次。",
        "The card was not taken and nothing was charged; please try again.",
    ),
    clerk=Words("刷卡未成功：{reason}", "The card was not taken: {reason}"),
)
class Decline(Entry, frozen=True):
    """The terminal declined."""

    reason: str


def decline(*, payment_id: UUID, reason: str, actor: Actor) -> None:
    """Put the payment back to due."""
    with PAYMENT.act(Verb.DECLINE, payment_id, actor=actor) as deed:
        deed.note(deed.subject, Decline(reason=reason))
