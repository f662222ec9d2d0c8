"""What may come later or be promised: chosen at the window, brought, checked, objected to."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from yimen.cases.actions.call_off import call_off
from yimen.cases.actions.check_promise import check_promise
from yimen.cases.actions.object import object_
from yimen.cases.actions.promise import promise
from yimen.cases.actions.supply import supply
from yimen.cases.actions.tolerate import tolerate
from yimen.cases.reads.owed import promises_to_check
from yimen.cases.states import ApplicationState
from yimen.doors.api import list_sheets, list_told, shapes, sheets, told
from yimen.doors.api.door import MachineRequest
from yimen.doors.api.machine import read, verb
from yimen.people.states import Post

CLERK = (Post.WINDOW_CLERK,)
OFFICERS = (Post.EXAMINER, Post.APPROVER)
TAG = "owed"
_ONE, _CASE = "/applications/{application_id}", "/cases/{case_id}"


@verb(_ONE + "/tolerate", posts=CLERK, budget=24, answer=sheets.Done, tag=TAG, does=("application.tolerate",))
def let_come_later(request: MachineRequest, application_id: UUID, body: shapes.Waived) -> Any:
    """Let secondary documents come later, on a signed promise; no keys takes it back."""
    tolerate(application_id=application_id, keys=body.keys, is_signed=body.is_signed, actor=request.actor)
    return told.done(application_id)


@verb(_ONE + "/promise", posts=CLERK, budget=24, answer=sheets.Done, tag=TAG, does=("application.promise",))
def take_promise(request: MachineRequest, application_id: UUID, body: shapes.Waived) -> Any:
    """Take a signed promise in the documents' place; no keys takes it back."""
    promise(application_id=application_id, keys=body.keys, is_signed=body.is_signed, actor=request.actor)
    return told.done(application_id)


@verb(_ONE + "/supply", posts=CLERK, budget=50, answer=sheets.Done, tag=TAG, does=("case.supply", "case.conclude"))
def supply_document(request: MachineRequest, application_id: UUID, body: shapes.Document) -> Any:
    """Take a document that was to come later, its original seen."""
    scans = [scan.opened(f"scans[{n}].content") for n, scan in enumerate(body.scans)]
    supply(application_id=application_id, keys=[body.key], scans=scans, actor=request.actor)
    return told.done(application_id, ApplicationState.ACCEPTED)


@verb(_CASE + "/call-off", posts=(Post.APPROVER,), budget=30, answer=sheets.CaseDone, tag=TAG, does=("case.call_off",))
def call_off_case(request: MachineRequest, case_id: UUID, body: shapes.Ground) -> Any:
    """End a case for what never came, after its time has passed; the notice is made by itself."""
    call_off(case_id=case_id, ground=body.ground, actor=request.actor)
    return {"case_id": case_id}


@verb(
    _CASE + "/check-promise", posts=OFFICERS, budget=30, answer=sheets.CaseDone, tag=TAG, does=("case.check_promise",)
)
def check_case_promise(request: MachineRequest, case_id: UUID, body: shapes.PromiseChecked) -> Any:
    """Say what the check of a promise found; untrue makes the notice that says how to object."""
    check_promise(case_id=case_id, key=body.key, is_true=body.is_true, evidence=body.evidence, actor=request.actor)
    return {"case_id": case_id}


@verb(_CASE + "/object", posts=CLERK, budget=24, answer=sheets.CaseDone, tag=TAG, does=("case.object",))
def object_to(request: MachineRequest, case_id: UUID, body: shapes.Objection) -> Any:
    """Take down a party's objection to a promise found untrue; it is checked again."""
    object_(case_id=case_id, key=body.key, objection=body.objection, actor=request.actor)
    return {"case_id": case_id}


@read("/promises", posts=OFFICERS, budget=12, answer=list_sheets.PromisesAnswer, tag="lists")
def to_check(request: MachineRequest) -> Any:
    """List the promises that these departments have to check, nearest limit first."""
    return {"promises": [list_told.promise_line(line) for line in promises_to_check(request.actor)]}
