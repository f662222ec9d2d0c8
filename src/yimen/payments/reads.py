"""Payments as others read them. Asked only for a source the asker may already see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yimen.kernel.money import Money
from yimen.kernel.words import Words
from yimen.payments.models import Payment, PaymentLine


@dataclass(frozen=True, slots=True)
class Line:
    """One line: who pays what to which account."""

    case_id: UUID
    payer: str
    account: str
    item_code: str
    item: Words
    amount: Money
    basis: str = ""


@dataclass(frozen=True, slots=True)
class PaymentSheet:
    """A payment with its lines."""

    id: UUID
    state: str
    total: Money
    lines: tuple[Line, ...]
    attempt: int
    window: str | None
    reference: str | None
    card_tail: str | None
    paid_at: datetime | None


def of_source(kind: str, source_id: UUID) -> PaymentSheet | None:
    """Return the payment of a source, or None when nothing is demanded yet."""
    payment = Payment.objects.filter(source_kind=kind, source_id=source_id).first()
    return sheet(payment) if payment else None


def by_id(payment_id: UUID) -> PaymentSheet:
    """Return a payment. For effects and connectors."""
    return sheet(Payment.objects.get(pk=payment_id))


def source_of(payment_id: UUID) -> tuple[str, UUID]:
    """Return the source a payment belongs to."""
    kind, source_id = Payment.objects.values_list("source_kind", "source_id").get(pk=payment_id)
    return str(kind), source_id


def sheet(payment: Payment) -> PaymentSheet:
    """Return a payment's sheet, lines by payer and item."""
    lines = tuple(_line(row) for row in payment.lines.order_by("payer", "item_code"))
    return PaymentSheet(
        payment.id,
        payment.state,
        Money(payment.total_fen),
        lines,
        payment.attempt,
        payment.window,
        payment.reference,
        payment.card_tail,
        payment.paid_at,
    )


def _line(row: PaymentLine) -> Line:
    words = Words(row.item_zh, row.item_en)
    amount = Money(row.amount_fen)
    return Line(row.case_id, row.payer, row.account, row.item_code, words, amount, row.basis)
