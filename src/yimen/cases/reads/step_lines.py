"""A step as a line of its case: who, since when, waiting for whom, result, and whether it is the viewer's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from yimen.cases.models import Step
from yimen.cases.states import STEP_STATE_WORDS
from yimen.exchange.reads import MessageSheet
from yimen.kernel.actor import Actor, ActorKind
from yimen.kernel.words import Words
from yimen.people.reads import offices


@dataclass(frozen=True)
class StepLine:
    """A step as a line: who, since when, waiting for whom, result."""

    id: UUID
    code: str
    name: Words
    office: Words
    decided_by: str
    verb: str
    state: str
    state_words: Words
    opened_at: datetime | None
    until: datetime | None
    done_at: datetime | None
    waits_for: tuple[Words, ...]
    values: dict[str, str]
    remark: str
    message: MessageSheet | None = None
    key: str = ""
    basis: str = ""
    """Of a refusal: the law and article it rests on."""
    claimed_by: str = ""
    claimed_at: datetime | None = None
    is_mine: bool = False
    is_of_viewers_post: bool = False


def step_line(
    viewer: Actor, step: Step, names: dict[str, Words], done: set[str], message: MessageSheet | None
) -> StepLine:
    """Return a step as its line; `done` are the steps that are, `names` every step's name by key."""
    values: dict[str, Any] = step.outcome.get("values", {})
    return StepLine(
        id=step.id,
        code=step.code,
        name=names[step.key],
        office=offices()[step.office].name,
        decided_by=step.decided_by,
        verb=step.verb,
        state=step.state,
        state_words=STEP_STATE_WORDS[step.state],
        opened_at=step.opened_at,
        until=step.until,
        done_at=step.done_at,
        waits_for=tuple(names[k] for k in step.needs if k not in done),
        values={k: str(v) for k, v in values.items()},
        remark=step.remark,
        message=message,
        key=step.key,
        basis=str(step.outcome.get("basis", "")),
        claimed_by=step.claimed_by.name if step.claimed_by_id is not None else "",
        claimed_at=step.claimed_at,
        is_mine=step.claimed_by_id is not None and step.claimed_by_id == _account_of(viewer),
        is_of_viewers_post=viewer.holds(step.post, step.office),
    )


def _account_of(viewer: Actor) -> int | None:
    return int(viewer.id) if viewer.kind is ActorKind.STAFF else None
