"""Rows of custody: hand-overs with their lines, where each pile lies, and the delivery of each result."""

from __future__ import annotations

from django.db import models
from uuid_utils.compat import uuid7

from yimen.accounts.models import Account
from yimen.kernel.models import Subject


def _account() -> models.ForeignKey[Account | None, Account | None]:
    """A person on duty. Never searched by alone, so it carries no index."""
    return models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)


class HandOver(Subject):
    """A list of piles that go from one post to another under one number; `until` is the house's own limit."""

    number = models.CharField(max_length=60, unique=True)
    from_office = models.CharField(max_length=40)
    from_post = models.CharField(max_length=20)
    to_office = models.CharField(max_length=40)
    to_post = models.CharField(max_length=20)
    sent_by = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    sent_at = models.DateTimeField()
    count = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=12)
    until = models.DateTimeField()
    received_by = _account()
    received_at = models.DateTimeField(null=True)
    resolution = models.TextField(default="")

    class Meta:
        indexes = (
            models.Index(fields=("from_office", "state", "until"), name="hand_over_from"),
            models.Index(fields=("to_office", "state", "until"), name="hand_over_to"),
        )


class Pile(models.Model):
    """Where the paper of one source lies: the one answer. Changed only while its row is locked.

    While `hand_over` is set it is on the way from here; nobody else may send it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    source_kind = models.CharField(max_length=24)
    source_id = models.UUIDField()
    office = models.CharField(max_length=40)
    post = models.CharField(max_length=20)
    since_at = models.DateTimeField()
    hand_over = models.ForeignKey(HandOver, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("source_kind", "source_id"), name="pile_lies_once"),)


class Line(models.Model):
    """One paper on a list: whose pile, which document, original or copy, and what the receiver found."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    hand_over = models.ForeignKey(HandOver, models.PROTECT, related_name="lines", db_index=False)
    place = models.PositiveSmallIntegerField()
    source_id = models.UUIDField()
    source_no = models.CharField(max_length=50)
    matter_zh = models.CharField(max_length=200)
    matter_en = models.CharField(max_length=200)
    key = models.CharField(max_length=85)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    paper = models.CharField(max_length=10)
    found = models.CharField(max_length=10, default="")
    remark = models.TextField(default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("hand_over", "place"), name="line_place_once"),
            models.UniqueConstraint(fields=("hand_over", "source_id", "key"), name="line_paper_once"),
        )


class Delivery(Subject):
    """How the result of one source reaches its applicant. The address lies sealed; `receiver` is a party's place."""

    source_kind = models.CharField(max_length=24)
    source_id = models.UUIDField()
    way = models.CharField(max_length=8, default="counter")
    receiver = models.CharField(max_length=25, default="")
    address_sealed = models.BinaryField(null=True)
    code_hash = models.BinaryField(max_length=34, null=True)
    """Of the code with which she fetches it online; told once at the window, kept nowhere."""
    compared = models.CharField(max_length=64, default="")
    """Digest of the originals' scans as they were compared: what is scanned anew is compared anew."""
    compared_at = models.DateTimeField(null=True)
    differed_by = _account()
    carrier = models.CharField(max_length=60, default="")
    tracking_no = models.CharField(max_length=40, default="")
    dispatched_at = models.DateTimeField(null=True)
    came_back_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    delivered_by_way = models.CharField(max_length=8, default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("source_kind", "source_id"), name="delivery_once_a_source"),
            models.CheckConstraint(
                condition=(models.Q(state="delivered") & models.Q(delivered_at__isnull=False))
                | (~models.Q(state="delivered") & models.Q(delivered_at__isnull=True)),
                name="delivery_delivered_has_date",
            ),
        )
