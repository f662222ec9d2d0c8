"""Rows of cases: application, parties, answers; case, steps, clocks; who opened what at a window."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from uuid_utils.compat import uuid7

from yimen.accounts.models import Account
from yimen.cases.models.at_once import Recheck as Recheck
from yimen.cases.models.at_once import SampleSeed as SampleSeed
from yimen.cases.models.at_once import Trace as Trace
from yimen.cases.models.proceedings import Proceeding as Proceeding
from yimen.cases.models.turns import Turn as Turn
from yimen.cases.rules.scope import Scope
from yimen.catalogue.models import BundleVersion, MatterVersion
from yimen.kernel.models import Subject
from yimen.kernel.visible import ALL, NONE, Visible
from yimen.people.models import Centre, Department, Organisation, Person, PersonDocument, Region, Window


def _account(null: bool = False) -> models.ForeignKey[Account, Account]:
    """A person on duty. Never searched by alone, so it carries no index."""
    return models.ForeignKey(Account, models.PROTECT, null=null, related_name="+", db_index=False)


def _document() -> models.ForeignKey[PersonDocument | None, PersonDocument | None]:
    """The document somebody showed. Never searched by, so it carries no index."""
    return models.ForeignKey(PersonDocument, models.PROTECT, null=True, related_name="+", db_index=False)


_OPEN_TODAY = """
EXISTS (SELECT 1 FROM cases_opening o WHERE o.application_id = {application} AND o.account_id = %s AND o.day = %s)
"""
_JOINT = """
EXISTS (SELECT 1 FROM catalogue_matterversion m WHERE m.id = {case}.matter_id AND m.acceptance->>'joint' = 'true')
"""
"""Matters whose handling several departments share: what the head of the government has to do with."""
_APPLICATIONS = f"""
   cases_application.accepted_by_id = %s
OR (cases_application.opened_by_id = %s AND cases_application.state = 'draft')
OR {_OPEN_TODAY.format(application="cases_application.id")}
OR (cases_application.state NOT IN ('draft', 'discarded')
    AND (cases_application.centre_id = ANY(%s)
         OR EXISTS (SELECT 1 FROM cases_case c
                     WHERE c.application_id = cases_application.id
                       AND (c.department_id = ANY(%s) OR c.consulted && %s::varchar[]
                            OR c.region_id = ANY(%s) AND {_JOINT.format(case="c")}
                            OR EXISTS (SELECT 1 FROM cases_turn t WHERE t.case_id = c.id AND t.office = ANY(%s))))))
"""  # noqa: S608
_CASES = f"""
   cases_case.department_id = ANY(%s)
OR cases_case.consulted && %s::varchar[]
OR EXISTS (SELECT 1 FROM cases_application a
            WHERE a.id = cases_case.application_id AND (a.accepted_by_id = %s OR a.centre_id = ANY(%s)))
OR {_OPEN_TODAY.format(application="cases_case.application_id")}
OR EXISTS (SELECT 1 FROM cases_turn t WHERE t.case_id = cases_case.id AND t.office = ANY(%s))
OR (cases_case.region_id = ANY(%s) AND {_JOINT.format(case="cases_case")})
"""  # noqa: S608


def visible_applications(scope: Scope, day: date) -> Visible:
    """Return which applications a scope shows on an office day.

    What she accepted, her own drafts, what lies open before her today; of her halls what was handed in; of her
    departments what has a case there or had one, or was asked for an opinion on one; of her region's government what
    departments handle together.
    """
    if scope.everything:
        return ALL
    account, own, regions = scope.account, sorted(scope.departments), sorted(scope.regions)
    return Visible(_APPLICATIONS, (account, account, account, day, sorted(scope.centres), own, own, regions, own))


def visible_cases(scope: Scope, day: date) -> Visible:
    """Return which cases a scope shows on an office day: her departments', those they had before or were asked for an
    opinion on, her halls', and those open at her window; of her region's government what departments handle together.
    A citizen's are those of the application she proved to be hers.
    """
    if scope.everything:
        return ALL
    if scope.application:
        return Visible("cases_case.application_id = %s", (scope.application,))
    account = scope.account
    own, regions = sorted(scope.departments), sorted(scope.regions)
    return Visible(_CASES, (own, own, account, sorted(scope.centres), account, day, own, regions))


def visible_preparations(knows_codes: bool) -> Visible:
    """Return which prepared answers an actor sees: they are found by their code only, never listed."""
    return ALL if knows_codes else NONE


class Application(Subject):
    """What one visit hands over: parties, answers, pile; its cases are accepted together under one receipt number."""

    receipt_no = models.CharField(max_length=40, null=True, unique=True)
    bundle = models.ForeignKey(BundleVersion, models.PROTECT, db_index=False)
    region = models.ForeignKey(Region, models.PROTECT, db_index=False)
    centre = models.ForeignKey(Centre, models.PROTECT, db_index=False)
    window = models.ForeignKey(Window, models.PROTECT, db_index=False)
    opened_by = _account()
    opened_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    accepted_by = _account(null=True)
    accepted_at = models.DateTimeField(null=True)
    checked_by = _account(null=True)
    closed_at = models.DateTimeField(null=True)
    correction_at = models.DateTimeField(null=True)
    correction_asked = ArrayField(models.CharField(max_length=200), default=list)
    """What the one correction notice named, by code (`material:…`, a field, a role): frozen."""
    correction_sealed = models.BinaryField(null=True)
    """The same with its sentences as they were told, sealed: they name people."""
    found_sealed = models.BinaryField(null=True)
    found_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=("centre", "state", "accepted_at"), name="application_of_centre"),
            models.Index(fields=("accepted_by", "accepted_at"), name="application_of_clerk"),
        )


class Party(models.Model):
    """Who plays a role in an application: `seller[0]` is role `seller`, place 0.

    With the document shown, and who acts for the party (`represented_by` says as what), with hers.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="parties", db_index=False)
    role = models.CharField(max_length=20)
    place = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    document = _document()
    is_known = models.BooleanField(default=False)
    represented_by = models.CharField(max_length=12, default="")
    representative = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    representative_document = _document()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(represented_by="") ^ models.Q(representative__isnull=False),
                name="party_represented_by_somebody",
            ),
            models.UniqueConstraint(fields=("application", "role", "place"), name="party_place_once"),
            models.CheckConstraint(
                condition=models.Q(person__isnull=True) ^ models.Q(organisation__isnull=True),
                name="party_is_one",
            ),
        )


class Answer(models.Model):
    """One field's answer, with the day it holds for and where it comes from. Sealed when its element is."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="answers", db_index=False)
    field = models.CharField(max_length=80)
    value = models.TextField(default="")
    value_sealed = models.BinaryField(null=True)
    source = models.CharField(max_length=20)
    as_of_date = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("application", "field"), name="answer_once"),)


class Opening(models.Model):
    """An application lies open before somebody at a window on this office day."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    day = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("application", "account", "day"), name="opening_once_a_day"),)


class Case(Subject):
    """One matter of an application with its department. Who examined, checked and approved stand in it (一审一核)."""

    number = models.CharField(max_length=50, unique=True)
    application = models.ForeignKey(Application, models.PROTECT, related_name="cases", db_index=False)
    matter = models.ForeignKey(MatterVersion, models.PROTECT, db_index=False)
    department = models.ForeignKey(Department, models.PROTECT, db_index=False)
    region = models.ForeignKey(Region, models.PROTECT, db_index=False)
    received_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = _account(null=True)
    checked_by = _account(null=True)
    examined_by = _account(null=True)
    approved_by = _account(null=True)
    statutory_until = models.DateTimeField(null=True)
    promised_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=200, default="")
    has_papers = models.BooleanField(default=False)
    """A paper of this case alone was issued while it ran: a pause, an extension."""
    consulted = ArrayField(models.CharField(max_length=40), default=list)
    """The departments that were asked for an opinion: they see the case from then on."""
    has_proceedings = models.BooleanField(default=False)
    shortcut = models.CharField(max_length=8, default="", blank=True)
    """How its standard lets it be decided without the department's desk: by a table, at the window, or not at all."""

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("application", "matter"), name="case_once_in_application"),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True)
                ^ models.Q(state__in=["granted", "refused", "terminated", "withdrawn", "transferred"]),
                name="case_ended_has_date",
            ),
        )
        indexes = (models.Index(fields=("department", "state", "promised_until"), name="case_of_department"),)


class Step(models.Model):
    """One step of a case, changed only while its case is locked.

    `needs` are steps of the application, `matter:step`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="steps", db_index=False)
    key = models.CharField(max_length=121)
    code = models.CharField(max_length=60)
    office = models.CharField(max_length=40)
    post = models.CharField(max_length=20, default="")
    decided_by = models.CharField(max_length=20)
    verb = models.CharField(max_length=20, default="")
    connector = models.CharField(max_length=60, default="")
    needs = ArrayField(models.CharField(max_length=121), default=list)
    state = models.CharField(max_length=20)
    opened_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=80, default="")
    attempt = models.PositiveSmallIntegerField(default=1)
    outcome = models.JSONField(default=dict)
    remark = models.TextField(default="")
    claimed_by = _account(null=True)
    claimed_at = models.DateTimeField(null=True)
    """Who took it from the pool, and when; empty again when the step ends."""

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("case", "code"), name="step_once_in_case"),
            models.CheckConstraint(
                condition=models.Q(claimed_by__isnull=True) ^ models.Q(claimed_at__isnull=False),
                name="step_claimed_since",
            ),
        )
        indexes = (
            models.Index(
                fields=("office", "post", "until"),
                name="step_at_desk",
                condition=models.Q(state__in=["open", "trouble"]),
            ),
            models.Index(
                fields=("done_by", "done_at"),
                name="step_done_at_desk",
                condition=models.Q(state__in=["done", "refused"], decided_by="desk"),
            ),
        )


class Clock(models.Model):
    """One limit of a case: from when, how long, until when; stopped when what it watches is done.

    `until` is empty while a pause lasts. `extension` is what was added once, in the limit's unit.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="clocks", db_index=False)
    kind = models.CharField(max_length=12)
    count = models.PositiveIntegerField()
    unit = models.CharField(max_length=12)
    extension = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    is_provisional = models.BooleanField(default=False)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case", "kind"), name="clock_once_a_kind"),)


class Pause(models.Model):
    """Days that do not count in a case's limits, both included: why, how long it was said to take, the paper's ground.

    `last_date` is empty while it lasts; a case has one open pause at most.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="pauses", db_index=False)
    reason = models.CharField(max_length=24)
    needed_days = models.PositiveSmallIntegerField()
    ground = models.TextField()
    first_date = models.DateField()
    last_date = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("case",), name="pause_one_open", condition=models.Q(last_date__isnull=True)
            ),
            models.CheckConstraint(
                condition=models.Q(last_date__isnull=True) | models.Q(last_date__gte=models.F("first_date")),
                name="pause_not_backwards",
            ),
        )
        indexes = (models.Index(fields=("case", "first_date"), name="pause_of_case"),)


class Preparation(Subject):
    """Answers that somebody prepared without signing in, sealed, under a code that only she has.

    Not an application: nothing is received before a window has taken it over. Erased when taken over, by her, or when
    its time is over.
    """

    code_hash = models.BinaryField(max_length=34, unique=True)
    bundle = models.ForeignKey(BundleVersion, models.PROTECT, related_name="+", db_index=False)
    content_sealed = models.BinaryField(null=True)
    valid_until = models.DateTimeField()
    application = models.ForeignKey(Application, models.PROTECT, null=True, related_name="+", db_index=False)

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
