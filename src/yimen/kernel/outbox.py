"""What follows from a journal entry: the effects tables of the rooms, and the relay that runs them.

An outbox row is written in the transaction of its entry. The relay takes rows with SKIP LOCKED, in order per subject,
and
runs the effects in one transaction with the row's removal: done once, or not at all. What fails is tried again with
growing pauses and parked with its reason after the last try; a parked row holds back later rows of its subject.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from uuid import UUID

import msgspec
from django.db import connection, transaction

from yimen.kernel import clock
from yimen.kernel.journal import Entry, Recorded

log = logging.getLogger(__name__)

Handler = Callable[[Recorded], None]
EffectTable = Mapping[type[Entry], Sequence[Handler]]

LAST_TRY = 12
LONGEST_PAUSE = timedelta(minutes=5)
_effects: dict[str, list[Handler]] = {}


def register(table: EffectTable) -> None:
    """Add a room's effects. Called once at start-up by the site, room by room."""
    for struct, handlers in table.items():
        _effects.setdefault(f"{struct.kind}.{struct.verb}", []).extend(handlers)


def has_effects(kind: str, verb: str) -> bool:
    """Return whether anything follows from an entry of this type."""
    return f"{kind}.{verb}" in _effects


_NEXT = """
SELECT o.id, o.tries, j.kind, j.subject_id, j.seq, j.at, j.verb, j.state, j.actor, j.actor_name, j."window",
       j.data::text
  FROM kernel_outboxrow o
  JOIN kernel_journal j ON (j.kind, j.subject_id, j.seq, j.at) = (o.kind, o.subject_id, o.seq, o.entry_at)
 WHERE o.parked_at IS NULL AND o.next_try_at <= %s
   AND NOT EXISTS (SELECT 1 FROM kernel_outboxrow e
                    WHERE e.kind = o.kind AND e.subject_id = o.subject_id AND e.id < o.id)
 ORDER BY o.id LIMIT 1 FOR UPDATE OF o SKIP LOCKED
"""
_SENT = """
WITH sent AS (DELETE FROM kernel_outboxrow WHERE id = %s RETURNING id, kind, subject_id, seq, entry_at, tries)
INSERT INTO kernel_outboxsent (id, kind, subject_id, seq, entry_at, tries, sent_at)
SELECT id, kind, subject_id, seq, entry_at, tries, %s FROM sent
"""
_FAILED = """
UPDATE kernel_outboxrow
   SET tries = tries + 1, next_try_at = %s, reason = %s, parked_at = CASE WHEN tries + 1 >= %s THEN %s ELSE NULL END
 WHERE id = %s
"""


def deliver_next() -> bool:
    """Run the effects of the next row; return False when there is none to run now."""
    row_id = tries = None
    try:
        with transaction.atomic():
            found = _take_next()
            if found is None:
                return False
            row_id, tries, recorded = found
            for handler in _effects.get(f"{recorded.kind}.{recorded.verb}", ()):
                handler(recorded)
            with connection.cursor() as cursor:
                cursor.execute(_SENT, [row_id, clock.now()])
    except Exception as failure:
        if row_id is None or tries is None:
            raise
        log.warning("outbox row %s failed: %s", row_id, failure, exc_info=True)
        _put_off(row_id, tries, failure)
    return True


def deliver_all() -> int:
    """Run rows until none is ready; return how many. For tests and for the relay's loop."""
    count = 0
    while deliver_next():
        count += 1
    return count


def try_again(kind: str, subject_id: UUID) -> None:
    """Take a subject's parked rows up again at once."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE kernel_outboxrow SET parked_at = NULL, tries = 0, next_try_at = %s"
            " WHERE kind = %s AND subject_id = %s",
            [clock.machine_now(), kind, subject_id],
        )


def _take_next() -> tuple[int, int, Recorded] | None:
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [clock.machine_now()])
        row = cursor.fetchone()
    if row is None:
        return None
    names = ("kind", "subject_id", "seq", "at", "verb", "state", "actor", "actor_name", "window")
    fields = dict(zip(names, row[2:11], strict=True))
    return row[0], row[1], Recorded(**fields, data=msgspec.json.decode(row[11]))


def _put_off(row_id: int, tries: int, failure: Exception) -> None:
    now = clock.machine_now()
    pause = min(timedelta(seconds=2**tries), LONGEST_PAUSE)
    with connection.cursor() as cursor:
        cursor.execute(_FAILED, [now + pause, f"{type(failure).__name__}: {failure}"[:500], LAST_TRY, now, row_id])
