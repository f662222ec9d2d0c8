"""Reads: sheets, lists, papers and persons. Every answer that shows a person is written in the access log."""

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
from yimen.cases.reads.papers import case_document_pdf, certificate_pdf, document_pdf, people_of_case, scan
from yimen.cases.reads.sheets import application_sheet, case_sheet
from yimen.cases.reads.work import Which, work
from yimen.catalogue.rules.forms import asked
from yimen.doors.api import shapes, sheets, told
from yimen.doors.api.door import MachineRequest
from yimen.doors.api.machine import PDF, binary, read, verb
from yimen.kernel import looks
from yimen.people.actions.add_document import add_document
from yimen.people.actions.present import present as present_at_window
from yimen.people.actions.unmask import unmask
from yimen.people.reads import person
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


@read(_ONE + "/documents/{kind}", posts=CLERK, budget=10, answer=None, tag="papers", extra=PDF)
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
    extra=PDF,
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


@read("/cases/{case_id}/documents/{kind}", posts=(*CLERK, *OFFICERS), budget=16, answer=None, tag="papers", extra=PDF)
def case_document(request: MachineRequest, case_id: UUID, kind: str) -> HttpResponse:
    """Return a document of one case, as PDF; its kinds stand in the case."""
    content = case_document_pdf(request.actor, case_id, kind)
    looks.look(request.actor, people_of_case(request.actor, case_id), purpose=PURPOSE, page=request.path)
    return HttpResponse(content, content_type="application/pdf")


@verb("/people/{person_id}/documents", posts=CLERK, budget=24, answer=sheets.PersonHere, tag="people")
def add_document_of(request: MachineRequest, person_id: UUID, body: shapes.OtherDocument) -> Any:
    """Put another document of a person who is at this window on record."""
    add_document(person_id=person_id, document=body.document, number=body.number, actor=request.actor)
    return {"person_id": person_id}


@verb("/people/{person_id}/unmask", posts=CLERK, budget=20, answer=sheets.NumberAnswer, tag="people")
def unmask_number(request: MachineRequest, person_id: UUID, body: shapes.Reason) -> Any:
    """Show the full number of the document of a person who is at this window; the reason is journalled."""
    return {"number": unmask(person_id=person_id, reason=body.reason, actor=request.actor)}


@verb("/people/present", posts=CLERK, budget=20, answer=sheets.PersonHere, tag="people")
def present(request: MachineRequest, body: shapes.Person) -> Any:
    """Open a person at this window by her document, put on record when new: from now until the day ends she is seen."""
    found = present_at_window(number=body.number, name=body.name, phone=body.phone, actor=request.actor)
    return {"person_id": found}


@read("/people/{person_id}", posts=CLERK, budget=8, answer=sheets.PersonAnswer, tag="people")
def one_person(request: MachineRequest, person_id: UUID) -> Any:
    """Show a person who is at this clerk's window today."""
    return _person(request, person_id)


def _person(request: MachineRequest, person_id: UUID) -> dict[str, Any]:
    sheet = person(request.actor, person_id)
    looks.look(request.actor, [person_id], purpose=PURPOSE, page=request.path)
    return told.person(sheet)
