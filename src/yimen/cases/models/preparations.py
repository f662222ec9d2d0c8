"""Rows of what people do without signing in: answers prepared under a code, and attempts to read by number."""

from __future__ import annotations

from django.db import models

from yimen.catalogue.models import BundleVersion
from yimen.kernel.models import Subject


class Preparation(Subject):
    """Answers that somebody prepared without signing in, sealed, under a code that only she has.

    Not an application: nothing is received before a window has taken it over. Erased when taken over, by her, or when
    its time is over.
    """

    code_hash = models.BinaryField(max_length=34, unique=True)
    bundle = models.ForeignKey(BundleVersion, models.PROTECT, related_name="+", db_index=False)
    content_sealed = models.BinaryField(null=True)
    valid_until = models.DateTimeField()
    application = models.ForeignKey("cases.Application", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        indexes = (
            models.Index(
                fields=("valid_until",), name="preparation_kept", condition=models.Q(content_sealed__isnull=False)
            ),
        )


class Attempt(models.Model):
    """Somebody asked for progress or prepared answers without signing in. Append-only (a trigger refuses change).

    Number and address are kept as keyed hashes: enough to count by, useless to anybody else.
    """

    kind = models.CharField(max_length=12)
    number_hash = models.BinaryField(max_length=34)
    address_hash = models.BinaryField(max_length=34)
    at = models.DateTimeField()
    is_right = models.BooleanField()

    class Meta:
        indexes = (
            models.Index(fields=("kind", "number_hash", "at"), name="attempt_of_number"),
            models.Index(fields=("kind", "address_hash", "at"), name="attempt_of_address"),
        )
