"""Rows of what happened to a case beside its straight way: changed only while the case is locked."""

from __future__ import annotations

from django.db import models
from uuid_utils.compat import uuid7


class Turn(models.Model):
    """What happened to a case beside its straight way: kind, when, which department had it then, what was told.

    Its papers have it as their source, so that a case may have several of a kind. `told` is what pages and journal
    may show: no person's name. `ordered_date` is the day by which an order wants the new decision, where it says one.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="turns", db_index=False)
    kind = models.CharField(max_length=12)
    at = models.DateTimeField()
    office = models.CharField(max_length=40)
    told = models.JSONField(default=dict)
    ordered_date = models.DateField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=("case", "at"), name="turn_of_case"),
            models.Index(fields=("office", "case"), name="turn_of_office"),
        )
