"""The kernel's rows: installation, calendar, numbers, journal, outbox, files, looks. Rows only.

Verbs live in actions.
"""

from __future__ import annotations

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from uuid_utils.compat import uuid7


class InstallationKind(models.TextChoices):
    """What a database is for; fixed when it is made (a trigger refuses a change)."""

    PRODUCTION = "production"
    DEMO = "demo"
    TEST = "test"


class Installation(models.Model):
    """The one row that says what this database is. Only a demo or test database may run its clock ahead."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    kind = models.CharField(max_length=12, choices=InstallationKind)
    region = models.CharField(max_length=12)
    clock_offset = models.DurationField(default=timedelta)
    calendar_changed_at = models.DateTimeField(null=True)
    """When a yearly notice was last imported (the machine's time): running processes read the calendar again."""

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(id=1), name="installation_is_one"),
            models.CheckConstraint(
                condition=~models.Q(kind=InstallationKind.PRODUCTION) | models.Q(clock_offset=timedelta()),
                name="installation_production_clock_is_true",
            ),
        )


class CalendarYear(models.Model):
    """One year's official arrangement of days off and days worked, with the notice it comes from."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    off_dates = ArrayField(models.DateField())
    worked_dates = ArrayField(models.DateField())
    source = models.TextField()


class NumberSeries(models.Model):
    """A gapless series of one office in one year. Its row is locked last in any transaction."""

    pk = models.CompositePrimaryKey("series", "office", "year")
    series = models.CharField(max_length=40)
    office = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()


class Subject(models.Model):
    """Anything whose state changes in the shell.

    `version` is the sequence of its last journal entry, `head` its hash.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    state = models.CharField(max_length=24)
    version = models.PositiveIntegerField(default=0)
    head = models.BinaryField(max_length=32, default=bytes)

    class Meta:
        abstract = True


class JournalEntry(models.Model):
    """One entry of the append-only journal: what was done to a subject, by whom, when, and the state after it."""

    pk = models.CompositePrimaryKey("kind", "subject_id", "seq", "at")
    kind = models.CharField(max_length=24)
    subject_id = models.UUIDField()
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    verb = models.CharField(max_length=24)
    state = models.CharField(max_length=24)
    actor = models.CharField(max_length=80)
    actor_name = models.CharField(max_length=80)
    window = models.CharField(max_length=40, null=True)
    data = models.JSONField()
    previous = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        managed = False  # partitioned by month: the migration holds its SQL
        db_table = "kernel_journal"


class OutboxRow(models.Model):
    """A journal entry that something follows from, until the relay has done it."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=24)
    subject_id = models.UUIDField()
    seq = models.PositiveIntegerField()
    entry_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    parked_at = models.DateTimeField(null=True)
    reason = models.TextField(default="")

    class Meta:
        indexes = (
            models.Index(fields=("kind", "subject_id", "id"), name="outbox_order"),
            models.Index(fields=("id",), name="outbox_parked", condition=models.Q(parked_at__isnull=False)),
        )


class StoredFile(models.Model):
    """A file kept by the digest of its bytes; the bytes lie in the file store."""

    digest = models.CharField(max_length=64, primary_key=True)
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    kept_at = models.DateTimeField()


class Look(models.Model):
    """Somebody looked at persons' data: who, when, why, at whose. Append-only (a trigger refuses change)."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    actor_name = models.CharField(max_length=80)
    window = models.CharField(max_length=40, null=True)
    purpose = models.CharField(max_length=200)
    page = models.CharField(max_length=200)
    persons = ArrayField(models.UUIDField())

    class Meta:
        indexes = (models.Index(fields=("at",), name="look_at"), GinIndex(fields=("persons",), name="look_of_person"))
