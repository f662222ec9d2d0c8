"""Papers: PDFs the house issued, certificates, the scans of a pile. Each look at a person's paper is written down."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from django.http import HttpResponse
from pydantic import Field

from yimen.cases.reads.application import filled
from yimen.cases.reads.papers import (
    case_document_pdf,
    certificate_pdf,
    document_pdf,
    people_of_case,
    scan,
    scan_page,
    thumbnail,
)
from yimen.cases.reads.receipt import draft_list
from yimen.doors.api.door import MachineRequest
from yimen.doors.api.machine import binary, read
from yimen.kernel import looks
from yimen.people.states import Post

CLERK = (Post.WINDOW_CLERK,)
OFFICERS = (Post.EXAMINER, Post.APPROVER, Post.AGENCY_HEAD, Post.GOVERNMENT_HEAD)
OF_CASE = (*CLERK, *OFFICERS)
READERS = (*CLERK, Post.SECOND_CHECKER, *OFFICERS)
TAG, PURPOSE = "papers", "接口查询"
PDF, JPEG = "application/pdf", "image/jpeg"
_ONE = "/applications/{application_id}"
_SCAN = _ONE + "/scans/{digest}"


@read(_ONE + "/documents/{kind}", posts=CLERK, budget=10, answer=None, tag=TAG, extra=binary(PDF))
def document(request: MachineRequest, application_id: UUID, kind: str) -> HttpResponse:
    """Return a document of an application, as PDF; its kinds stand in the application."""
    return _of_application(request, application_id, document_pdf(request.actor, application_id, kind))


@read(_ONE + "/materials", posts=CLERK, budget=20, answer=None, tag=TAG, extra=binary(PDF))
def materials(request: MachineRequest, application_id: UUID) -> HttpResponse:
    """Return the list of what a draft holds so far, as PDF."""
    draft = filled(request.actor, application_id)
    content = draft_list(draft)
    looks.look(request.actor, draft.person_ids, purpose=PURPOSE, page=request.path)
    return HttpResponse(content, content_type=PDF)


@read(
    "/cases/{case_id}/documents/{kind}", posts=(*CLERK, *OFFICERS), budget=16, answer=None, tag=TAG, extra=binary(PDF)
)
def case_document(request: MachineRequest, case_id: UUID, kind: str) -> HttpResponse:
    """Return a document of one case, as PDF, such as the decision to refuse it; its kinds stand in the case."""
    content = case_document_pdf(request.actor, case_id, kind)
    looks.look(request.actor, people_of_case(request.actor, case_id), purpose=PURPOSE, page=request.path)
    return HttpResponse(content, content_type=PDF)


@read(_ONE + "/cases/{case_id}/certificate", posts=CLERK, budget=16, answer=None, tag=TAG, extra=binary(PDF))
def certificate(request: MachineRequest, application_id: UUID, case_id: UUID) -> HttpResponse:
    """Return a case's certificate, as PDF."""
    return _of_application(request, application_id, certificate_pdf(request.actor, application_id, case_id))


@read(_SCAN, posts=READERS, budget=16, answer=None, tag=TAG, extra=binary(PDF, "image/png", JPEG))
def scanned(request: MachineRequest, application_id: UUID, digest: str) -> HttpResponse:
    """Return a scan of the pile."""
    content, media_type = scan(request.actor, application_id, digest)
    return _of_application(request, application_id, content, media_type)


@read(_SCAN + "/thumbnail", posts=READERS, budget=16, answer=None, tag=TAG, extra=binary(JPEG))
def small(request: MachineRequest, application_id: UUID, digest: str) -> HttpResponse:
    """Return the small picture of a scan."""
    return _of_application(request, application_id, thumbnail(request.actor, application_id, digest), JPEG)


@read(_SCAN + "/pages/{number}", posts=READERS, budget=16, answer=None, tag=TAG, extra=binary(JPEG))
def scanned_page(
    request: MachineRequest, application_id: UUID, digest: str, number: Annotated[int, Field(ge=1, le=1000)]
) -> HttpResponse:
    """Return a page of a PDF of the pile as a picture."""
    return _of_application(request, application_id, scan_page(request.actor, application_id, digest, number), JPEG)


def _of_application(
    request: MachineRequest, application_id: UUID, content: bytes, media_type: str = PDF
) -> HttpResponse:
    people = filled(request.actor, application_id).person_ids
    looks.look(request.actor, people, purpose=PURPOSE, page=request.path)
    return HttpResponse(content, content_type=media_type)
