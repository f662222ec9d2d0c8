"""The registry's licence desk: find a certificate, see its versions, ask for a change, decide on one (一审一核)."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Query

from yimen.doors.api import desk_sheets, desk_told
from yimen.doors.api import licence_shapes as shapes
from yimen.doors.api.door import MachineRequest
from yimen.doors.api.machine import binary, read, verb
from yimen.doors.api.shapes import PLAIN
from yimen.kernel import looks
from yimen.licences.actions.deregister import deregister
from yimen.licences.actions.rectify import rectify
from yimen.licences.actions.refuse import refuse
from yimen.licences.actions.reissue import reissue
from yimen.licences.actions.renew import renew
from yimen.licences.actions.request import request as ask
from yimen.licences.actions.withdraw import withdraw
from yimen.licences.reads import Asked, desk_file, desk_licence, found, waiting
from yimen.people.states import Post

EXAMINER, APPROVER = (Post.EXAMINER,), (Post.APPROVER,)
OFFICERS = (*EXAMINER, *APPROVER)
TAG, PURPOSE = "licences", "接口查询证照"
_ONE = "/licences/{licence_id}"
Number = Annotated[str, Query(max_length=200, pattern=PLAIN, description="Certificate or e-licence number.")]


@read("/licences", posts=OFFICERS, budget=10, answer=desk_sheets.LicencesAnswer, tag=TAG)
def licences(request: MachineRequest, number: Number = "") -> Any:
    """List the versions with this number, newest first; without one, those whose change waits for approval."""
    lines = found(request.actor, number) if number.strip() else waiting(request.actor)
    return {"licences": [desk_told.licence_line(line) for line in lines]}


@read(_ONE, posts=OFFICERS, budget=14, answer=desk_sheets.LicenceAnswer, tag=TAG)
def licence(request: MachineRequest, licence_id: UUID) -> Any:
    """Show a version with what is printed on it, its sisters, its history, and the verbs possible now."""
    sheet = desk_licence(request.actor, licence_id)
    looks.look(request.actor, sheet.holder_ids, purpose=PURPOSE, page=request.path)
    return desk_told.licence(sheet)


@read(_ONE + "/certificate", posts=OFFICERS, budget=12, answer=None, tag=TAG, extra=binary("application/pdf"))
def certificate(request: MachineRequest, licence_id: UUID) -> HttpResponse:
    """Return the signed file of a version."""
    content, holders = desk_file(request.actor, licence_id)
    looks.look(request.actor, holders, purpose=PURPOSE, page=request.path)
    return HttpResponse(content, content_type="application/pdf")


@verb(_ONE + "/request", posts=EXAMINER, budget=24, answer=desk_sheets.LicenceDone, tag=TAG, does=("licence.request",))
def request_change(request: MachineRequest, licence_id: UUID, body: shapes.Change) -> Any:
    """Ask for a change, with reason and basis; another person decides."""
    ask(licence_id=licence_id, asked=Asked(**body.model_dump()), actor=request.actor)
    return {"licence_id": licence_id}


@verb(
    _ONE + "/withdraw", posts=EXAMINER, budget=16, answer=desk_sheets.LicenceDone, tag=TAG, does=("licence.withdraw",)
)
def withdraw_change(request: MachineRequest, licence_id: UUID, body: shapes.Nothing) -> Any:  # noqa: ARG001
    """Take a request back before it is decided; only who asked may."""
    withdraw(licence_id=licence_id, actor=request.actor)
    return {"licence_id": licence_id}


@verb(_ONE + "/refuse", posts=APPROVER, budget=24, answer=desk_sheets.LicenceDone, tag=TAG, does=("licence.refuse",))
def refuse_change(request: MachineRequest, licence_id: UUID, body: shapes.Decided) -> Any:
    """Refuse the change, with the reason: the certificate stays as it is."""
    refuse(licence_id=licence_id, opinion=body.opinion, actor=request.actor)
    return {"licence_id": licence_id}


@verb(
    _ONE + "/renew",
    posts=APPROVER,
    budget=24,
    answer=desk_sheets.LicenceDone,
    tag=TAG,
    does=("licence.renew", "licence.issue"),
)
def renew_licence(request: MachineRequest, licence_id: UUID, body: shapes.Decided) -> Any:
    """Exchange the certificate for a new version, as was asked (换证)."""
    return {"licence_id": renew(licence_id=licence_id, opinion=body.opinion.strip(), actor=request.actor)}


@verb(
    _ONE + "/reissue",
    posts=APPROVER,
    budget=24,
    answer=desk_sheets.LicenceDone,
    tag=TAG,
    does=("licence.reissue", "licence.issue"),
)
def reissue_licence(request: MachineRequest, licence_id: UUID, body: shapes.Decided) -> Any:
    """Make a lost certificate anew, as was asked; the lost one is void (补证)."""
    return {"licence_id": reissue(licence_id=licence_id, opinion=body.opinion.strip(), actor=request.actor)}


@verb(
    _ONE + "/rectify",
    posts=APPROVER,
    budget=24,
    answer=desk_sheets.LicenceDone,
    tag=TAG,
    does=("licence.rectify", "licence.issue"),
)
def rectify_licence(request: MachineRequest, licence_id: UUID, body: shapes.Decided) -> Any:
    """Put right what is printed, as was asked (更正)."""
    return {"licence_id": rectify(licence_id=licence_id, opinion=body.opinion.strip(), actor=request.actor)}


@verb(
    _ONE + "/deregister",
    posts=APPROVER,
    budget=24,
    answer=desk_sheets.LicenceDone,
    tag=TAG,
    does=("licence.deregister",),
)
def deregister_licence(request: MachineRequest, licence_id: UUID, body: shapes.Decided) -> Any:
    """End the certificate without a successor, as was asked (注销)."""
    deregister(licence_id=licence_id, opinion=body.opinion.strip(), actor=request.actor)
    return {"licence_id": licence_id}
