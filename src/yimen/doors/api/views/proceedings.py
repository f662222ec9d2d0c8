"""What happens within a case beside its steps: opinions, third parties, visits, a hearing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

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
from yimen.cases.reads.proceedings import of_case
from yimen.doors.api import desk_sheets, desk_told, sheets
from yimen.doors.api import proceeding_shapes as shapes
from yimen.doors.api.door import MachineRequest
from yimen.doors.api.machine import read, verb
from yimen.people.states import Post

DECIDERS = (Post.EXAMINER, Post.APPROVER)
OFFICERS = (*DECIDERS, Post.AGENCY_HEAD)
TAG = "proceedings"
_ONE = "/cases/{case_id}"
_DONE = sheets.CaseDone


@read(_ONE + "/proceedings", posts=OFFICERS, budget=12, answer=desk_sheets.ProceedingsAnswer, tag=TAG)
def proceedings(request: MachineRequest, case_id: UUID) -> Any:
    """Show the opinions, the hearing, the visits and the third parties of a case, oldest first."""
    return {"proceedings": [desk_told.proceeding(p) for p in of_case(request.actor, case_id)]}


@verb(_ONE + "/consult", posts=DECIDERS, budget=30, answer=_DONE, tag=TAG, does=("case.consult",))
def consult_on_case(request: MachineRequest, case_id: UUID, body: shapes.Consultation) -> Any:
    """Ask other departments for their opinion; the limit runs on."""
    told = body.model_dump()
    consult(case_id=case_id, actor=request.actor, **told)
    return {"case_id": case_id}


@verb(_ONE + "/opine", posts=DECIDERS, budget=24, answer=_DONE, tag=TAG, does=("case.opine",))
def opine_on_case(request: MachineRequest, case_id: UUID, body: shapes.Opinion) -> Any:
    """Give the opinion that another department asked for."""
    opine(case_id=case_id, stand=body.stand, text=body.text, actor=request.actor)
    return {"case_id": case_id}


@verb(_ONE + "/inform", posts=DECIDERS, budget=30, answer=_DONE, tag=TAG, does=("case.inform",))
def inform_on_case(request: MachineRequest, case_id: UUID, body: shapes.Interest) -> Any:
    """Tell an interested third party, with its notice."""
    told = body.model_dump()
    inform(case_id=case_id, actor=request.actor, **told)
    return {"case_id": case_id}


@verb(_ONE + "/hear", posts=DECIDERS, budget=24, answer=_DONE, tag=TAG, does=("case.hear",))
def hear_on_case(request: MachineRequest, case_id: UUID, body: shapes.Statement) -> Any:
    """Note what an interested party stated."""
    hear(case_id=case_id, party=body.party, statement=body.statement, actor=request.actor)
    return {"case_id": case_id}


@verb(_ONE + "/visit", posts=DECIDERS, budget=30, answer=_DONE, tag=TAG, does=("case.visit",))
def visit_on_case(request: MachineRequest, case_id: UUID, body: shapes.Visit) -> Any:
    """Note a look on the spot by two or more officers."""
    told = body.model_dump()
    visit(case_id=case_id, actor=request.actor, **told)
    return {"case_id": case_id}


@verb(_ONE + "/offer-hearing", posts=DECIDERS, budget=30, answer=_DONE, tag=TAG, does=("case.offer_hearing",))
def offer_hearing_on_case(request: MachineRequest, case_id: UUID, body: shapes.HearingOffer) -> Any:
    """Tell the parties that they may ask for a hearing, or that the office holds one by itself."""
    offer_hearing(case_id=case_id, why=body.why, is_ex_officio=body.is_ex_officio, actor=request.actor)
    return {"case_id": case_id}


@verb(_ONE + "/ask-hearing", posts=DECIDERS, budget=24, answer=_DONE, tag=TAG, does=("case.ask_hearing",))
def ask_hearing_on_case(request: MachineRequest, case_id: UUID, body: shapes.HearingRequest) -> Any:
    """Take the request for a hearing."""
    ask_hearing(case_id=case_id, asked_by=body.asked_by, actor=request.actor)
    return {"case_id": case_id}


@verb(
    _ONE + "/schedule-hearing",
    posts=DECIDERS,
    budget=36,
    answer=_DONE,
    tag=TAG,
    does=("case.schedule_hearing", "case.pause"),
)
def schedule_hearing_on_case(request: MachineRequest, case_id: UUID, body: shapes.HearingPlan) -> Any:
    """Set day, place and chair of the hearing; the limit stands still where the law says so."""
    schedule_hearing(case_id=case_id, planned_at=body.planned, place=body.place, chair=body.chair, actor=request.actor)
    return {"case_id": case_id}


@verb(
    _ONE + "/replace-chair", posts=(Post.AGENCY_HEAD,), budget=26, answer=_DONE, tag=TAG, does=("case.replace_chair",)
)
def replace_chair_on_case(request: MachineRequest, case_id: UUID, body: shapes.Chair) -> Any:
    """Put somebody else in the chair."""
    replace_chair(case_id=case_id, chair=body.chair, reason=body.reason, actor=request.actor)
    return {"case_id": case_id}


@verb(
    _ONE + "/hold-hearing",
    posts=OFFICERS,
    budget=36,
    answer=_DONE,
    tag=TAG,
    does=("case.hold_hearing", "case.resume"),
)
def hold_hearing_on_case(request: MachineRequest, case_id: UUID, body: shapes.HearingRecord) -> Any:
    """Keep the signed record of the hearing; the limit runs again."""
    told = body.model_dump()
    hold_hearing(case_id=case_id, actor=request.actor, **told)
    return {"case_id": case_id}
