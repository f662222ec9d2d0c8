"""Rows of licences: one row a version; and every look at one without sign-in."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from uuid_utils.compat import uuid7

from yimen.accounts.models import Account
from yimen.kernel.models import Subject

_LIVE = models.Q(state__in=("valid", "pending", "forewarned"))
_ASKED = models.Q(state__in=("pending", "forewarned"))


class Licence(Subject):
    """One version of a certificate issued for a source; `number` is the deciding system's, `data` what is printed.

    It is sealed: it names people. `labels` say how each printed value is called; `asked_…` is the change that waits
    for approval, or the revocation or recall that the holder was told of.

    `matter_type` is the type of the matter it comes from, and decides which verbs it knows. `terms` are what its
    matter's text says of validity and renewal, as it was at issue (`rules.validity.Terms` as JSON);
    `valid_to_date` is the last day in force, None where it has no end. `ended_by` is the verb that ended it.
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
    matter_type = models.CharField(max_length=2, default="")
    organisation_ids = ArrayField(models.UUIDField(), default=list)
    terms = models.TextField(default="{}")
    valid_to_date = models.DateField(null=True)
    renewal_asked_at = models.DateTimeField(null=True)
    renewal_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    is_renewal_timely = models.BooleanField(default=False)
    reminded_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=24, default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("source_kind", "source_id"), condition=_LIVE, name="licence_one_live_a_source"
            ),
            models.UniqueConstraint(fields=("number",), condition=_LIVE, name="licence_one_live_a_number"),
            models.UniqueConstraint(fields=("predecessor",), name="licence_one_successor"),
            models.CheckConstraint(
                condition=(_ASKED & ~models.Q(asked_verb="")) | (~_ASKED & models.Q(asked_verb="")),
                name="licence_pending_is_asked",
            ),
        )
        indexes = (
            models.Index(fields=("number",), name="licence_number"),
            models.Index(fields=("issuer", "asked_at"), name="licence_asked", condition=models.Q(state="pending")),
            models.Index(fields=("valid_to_date",), name="licence_valid_to", condition=_LIVE),
        )


class Proceeding(models.Model):
    """One procedure about a licence in force: an intended revocation or recall, or an application for renewal.

    `verb` is what is to be decided (revoke, recall, prolong), `outcome` what became of it. Grounds, reasons and what
    the holder stated lie sealed. Its papers have it as their source. Not a subject of its own: the licence's row is
    locked for each step.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    licence = models.ForeignKey(Licence, models.PROTECT, related_name="proceedings")
    verb = models.CharField(max_length=24)
    opened_at = models.DateTimeField()
    heard_until = models.DateTimeField(null=True)
    heard_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=24, default="")
    content_sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("licence",),
                condition=models.Q(ended_at__isnull=True, verb__in=("revoke", "recall")),
                name="proceeding_one_ending",
            ),
            models.UniqueConstraint(
                fields=("licence",),
                condition=models.Q(ended_at__isnull=True, verb="prolong"),
                name="proceeding_one_renewal",
            ),
        )
        indexes = (models.Index(fields=("licence", "opened_at"), name="proceeding_of_licence"),)


class Bar(models.Model):
    """Somebody may not apply for a kind of licence again up to and with `last_date` (行政许可法 art 79).

    `holder_id` is a person's or an organisation's. Acceptance reads it; nothing is decided by it here.
    """

    id = models.BigAutoField(primary_key=True)
    holder_id = models.UUIDField()
    matter = models.CharField(max_length=60)
    basis = models.CharField(max_length=80)
    licence = models.ForeignKey(Licence, models.PROTECT, related_name="+")
    first_date = models.DateField()
    last_date = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("holder_id", "licence"), name="bar_once_a_licence"),)
        indexes = (models.Index(fields=("matter", "holder_id", "last_date"), name="bar_of_holder"),)


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
