"""Who has a case in hand: claimed, put back, returned to its examiner."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from yimen.cases.actions.claim import claim
from yimen.cases.actions.put_back import put_back
from yimen.cases.actions.reassign import reassign
from yimen.cases.actions.return_ import return_
from yimen.cases.reads.hands import in_whose_hands
from yimen.doors.api import desk_sheets, shapes, sheets, told
from yimen.doors.api.door import MachineRequest
from yimen.doors.api.machine import read, verb
from yimen.people.states import Post

MANAGERS = (Post.APPROVER, Post.HALL_MANAGER)
DESK = (Post.SECOND_CHECKER, Post.EXAMINER, Post.APPROVER)
TAG = "hands"
_ONE = "/cases/{case_id}"


@verb(_ONE + "/claim", posts=DESK, budget=24, answer=sheets.CaseDone, tag=TAG)
def claim_case(request: MachineRequest, case_id: UUID, body: shapes.Nothing) -> Any:  # noqa: ARG001
    """Claim the step that waits; a colleague who has it already is named."""
    claim(case_id=case_id, actor=request.actor)
    return {"case_id": case_id}


@verb(_ONE + "/put-back", posts=DESK, budget=24, answer=sheets.CaseDone, tag=TAG)
def put_case_back(request: MachineRequest, case_id: UUID, body: shapes.Nothing) -> Any:  # noqa: ARG001
    """Put a claimed step back for everybody who may do it."""
    put_back(case_id=case_id, actor=request.actor)
    return {"case_id": case_id}


@verb(_ONE + "/return", posts=(Post.APPROVER,), budget=24, answer=sheets.CaseDone, tag=TAG)
def return_case(request: MachineRequest, case_id: UUID, body: shapes.Reason) -> Any:
    """Send a case from its approval back to its examination, with the reason."""
    return_(case_id=case_id, reason=body.reason, actor=request.actor)
    return {"case_id": case_id}


@read(_ONE + "/hands", posts=MANAGERS, budget=16, answer=desk_sheets.HandsAnswer, tag=TAG)
def in_hands(request: MachineRequest, case_id: UUID) -> Any:
    """Say who has the step that waits, and who else may do it by post and four eyes."""
    return told.hands(in_whose_hands(request.actor, case_id))


@verb(_ONE + "/reassign", posts=MANAGERS, budget=24, answer=sheets.CaseDone, tag=TAG)
def reassign_case(request: MachineRequest, case_id: UUID, body: shapes.Assignment) -> Any:
    """Give the step that waits to somebody who holds its post."""
    reassign(case_id=case_id, to=body.to, reason=body.reason, actor=request.actor)
    return {"case_id": case_id}
