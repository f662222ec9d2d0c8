"""Rows of the catalogue: published versions of matters and bundles, and the dictionary.

A published version never changes.
"""

from __future__ import annotations

from django.db import models
from uuid_utils.compat import uuid7


class MatterVersion(models.Model):
    """One published version of a matter: its acceptance and process standards as text. Running cases keep theirs."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    matter = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    department = models.CharField(max_length=40)
    region = models.CharField(max_length=12)
    valid_from = models.DateField()
    acceptance = models.JSONField()
    process = models.JSONField()
    digest = models.CharField(max_length=64)
    is_current = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("matter", "version"), name="matter_version_once"),
            models.UniqueConstraint(
                fields=("matter",), condition=models.Q(is_current=True), name="matter_one_current_version"
            ),
        )


class BundleVersion(models.Model):
    """One published version of a bundle: several matters handed over as one thing."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    bundle = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    text = models.JSONField()
    digest = models.CharField(max_length=64)
    is_current = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("bundle", "version"), name="bundle_version_once"),
            models.UniqueConstraint(
                fields=("bundle",), condition=models.Q(is_current=True), name="bundle_one_current_version"
            ),
        )


class ElementRow(models.Model):
    """An element of the data dictionary, by name; the text is the element."""

    name = models.CharField(max_length=60, primary_key=True)
    pack = models.CharField(max_length=40)
    text = models.JSONField()
