"""What the window decides about a pile that it does not accept: each in writing, each once."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from ninja import Path

from yimen.cases.actions.correct import correct
from yimen.cases.actions.give_time import give_time
from yimen.cases.actions.receive import receive
from yimen.cases.actions.redirect import redirect
from yimen.cases.actions.reject import reject
from yimen.cases.actions.spare import spare
from yimen.cases.reads.intake import intake_deadline
from yimen.cases.states import ApplicationState
from yimen.doors.api import desk_sheets, desk_told, shapes, sheets, told
from yimen.doors.api.door import MachineRequest
from yimen.doors.api.machine import read, verb
from yimen.people.states import Post

CLERK = (Post.WINDOW_CLERK,)
TAG = "outcomes"
_ONE = "/applications/{application_id}"


@verb(
    _ONE + "/correct",
    posts=CLERK,
    budget=40,
    answer=sheets.Done,
    tag=TAG,
    does=("application.receive", "application.correct", "application.fault"),
)
def correct_application(request: MachineRequest, application_id: UUID, body: shapes.Nothing) -> Any:  # noqa: ARG001
    """Give the one correction notice: everything that is lacking, in writing. A second one is refused."""
    number = correct(application_id=application_id, actor=request.actor)
    return told.done(application_id, ApplicationState.CORRECTING, number)


@verb(_ONE + "/receive", posts=CLERK, budget=30, answer=sheets.Done, tag=TAG, does=("application.receive",))
def receive_pile(request: MachineRequest, application_id: UUID, body: shapes.Nothing) -> Any:  # noqa: ARG001
    """Take a pile in without judging it: a number and a receipt; the limit for an answer runs."""
    number = receive(application_id=application_id, actor=request.actor)
    return told.done(application_id, ApplicationState.RECEIVED, number)


@verb(_ONE + "/give-time", posts=CLERK, budget=30, answer=sheets.Done, tag=TAG, does=("application.give_time",))
def give_more_time(request: MachineRequest, application_id: UUID, body: shapes.MoreTime) -> Any:
    """Give more time to answer the correction notice, once; the paper is made by itself."""
    give_time(application_id=application_id, days=body.days, reason=body.reason, actor=request.actor)
    return told.done(application_id, ApplicationState.CORRECTING)


@read(_ONE + "/deadlines/{which}", posts=CLERK, budget=12, answer=desk_sheets.DeadlineAnswer, tag="limits")
def explain_intake(
    request: MachineRequest,
    application_id: UUID,
    which: Annotated[str, Path(description="`acceptance` or `correction`.")],
) -> Any:
    """Show how the date of a limit before acceptance comes about, line by line."""
    return desk_told.deadline(intake_deadline(request.actor, application_id, which))


@verb(_ONE + "/spare", posts=CLERK, budget=40, answer=sheets.Done, tag=TAG, does=("application.spare",))
def spare_applicant(request: MachineRequest, application_id: UUID, body: shapes.Reason) -> Any:
    """Tell in writing that nothing needs to be applied for."""
    spare(application_id=application_id, reason=body.reason, actor=request.actor)
    return told.done(application_id, ApplicationState.TURNED_AWAY)


@verb(_ONE + "/redirect", posts=CLERK, budget=40, answer=sheets.Done, tag=TAG, does=("application.redirect",))
def redirect_applicant(request: MachineRequest, application_id: UUID, body: shapes.SentOn) -> Any:
    """Tell in writing that another body decides this, and where to go."""
    redirect(
        application_id=application_id, reason=body.reason, office=body.office, where=body.where, actor=request.actor
    )
    return told.done(application_id, ApplicationState.TURNED_AWAY)


@verb(_ONE + "/reject", posts=CLERK, budget=40, answer=sheets.Done, tag=TAG, does=("application.reject",))
def reject_application(request: MachineRequest, application_id: UUID, body: shapes.Reason) -> Any:
    """Refuse to accept after an incomplete answer to the notice, with the reason and the remedies."""
    reject(application_id=application_id, reason=body.reason, actor=request.actor)
    return told.done(application_id, ApplicationState.TURNED_AWAY)
