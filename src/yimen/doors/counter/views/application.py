"""An accepted application at the window: where it stands, its payment, its documents, its certificate."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yimen.cases.actions.collect import collect
from yimen.cases.actions.hand_out import hand_out
from yimen.cases.reads.papers import certificate_pdf, document_pdf, scan
from yimen.cases.reads.sheets import application_sheet
from yimen.doors.counter.views.start import CLERK
from yimen.doors.kit.page import page
from yimen.kernel import looks
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Audience


@page(posts=CLERK, budget=20)
def application(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """Show where the application stands."""
    sheet = application_sheet(actor, application_id)
    people = [p.person_id for p in sheet.parties if p.person_id]
    looks.look(actor, people, purpose="窗口查询办理进度", page=request.path)
    values = {
        "sheet": sheet,
        "names": {p.place: p.name for p in sheet.parties},
        "history": [(r.at, r.sentence(Audience.CLERK)) for r in sheet.history],
        "buyers": [p for p in sheet.parties if p.role == "buyer"] or sheet.parties,
    }
    return render(request, "counter/application.html", values)


@page(posts=CLERK, budget=20, methods=("POST",))
def collect_payment(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:  # noqa: ARG001
    """Send the payment to this window's card terminal."""
    collect(application_id=application_id, actor=actor)
    return redirect(f"/counter/application/{application_id}/")


@page(posts=CLERK, budget=20, methods=("POST",))
def hand_out_certificate(request: HttpRequest, actor: Actor, application_id: UUID, case_id: UUID) -> HttpResponse:
    """Hand a certificate out."""
    hand_out(application_id=application_id, case_id=case_id, receiver=request.POST.get("receiver", ""), actor=actor)
    return redirect(f"/counter/application/{application_id}/")


@page(posts=CLERK, budget=8)
def document(request: HttpRequest, actor: Actor, application_id: UUID, kind: str) -> HttpResponse:  # noqa: ARG001
    """Return a document as PDF."""
    return pdf(document_pdf(actor, application_id, kind), f"{kind}.pdf")


@page(posts=CLERK, budget=8)
def certificate(request: HttpRequest, actor: Actor, application_id: UUID, case_id: UUID) -> HttpResponse:  # noqa: ARG001
    """Return a certificate as PDF."""
    return pdf(certificate_pdf(actor, application_id, case_id), "certificate.pdf")


@page(posts=CLERK, budget=8)
def scanned(request: HttpRequest, actor: Actor, application_id: UUID, digest: str) -> HttpResponse:  # noqa: ARG001
    """Return a scan of the pile."""
    content, media_type = scan(actor, application_id, digest)
    return HttpResponse(content, content_type=media_type)


def pdf(content: bytes, name: str) -> HttpResponse:
    """Return PDF bytes for showing in the browser."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer
