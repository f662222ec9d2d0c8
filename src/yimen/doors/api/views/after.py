"""What may still happen to a case: decided anew by order, corrected, handed over, sent away, reported above."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from yimen.cases.actions.hand_over import hand_over
from yimen.cases.actions.rectify import Correction, rectify
from yimen.cases.actions.reopen import Order, reopen
from yimen.cases.actions.report_up import report_up
from yimen.cases.actions.transfer import Authority, transfer
from yimen.doors.api import shapes, sheets
from yimen.doors.api.door import MachineRequest
from yimen.doors.api.machine import verb
from yimen.people.states import Post

DECIDERS = (Post.APPROVER, Post.AGENCY_HEAD)
TAG = "afterwards"
_ONE = "/cases/{case_id}"
_REOPENS = ("application.reopen", "case.reopen")


@verb(_ONE + "/reopen", posts=DECIDERS, budget=36, answer=sheets.CaseDone, tag=TAG, does=_REOPENS)
def reopen_case(request: MachineRequest, case_id: UUID, body: shapes.Order) -> Any:
    """Decide a case anew because a court or a review body quashed its decision; other people decide."""
    reopen(case_id=case_id, order=Order(**body.dict()), actor=request.actor)
    return {"case_id": case_id}


@verb(_ONE + "/rectify", posts=DECIDERS, budget=30, answer=sheets.CaseDone, tag=TAG, does=("case.rectify",))
def rectify_case(request: MachineRequest, case_id: UUID, body: shapes.Slip) -> Any:
    """Correct an official error in a decision; the decision stands, the notice is made by itself."""
    rectify(case_id=case_id, correction=Correction(**body.dict()), actor=request.actor)
    return {"case_id": case_id}


@verb(_ONE + "/hand-over", posts=DECIDERS, budget=34, answer=sheets.CaseDone, tag=TAG, does=("case.hand_over",))
def hand_case_over(request: MachineRequest, case_id: UUID, body: shapes.HandOver) -> Any:
    """Hand a case over to another department of the house; its limit runs on, its pile goes along."""
    hand_over(case_id=case_id, to=body.to, reason=body.reason, basis=body.basis, actor=request.actor)
    return {"case_id": case_id}


@verb(_ONE + "/transfer", posts=DECIDERS, budget=34, answer=sheets.CaseDone, tag=TAG, does=("case.transfer",))
def send_case_away(request: MachineRequest, case_id: UUID, body: shapes.Transfer) -> Any:
    """Send a case to the authority outside that has to decide it, and end it here."""
    to = Authority(body.authority, body.address, body.phone)
    transfer(case_id=case_id, to=to, reason=body.reason, basis=body.basis, actor=request.actor)
    return {"case_id": case_id}


@verb(_ONE + "/report-up", posts=DECIDERS, budget=30, answer=sheets.CaseDone, tag=TAG, does=("case.report_up",))
def report_case_up(request: MachineRequest, case_id: UUID, body: shapes.ReviewOpinion) -> Any:
    """Report a reviewed case with its opinion and all its material to the upper office that decides it."""
    report_up(case_id=case_id, opinion=body.opinion, actor=request.actor)
    return {"case_id": case_id}
