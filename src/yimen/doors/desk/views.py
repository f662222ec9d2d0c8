"""The desk's pages and verbs.

Second check of an application, examination and approval of a case, systems in trouble.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yimen.cases.actions.approve import approve
from yimen.cases.actions.check import check
from yimen.cases.actions.decide import decide
from yimen.cases.actions.examine import examine
from yimen.cases.actions.refuse import refuse
from yimen.cases.actions.retry import retry
from yimen.cases.actions.take_over import take_over
from yimen.cases.reads.completeness import completeness
from yimen.cases.reads.lists import work
from yimen.cases.reads.outcome import answers_of, answers_of_all, outcome_form
from yimen.cases.reads.sheets import application_sheet, case_sheet
from yimen.doors.kit.page import page
from yimen.kernel import looks
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput, YimenError
from yimen.kernel.journal import Audience
from yimen.people.states import Post

DESK = (Post.SECOND_CHECKER, Post.EXAMINER, Post.APPROVER)
CHECKER = (Post.SECOND_CHECKER,)
OFFICERS = (Post.EXAMINER, Post.APPROVER)


@page(posts=DESK, budget=8)
def home(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what waits at this desk."""
    number = request.GET.get("page", "1")
    return render(
        request,
        "desk/home.html",
        {"work": work(actor, int(number) if number.isdigit() and number != "0" else 1)},
    )


@page(posts=CHECKER, budget=20)
def application(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """Show an application for the second check: form and pile."""
    sheet = application_sheet(actor, application_id)
    people = [p.person_id for p in sheet.parties if p.person_id]
    looks.look(actor, people, purpose="核准", page=request.path)
    examined = completeness(sheet.filled)
    values = {
        "sheet": sheet,
        "answers": answers_of_all(sheet.filled, examined.form),
        "pile": [(n, sheet.filled.given.get(n.key)) for n in examined.pile],
        "names": {p.place: p.name for p in sheet.parties},
        "history": [(r.at, r.sentence(Audience.CLERK)) for r in sheet.history],
        "can_check": "check" in sheet.allowed and any(c.has_open("check") for c in sheet.cases),
    }
    return render(request, "desk/application.html", values)


@page(posts=CHECKER, budget=40, methods=("POST",))
def check_application(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """Check the application."""
    check(application_id=application_id, opinion=request.POST.get("opinion", "")[:2000].strip(), actor=actor)
    return redirect("/desk/")


@page(posts=OFFICERS, budget=20)
def case(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Show a case of the officer's department."""
    return _case(request, actor, case_id, None, 200)


@page(posts=(Post.EXAMINER,), budget=20, methods=("POST",))
def examine_case(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Examine the case."""
    opinion = request.POST.get("opinion", "")
    return _done(request, actor, case_id, lambda: examine(case_id=case_id, opinion=opinion, actor=actor))


@page(posts=(Post.APPROVER,), budget=20, methods=("POST",))
def approve_case(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Approve the case."""
    opinion = request.POST.get("opinion", "")[:2000].strip()
    return _done(request, actor, case_id, lambda: approve(case_id=case_id, opinion=opinion, actor=actor))


@page(posts=(Post.APPROVER,), budget=20, methods=("POST",))
def refuse_case(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Refuse the case with reason and basis."""
    reason, basis = request.POST.get("reason", ""), request.POST.get("basis", "")
    return _done(request, actor, case_id, lambda: refuse(case_id=case_id, reason=reason, basis=basis, actor=actor))


@page(posts=OFFICERS, budget=20, methods=("POST",))
def retry_step(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Try the department's system again."""
    code = request.POST.get("code", "")
    return _done(request, actor, case_id, lambda: retry(case_id=case_id, code=code, actor=actor))


@page(posts=OFFICERS, budget=20, methods=("POST",))
def take_over_step(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Take the step over from the department's system."""
    code = request.POST.get("code", "")
    return _done(request, actor, case_id, lambda: take_over(case_id=case_id, code=code, actor=actor))


@page(posts=OFFICERS, budget=24, methods=("POST",))
def decide_step(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Decide the step that was taken over."""
    values = {k: v for k, v in request.POST.items() if k != "csrfmiddlewaretoken" and isinstance(v, str)}
    return _done(request, actor, case_id, lambda: decide(case_id=case_id, values=values, actor=actor))


def _done(request: HttpRequest, actor: Actor, case_id: UUID, verb: Callable[[], None]) -> HttpResponse:
    try:
        verb()
    except BadInput as problem:
        return _case(request, actor, case_id, problem, problem.status)
    return redirect(f"/desk/case/{case_id}/")


def _case(request: HttpRequest, actor: Actor, case_id: UUID, problem: YimenError | None, status: int) -> HttpResponse:
    sheet = case_sheet(actor, case_id)
    looks.look(actor, [p.person_id for p in sheet.parties if p.person_id], purpose="审查审批", page=request.path)
    at_desk = next((s for s in sheet.case.steps if s.state == "open" and s.decided_by == "desk"), None)
    values = {
        "sheet": sheet,
        "case": sheet.case,
        "one": [sheet.case],
        "no_sources": {},
        "problem": problem,
        "wrong": getattr(problem, "fields", {}),
        "typed": request.POST if problem else {},
        "at_desk": at_desk,
        "in_trouble": [s for s in sheet.case.steps if s.state == "trouble"],
        "form": outcome_form(sheet.case, at_desk.code) if at_desk and at_desk.verb == "decide" else [],
        "history": [(r.at, r.sentence(Audience.CLERK)) for r in sheet.history],
        "answers": answers_of(sheet.case, sheet.filled),
    }
    return render(request, "desk/case.html", values, status=status)
