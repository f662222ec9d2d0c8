"""Answer a machine's request once (幂等): asked again under the same key, it gets the same answer and nothing is done.

Both halves run in the transaction of what is done, so that key and deed stand or fall together. Of two at once the
second waits for the first and takes its answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.db import connection

from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.errors import Conflict
from yimen.kernel.rows import rows
from yimen.kernel.words import Words

_CLAIM = """
INSERT INTO accounts_keptanswer (token_id, key, asked, kept_at, answer) VALUES (%s, %s, %s, %s, '')
ON CONFLICT (token_id, key) DO NOTHING
"""
_KEEP = "UPDATE accounts_keptanswer SET status = %s, answer = %s WHERE token_id = %s AND key = %s"
_RELEASE = "DELETE FROM accounts_keptanswer WHERE token_id = %s AND key = %s"
_KEPT = "SELECT asked, status, answer FROM accounts_keptanswer WHERE token_id = %s AND key = %s"


@dataclass(frozen=True, slots=True)
class Answered:
    """What was answered the first time."""

    status: int
    answer: str


def claim(*, token_id: UUID, key: str, asked: bytes, actor: Actor) -> Answered | None:  # noqa: ARG001
    """Claim a key for what is asked; return the first answer when it was asked before, None when it is to be done.

    Raises Conflict when the key stands for another question.
    """
    digest = sha256(asked).digest()
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [token_id, key, digest, clock.machine_now()])
        if cursor.rowcount == 1:
            return None
    ((known, status, answer),) = rows(_KEPT, [token_id, key])
    if bytes(known) != digest:
        raise Conflict(
            Words(
                "这个 Idempotency-Key 已用于另一个请求，请换一个。",
                "This Idempotency-Key stands for another request; use a new one.",
            )
        )
    return Answered(status, answer)


def keep_answer(*, token_id: UUID, key: str, status: int, answer: str, actor: Actor) -> None:  # noqa: ARG001
    """Keep the answer under its claimed key."""
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [status, answer, token_id, key])


def release(*, token_id: UUID, key: str, actor: Actor) -> None:  # noqa: ARG001
    """Give a claimed key up: what was asked was refused and may be tried again under it."""
    with connection.cursor() as cursor:
        cursor.execute(_RELEASE, [token_id, key])
