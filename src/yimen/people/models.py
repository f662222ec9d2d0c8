"""Rows of people: regions, offices, windows, posts; persons and organisations; who is present at a window."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models

from yimen.accounts.models import Account
from yimen.kernel.models import Subject
from yimen.kernel.visible import ALL, NONE, Visible
from yimen.people.rules.scope import AbsenceScope, Scope
from yimen.people.states import CentreKind, DocumentType, Post


def _choices(enum: Any) -> list[tuple[str, str]]:
    return [(member.value, member.value) for member in enum]


class Region(models.Model):
    """A district or a town; the first day's part of every visibility."""

    code = models.CharField(max_length=12, primary_key=True)
    name_zh = models.CharField(max_length=40)
    name_en = models.CharField(max_length=80)
    parent = models.ForeignKey("self", models.PROTECT, null=True)


class Department(models.Model):
    """A department that decides matters, with its unified credit code."""

    code = models.CharField(max_length=40, primary_key=True)
    region = models.ForeignKey(Region, models.PROTECT)
    name_zh = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120)
    credit_code = models.CharField(max_length=18)
    document_word = models.CharField(max_length=20)
    address = models.CharField(max_length=200, default="")
    phone = models.CharField(max_length=40, default="")


class Centre(models.Model):
    """A hall: the natural persons' hall, the legal persons' hall, a town centre."""

    code = models.CharField(max_length=40, primary_key=True)
    region = models.ForeignKey(Region, models.PROTECT)
    kind = models.CharField(max_length=20, choices=_choices(CentreKind))
    name_zh = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120)
    address = models.CharField(max_length=200)
    phone = models.CharField(max_length=40, default="")
    document_word = models.CharField(max_length=20)


class Window(models.Model):
    """One of a centre's identical windows: any matter of any department."""

    code = models.CharField(max_length=40, primary_key=True)
    centre = models.ForeignKey(Centre, models.PROTECT)
    number = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("centre", "number"), name="window_number_in_centre"),)


class Appointment(models.Model):
    """A post held by an account at an office (a department's or a centre's code) of a region."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="appointments")
    post = models.CharField(max_length=20, choices=_choices(Post))
    office = models.CharField(max_length=40)
    region = models.ForeignKey(Region, models.PROTECT)
    is_held = models.BooleanField(default=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("account", "post", "office"), name="appointment_once"),)


_PRESENT = """
EXISTS (SELECT 1 FROM people_presence WHERE person_id = people_person.id AND account_id = %s AND day = %s)
"""


def visible_persons(scope: Scope, day: date) -> Visible:
    """Return which persons a scope shows on an office day: those present at the clerk's window."""
    if scope.everything:
        return ALL
    return NONE if scope.account is None else Visible(_PRESENT, (scope.account, day))


def visible_absences(scope: AbsenceScope) -> Visible:
    """Return which absences a scope shows: whoever works in an office knows who is away there."""
    if scope.everything:
        return ALL
    if scope.account is None:
        return NONE
    condition = "accounts_absence.account_id = %s OR accounts_absence.substitute_id = %s"
    at_office = "accounts_absence.offices && %s::varchar[]"
    return Visible(f"{condition} OR {at_office}", (scope.account, scope.account, sorted(scope.offices)))


class Person(Subject):
    """A natural person. Numbers and telephone lie sealed under the person's own data key."""

    name = models.CharField(max_length=60)
    sealed_key = models.BinaryField()
    phone_sealed = models.BinaryField(null=True)


class PersonDocument(models.Model):
    """An identity document of a person: the number sealed, and its keyed hash to find it by."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="documents")
    type = models.CharField(max_length=20, choices=_choices(DocumentType))
    number_sealed = models.BinaryField()
    number_hash = models.BinaryField(max_length=34, unique=True)


class Organisation(Subject):
    """An organisation by its unified social credit code, which is public."""

    credit_code = models.CharField(max_length=18, unique=True)
    name = models.CharField(max_length=120)


class Presence(models.Model):
    """A person is at a clerk's window on this office day: opened by card, receipt number or draft."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    window = models.ForeignKey(Window, models.PROTECT, null=True)
    day = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("person", "account", "day"), name="presence_once_a_day"),)
