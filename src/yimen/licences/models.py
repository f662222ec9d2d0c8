"""Rows of licences: one row a version; and every look at one without sign-in."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from yimen.accounts.models import Account
from yimen.kernel.models import Subject

_LIVE = models.Q(state__in=("valid", "pending"))


class Licence(Subject):
    """One version of a certificate issued for a source; `number` is the deciding system's, `data` what is printed.

    It is sealed: it names people. `labels` say how each printed value is called; `asked_…` is the change that waits
    for approval.
    """

    source_kind = models.CharField(max_length=24)
    source_id = models.UUIDField()
    kind = models.CharField(max_length=60)
    title_zh = models.CharField(max_length=80, default="")
    title_en = models.CharField(max_length=120, default="")
    issuer = models.CharField(max_length=40, default="")
    number = models.CharField(max_length=80)
    e_number = models.CharField(max_length=90, null=True, unique=True)
    type_code = models.CharField(max_length=21, default="")
    issuer_code = models.CharField(max_length=18, default="")
    serial = models.CharField(max_length=20, default="")
    version_no = models.PositiveSmallIntegerField(default=1)
    predecessor = models.ForeignKey("self", models.PROTECT, null=True)
    template = models.CharField(max_length=80)
    labels = ArrayField(ArrayField(models.CharField(max_length=120), size=3), default=list)
    data_sealed = models.BinaryField()
    holder_ids = ArrayField(models.UUIDField(), default=list)
    token_hash = models.BinaryField(max_length=32, null=True, unique=True)
    pdf_digest = models.CharField(max_length=64, null=True, unique=True)
    issued_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)
    handed_out_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    asked_verb = models.CharField(max_length=24, default="")
    asked_by = models.ForeignKey(Account, models.PROTECT, null=True)
    asked_at = models.DateTimeField(null=True)
    asked_sealed = models.BinaryField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("source_kind", "source_id"), condition=_LIVE, name="licence_one_live_a_source"
            ),
            models.UniqueConstraint(fields=("number",), condition=_LIVE, name="licence_one_live_a_number"),
            models.UniqueConstraint(fields=("predecessor",), name="licence_one_successor"),
            models.CheckConstraint(
                condition=(models.Q(state="pending") & ~models.Q(asked_verb=""))
                | (~models.Q(state="pending") & models.Q(asked_verb="")),
                name="licence_pending_is_asked",
            ),
        )
        indexes = (
            models.Index(fields=("number",), name="licence_number"),
            models.Index(fields=("issuer", "asked_at"), name="licence_asked", condition=models.Q(state="pending")),
        )


class VerificationTry(models.Model):
    """Somebody without sign-in looked a licence up: when, from where (keyed hash), how, with what success.

    Append-only (a trigger refuses change); what was tried is not kept; whose data were shown
    stands in the access log.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    address_hash = models.BinaryField(max_length=34)
    means = models.CharField(max_length=12)
    outcome = models.CharField(max_length=12)

    class Meta:
        indexes = (models.Index(fields=("at", "address_hash"), name="verification_try"),)
