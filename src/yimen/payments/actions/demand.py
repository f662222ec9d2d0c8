"""Demand one payment for a source (开单), with a line per payer and account. Law.

税收征收管理法 art 34 (a receipt for each tax).
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, entry
from yimen.kernel.money import total
from yimen.kernel.words import Words
from yimen.payments.actions import PAYMENT
from yimen.payments.models import Payment, PaymentLine
from yimen.payments.reads import Line
from yimen.payments.states import Verb


@entry(
    "payment",
    Verb.DEMAND,
    citizen=Words("应缴合计{total}元，请在任一窗口刷卡。", "{total} yuan are due; pay at any window."),
    clerk=Words("缴款单已开：{lines}项，合计{total}元。", "Payment demanded: {lines} lines, {total} yuan."),
)
class Demand(Entry, frozen=True):
    """A payment was demanded; the total is in yuan."""

    total: str
    lines: int


def demand(*, source_kind: str, source_id: UUID, office: str, lines: Sequence[Line], actor: Actor) -> UUID:
    """Return the payment of this source; a second call changes nothing."""
    known = Payment.objects.filter(source_kind=source_kind, source_id=source_id).first()
    if known is not None:
        return known.id
    sum_ = total(line.amount for line in lines)
    payment = Payment(source_kind=source_kind, source_id=source_id, office=office, total_fen=sum_.fen)
    with PAYMENT.begin(actor=actor) as deed:
        deed.born(PAYMENT, payment, Demand(total=str(sum_), lines=len(lines)))
        PaymentLine.objects.bulk_create(_row(payment, line) for line in lines)
    return payment.id


def _row(payment: Payment, line: Line) -> PaymentLine:
    return PaymentLine(
        payment=payment,
        case_id=line.case_id,
        payer=line.payer,
        account=line.account,
        item_code=line.item_code,
        item_zh=line.item.zh,
        item_en=line.item.en,
        amount_fen=line.amount.fen,
        basis=line.basis,
    )
