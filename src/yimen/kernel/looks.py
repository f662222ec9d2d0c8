"""The access log: every look at persons' data, with its purpose, in one statement by the door. Append-only."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.models import Look


def look(actor: Actor, persons: Iterable[UUID], *, purpose: str, page: str) -> None:
    """Write down that `actor` is shown these persons' data and why; nothing when there are none."""
    ids = sorted(set(persons))
    if ids:
        Look.objects.create(
            at=clock.now(),
            actor=actor.reference,
            actor_name=actor.name,
            window=actor.window,
            purpose=purpose,
            page=page,
            persons=ids,
        )
