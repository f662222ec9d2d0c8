"""The journal as it is read: entries of subjects in order, and the check of a whole chain.

Visibility is the asker's duty.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

import msgspec
from django.db import connection

from yimen.kernel.journal import Recorded

_COLUMNS = 'kind, subject_id, seq, at, verb, state, actor, actor_name, "window", data::text, hash'
_OF = (
    f"SELECT {_COLUMNS} FROM kernel_journal WHERE (kind, subject_id) IN (SELECT unnest(%s::text[]), unnest(%s::uuid[]))"  # noqa: S608
)


def of(subjects: Collection[tuple[str, UUID]]) -> list[Recorded]:
    """Return the entries of these subjects, oldest first, with one statement."""
    return sorted((r for r, _ in _read(subjects)), key=lambda r: (r.at, r.kind, r.seq))


def chain(kind: str, subject_id: UUID) -> list[tuple[Recorded, bytes]]:
    """Return one subject's entries by sequence, each with its stored hash."""
    return sorted(_read([(kind, subject_id)]), key=lambda pair: pair[0].seq)


def _read(subjects: Collection[tuple[str, UUID]]) -> list[tuple[Recorded, bytes]]:
    with connection.cursor() as cursor:
        cursor.execute(_OF, [[k for k, _ in subjects], [i for _, i in subjects]])
        rows = cursor.fetchall()
    names = ("kind", "subject_id", "seq", "at", "verb", "state", "actor", "actor_name", "window")
    return [
        (Recorded(**dict(zip(names, row[:9], strict=True)), data=msgspec.json.decode(row[9])), bytes(row[10]))
        for row in rows
    ]
