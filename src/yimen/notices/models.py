"""Rows of notices."""

from __future__ import annotations

from django.db import models

from yimen.kernel.models import Subject


class Document(Subject):
    """A document handed out for a source, numbered without gaps per office and year. What is printed lies sealed."""

    source_kind = models.CharField(max_length=24)
    source_id = models.UUIDField()
    kind = models.CharField(max_length=24)
    office = models.CharField(max_length=40)
    number = models.CharField(max_length=60)
    issued_at = models.DateTimeField()
    data_sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("office", "kind", "number"), name="document_number_once"),
            models.UniqueConstraint(fields=("source_kind", "source_id", "kind"), name="document_once_a_source"),
        )
