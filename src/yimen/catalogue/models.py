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
    is_generic = models.BooleanField(default=False)
    """Made from a line of the directory, not published by a pack."""

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


class Directory(models.Model):
    """A region's directory of matters: its version rises with each import that changed something."""

    region = models.CharField(max_length=12, primary_key=True)
    version = models.PositiveIntegerField(default=0)
    imported_at = models.DateTimeField()


class DirectoryLine(models.Model):
    """One matter of a directory as it stands now: the line itself, what was read from it, its flaws. Never deleted.

    `sounds` is the name without tones: every reading in full and by initials, to be found by.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    region = models.CharField(max_length=12)
    code = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    text = models.JSONField()
    digest = models.CharField(max_length=64)
    department = models.CharField(max_length=40)
    group = models.CharField(max_length=200)
    name = models.CharField(max_length=400)
    type = models.CharField(max_length=2)
    parts = models.JSONField()
    flaws = models.JSONField()
    sounds = models.JSONField()
    entry = models.CharField(max_length=12)
    standard_digest = models.CharField(max_length=64)
    changed_at = models.DateTimeField()
    vanished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("region", "code"), name="directory_line_once"),)


class DirectoryLineVersion(models.Model):
    """What a line of a directory said in one version, with its flaws then."""

    line = models.ForeignKey(DirectoryLine, models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField()
    text = models.JSONField()
    flaws = models.JSONField()
    digest = models.CharField(max_length=64)
    since_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("line", "version"), name="directory_line_version_once"),)
