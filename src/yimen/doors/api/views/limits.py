"""The limit of a case: it stands still, runs again, is extended once, and says how its date comes about."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from ninja import Path

from yimen.cases.actions.extend import extend
from yimen.cases.actions.pause import pause
from yimen.cases.actions.resume import resume
from yimen.cases.reads.deadline import deadline
from yimen.doors.api import desk_sheets, desk_told, shapes, sheets
from yimen.doors.api.door import MachineRequest
from yimen.doors.api.machine import read, verb
from yimen.people.states import Post

OFFICERS = (Post.EXAMINER, Post.APPROVER)
HEADS = (Post.AGENCY_HEAD, Post.GOVERNMENT_HEAD)
READERS = (Post.WINDOW_CLERK, *OFFICERS, *HEADS)
TAG = "limits"
_ONE = "/cases/{case_id}"


@read(_ONE + "/deadlines/{which}", posts=READERS, budget=12, answer=desk_sheets.DeadlineAnswer, tag=TAG)
def explain(
    request: MachineRequest,
    case_id: UUID,
    which: Annotated[str, Path(description="`statutory`, `promised`, `delivery`, or the code of a step.")],
) -> Any:
    """Show how the date of a limit comes about, line by line: what counted, what did not, and why."""
    return desk_told.deadline(deadline(request.actor, case_id, which))


@verb(_ONE + "/pause", posts=OFFICERS, budget=28, answer=sheets.CaseDone, tag=TAG, does=("case.pause",))
def pause_case(request: MachineRequest, case_id: UUID, body: shapes.Pause) -> Any:
    """Let the limit stand still for a reason that the matter's own law gives; the notice is made by itself."""
    days = body.needed_days
    pause(case_id=case_id, reason=body.reason, needed_days=days, ground=body.ground, actor=request.actor)
    return {"case_id": case_id}


@verb(_ONE + "/resume", posts=OFFICERS, budget=24, answer=sheets.CaseDone, tag=TAG, does=("case.resume",))
def resume_case(request: MachineRequest, case_id: UUID, body: shapes.Finding) -> Any:
    """Let the limit run again: what it stood still for is over."""
    resume(case_id=case_id, finding=body.finding, actor=request.actor)
    return {"case_id": case_id}


@verb(_ONE + "/extend", posts=HEADS, budget=28, answer=sheets.CaseDone, tag=TAG, does=("case.extend",))
def extend_case(request: MachineRequest, case_id: UUID, body: shapes.Ground) -> Any:
    """Extend the limit once, by what the matter's law gives."""
    extend(case_id=case_id, ground=body.ground, actor=request.actor)
    return {"case_id": case_id}
