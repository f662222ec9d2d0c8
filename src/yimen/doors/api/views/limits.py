"""Limits of a case: standing still, running again, extended, explained day by day; an application taken back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from yimen.cases.actions.extend import extend
from yimen.cases.actions.pause import pause
from yimen.cases.actions.resume import resume
from yimen.cases.actions.withdraw import withdraw
from yimen.cases.reads.deadline import deadline
from yimen.cases.states import ApplicationState
from yimen.doors.api import desk_sheets, shapes, sheets, told
from yimen.doors.api.door import MachineRequest
from yimen.doors.api.machine import read, verb
from yimen.people.states import Post

DECIDERS = (Post.EXAMINER, Post.APPROVER)
TAG = "limits"
_ONE = "/cases/{case_id}"


@verb(_ONE + "/pause", posts=DECIDERS, budget=28, answer=sheets.CaseDone, tag=TAG)
def pause_case(request: MachineRequest, case_id: UUID, body: shapes.Standstill) -> Any:
    """Let the limit stand still for a reason of the matter's own law; the written notice is issued."""
    pause(case_id=case_id, reason=body.reason, needed_days=body.needed_days, ground=body.ground, actor=request.actor)
    return {"case_id": case_id}


@verb(_ONE + "/resume", posts=DECIDERS, budget=24, answer=sheets.CaseDone, tag=TAG)
def resume_case(request: MachineRequest, case_id: UUID, body: shapes.Finding) -> Any:
    """Let the limit run again: what it stood still for is over."""
    resume(case_id=case_id, finding=body.finding, actor=request.actor)
    return {"case_id": case_id}


@verb(_ONE + "/extend", posts=(Post.AGENCY_HEAD,), budget=28, answer=sheets.CaseDone, tag=TAG)
def extend_case(request: MachineRequest, case_id: UUID, body: shapes.Ground) -> Any:
    """Extend the limit once by what its law gives; the written notice is issued."""
    extend(case_id=case_id, ground=body.ground, actor=request.actor)
    return {"case_id": case_id}


@verb("/applications/{application_id}/withdraw", posts=(Post.WINDOW_CLERK,), budget=40, answer=sheets.Done, tag=TAG)
def withdraw_application(request: MachineRequest, application_id: UUID, body: shapes.TakenBack) -> Any:
    """End every matter that is not decided, on a request signed by all applicants."""
    withdraw(
        application_id=application_id,
        reason=body.reason,
        is_signed_by_all=body.is_signed_by_all,
        actor=request.actor,
    )
    return told.done(application_id, ApplicationState.ACCEPTED)


@read(
    _ONE + "/deadlines/{which}",
    posts=(*DECIDERS, Post.AGENCY_HEAD, Post.WINDOW_CLERK),
    budget=10,
    answer=desk_sheets.DeadlineAnswer,
    tag=TAG,
)
def explain(request: MachineRequest, case_id: UUID, which: str) -> Any:
    """Say how a date comes about, line by line: `statutory`, `promised`, or a step's code."""
    return told.deadline(deadline(request.actor, case_id, which))
