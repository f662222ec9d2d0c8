"""Rows of payments."""

from __future__ import annotations

from django.db import models
from uuid_utils.compat import uuid7

from yimen.kernel.models import Subject


class Payment(Subject):
    """One payment of a source. `attempt` counts the tries at the terminal; the reference is the terminal's."""

    source_kind = models.CharField(max_length=24)
    source_id = models.UUIDField()
    office = models.CharField(max_length=40)
    total_fen = models.BigIntegerField()
    attempt = models.PositiveSmallIntegerField(default=0)
    window = models.CharField(max_length=40, null=True)
    reference = models.CharField(max_length=80, null=True)
    card_tail = models.CharField(max_length=8, null=True)
    paid_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("source_kind", "source_id"), name="payment_once_a_source"),
            models.UniqueConstraint(
                fields=("reference",),
                condition=models.Q(reference__isnull=False),
                name="payment_reference_once",
            ),
            models.CheckConstraint(condition=models.Q(total_fen__gte=0), name="payment_not_negative"),
            models.CheckConstraint(
                condition=models.Q(paid_at__isnull=True) ^ models.Q(state="paid"),
                name="payment_paid_has_date",
            ),
        )


class PaymentLine(models.Model):
    """What one payer owes for one thing: which case, which party, which account, which row of which table gave it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    payment = models.ForeignKey(Payment, models.PROTECT, related_name="lines")
    case_id = models.UUIDField()
    payer = models.CharField(max_length=20)
    account = models.CharField(max_length=20)
    item_code = models.CharField(max_length=20)
    item_zh = models.CharField(max_length=80)
    item_en = models.CharField(max_length=120)
    amount_fen = models.BigIntegerField()
    basis = models.CharField(max_length=200, default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("payment", "case_id", "payer", "item_code"), name="payment_line_once"),
        )
