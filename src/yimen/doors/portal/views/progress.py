"""Progress by receipt number and four places; what was proved lasts a quarter of an hour in this browser."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yimen.cases.access import proved_party
from yimen.cases.actions.inquire import inquire
from yimen.cases.actions.object import object_
from yimen.cases.reads.progress import deadline_of, intake_deadline_of, progress
from yimen.doors.kit.page import address_of
from yimen.doors.portal import progress_page
from yimen.doors.portal.visitor import ANYBODY, citizens
from yimen.kernel import clock, looks
from yimen.kernel.errors import BadInput, NotFound, TooOften, YimenError
from yimen.kernel.words import Words

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


@citizens(budget=20)
def mine(request: HttpRequest) -> HttpResponse:
    """Show where the application stands that was proved; without proof, ask for it."""
    found = proved(request)
    if found is None:
        return redirect("/portal/progress/")
    sheet = progress(*found)
    if sheet.herself and sheet.herself.person_id:
        looks.look(ANYBODY, [sheet.herself.person_id], purpose=PURPOSE, page=request.path)
    return render(request, "portal/mine.html", progress_page.page(sheet))


@citizens(budget=40, methods=("POST",))
def object_to(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Object to a promise found untrue; it is checked again."""
    found = proved(request)
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
    found = proved(request)
    if found is None:
        return redirect("/portal/progress/")
    return render(request, "portal/deadline.html", {"d": deadline_of(found[0], case_id, which)})


@citizens(budget=12)
def explain_intake(request: HttpRequest, which: str) -> HttpResponse:
    """Show how the date of a limit before acceptance comes about."""
    found = proved(request)
    if found is None:
        return redirect("/portal/progress/")
    return render(request, "portal/deadline.html", {"d": intake_deadline_of(found[0], which)})


@citizens(budget=6, methods=("POST",))
def leave(request: HttpRequest) -> HttpResponse:
    """Forget what was proved: on a machine that others use."""
    request.session.pop(_PROVED, None)
    return redirect("/portal/progress/")


def proved(request: HttpRequest) -> tuple[UUID, str] | None:
    """Return the application and the place that were proved in this browser, None when it is too long ago."""
    kept = request.session.get(_PROVED)
    if not kept or datetime.fromisoformat(kept[2]) <= clock.now():
        return None
    return UUID(kept[0]), kept[1]


def _form(request: HttpRequest, problem: YimenError | None) -> HttpResponse:
    words = NOT_TOGETHER if isinstance(problem, NotFound) else problem.words if problem else None
    values = {"problem": words, "typed": request.POST if problem else {}, "closed": isinstance(problem, TooOften)}
    return render(request, "portal/progress.html", values, status=problem.status if problem else 200)
