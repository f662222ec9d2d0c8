"""My deadlines (我的期限): what I have claimed and what waits at my department's desks, by due date.

Sees what the lists of work see. The promised limit stands beside the limit by law; who is away stands with who stands
in for her.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from yimen.cases.reads.lists import masked_people
from yimen.cases.reads.work import at_desk_of
from yimen.cases.rules.due import Due, due_of
from yimen.cases.states import CaseVerb
from yimen.catalogue.reads import standard
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.rows import rows
from yimen.kernel.words import Words
from yimen.people.reads import offices
from yimen.people.states import Post

MOST = 100
_DESK = (Post.SECOND_CHECKER, Post.EXAMINER, Post.APPROVER, Post.AGENCY_HEAD)
_LINES = """
SELECT s.id, ap.id, cases_case.id, cases_case.number, cases_case.matter_id, s.code, s.verb, s.office, s.opened_at,
       s.until, cases_case.promised_until, cases_case.statutory_until, s.claimed_by_id, coalesce(c.name, ''),
       coalesce(u.name, ''), least(s.until, cases_case.promised_until, cases_case.statutory_until), count(*) OVER ()
"""
_WHO = """
  LEFT JOIN accounts_account c ON c.id = s.claimed_by_id
  LEFT JOIN accounts_absence b ON b.account_id = s.claimed_by_id AND b.state = 'announced'
                              AND %s BETWEEN b.from_date AND b.to_date
  LEFT JOIN accounts_account u ON u.id = b.substitute_id
 WHERE"""


@dataclass(frozen=True, slots=True)
class DueLine:
    """A step with its limits; `substitute` is who stands in for who has it while she is away."""

    application_id: UUID
    case_id: UUID
    number: str
    matter: Words
    step: Words
    verb: str
    office: Words
    people: str
    opened_at: datetime | None
    step_until: datetime | None
    promised_until: datetime | None
    statutory_until: datetime | None
    claimed_by: str
    is_mine: bool
    substitute: str
    due: Due
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The lines of each group, nearest first; `count` of all, of which the nearest hundred are here."""

    groups: Mapping[Due, tuple[DueLine, ...]]
    count: int


def deadlines(viewer: Actor) -> Deadlines:
    """Return what waits at the desks of the viewer's offices, by due date. Two statements."""
    found_where, values = at_desk_of(viewer, viewer.offices(*_DESK))
    tables, _, where = found_where.partition(" WHERE ")
    sql = f"{_LINES} {tables} {_WHO} {where} ORDER BY 16 NULLS LAST, s.id LIMIT %s"
    found = rows(sql, [clock.today(), *values, MOST])
    people, now = masked_people({row[1] for row in found}), clock.now()
    groups: dict[Due, list[DueLine]] = {due: [] for due in Due}
    for row in found:
        line = _line(viewer, row, people, now)
        groups[line.due].append(line)
    kept = {due: tuple(lines) for due, lines in groups.items() if lines}
    return Deadlines(kept, int(found[0][-1]) if found else 0)


def _line(viewer: Actor, row: tuple[Any, ...], people: Mapping[UUID, str], now: datetime) -> DueLine:
    _, application, case, number, matter, code, verb, office, opened, until, promised, statutory = row[:12]
    claimed, name, substitute, nearest = row[12:16]
    text = standard(matter)
    return DueLine(
        application_id=application,
        case_id=case,
        number=number,
        matter=text.acceptance.name,
        step=text.steps[code].name,
        verb=verb,
        office=offices()[office].name,
        people=people[application],
        opened_at=opened,
        step_until=until,
        promised_until=promised,
        statutory_until=statutory,
        claimed_by=name,
        is_mine=claimed == int(viewer.id),
        substitute=substitute,
        due=due_of(nearest, now),
        is_whole=verb == CaseVerb.CHECK,
    )
