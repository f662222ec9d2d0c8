"""What a step waits for in the end: the steps of the application that somebody or some system is at now."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yimen.cases.rules.steps import WaitFacts, held_up_by
from yimen.catalogue.reads import standard
from yimen.kernel.rows import rows
from yimen.kernel.words import Words
from yimen.people.reads import offices


@dataclass(frozen=True, slots=True)
class Blocker:
    """A step that others wait for: what, at whose office, by whom it is decided, since when."""

    name: Words
    office: Words
    decided_by: str
    verb: str
    state: str
    since: datetime | None


_STEPS = """
SELECT c.application_id, s.id, s.key, s.code, s.state, s.needs, s.office, s.decided_by, s.verb, s.opened_at, c.matter_id
  FROM cases_step s JOIN cases_case c ON c.id = s.case_id
 WHERE c.application_id = ANY(%s) AND s.state IN ('open', 'trouble', 'waiting')
 ORDER BY s.opened_at, s.id
"""


def blockers(steps: Collection[UUID], applications: Collection[UUID]) -> Mapping[UUID, tuple[Blocker, ...]]:
    """Return what each of `steps` waits for: itself when it is under way, else what holds up all its needs."""
    by_application: dict[UUID, list[tuple[object, ...]]] = {}
    for row in rows(_STEPS, [list(applications)]):
        by_application.setdefault(row[0], []).append(row)
    found: dict[UUID, tuple[Blocker, ...]] = {}
    for of_one in by_application.values():
        found |= _of_application(of_one, steps)
    return found


def _of_application(of_one: Sequence[tuple[object, ...]], steps: Collection[UUID]) -> dict[UUID, tuple[Blocker, ...]]:
    facts = {str(row[2]): WaitFacts(str(row[2]), str(row[4]), tuple(row[5])) for row in of_one}  # type: ignore[arg-type]
    by_key = {str(row[2]): _blocker(row) for row in of_one}
    return {
        row[1]: tuple(by_key[key] for key in held_up_by(str(row[2]), facts))  # type: ignore[misc]
        for row in of_one
        if row[1] in steps
    }


def _blocker(row: tuple[object, ...]) -> Blocker:
    _, _, _, code, state, _, office, decided_by, verb, opened_at, matter = row
    assert isinstance(matter, UUID) and (opened_at is None or isinstance(opened_at, datetime))
    return Blocker(
        name=standard(matter).steps[str(code)].name,
        office=offices()[str(office)].name,
        decided_by=str(decided_by),
        verb=str(verb),
        state=str(state),
        since=opened_at,
    )
