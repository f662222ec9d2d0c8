"""Rows of accounts: who signs in, who is away and who stands in, machines' tokens, answers kept for a machine."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models

from yimen.kernel.models import Subject


class Account(AbstractBaseUser):
    """Somebody who can sign in with a name and a password. What she may do is her posts', not the account's."""

    username = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "username"
    objects = BaseUserManager()


class Token(Subject):
    """A bearer token of an account: only its keyed hash is held. `window` is where its verbs at a window are done."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    key_hash = models.BinaryField(max_length=34, unique=True)
    window = models.CharField(max_length=40, null=True)
    granted_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_date = models.DateField(null=True)


class KeptAnswer(models.Model):
    """What a machine was answered under an idempotency key, so that asking again does nothing again."""

    token = models.ForeignKey(Token, models.PROTECT, related_name="+", db_index=False)
    key = models.CharField(max_length=80)
    asked = models.BinaryField(max_length=32)
    status = models.PositiveSmallIntegerField(null=True)
    answer = models.TextField(default="")
    kept_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("token", "key"), name="kept_answer_once"),)
        indexes = (models.Index(fields=("kept_at",), name="kept_answer_at"),)


class Absence(Subject):
    """Somebody is away on these office days, both included, and a colleague stands in for her (请假、代办).

    `posts` are what was handed over, each `post@office`; `offices` are all of hers, whose staff see that she is away.
    """

    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    substitute = models.ForeignKey(Account, models.PROTECT, related_name="+")
    from_date = models.DateField()
    to_date = models.DateField()
    posts = ArrayField(models.CharField(max_length=61))
    offices = ArrayField(models.CharField(max_length=40))

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(from_date__lte=models.F("to_date")), name="absence_has_a_day"),
            models.CheckConstraint(
                condition=~models.Q(account=models.F("substitute")), name="absence_has_another_as_substitute"
            ),
        )
