"""An accepted application at the window: where it stands, its payment, its documents, its certificate."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yimen.cases.actions.collect import collect
from yimen.cases.actions.hand_out import hand_out
from yimen.cases.actions.withdraw import withdraw
from yimen.cases.reads.application import filled
from yimen.cases.reads.deadline import deadline
from yimen.cases.reads.papers import case_document_pdf, certificate_pdf, document_pdf, scan
from yimen.cases.reads.receipt import draft_list
from yimen.cases.reads.sheets import ApplicationSheet, application_sheet
from yimen.cases.states import ApplicationState, CaseVerb
from yimen.doors.counter.at_once_page import at_once
from yimen.doors.counter.delivery_page import delivery_values, standing_with, whole_story
from yimen.doors.counter.views.start import CLERK
from yimen.doors.kit.page import page
from yimen.doors.kit.people import by_payer, person_rows, sources_of
from yimen.doors.kit.standing import of_application
from yimen.doors.kit.story import story
from yimen.kernel import looks
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput, Conflict, FourEyes, YimenError
from yimen.kernel.words import Words

PURPOSE = "窗口查询办理进度"
_BACK = Words("回到这份申请", "Back to the application")


@page(posts=CLERK, budget=20)
def application(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """Show where the application stands; a draft has its own page."""
    return application_page(request, actor, application_id, None)


def application_page(
    request: HttpRequest,
    actor: Actor,
    application_id: UUID,
    problem: BadInput | Conflict | FourEyes | None,
    **more: object,
) -> HttpResponse:
    """Return the page, with what went wrong beside its field."""
    sheet = application_sheet(actor, application_id)
    if sheet.filled.row.state in (ApplicationState.DRAFT, ApplicationState.CORRECTING):
        return redirect(f"/counter/draft/{application_id}/")
    looks.look(actor, sheet.filled.person_ids, purpose=PURPOSE, page=request.path)
    custody = delivery_values(actor, sheet)
    names = {p.place: p.name for p in sheet.parties}
    lines = sheet.payment.lines if sheet.payment else ()
    values = {
        "sheet": sheet,
        "base": f"/counter/application/{application_id}/",
        "standing": standing_with(of_application(sheet), sheet.filled.row.state, custody["kept"]),
        "seen": _marks(sheet),
        "people": person_rows(sheet.parties, sheet.filled.bundle.text.roles),
        "receivers": [p for p in sheet.parties if p.role == "buyer"] or sheet.parties,
        "payers": by_payer(lines, names),
        "sum_sources": sources_of(lines),
        "story": story(whole_story(sheet.history, custody["delivery_entries"]), sheet.parties, sheet.cases, whole=True),
        "to_withdraw": [c for c in sheet.cases if CaseVerb.WITHDRAW in c.allowed],
        "at_once": at_once(sheet),
        "problem": problem,
        "wrong": getattr(problem, "fields", {}),
        "typed": request.POST if problem else {},
        "compare_problem": _of_comparing(problem),
    }
    values |= custody | more
    return render(request, "counter/application.html", values, status=problem.status if problem else 200)


def _of_comparing(problem: YimenError | None) -> Words | None:
    fields = getattr(problem, "fields", {})
    return problem.words if problem and any(name.startswith("compare-") for name in fields) else None


@page(posts=CLERK, budget=40, methods=("POST",))
def withdraw_application(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """Take the application back at its applicants' signed request."""
    reason, signed = request.POST.get("reason", ""), request.POST.get("is_signed_by_all") == "yes"
    try:
        withdraw(application_id=application_id, reason=reason, is_signed_by_all=signed, actor=actor)
    except (BadInput, Conflict) as problem:
        return application_page(request, actor, application_id, problem)
    return redirect(f"/counter/application/{application_id}/")


@page(posts=CLERK, budget=12)
def explain_deadline(
    request: HttpRequest, actor: Actor, application_id: UUID, case_id: UUID, which: str
) -> HttpResponse:
    """Show how the date of a limit comes about, line by line."""
    values = {
        "d": deadline(actor, case_id, which),
        "back": f"/counter/application/{application_id}/",
        "back_name": _BACK,
    }
    return render(request, "kit/deadline_page.html", values)


@page(posts=CLERK, budget=20)
def pulse(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """Say whether anything has happened since a page was made: 204 when nothing has. Shows nobody's data."""
    sheet = application_sheet(actor, application_id)
    if request.GET.get("seen") == _marks(sheet):
        return HttpResponse(status=204)
    return HttpResponse(headers={"HX-Trigger": "news"})


@page(posts=CLERK, budget=20, methods=("POST",))
def collect_payment(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:  # noqa: ARG001
    """Send the payment to this window's card terminal."""
    collect(application_id=application_id, actor=actor)
    return redirect(f"/counter/application/{application_id}/")


@page(posts=CLERK, budget=20, methods=("POST",))
def hand_out_certificate(request: HttpRequest, actor: Actor, application_id: UUID, case_id: UUID) -> HttpResponse:
    """Hand a certificate out."""
    receiver = request.POST.get("receiver", "")
    try:
        hand_out(application_id=application_id, case_id=case_id, receiver=receiver, actor=actor)
    except Conflict as problem:
        return application_page(request, actor, application_id, problem)
    return redirect(f"/counter/application/{application_id}/")


@page(posts=CLERK, budget=8)
def document(request: HttpRequest, actor: Actor, application_id: UUID, kind: str) -> HttpResponse:  # noqa: ARG001
    """Return a document as PDF."""
    return pdf(document_pdf(actor, application_id, kind), f"{kind}.pdf")


@page(posts=CLERK, budget=20)
def draft_materials(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """Return the list of what a draft holds so far, as PDF."""
    draft = filled(actor, application_id)
    looks.look(actor, draft.person_ids, purpose="打印收件清单", page=request.path)
    return pdf(draft_list(draft), "materials.pdf")


@page(posts=CLERK, budget=8)
def case_document(request: HttpRequest, actor: Actor, application_id: UUID, case_id: UUID, kind: str) -> HttpResponse:  # noqa: ARG001
    """Return a document of one case as PDF."""
    return pdf(case_document_pdf(actor, case_id, kind), f"{kind}.pdf")


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


def _marks(sheet: ApplicationSheet) -> str:
    """Return what differs as soon as anything a page shows has changed."""
    licences = [c.licence for c in sheet.cases if c.licence]
    handed_out = sum(licence.handed_out_at is not None for licence in licences)
    papers = len(sheet.documents) + sum(len(c.documents) for c in sheet.cases)
    paid = sheet.payment.state if sheet.payment else ""
    return f"{len(sheet.history)}-{papers}-{len(licences)}-{handed_out}-{paid}"
