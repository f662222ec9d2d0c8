"""Collect an application's payment at the window's card terminal (收款). Any window of the hall may."""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import APPLICATION
from yimen.cases.states import ApplicationVerb
from yimen.exchange.actions.retry import retry
from yimen.exchange.reads import for_sources
from yimen.exchange.states import MessageState
from yimen.kernel.actor import Actor
from yimen.kernel.errors import Conflict
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.payments.actions.charge import charge
from yimen.payments.reads import PaymentSheet, of_source
from yimen.payments.states import PaymentState


@entry(
    "application",
    ApplicationVerb.COLLECT,
    citizen=Words("开始刷卡缴款{total}元。", "The payment of {total} yuan was begun."),
    clerk=Words("{by}收款{total}元。", "{by} collects {total} yuan."),
)
class Collect(Entry, frozen=True):
    """The payment was begun at a window; the total is in yuan."""

    total: str


def collect(*, application_id: UUID, actor: Actor) -> None:
    """Send the payment to the actor's terminal, or once more when the terminal gave no proper answer.

    Raises Conflict when nothing is due or it is being paid.
    """
    with APPLICATION.act(ApplicationVerb.COLLECT, application_id, actor=actor) as deed:
        payment = of_source("application", application_id)
        if payment is None:
            raise Conflict(Words("还没有要缴的款。", "Nothing is due yet."), verb=ApplicationVerb.COLLECT)
        if not _sent_again(payment, actor):
            charge(payment_id=payment.id, actor=actor)
        deed.note(deed.subject, Collect(total=str(payment.total)))


def _sent_again(payment: PaymentSheet, actor: Actor) -> bool:
    """Send a parked sale to its terminal again, under the same number: what was charged is not charged twice."""
    if payment.state != PaymentState.CHARGING:
        return False
    parked = [m for m in for_sources("payment", [payment.id]) if m.state == MessageState.PARKED]
    for message in parked:
        retry(message_id=message.id, actor=actor)
    return bool(parked)
