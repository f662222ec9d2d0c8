"""Rows of licences."""

from __future__ import annotations

from django.db import models

from yimen.kernel.models import Subject


class Licence(Subject):
    """A certificate issued for a source. `number` is the deciding system's; `data` what is printed, sealed.

    It names people.
    """

    source_kind = models.CharField(max_length=24)
    source_id = models.UUIDField()
    kind = models.CharField(max_length=60)
    number = models.CharField(max_length=80, unique=True)
    template = models.CharField(max_length=80)
    data_sealed = models.BinaryField()
    issued_at = models.DateTimeField()
    handed_out_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("source_kind", "source_id"),
                condition=models.Q(state="valid"),
                name="licence_one_live_a_source",
            ),
        )
