"""Progress by receipt number and four places; what was proved lasts a quarter of an hour in this browser."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yimen.cases.access import proved_party
from yimen.cases.actions.ask_for_person import ask_for_person
from yimen.cases.actions.choose import choose
from yimen.cases.actions.deliver import fetch
from yimen.cases.actions.inquire import inquire
from yimen.cases.actions.object import object_
from yimen.cases.reads.papers import own_certificate_pdf
from yimen.cases.reads.progress import ProgressSheet, deadline_of, intake_deadline_of, own_cases, progress
from yimen.cases.reads.why import why_of
from yimen.doors.kit.page import address_of
from yimen.doors.portal import progress_page
from yimen.doors.portal.visitor import ANYBODY, citizens
from yimen.kernel import clock, looks
from yimen.kernel.errors import BadInput, Conflict, NotFound, TooOften, YimenError
from yimen.kernel.words import Words
from yimen.licences.reads.proceedings import held, held_paper_pdf

PURPOSE = "本人查询办理进度"
_PROVED = "progress"
_LASTS = timedelta(minutes=15)
NOT_TOGETHER = Words(
    "没有查到。请核对受理号和证件号后四位：受理号在受理通知书上；后四位是您身份证的最后四位，末位是 X 也要填。",
    "Nothing was found. Check both: the number is on the notice of acceptance; the places are the last four of your "
    "identity card, an X at the end included.",
)


@citizens(budget=20, methods=("GET", "POST"))
def progress_form(request: HttpRequest) -> HttpResponse:
    """Ask for both; a wrong number and wrong places are one answer."""
    if request.method == "GET":
        return _form(request, None)
    try:
        found = inquire(
            receipt_no=request.POST.get("receipt_no", "")[:40],
            last_four=request.POST.get("last_four", "")[:8],
            address=address_of(request),
            actor=ANYBODY,
        )
    except (NotFound, TooOften) as problem:
        return _form(request, problem)
    until = clock.now() + _LASTS
    request.session[_PROVED] = [str(found.application_id), found.place, until.isoformat()]
    return redirect("/portal/progress/mine/")


@citizens(budget=24)
def mine(request: HttpRequest) -> HttpResponse:
    """Show where the application stands that was proved; without proof, ask for it."""
    proved = proved_of(request)
    return _mine(request, proved) if proved else redirect("/portal/progress/")


def _mine(
    request: HttpRequest, proved: tuple[UUID, str], problem: BadInput | Conflict | None = None, case: UUID | None = None
) -> HttpResponse:
    sheet = progress(*proved)
    if sheet.herself and sheet.herself.person_id:
        looks.look(ANYBODY, [sheet.herself.person_id], purpose=PURPOSE, page=request.path)
    values = progress_page.page(sheet) | {
        "held": held("case", *_own(sheet)),
        "problem": problem,
        "wrong": getattr(problem, "fields", {}),
        "wrong_case": case,
        "typed": request.POST if problem else {},
    }
    return render(request, "portal/mine.html", values, status=problem.status if problem else 200)


@citizens(budget=44, methods=("POST",))
def choose_way(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Keep how she wants her own result: at a window or by courier."""
    proved = proved_of(request)
    if proved is None:
        return redirect("/portal/progress/")
    way, address = request.POST.get("way", ""), request.POST.get("address", "")
    try:
        choose(application_id=proved[0], case_id=case_id, way=way, receiver=proved[1], address=address, actor=ANYBODY)
    except (BadInput, Conflict) as problem:
        return _mine(request, proved, problem, case_id)
    return redirect("/portal/progress/mine/")


@citizens(budget=56, methods=("POST",))
def fetch_result(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Return her certificate as PDF, with the code that the window gave her; with that it is delivered."""
    proved = proved_of(request)
    if proved is None:
        return redirect("/portal/progress/")
    (application_id, place), code = proved, request.POST.get("code", "")[:40]
    try:
        fetch(application_id=application_id, case_id=case_id, receiver=place, code=code, actor=ANYBODY)
        content = own_certificate_pdf(application_id, case_id, place, code)
    except (BadInput, Conflict) as problem:
        return _mine(request, proved, problem, case_id)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="certificate.pdf"'
    return answer


@citizens(budget=20)
def licence_paper(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """Show a paper about a licence that she holds; without proof, ask for it."""
    proved = proved_of(request)
    if proved is None:
        return redirect("/portal/progress/")
    cases, herself = own_cases(*proved)
    content = held_paper_pdf("case", cases, herself, paper_id)
    if herself is not None:
        looks.look(ANYBODY, [herself], purpose=PURPOSE, page=request.path)
    return HttpResponse(content, content_type="application/pdf")


@citizens(budget=40, methods=("POST",))
def object_to(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Object to a promise found untrue; it is checked again."""
    found = proved_of(request)
    if found is None:
        return redirect("/portal/progress/")
    key, actor = request.POST.get("key", ""), proved_party(found[0], ANYBODY.name)
    try:
        object_(case_id=case_id, key=key, objection=request.POST.get("objection", ""), actor=actor)
    except BadInput as problem:
        values = progress_page.page(progress(*found)) | {"problem": problem, "wrong_key": key}
        return render(request, "portal/mine.html", values, status=problem.status)
    return redirect("/portal/progress/mine/")


@citizens(budget=12)
def explain_deadline(request: HttpRequest, case_id: UUID, which: str) -> HttpResponse:
    """Show how the date of a limit comes about: the same sheet that the officer reads."""
    found = proved_of(request)
    if found is None:
        return redirect("/portal/progress/")
    return render(request, "portal/deadline.html", {"d": deadline_of(found[0], case_id, which)})


@citizens(budget=12)
def explain_intake(request: HttpRequest, which: str) -> HttpResponse:
    """Show how the date of a limit before acceptance comes about."""
    found = proved_of(request)
    if found is None:
        return redirect("/portal/progress/")
    return render(request, "portal/deadline.html", {"d": intake_deadline_of(found[0], which)})


@citizens(budget=12)
def explain_decision(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show why a table decided as it did, and the way to a person."""
    proved = proved_of(request)
    return _why(request, proved[0], case_id, None) if proved else redirect("/portal/progress/")


@citizens(budget=24, methods=("POST",))
def ask_for_a_person(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Take her request that a person decides, or reviews what a table decided."""
    proved = proved_of(request)
    if proved is None:
        return redirect("/portal/progress/")
    try:
        ask_for_person(
            case_id=case_id, words=request.POST.get("words", ""), actor=proved_party(proved[0], ANYBODY.name)
        )
    except (BadInput, Conflict) as problem:
        return _why(request, proved[0], case_id, problem)
    return redirect(f"/portal/progress/mine/{case_id}/why/")


def _why(request: HttpRequest, application_id: UUID, case_id: UUID, problem: YimenError | None) -> HttpResponse:
    values = {
        "w": why_of(application_id, case_id),
        "problem": problem,
        "wrong": getattr(problem, "fields", {}),
        "typed": request.POST if problem else {},
    }
    return render(request, "portal/why.html", values, status=problem.status if problem else 200)


@citizens(budget=6, methods=("POST",))
def leave(request: HttpRequest) -> HttpResponse:
    """Forget what was proved: on a machine that others use."""
    request.session.pop(_PROVED, None)
    return redirect("/portal/progress/")


def _own(sheet: ProgressSheet) -> tuple[list[UUID], UUID | None]:
    """The cases whose licences may be hers, and who she is: nobody while several parties share the four places."""
    herself = sheet.herself
    holder = (herself.person_id or herself.organisation_id) if herself else None
    return [case.id for case in sheet.cases], holder


def proved_of(request: HttpRequest) -> tuple[UUID, str] | None:
    """Return the application and the place that were proved in this browser, None when it is too long ago."""
    kept = request.session.get(_PROVED)
    if not kept or datetime.fromisoformat(kept[2]) <= clock.now():
        return None
    return UUID(kept[0]), kept[1]


def _form(request: HttpRequest, problem: YimenError | None) -> HttpResponse:
    words = NOT_TOGETHER if isinstance(problem, NotFound) else problem.words if problem else None
    values = {"problem": words, "typed": request.POST if problem else {}, "closed": isinstance(problem, TooOften)}
    return render(request, "portal/progress.html", values, status=problem.status if problem else 200)
