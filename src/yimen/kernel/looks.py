"""The access log: every look at persons' data, with its purpose, in one statement by the door. Append-only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
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


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody was shown a person's data: when, who, at which window, why."""

    at: datetime
    actor: str
    actor_name: str
    window: str | None
    purpose: str


def of_person(person_id: UUID, *, since: datetime, most: int = 50) -> list[Seen]:
    """Return the last looks at a person's data, newest first: for herself (个人信息保护法 art 45)."""
    found = Look.objects.filter(persons__contains=[person_id], at__gte=since).order_by("-at")[:most]
    return [Seen(row.at, row.actor, row.actor_name, row.window, row.purpose) for row in found]
