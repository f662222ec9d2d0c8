"""The moves beside the steps: opinions of other departments, people who are heard, visits, hearings."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.clock.oracle import OFFICE, is_worked
from tests.year.calendar import known_at
from tests.year.moves import Visit, at_department, move
from yimen.cases.actions.ask_hearing import ask_hearing
from yimen.cases.actions.consult import consult
from yimen.cases.actions.hear import hear
from yimen.cases.actions.hold_hearing import hold_hearing
from yimen.cases.actions.inform import inform
from yimen.cases.actions.offer_hearing import offer_hearing
from yimen.cases.actions.opine import opine
from yimen.cases.actions.replace_chair import replace_chair
from yimen.cases.actions.schedule_hearing import schedule_hearing
from yimen.cases.actions.visit import visit
from yimen.cases.models import Case, Proceeding
from yimen.cases.reads.deadline import law_of
from yimen.cases.reads.proceedings import officers_of
from yimen.cases.rules.proceedings import knows_hearing
from yimen.cases.states import CaseVerb, ProceedingKind, ProceedingState, Stand
from yimen.catalogue.reads import standard
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.people.states import Post

C, Kind, State = CaseVerb, ProceedingKind, ProceedingState
OFFICERS = at_department(Post.EXAMINER, Post.APPROVER)
ASKED = ("housing", "registry", "tax", "police")
"""Whom one may ask; the police has nobody here and never answers."""


def _open(v: Visit, case: Case, kind: ProceedingKind, *states: ProceedingState) -> Proceeding | None:
    rows = [r for r in v.proceedings(case) if r.kind == kind and r.ended_at is None]
    return next((r for r in rows if not states or r.state in states), None)


def _free(v: Visit, case: Case) -> list[str]:
    """Departments that may be asked now."""
    awaited = {r.office for r in v.proceedings(case) if r.kind == Kind.OPINION and r.ended_at is None}
    return [office for office in ASKED if office != case.department_id and office not in awaited]


def _time_is_left(v: Visit, case: Case) -> bool:
    left = case.statutory_until is None or case.statutory_until > clock.now() + dt.timedelta(days=25)
    return left and bool(_free(v, case))


@move(C.CONSULT, by=OFFICERS, when=_time_is_left, weight=0.5)
def consult_(v: Visit, case: Case, actor: Actor) -> None:
    """Another department is asked for its opinion."""
    days = v.chance.randint(1, 7)
    consult(case_id=case.id, offices=_free(v, case)[:2], question="请提出意见。", days=days, actor=actor)


def _whom(v: Visit, case: Case) -> list[Actor]:
    row = _open(v, case, Kind.OPINION)
    offices = {r.office for r in v.proceedings(case) if r.kind == Kind.OPINION and r.ended_at is None}
    return [a for office in sorted(offices) for a in v.town.who(Post.EXAMINER, office)] if row else []


@move(C.OPINE, by=_whom, weight=4)
def opine_(v: Visit, case: Case, actor: Actor) -> None:
    """It answers, in time or late."""
    opine(case_id=case.id, stand=v.chance.choice(list(Stand)), text="无其他意见。", actor=actor)


@move(C.INFORM, by=OFFICERS, weight=0.3)
def inform_(v: Visit, case: Case, actor: Actor) -> None:
    """A neighbour is greatly concerned."""
    told = {"name": "邻居何先生", "contact": "13800000000", "interest": "采光"}
    inform(case_id=case.id, days=v.chance.randint(1, 5), actor=actor, **told)


@move(C.HEAR, by=OFFICERS, when=lambda v, case: _open(v, case, Kind.INTEREST) is not None, weight=4)
def hear_(v: Visit, case: Case, actor: Actor) -> None:
    """He states his view."""
    row = _open(v, case, Kind.INTEREST)
    assert row is not None
    hear(case_id=case.id, party=row.id, statement="请减少噪声。", actor=actor)


@move(C.VISIT, by=OFFICERS, when=lambda v, case: len(officers_of(case.department_id)) > 1, weight=0.4)
def visit_(v: Visit, case: Case, actor: Actor) -> None:
    """Two officers look on the spot."""
    officers = sorted(officers_of(case.department_id))[:2]
    visit(case_id=case.id, officers=officers, place="示范路18号", finding="与申请一致。", actor=actor)


def _law_gives_one(v: Visit, case: Case) -> bool:
    known = any(r.kind == Kind.HEARING for r in v.proceedings(case))
    return not known and knows_hearing(standard(case.matter_id).acceptance.type, law_of(case))


@move(C.OFFER_HEARING, by=OFFICERS, when=_law_gives_one, weight=1)
def offer_hearing_(v: Visit, case: Case, actor: Actor) -> None:
    """The parties are told that they may ask for one, or the office announces one."""
    offer_hearing(case_id=case.id, why="直接涉及重大利益。", is_ex_officio=v.chance.random() < 0.3, actor=actor)


def _may_be_asked(v: Visit, case: Case) -> bool:
    row = _open(v, case, Kind.HEARING, State.TOLD)
    return row is not None and row.until is not None and clock.now() <= row.until


@move(C.ASK_HEARING, by=OFFICERS, when=_may_be_asked, weight=12)
def ask_hearing_(v: Visit, case: Case, actor: Actor) -> None:
    """Somebody asks for it in time."""
    ask_hearing(case_id=case.id, asked_by=v.chance.choice(("applicant", "interested")), actor=actor)


def _chairs(v: Visit, case: Case) -> list[int]:
    """Who may chair: of the department, and not who accepted, examines or examined."""
    concerned = {case.accepted_by_id, case.examined_by_id, v.chair(case)}
    concerned |= {s.claimed_by_id for s in v.of(case) if s.verb == "examine"}
    left = [account for account in sorted(officers_of(case.department_id)) if account not in concerned]
    heads = {int(a.id) for a in v.town.who(Post.AGENCY_HEAD, case.department_id)}
    return [account for account in left if account in heads] or left


@move(
    C.SCHEDULE_HEARING,
    by=OFFICERS,
    when=lambda v, case: _open(v, case, Kind.HEARING, State.ASKED) is not None and bool(_chairs(v, case)),
    weight=6,
)
def schedule_hearing_(v: Visit, case: Case, actor: Actor) -> None:
    """For the first day that seven working days of notice leave."""
    day, left, notices = clock.today(), 7, known_at(clock.now())
    while left:
        day += dt.timedelta(days=1)
        left -= is_worked(day, notices)
    planned = dt.datetime.combine(day, dt.time(9, 30), OFFICE)
    chair = v.chance.choice(_chairs(v, case))
    schedule_hearing(case_id=case.id, planned_at=planned, place="听证室", chair=chair, actor=actor)


def _is_scheduled(v: Visit, case: Case) -> bool:
    return _open(v, case, Kind.HEARING, State.SCHEDULED) is not None


def _head(v: Visit, case: Case) -> Any:
    return v.town.who(Post.AGENCY_HEAD, case.department_id)


@move(C.REPLACE_CHAIR, by=_head, when=lambda v, case: _is_scheduled(v, case) and bool(_chairs(v, case)), weight=1)
def replace_chair_(v: Visit, case: Case, actor: Actor) -> None:
    """The parties asked the chair to step aside."""
    replace_chair(case_id=case.id, chair=v.chance.choice(_chairs(v, case)), reason="当事人申请回避。", actor=actor)


def _is_time(v: Visit, case: Case) -> bool:
    row = _open(v, case, Kind.HEARING, State.SCHEDULED)
    return row is not None and row.until is not None and clock.now() >= row.until


def _the_chair(v: Visit, case: Case) -> list[Actor]:
    return [a for a in v.town.everybody if int(a.id) == v.chair(case)]


@move(C.HOLD_HEARING, by=_the_chair, when=_is_time, weight=25)
def hold_hearing_(v: Visit, case: Case, actor: Actor) -> None:
    """It is held and recorded."""
    hold_hearing(case_id=case.id, attended="申请人", record="申请人陈述了意见。", is_signed=True, actor=actor)
