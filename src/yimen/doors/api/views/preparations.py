"""What somebody prepares before she comes: kept under a code that she and any window open; the window takes it over."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse

from yimen.cases.actions.adopt import adopt
from yimen.cases.actions.erase import erase
from yimen.cases.actions.prepare import prepare
from yimen.cases.actions.revise import revise
from yimen.cases.reads.preparation import prepared as prepared_sheet
from yimen.cases.reads.preparation import prepared_pdf
from yimen.cases.rules.codes import read_code, spoken
from yimen.doors.api import open_sheets, open_told, shapes, sheets
from yimen.doors.api.door import MachineRequest
from yimen.doors.api.machine import binary, read, verb
from yimen.doors.kit.page import address_of
from yimen.people.states import Post

TAG = "preparations"
_ONE = "/preparations/{prepared}"


@verb(
    "/preparations/prepare",
    posts=None,
    budget=14,
    answer=open_sheets.PreparedCode,
    tag=TAG,
    does=("preparation.prepare",),
)
def prepare_application(request: MachineRequest, body: shapes.Prepared) -> Any:
    """Keep answers for thirty days under a code; nothing is received before a window has it."""
    where = address_of(request)
    code = prepare(bundle=body.bundle, counts=body.counts, answers=body.answers, address=where, actor=request.actor)
    return {"code": spoken(code)}


@read(_ONE, posts=None, budget=6, answer=open_sheets.PreparedAnswer, tag=TAG)
def one_prepared(request: MachineRequest, prepared: str) -> Any:
    """Show what a code opens: who comes, the form with the answers, the documents to bring."""
    return open_told.prepared(prepared_sheet(request.actor, prepared))


@read(_ONE + "/list", posts=None, budget=8, answer=None, tag=TAG, extra=binary("application/pdf"))
def list_of_prepared(request: MachineRequest, prepared: str) -> HttpResponse:
    """Return the list of documents with its code and QR, as PDF."""
    address = f"{settings.PUBLIC_URL}/portal/prepared/{spoken(read_code(prepared))}/"
    content = prepared_pdf(request.actor, prepared, address)
    return HttpResponse(content, content_type="application/pdf")


@verb(
    _ONE + "/revise",
    posts=None,
    budget=16,
    answer=open_sheets.PreparedCode,
    tag=TAG,
    does=("preparation.revise",),
)
def revise_prepared(request: MachineRequest, prepared: str, body: shapes.Answers) -> Any:
    """Keep these answers over the earlier ones; every wrong field is named."""
    revise(code=prepared, answers=body.answers, actor=request.actor)
    return {"code": spoken(read_code(prepared))}


@verb(_ONE + "/erase", posts=None, budget=14, answer=open_sheets.PreparedCode, tag=TAG, does=("preparation.erase",))
def erase_prepared(request: MachineRequest, prepared: str, body: shapes.Nothing) -> Any:  # noqa: ARG001
    """Erase what was prepared; nothing of it is left."""
    erase(code=prepared, actor=request.actor)
    return {"code": spoken(read_code(prepared))}


@verb(
    _ONE + "/adopt",
    posts=(Post.WINDOW_CLERK,),
    budget=24,
    answer=sheets.Opened,
    tag=TAG,
    does=("preparation.adopt", "application.open", "application.fill"),
)
def adopt_prepared(request: MachineRequest, prepared: str, body: shapes.Nothing) -> Any:  # noqa: ARG001
    """Take over at this window what somebody prepared, as a draft."""
    return {"application_id": adopt(code=prepared, actor=request.actor)}
