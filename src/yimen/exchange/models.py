"""Rows of exchange. What is sent and answered lies sealed: it names people."""

from __future__ import annotations

from django.db import models

from yimen.kernel.models import Subject


class Message(Subject):
    """One request to a department's system and its answer. The id is the request's number at every try."""

    system = models.CharField(max_length=40)
    operation = models.CharField(max_length=60)
    source_kind = models.CharField(max_length=24)
    source_id = models.UUIDField()
    attempt = models.PositiveSmallIntegerField(default=1)
    written_at = models.DateTimeField()
    payload_sealed = models.BinaryField()
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    reason_zh = models.TextField(default="")
    reason_en = models.TextField(default="")
    answer_no = models.CharField(max_length=80, null=True)
    answer_sealed = models.BinaryField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("operation", "source_kind", "source_id", "attempt"), name="message_once_an_attempt"
            ),
            models.UniqueConstraint(
                fields=("system", "answer_no"),
                condition=models.Q(answer_no__isnull=False),
                name="answer_taken_once",
            ),
        )
        indexes = (
            models.Index(
                fields=("system", "next_try_at"),
                name="message_due",
                condition=models.Q(state__in=["queued", "sent"]),
            ),
            models.Index(fields=("source_kind", "source_id"), name="message_source"),
        )
