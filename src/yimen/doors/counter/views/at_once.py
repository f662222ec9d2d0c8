"""Cases that are decided while the person waits: granted at the window, left to the department, asked for a person."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yimen.cases.actions.ask_for_person import ask_for_person
from yimen.cases.actions.grant import grant
from yimen.cases.actions.leave_to_person import leave_to_person
from yimen.cases.reads.why import why
from yimen.doors.counter.views.application import application_page
from yimen.doors.counter.views.start import CLERK
from yimen.doors.kit.page import page
from yimen.kernel import looks
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput, Conflict
from yimen.kernel.words import Words

_BACK = Words("回到这份申请", "Back to the application")
PURPOSE = "查看自动决定的理由"


@page(posts=CLERK, budget=40, methods=("POST",))
def grant_case(request: HttpRequest, actor: Actor, application_id: UUID, case_id: UUID) -> HttpResponse:
    """Grant the case while the person waits."""
    opinion = request.POST.get("opinion", "")
    return _done(request, actor, application_id, lambda: grant(case_id=case_id, opinion=opinion, actor=actor))


@page(posts=CLERK, budget=40, methods=("POST",))
def leave_case_to_person(request: HttpRequest, actor: Actor, application_id: UUID, case_id: UUID) -> HttpResponse:
    """Leave the case to its department's desk."""
    reason = request.POST.get("reason", "")
    return _done(request, actor, application_id, lambda: leave_to_person(case_id=case_id, reason=reason, actor=actor))


@page(posts=CLERK, budget=40, methods=("POST",))
def ask_for_a_person(request: HttpRequest, actor: Actor, application_id: UUID, case_id: UUID) -> HttpResponse:
    """Take the applicant's request that a person decides, or reviews what a table decided."""
    words = request.POST.get("words", "")
    return _done(request, actor, application_id, lambda: ask_for_person(case_id=case_id, words=words, actor=actor))


@page(posts=CLERK, budget=14)
def explain_decision(request: HttpRequest, actor: Actor, application_id: UUID, case_id: UUID) -> HttpResponse:
    """Show why a table decided as it did: the clerk reads it to the applicant."""
    sheet = why(actor, case_id)
    looks.look(actor, sheet.person_ids, purpose=PURPOSE, page=request.path)
    values = {"w": sheet, "back": f"/counter/application/{application_id}/", "back_name": _BACK}
    return render(request, "kit/why_page.html", values)


def _done(request: HttpRequest, actor: Actor, application_id: UUID, verb: Callable[[], object]) -> HttpResponse:
    try:
        verb()
    except (BadInput, Conflict) as problem:
        return application_page(request, actor, application_id, problem)
    return redirect(f"/counter/application/{application_id}/")
