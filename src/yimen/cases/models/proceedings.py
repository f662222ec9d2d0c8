"""Rows of what happens within a case beside its steps: opinions asked, hearing, visit, third party told.

Changed only while the case is locked, by the verbs of the case; what is said in them names people and lies sealed.
"""

from __future__ import annotations

from django.db import models
from uuid_utils.compat import uuid7


class Proceeding(models.Model):
    """One proceeding of a case. `until` is the day that counts next: for an opinion when it is due, for a hearing the
    end of the time to ask for it, then of the time to hold it, then the moment it is planned for.

    `office` is whose turn it is: the department asked, else the one that holds the case.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="proceedings", db_index=False)
    kind = models.CharField(max_length=12)
    state = models.CharField(max_length=12)
    office = models.CharField(max_length=40)
    started_at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    data_sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("case", "office"),
                name="opinion_asked_once_at_a_time",
                condition=models.Q(kind="opinion", ended_at__isnull=True),
            ),
            models.UniqueConstraint(
                fields=("case",),
                name="hearing_one_in_a_case",
                condition=models.Q(kind="hearing", ended_at__isnull=True),
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True) ^ models.Q(state="done"), name="proceeding_done_has_date"
            ),
        )
        indexes = (
            models.Index(fields=("case", "started_at"), name="proceeding_of_case"),
            models.Index(
                fields=("office", "until"),
                name="opinion_awaited",
                condition=models.Q(kind="opinion", ended_at__isnull=True),
            ),
        )
