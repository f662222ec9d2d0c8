"""Decided while the person waits: granted at the window, by a table, by a person at her request; checked later."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from yimen.cases.actions.ask_for_person import ask_for_person
from yimen.cases.actions.grant import grant
from yimen.cases.actions.inquire import inquire
from yimen.cases.actions.leave_to_person import leave_to_person
from yimen.cases.actions.review import review
from yimen.cases.actions.sample_check import sample_check
from yimen.cases.reads.minutes import minutes
from yimen.cases.reads.rechecks import disputes, open_rechecks, seeds
from yimen.cases.reads.sheets import application_sheet
from yimen.cases.reads.why import why, why_of
from yimen.doors.api import at_once_sheets, at_once_told, shapes, sheets
from yimen.doors.api.door import MachineRequest
from yimen.doors.api.machine import read, verb
from yimen.doors.kit.page import address_of
from yimen.kernel import looks
from yimen.kernel.actor import applicant
from yimen.people.states import Post

CLERK = (Post.WINDOW_CLERK,)
OFFICERS = (Post.EXAMINER, Post.APPROVER, Post.AGENCY_HEAD)
TAG = "at-once"
PURPOSE = "查看自动决定的理由"
_ONE = "/cases/{case_id}"


@verb(_ONE + "/grant", posts=CLERK, budget=40, answer=sheets.CaseDone, tag=TAG, does=("case.grant", "case.conclude"))
def grant_case(request: MachineRequest, case_id: UUID, body: shapes.Opinion) -> Any:
    """Grant a case at the window, where its standard gives the decision to the window; the paper is made by itself."""
    grant(case_id=case_id, opinion=body.opinion, actor=request.actor)
    return {"case_id": case_id}


@verb(
    _ONE + "/leave-to-person",
    posts=CLERK,
    budget=28,
    answer=sheets.CaseDone,
    tag=TAG,
    does=("case.leave_to_person",),
)
def leave_case_to_person(request: MachineRequest, case_id: UUID, body: shapes.Reason) -> Any:
    """Leave a case that the window does not grant to its department's approver."""
    leave_to_person(case_id=case_id, reason=body.reason, actor=request.actor)
    return {"case_id": case_id}


@verb(
    _ONE + "/ask-for-person",
    posts=CLERK,
    budget=28,
    answer=at_once_sheets.AskedAnswer,
    tag=TAG,
    does=("case.ask_for_person",),
)
def ask_for_a_person(request: MachineRequest, case_id: UUID, body: shapes.HerWords) -> Any:
    """Take the applicant's request that a person decides, or reviews what a table decided."""
    return {"case_id": case_id, "is_before": ask_for_person(case_id=case_id, words=body.words, actor=request.actor)}


@verb(
    _ONE + "/sample-check",
    posts=(Post.EXAMINER,),
    budget=24,
    answer=sheets.CaseDone,
    tag=TAG,
    does=("case.sample_check",),
)
def sample_check_case(request: MachineRequest, case_id: UUID, body: shapes.Rechecked) -> Any:
    """Confirm or dispute a decision by table that was drawn for a check."""
    sample_check(case_id=case_id, is_confirmed=body.is_confirmed, opinion=body.opinion, actor=request.actor)
    return {"case_id": case_id}


@verb(
    _ONE + "/review",
    posts=(Post.EXAMINER, Post.APPROVER),
    budget=24,
    answer=sheets.CaseDone,
    tag=TAG,
    does=("case.review",),
)
def review_case(request: MachineRequest, case_id: UUID, body: shapes.Rechecked) -> Any:
    """Review a decision by table at the applicant's request; she reads the opinion."""
    review(case_id=case_id, is_confirmed=body.is_confirmed, opinion=body.opinion, actor=request.actor)
    return {"case_id": case_id}


@read(_ONE + "/why", posts=(*CLERK, *OFFICERS), budget=14, answer=at_once_sheets.WhyAnswer, tag=TAG)
def explain_decision(request: MachineRequest, case_id: UUID) -> Any:
    """Show why a table decided as it did: the row, the facts with their sources, and what people said since."""
    sheet = why(request.actor, case_id)
    looks.look(request.actor, sheet.person_ids, purpose=PURPOSE, page=request.path)
    return at_once_told.why(sheet)


@read("/rechecks", posts=OFFICERS, budget=8, answer=at_once_sheets.RechecksAnswer, tag=TAG)
def list_rechecks(request: MachineRequest) -> Any:
    """List what waits for a check or a review in the caller's departments, and what was disputed."""
    return at_once_told.rechecks(open_rechecks(request.actor), disputes(request.actor))


@read("/seeds", posts=None, budget=4, answer=at_once_sheets.SeedsAnswer, tag=TAG)
def list_seeds(request: MachineRequest) -> Any:  # noqa: ARG001
    """List the seeds of the draws: the digest at once, the seed itself when its month is over."""
    return at_once_told.seeds(seeds())


@read(
    "/applications/{application_id}/minutes",
    posts=CLERK,
    budget=20,
    answer=at_once_sheets.MinutesAnswer,
    tag=TAG,
)
def tell_minutes(request: MachineRequest, application_id: UUID) -> Any:
    """Tell how many minutes the visit took, from the journal: to acceptance and to each result."""
    return at_once_told.minutes(minutes(application_sheet(request.actor, application_id).history))


@verb("/progress/why", posts=None, budget=16, answer=at_once_sheets.WhyAnswer, tag=TAG)
def own_why(request: MachineRequest, body: shapes.OwnCase) -> Any:
    """Show somebody who knows number and last four places why a table decided her case as it did."""
    proved = inquire(
        receipt_no=body.receipt_no, last_four=body.last_four, address=address_of(request), actor=request.actor
    )
    return at_once_told.why(why_of(proved.application_id, body.case_id))


@verb(
    "/progress/ask-for-person",
    posts=None,
    budget=36,
    answer=at_once_sheets.AskedAnswer,
    tag=TAG,
    does=("case.ask_for_person",),
)
def ask_for_a_person_herself(request: MachineRequest, body: shapes.OwnRequest) -> Any:
    """Take her own request that a person decides, or reviews what a table decided."""
    proved = inquire(
        receipt_no=body.receipt_no, last_four=body.last_four, address=address_of(request), actor=request.actor
    )
    who = applicant(proved.application_id)
    return {"case_id": body.case_id, "is_before": ask_for_person(case_id=body.case_id, words=body.words, actor=who)}
