"""Cases: the verbs of the desk."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from yimen.cases.actions.approve import approve
from yimen.cases.actions.decide import decide
from yimen.cases.actions.examine import examine
from yimen.cases.actions.refuse import refuse
from yimen.cases.actions.retry import retry
from yimen.cases.actions.take_over import take_over
from yimen.doors.api import shapes, sheets
from yimen.doors.api.door import MachineRequest
from yimen.doors.api.machine import verb
from yimen.people.states import Post

OFFICERS = (Post.EXAMINER, Post.APPROVER)
TAG = "cases"
_ONE = "/cases/{case_id}"


@verb(
    _ONE + "/examine",
    posts=(Post.EXAMINER,),
    budget=24,
    answer=sheets.CaseDone,
    tag=TAG,
    does=("case.examine", "case.conclude"),
)
def examine_case(request: MachineRequest, case_id: UUID, body: shapes.Opinion) -> Any:
    """Finish the examination with an opinion."""
    examine(case_id=case_id, opinion=body.opinion, actor=request.actor)
    return {"case_id": case_id}


@verb(
    _ONE + "/approve",
    posts=(Post.APPROVER,),
    budget=24,
    answer=sheets.CaseDone,
    tag=TAG,
    does=("case.approve", "case.conclude"),
)
def approve_case(request: MachineRequest, case_id: UUID, body: shapes.Opinion) -> Any:
    """Approve. Who accepted or examined may not (一审一核); the result stands when the register confirms its entry."""
    approve(case_id=case_id, opinion=body.opinion.strip(), actor=request.actor)
    return {"case_id": case_id}


@verb(_ONE + "/refuse", posts=(Post.APPROVER,), budget=24, answer=sheets.CaseDone, tag=TAG, does=("case.refuse",))
def refuse_case(request: MachineRequest, case_id: UUID, body: shapes.Refusal) -> Any:
    """Refuse with reason and basis."""
    refuse(case_id=case_id, reason=body.reason, basis=body.basis, actor=request.actor)
    return {"case_id": case_id}


@verb(_ONE + "/retry", posts=OFFICERS, budget=24, answer=sheets.CaseDone, tag=TAG, does=("case.retry",))
def retry_step(request: MachineRequest, case_id: UUID, body: shapes.StepCode) -> Any:
    """Try a department's system again."""
    retry(case_id=case_id, code=body.code, actor=request.actor)
    return {"case_id": case_id}


@verb(_ONE + "/take-over", posts=OFFICERS, budget=24, answer=sheets.CaseDone, tag=TAG, does=("case.take_over",))
def take_over_step(request: MachineRequest, case_id: UUID, body: shapes.StepCode) -> Any:
    """Take a step in trouble over from a department's system."""
    take_over(case_id=case_id, code=body.code, actor=request.actor)
    return {"case_id": case_id}


@verb(
    _ONE + "/decide", posts=OFFICERS, budget=28, answer=sheets.CaseDone, tag=TAG, does=("case.decide", "case.conclude")
)
def decide_step(request: MachineRequest, case_id: UUID, body: shapes.Values) -> Any:
    """Decide a step that was taken over; every wrong value is named."""
    decide(case_id=case_id, values=body.values, actor=request.actor)
    return {"case_id": case_id}
