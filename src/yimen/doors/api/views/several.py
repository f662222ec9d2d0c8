"""The same verb on several, each by itself and with its own outcome."""

from __future__ import annotations

from typing import Any

from yimen.cases.actions.several import Handed, accept_several, decide_several, hand_out_several
from yimen.doors.api import desk_sheets, desk_told, work_shapes
from yimen.doors.api.door import MachineRequest
from yimen.doors.api.machine import verb
from yimen.people.states import Post

DESK = (Post.SECOND_CHECKER, Post.EXAMINER, Post.APPROVER)
CLERK = (Post.WINDOW_CLERK,)
TAG = "several"


@verb(
    "/cases/several/decide",
    posts=DESK,
    budget=1000,
    answer=desk_sheets.OutcomesAnswer,
    tag=TAG,
    does=("case.examine", "case.approve", "case.check", "case.conclude", "application.check"),
)
def decide_cases(request: MachineRequest, body: work_shapes.SeveralCases) -> Any:
    """Examine, check or approve up to fifty cases with one opinion, each as its step asks; each has its outcome."""
    found = decide_several(case_ids=body.cases, opinion=body.opinion, actor=request.actor)
    return {"outcomes": [desk_told.outcome(o) for o in found]}


@verb(
    "/applications/several/accept",
    posts=CLERK,
    budget=2500,
    answer=desk_sheets.OutcomesAnswer,
    tag=TAG,
    does=("application.receive", "application.accept", "case.receive", "case.accept"),
)
def accept_applications(request: MachineRequest, body: work_shapes.SeveralApplications) -> Any:
    """Accept up to fifty applications, such as a firm's that waited for correction; each has its outcome."""
    found = accept_several(application_ids=body.applications, actor=request.actor)
    return {"outcomes": [desk_told.outcome(o) for o in found]}


@verb(
    "/applications/several/hand-out",
    posts=CLERK,
    budget=2000,
    answer=desk_sheets.OutcomesAnswer,
    tag=TAG,
    does=("application.hand_out", "licence.hand_out"),
)
def hand_out_certificates(request: MachineRequest, body: work_shapes.SeveralResults) -> Any:
    """Hand out up to fifty certificates that wait at the window; each has its outcome."""
    results = [Handed(r.application_id, r.case_id, r.receiver) for r in body.results]
    return {"outcomes": [desk_told.outcome(o) for o in hand_out_several(results=results, actor=request.actor)]}
