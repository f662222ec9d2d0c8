"""Rows of what a table decided: how it answered, what people look at again, and the seeds of the draws.

Changed only while the case is locked, by the verbs of the case.
"""

from __future__ import annotations

from django.db import models
from uuid_utils.compat import uuid7

from yimen.accounts.models import Account


class Trace(models.Model):
    """How a table answered for a step: which row of which text, on which facts with their sources, sealed.

    `digest` is that of the table's text. Written once, with the answer.
    """

    step = models.OneToOneField("cases.Step", models.PROTECT, related_name="trace", primary_key=True)
    table = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    row = models.CharField(max_length=60, default="", blank=True)
    is_granted = models.BooleanField()
    content_sealed = models.BinaryField()
    answered_at = models.DateTimeField()


class Recheck(models.Model):
    """People look again at what a table granted: drawn by lot, or because the applicant asked. Open until answered."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="rechecks", db_index=False)
    kind = models.CharField(max_length=8)
    month = models.CharField(max_length=7)
    words = models.TextField(default="", blank=True)
    opened_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    is_confirmed = models.BooleanField(null=True)
    opinion = models.TextField(default="", blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("case", "kind"), name="recheck_one_open", condition=models.Q(answered_at__isnull=True)
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True, is_confirmed__isnull=True)
                | models.Q(answered_at__isnull=False, is_confirmed__isnull=False),
                name="recheck_answered_whole",
            ),
        )
        indexes = (models.Index(fields=("case", "opened_at"), name="recheck_of_case"),)


class SampleSeed(models.Model):
    """The seed of one month's draw, made with its first decision by table.

    Its digest is told at once and the seed itself when the month is over: so nobody can foresee the draw or change it.
    """

    month = models.CharField(max_length=7, primary_key=True)
    seed = models.CharField(max_length=64)
    made_at = models.DateTimeField()
