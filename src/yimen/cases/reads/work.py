"""The lists of work at a desk: mine, the pool, colleagues', in trouble, waiting for others, done today.

A list, its count and its search share one condition, and that one the visibility of the pages they open. A second
check covers the whole application and stands once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from typing import Any
from uuid import UUID

from yimen.cases.access import scope
from yimen.cases.models import visible_cases
from yimen.cases.reads.lists import PAGE, SEARCHED, masked_people
from yimen.cases.reads.waits import Blocker, blockers
from yimen.cases.rules.hands import keeps_four_eyes
from yimen.cases.states import CaseVerb
from yimen.catalogue.reads import bundle_version, standard
from yimen.exchange.reads import MessageSheet, for_sources
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.rows import rows
from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE
from yimen.people.reads import offices
from yimen.people.rules.pinyin import is_found_by
from yimen.people.states import Post

LONGEST_SEARCH = 60


class Which(StrEnum):
    """Which list."""

    MINE = "mine"
    POOL = "pool"
    COLLEAGUES = "colleagues"
    TROUBLE = "trouble"
    WAITING = "waiting"
    DONE = "done"
    OPINIONS = "opinions"
    """Cases of other departments that wait for the opinion of hers."""
    RUNNING = "running"
    """Every case of a department that has not ended: for its head."""
    TODO = "todo"
    """Mine and the pool together: what machines ask for."""


@dataclass(frozen=True)
class WorkLine:
    """A step in a list; `until` is its own limit, or its case's when it has none."""

    step_id: UUID
    application_id: UUID
    case_id: UUID
    receipt_no: str
    matter: Words
    step: Words
    code: str
    verb: str
    state: str
    office: Words
    people: str
    opened_at: datetime | None
    until: datetime | None
    done_at: datetime | None
    claimed_by: str
    claimed_at: datetime | None
    is_mine: bool
    is_whole: bool
    """It stands for the whole application: the second check."""
    is_for_others: bool
    """Four eyes keep the viewer from this step: a colleague has to take it."""
    is_returned: bool
    """It came back with a reason."""
    waits: tuple[Blocker, ...] = ()
    message: MessageSheet | None = None
    opinions: tuple[int, int] = (0, 0)
    """How many opinions have come in, and how many other departments were asked for."""


@dataclass(frozen=True)
class Page:
    """A page of a list with the count of the whole."""

    lines: tuple[WorkLine, ...]
    count: int


_FROM = """
  FROM cases_step s
  JOIN cases_case ON cases_case.id = s.case_id
  JOIN cases_application ap ON ap.id = cases_case.application_id
"""
_AT_DESK = "s.state IN ('open', 'trouble') AND (s.decided_by = 'desk' OR s.state = 'trouble')"
_ONCE = "NOT (s.verb = 'check' AND right(cases_case.number, 3) <> '-01')"
_FROM_NEXT = """
  FROM cases_case
  JOIN LATERAL (SELECT * FROM cases_step x WHERE x.case_id = cases_case.id AND x.state IN ('open', 'trouble', 'waiting')
                 ORDER BY x.state = 'waiting', x.opened_at, x.id LIMIT 1) s ON TRUE
  JOIN cases_application ap ON ap.id = cases_case.application_id
"""
"""Each case with the one step that is next. LATERAL, so that nothing but the steps of these cases is ever read."""
_NOT_HERE = """
NOT EXISTS (SELECT 1 FROM cases_step x
             WHERE x.case_id = cases_case.id AND x.office = cases_case.department_id
               AND x.state IN ('open', 'trouble') AND (x.decided_by = 'desk' OR x.state = 'trouble'))
"""
_OPEN = "cases_case.state IN ('accepted', 'approved', 'paused')"
_UNDER_WAY = f"cases_case.department_id = ANY(%s) AND {_OPEN}"
_AWAITED = """
cases_case.id IN (SELECT o.case_id FROM cases_proceeding o
                   WHERE o.office = ANY(%s) AND o.kind = 'opinion' AND o.ended_at IS NULL)
"""
_COLUMNS = """
SELECT s.id, ap.id, cases_case.id, ap.receipt_no, ap.bundle_id, cases_case.matter_id, s.code, s.verb, s.state, s.office,
       s.opened_at, coalesce(s.until, cases_case.promised_until), s.done_at, s.claimed_by_id,
       coalesce((SELECT c.name FROM accounts_account c WHERE c.id = s.claimed_by_id), ''), s.claimed_at,
       cases_case.accepted_by_id, cases_case.examined_by_id, s.state = 'open' AND s.remark <> '' AND s.connector = '',
       s.verb IN ('examine', 'approve') AND s.attempt > 1,
       CASE WHEN cases_case.has_proceedings THEN (
           SELECT ARRAY[count(o.ended_at), count(*)] FROM cases_proceeding o
            WHERE o.case_id = cases_case.id AND o.kind = 'opinion') END
"""
_TOOK_PART = """
SELECT DISTINCT j.subject_id, j.verb = 'examine',
       EXISTS (SELECT 1 FROM kernel_journal o WHERE o.kind = 'case' AND o.subject_id = j.subject_id
                                                AND o.verb = 'reopen' AND o.seq > j.seq)
  FROM kernel_journal j
 WHERE j.kind = 'case' AND j.subject_id = ANY(%s) AND j.actor = %s AND j.verb IN ('examine', 'approve', 'refuse')
"""
"""Asked by itself and only for what came back: the journal has a table a month, and a plan that names them all takes
longer to make than to run."""
_FOUND = """
(ap.receipt_no ILIKE %s OR cases_case.application_id = ANY(%s)
 OR EXISTS (SELECT 1 FROM cases_party p
              LEFT JOIN people_person n ON n.id = p.person_id
              LEFT JOIN people_organisation o ON o.id = p.organisation_id
              LEFT JOIN people_person r ON r.id = p.representative_id
             WHERE p.application_id = cases_case.application_id
               AND (n.name ILIKE %s OR o.name ILIKE %s OR r.name ILIKE %s))
 OR EXISTS (SELECT 1 FROM catalogue_matterversion m
             WHERE m.id = cases_case.matter_id
               AND (m.acceptance->'name'->>'zh' ILIKE %s OR m.acceptance->'name'->>'en' ILIKE %s))
 OR EXISTS (SELECT 1 FROM catalogue_bundleversion b
             WHERE b.id = ap.bundle_id AND s.verb = 'check'
               AND (b.text->'bundle'->'name'->>'zh' ILIKE %s OR b.text->'bundle'->'name'->>'en' ILIKE %s)))
"""
_NAMES = """
SELECT p.application_id, coalesce(n.name, o.name), coalesce(r.name, '')
  FROM cases_party p
  LEFT JOIN people_person n ON n.id = p.person_id
  LEFT JOIN people_organisation o ON o.id = p.organisation_id
  LEFT JOIN people_person r ON r.id = p.representative_id
 WHERE p.application_id = ANY(%s)
"""


@dataclass(frozen=True)
class _Where:
    """A condition with its values, and the rows that it is asked of."""

    sql: str
    values: tuple[Any, ...]
    source: str = _FROM

    def and_(self, other: _Where) -> _Where:
        """Return both conditions, over this one's rows."""
        return _Where(f"{self.sql} AND {other.sql}", (*self.values, *other.values), self.source)


def lists_of(viewer: Actor) -> tuple[Which, ...]:
    """Return the lists that a viewer has: what waits for others and trouble are a department's."""
    running = (Which.RUNNING,) if viewer.offices(Post.AGENCY_HEAD, Post.GOVERNMENT_HEAD) else ()
    if not viewer.offices(Post.SECOND_CHECKER, Post.EXAMINER, Post.APPROVER):
        return running or (Which.COLLEAGUES,)
    of_department = viewer.offices(Post.EXAMINER, Post.APPROVER)
    desk = (Which.MINE, Which.POOL, Which.COLLEAGUES)
    return (*desk, *((Which.TROUBLE, Which.WAITING, Which.OPINIONS) if of_department else ()), *running, Which.DONE)


def work(viewer: Actor, which: Which = Which.TODO, page: int = 1, asked: str = "", size: int = PAGE) -> Page:
    """Return a page of a list, nearest limit first, with the count of everything in it that `asked` finds.

    `asked` is part of a receipt number, of a party's name (or its pinyin) or of a matter's name.
    """
    where = _searched(_where(viewer, which), asked.strip()[:LONGEST_SEARCH])
    order = "s.done_at DESC, s.id" if which is Which.DONE else "12 NULLS LAST, s.id"
    counted = f"{_COLUMNS}, count(*) OVER () {where.source} WHERE {where.sql} ORDER BY {order} LIMIT %s OFFSET %s"
    found = rows(counted, [*where.values, size, (page - 1) * size])
    count = int(found[0][-1]) if found else _count(where) if page > 1 else 0
    return Page(tuple(_lines(viewer, which, found)), count)


def counts(viewer: Actor) -> Mapping[Which, int]:
    """Return how much lies in each of the viewer's lists. One statement."""
    wanted = lists_of(viewer)
    conditions = [_where(viewer, which) for which in wanted]
    one = " UNION ALL ".join(f"SELECT {n}, count(*) {w.source} WHERE {w.sql}" for n, w in enumerate(conditions))
    found = dict(rows(one, [value for w in conditions for value in w.values]))
    return {which: int(found[n]) for n, which in enumerate(wanted)}


def _count(where: _Where) -> int:
    return int(rows(f"SELECT count(*) {where.source} WHERE {where.sql}", where.values)[0][0])


def _where(viewer: Actor, which: Which) -> _Where:
    visible = visible_cases(scope(viewer), clock.today())
    of_list = _of_list(viewer, which)
    return _Where(f"({visible.sql})", visible.values, of_list.source).and_(of_list)


def _of_list(viewer: Actor, which: Which) -> _Where:
    me = int(viewer.id)
    held = sorted({(a.office, a.post) for a in viewer.appointments})
    own = sorted(viewer.offices(Post.SECOND_CHECKER, Post.EXAMINER, Post.APPROVER))
    departments = sorted(viewer.offices(Post.EXAMINER, Post.APPROVER))
    posts = "(s.office, s.post) IN (SELECT * FROM unnest(%s::text[], %s::text[]))"
    pairs = ([office for office, _ in held], [post for _, post in held])
    desk = f"{_AT_DESK} AND {_ONCE}"
    match which:
        case Which.MINE:
            return _Where(f"{desk} AND s.office = ANY(%s) AND s.claimed_by_id = %s", (own, me))
        case Which.POOL:
            return _Where(f"{desk} AND {posts} AND s.claimed_by_id IS NULL", pairs)
        case Which.TODO:
            return _Where(f"{desk} AND {posts} AND (s.claimed_by_id IS NULL OR s.claimed_by_id = %s)", (*pairs, me))
        case Which.COLLEAGUES:
            halls = sorted(viewer.offices(Post.HALL_MANAGER))
            theirs = "s.claimed_by_id <> %s AND (s.office = ANY(%s) OR ap.centre_id = ANY(%s))"
            return _Where(f"{desk} AND {theirs}", (me, own, halls))
        case Which.TROUBLE:
            return _Where("s.state = 'trouble' AND s.office = ANY(%s)", (departments,))
        case Which.WAITING:
            return _Where(f"{_UNDER_WAY} AND {_NOT_HERE}", (departments,), _FROM_NEXT)
        case Which.OPINIONS:
            return _Where(_AWAITED, (departments,), _FROM_NEXT)
        case Which.RUNNING:
            if viewer.offices(Post.GOVERNMENT_HEAD):  # what she sees is what departments handle together
                return _Where(_OPEN, (), _FROM_NEXT)
            return _Where(_UNDER_WAY, (sorted(viewer.offices(Post.AGENCY_HEAD)),), _FROM_NEXT)
        case Which.DONE:
            ended = "s.state IN ('done', 'refused') AND s.decided_by = 'desk' AND s.done_by = %s AND s.done_at >= %s"
            return _Where(f"{ended} AND {_ONCE}", (viewer.reference, _midnight()))


def _midnight() -> datetime:
    return datetime.combine(clock.today(), time(), OFFICE_ZONE)


def _searched(where: _Where, asked: str) -> _Where:
    if not asked:
        return where
    part = "%" + asked.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_") + "%"
    sounding = _by_sound(where, asked) if asked.isascii() and any(c.isalpha() for c in asked) else []
    return where.and_(_Where(_FOUND, (part, sounding, *[part] * 7)))


def _by_sound(where: _Where, asked: str) -> list[UUID]:
    """The applications in a list with somebody whose name sounds like `asked`, of the first few hundred."""
    one = f"SELECT DISTINCT cases_case.application_id {where.source} WHERE {where.sql} LIMIT %s"
    within = [row[0] for row in rows(one, [*where.values, SEARCHED])]
    names = rows(_NAMES, [within])
    return list({key for key, *who in names if any(name and is_found_by(name, asked) for name in who)})


def _lines(viewer: Actor, which: Which, found: Sequence[tuple[Any, ...]]) -> list[WorkLine]:
    people = masked_people({row[1] for row in found})
    troubled = [row[0] for row in found if row[8] == "trouble"]
    messages = {m.source_id: m for m in for_sources("step", troubled)} if troubled else {}
    waits = blockers({row[0] for row in found}, {row[1] for row in found}) if which is Which.WAITING and found else {}
    again = [row[2] for row in found if row[19]]
    took_part = rows(_TOOK_PART, [again, viewer.reference]) if again else []
    # Who examined may not approve; who examined or decided before an order to decide anew does neither.
    barred = {(case, "approve") for case, has_examined, _ in took_part if has_examined}
    barred |= {(case, verb) for case, _, is_before in took_part if is_before for verb in ("examine", "approve")}
    return [_line(viewer, which, row, people, messages, waits, row[19] and (row[2], row[7]) in barred) for row in found]


def _line(
    viewer: Actor,
    which: Which,
    row: tuple[Any, ...],
    people: Mapping[UUID, str],
    messages: Mapping[UUID, MessageSheet],
    waits: Mapping[UUID, tuple[Blocker, ...]],
    has_examined: bool,
) -> WorkLine:
    step_id, application, case, receipt_no, bundle, matter, code, verb, state, office, opened, until, done = row[:13]
    claimed, name, since, accepted_by, examined_by, is_returned, _, opinions = row[13:21]
    text = standard(matter)
    is_whole = verb == CaseVerb.CHECK and which not in (Which.WAITING, Which.RUNNING, Which.OPINIONS)
    return WorkLine(
        step_id=step_id,
        application_id=application,
        case_id=case,
        receipt_no=receipt_no or "",
        matter=bundle_version(bundle).text.name if is_whole else text.acceptance.name,
        step=text.steps[code].name,
        code=code,
        verb=verb,
        state=state,
        office=offices()[office].name,
        people=people[application],
        opened_at=opened,
        until=until,
        done_at=done,
        claimed_by=name,
        claimed_at=since,
        is_mine=claimed == int(viewer.id),
        is_whole=is_whole,
        is_for_others=has_examined or not keeps_four_eyes(verb, int(viewer.id), accepted_by, examined_by),
        is_returned=is_returned,
        waits=waits.get(step_id, ()),
        message=messages.get(step_id),
        opinions=(opinions[0], opinions[1]) if opinions else (0, 0),
    )
