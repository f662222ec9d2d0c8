"""Who has a case in hand: claimed, put back, given to a colleague, returned to its examiner."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from yimen.cases.actions.claim import claim
from yimen.cases.actions.put_back import put_back
from yimen.cases.actions.reassign import reassign
from yimen.cases.actions.return_ import return_
from yimen.cases.reads.hands import in_whose_hands
from yimen.doors.api import desk_sheets, desk_told, shapes, sheets
from yimen.doors.api.door import MachineRequest
from yimen.doors.api.machine import read, verb
from yimen.people.states import Post

DESK = (Post.SECOND_CHECKER, Post.EXAMINER, Post.APPROVER)
MANAGERS = (Post.APPROVER, Post.HALL_MANAGER)
TAG = "hands"
_ONE = "/cases/{case_id}"


@verb(_ONE + "/claim", posts=DESK, budget=24, answer=sheets.CaseDone, tag=TAG, does=("case.claim",))
def claim_case(request: MachineRequest, case_id: UUID, body: shapes.Nothing) -> Any:  # noqa: ARG001
    """Claim the step that waits; a colleague who has it already is named."""
    claim(case_id=case_id, actor=request.actor)
    return {"case_id": case_id}


@verb(_ONE + "/put-back", posts=DESK, budget=24, answer=sheets.CaseDone, tag=TAG, does=("case.put_back",))
def put_case_back(request: MachineRequest, case_id: UUID, body: shapes.Nothing) -> Any:  # noqa: ARG001
    """Put a claimed step back for everybody who may do it."""
    put_back(case_id=case_id, actor=request.actor)
    return {"case_id": case_id}


@verb(_ONE + "/return", posts=(Post.APPROVER,), budget=24, answer=sheets.CaseDone, tag=TAG, does=("case.return",))
def return_case(request: MachineRequest, case_id: UUID, body: shapes.Reason) -> Any:
    """Send a case from its approval back to its examination, with the reason."""
    return_(case_id=case_id, reason=body.reason, actor=request.actor)
    return {"case_id": case_id}


@read(_ONE + "/hands", posts=MANAGERS, budget=12, answer=desk_sheets.HandsAnswer, tag=TAG)
def hands(request: MachineRequest, case_id: UUID) -> Any:
    """Show who has the step that waits, and who else may have it by post and four eyes."""
    return desk_told.hands(in_whose_hands(request.actor, case_id))


@verb(_ONE + "/reassign", posts=MANAGERS, budget=24, answer=sheets.CaseDone, tag=TAG, does=("case.reassign",))
def reassign_case(request: MachineRequest, case_id: UUID, body: shapes.Reassignment) -> Any:
    """Give the step that waits to a colleague, with the reason."""
    reassign(case_id=case_id, to=body.to, reason=body.reason, actor=request.actor)
    return {"case_id": case_id}
