"""Certificates at their issuer's desk: found, asked to be changed, changed by another person, read as PDF."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Query

from yimen.doors.api import desk_sheets, shapes, told
from yimen.doors.api.door import MachineRequest
from yimen.doors.api.machine import PDF, read, verb
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

OFFICERS = (Post.EXAMINER, Post.APPROVER)
PURPOSE = "接口查询证照"
TAG = "licences"
_ONE = "/licences/{licence_id}"
Number = Annotated[str, Query(max_length=200, pattern=shapes.PLAIN)]


@read("/licences", posts=OFFICERS, budget=10, answer=desk_sheets.LicencesAnswer, tag=TAG)
def certificates(request: MachineRequest, number: Number = "") -> Any:
    """List the versions with a certificate or e-licence number; without one, those whose change waits for approval."""
    lines = found(request.actor, number) if number.strip() else waiting(request.actor)
    return {"licences": [told.version(line) for line in lines]}


@read(_ONE, posts=OFFICERS, budget=12, answer=desk_sheets.LicenceAnswer, tag=TAG)
def certificate_version(request: MachineRequest, licence_id: UUID) -> Any:
    """Show a version: what is printed, its sisters, the change that is asked for, and the verbs possible now."""
    sheet = desk_licence(request.actor, licence_id)
    looks.look(request.actor, sheet.holder_ids, purpose=PURPOSE, page=request.path)
    return told.licence(sheet)


@read(_ONE + "/file", posts=OFFICERS, budget=10, answer=None, tag=TAG, extra=PDF)
def certificate_file(request: MachineRequest, licence_id: UUID) -> HttpResponse:
    """Return the signed file of a version."""
    content, holders = desk_file(request.actor, licence_id)
    looks.look(request.actor, holders, purpose=PURPOSE, page=request.path)
    return HttpResponse(content, content_type="application/pdf")


@verb(_ONE + "/request", posts=(Post.EXAMINER,), budget=24, answer=desk_sheets.LicenceDone, tag=TAG)
def request_change(request: MachineRequest, licence_id: UUID, body: shapes.Change) -> Any:
    """Ask for a change: renew, reissue, rectify or deregister. Another person does or refuses it (一审一核)."""
    ask(licence_id=licence_id, asked=Asked(**body.model_dump()), actor=request.actor)
    return {"licence_id": licence_id}


@verb(_ONE + "/withdraw", posts=(Post.EXAMINER,), budget=16, answer=desk_sheets.LicenceDone, tag=TAG)
def withdraw_change(request: MachineRequest, licence_id: UUID, body: shapes.Nothing) -> Any:  # noqa: ARG001
    """Take the request for a change back."""
    withdraw(licence_id=licence_id, actor=request.actor)
    return {"licence_id": licence_id}


def _decided(request: MachineRequest, licence_id: UUID, body: shapes.ShortOpinion, done: Callable[..., Any]) -> Any:
    new = done(licence_id=licence_id, opinion=body.opinion.strip(), actor=request.actor)
    return {"licence_id": new or licence_id}


@verb(_ONE + "/renew", posts=(Post.APPROVER,), budget=24, answer=desk_sheets.LicenceDone, tag=TAG)
def renew_certificate(request: MachineRequest, licence_id: UUID, body: shapes.ShortOpinion) -> Any:
    """Exchange the certificate as asked (换证); the answer names the new version."""
    return _decided(request, licence_id, body, renew)


@verb(_ONE + "/reissue", posts=(Post.APPROVER,), budget=24, answer=desk_sheets.LicenceDone, tag=TAG)
def reissue_certificate(request: MachineRequest, licence_id: UUID, body: shapes.ShortOpinion) -> Any:
    """Make a lost certificate anew as asked (补证); the answer names the new version."""
    return _decided(request, licence_id, body, reissue)


@verb(_ONE + "/rectify", posts=(Post.APPROVER,), budget=24, answer=desk_sheets.LicenceDone, tag=TAG)
def rectify_certificate(request: MachineRequest, licence_id: UUID, body: shapes.ShortOpinion) -> Any:
    """Put an error right as asked (更正); the answer names the new version."""
    return _decided(request, licence_id, body, rectify)


@verb(_ONE + "/deregister", posts=(Post.APPROVER,), budget=24, answer=desk_sheets.LicenceDone, tag=TAG)
def deregister_certificate(request: MachineRequest, licence_id: UUID, body: shapes.ShortOpinion) -> Any:
    """End the certificate without a successor as asked (注销)."""
    return _decided(request, licence_id, body, deregister)


@verb(_ONE + "/refuse", posts=(Post.APPROVER,), budget=16, answer=desk_sheets.LicenceDone, tag=TAG)
def refuse_change(request: MachineRequest, licence_id: UUID, body: shapes.ShortOpinion) -> Any:
    """Refuse the change with its reason; the version stays as it is."""
    return _decided(request, licence_id, body, refuse)
