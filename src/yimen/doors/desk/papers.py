"""Scans at the desk: shown inside a page of the house, and nowhere else."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from yimen.cases.reads.papers import scan, scan_page
from yimen.cases.reads.papers import thumbnail as small_picture
from yimen.doors.desk.lists import READERS
from yimen.doors.kit.page import page
from yimen.kernel.actor import Actor

_WITHIN = (
    "default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'; "
    "base-uri 'none'; form-action 'none'"
)
"""A file of somebody else's: nothing runs in it and nothing is fetched by it. The browser's own viewer of PDFs brings
its style along."""


@page(posts=READERS, budget=8)
def scanned(request: HttpRequest, actor: Actor, application_id: UUID, digest: str) -> HttpResponse:  # noqa: ARG001
    """Return a scan of the pile, which a page of the house may frame."""
    content, media_type = scan(actor, application_id, digest)
    return _within(HttpResponse(content, content_type=media_type))


@page(posts=READERS, budget=8)
def thumbnail(request: HttpRequest, actor: Actor, application_id: UUID, digest: str) -> HttpResponse:  # noqa: ARG001
    """Return the small picture of a scan."""
    answer = _within(HttpResponse(small_picture(actor, application_id, digest), content_type="image/jpeg"))
    answer["Cache-Control"] = "private, max-age=3600"  # its name is its content
    return answer


@page(posts=READERS, budget=8)
def scanned_page(request: HttpRequest, actor: Actor, application_id: UUID, digest: str, number: int) -> HttpResponse:  # noqa: ARG001
    """Return a page of a PDF as a picture, to be turned and enlarged like a scan."""
    answer = _within(HttpResponse(scan_page(actor, application_id, digest, number), content_type="image/jpeg"))
    answer["Cache-Control"] = "private, max-age=3600"
    return answer


def _within(answer: HttpResponse) -> HttpResponse:
    answer["Content-Security-Policy"] = _WITHIN
    answer["X-Frame-Options"] = "SAMEORIGIN"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
