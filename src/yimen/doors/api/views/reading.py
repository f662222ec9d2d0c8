"""Reads: sheets, lists and papers. Every answer that shows a person is written in the access log."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Query
from pydantic import Field

from yimen.cases.reads.application import PartySheet, filled
from yimen.cases.reads.completeness import completeness
from yimen.cases.reads.estimate import estimate
from yimen.cases.reads.lists import hall, hall_counts, own_applications
from yimen.cases.reads.papers import certificate_pdf, document_pdf, scan
from yimen.cases.reads.sheets import application_sheet, case_sheet
from yimen.cases.reads.work import Which, work
from yimen.catalogue.rules.forms import asked
from yimen.doors.api import sheets, told
from yimen.doors.api.door import MachineRequest
from yimen.doors.api.machine import binary, read
from yimen.kernel import looks
from yimen.people.states import Post

CLERK = (Post.WINDOW_CLERK,)
OFFICERS = (Post.EXAMINER, Post.APPROVER)
DESK = (Post.SECOND_CHECKER, *OFFICERS)
PURPOSE = "接口查询"
_ONE = "/applications/{application_id}"
PageNumber = Annotated[int, Field(ge=1, le=100_000)]


def _look(request: MachineRequest, parties: tuple[PartySheet, ...]) -> None:
    looks.look(request.actor, [p.person_id for p in parties if p.person_id], purpose=PURPOSE, page=request.path)


@read("/applications", posts=CLERK, budget=10, answer=sheets.ApplicationsAnswer, tag="lists")
def own(request: MachineRequest) -> Any:
    """List what this clerk opened or accepted, newest first."""
    return {"applications": [told.application_line(x) for x in own_applications(request.actor)], "counts": {}}


@read("/hall", posts=(Post.HALL_MANAGER,), budget=10, answer=sheets.ApplicationsAnswer, tag="lists")
def of_hall(request: MachineRequest, state: Annotated[str, Query(max_length=24, pattern="^[a-z]*$")] = "") -> Any:
    """List the newest applications of the manager's halls, all or those in one state, with the count by state."""
    lines = [told.application_line(x) for x in hall(request.actor, state=state)]
    return {"applications": lines, "counts": hall_counts(request.actor)}


@read("/work", posts=DESK, budget=10, answer=sheets.WorkAnswer, tag="lists")
def of_desk(request: MachineRequest, page: PageNumber = 1) -> Any:
    """List what waits at this desk, nearest limit first, fifty a page."""
    found = work(request.actor, Which.TODO, page)
    return {"work": [told.work_line(x) for x in found.lines], "count": found.count}


@read(
    _ONE,
    posts=(*CLERK, Post.SECOND_CHECKER, Post.HALL_MANAGER),
    budget=20,
    answer=sheets.ApplicationAnswer,
    tag="applications",
)
def application(request: MachineRequest, application_id: UUID) -> Any:
    """Show an application: parties, cases, payment, documents, history, and the verbs possible now."""
    sheet = application_sheet(request.actor, application_id)
    _look(request, sheet.parties)
    return told.application(sheet)


@read(_ONE + "/completeness", posts=CLERK, budget=16, answer=sheets.CompletenessAnswer, tag="applications")
def lacking(request: MachineRequest, application_id: UUID) -> Any:
    """Show a draft's merged form and pile, everything it lacks, and the estimate of taxes and fees."""
    found = filled(request.actor, application_id)
    examined = completeness(found)
    _look(request, found.party_sheets)
    return told.completeness(found, examined, estimate(found, examined))


@read(_ONE + "/documents/{kind}", posts=CLERK, budget=10, answer=None, tag="papers", extra=binary("application/pdf"))
def document(request: MachineRequest, application_id: UUID, kind: str) -> HttpResponse:
    """Return a document the house issued, as PDF."""
    content = document_pdf(request.actor, application_id, kind)
    _look(request, filled(request.actor, application_id).party_sheets)
    return HttpResponse(content, content_type="application/pdf")


@read(
    _ONE + "/cases/{case_id}/certificate",
    posts=CLERK,
    budget=16,
    answer=None,
    tag="papers",
    extra=binary("application/pdf"),
)
def certificate(request: MachineRequest, application_id: UUID, case_id: UUID) -> HttpResponse:
    """Return a case's certificate, as PDF."""
    content = certificate_pdf(request.actor, application_id, case_id)
    _look(request, filled(request.actor, application_id).party_sheets)
    return HttpResponse(content, content_type="application/pdf")


@read(
    _ONE + "/scans/{digest}",
    posts=(*CLERK, *DESK),
    budget=16,
    answer=None,
    tag="papers",
    extra=binary("application/pdf", "image/png", "image/jpeg"),
)
def scanned(request: MachineRequest, application_id: UUID, digest: str) -> HttpResponse:
    """Return a scan of the pile."""
    content, media_type = scan(request.actor, application_id, digest)
    _look(request, filled(request.actor, application_id).party_sheets)
    return HttpResponse(content, content_type=media_type)


@read("/cases/{case_id}", posts=OFFICERS, budget=20, answer=sheets.DeskAnswer, tag="cases")
def case(request: MachineRequest, case_id: UUID) -> Any:
    """Show a case of the officer's department with what its matter asks of the application."""
    sheet = case_sheet(request.actor, case_id)
    _look(request, sheet.parties)
    of = sheet.filled
    form = asked([sheet.case.standard.acceptance], of.bundle.elements, of.counts, of.facts)
    return told.desk(sheet, {f.field: of.answers.get(f.field, "") for f in form})
