"""Rows of materials."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from uuid_utils.compat import uuid7


class Material(models.Model):
    """A document of a source's pile that was handed over: which, whose, how far trusted, its files in order."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    source_kind = models.CharField(max_length=24)
    source_id = models.UUIDField()
    code = models.CharField(max_length=60)
    holder = models.CharField(max_length=20, default="")
    trust = models.CharField(max_length=1)
    files = ArrayField(models.CharField(max_length=64), default=list)
    given_at = models.DateTimeField()
    taken_by = models.CharField(max_length=80)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("source_kind", "source_id", "code", "holder"), name="material_once_in_pile"
            ),
        )


class Former(models.Model):
    """How a document looked before it was scanned again: kept until its source is accepted, then forgotten."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    material = models.ForeignKey(Material, models.PROTECT, related_name="formers")
    files = ArrayField(models.CharField(max_length=64))
    trust = models.CharField(max_length=1)
    given_at = models.DateTimeField()
    taken_by = models.CharField(max_length=80)
    replaced_at = models.DateTimeField()


class Scan(models.Model):
    """What was found out about a kept file when it came in, once for its bytes: kind, pages, small picture."""

    digest = models.CharField(max_length=64, primary_key=True)
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField()
    thumbnail = models.CharField(max_length=64, default="")
