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
from yimen.cases.reads.lists import PAGE, work
from yimen.cases.reads.outcome import answers_of, answers_of_all, outcome_form
from yimen.cases.reads.papers import case_document_pdf, scan
from yimen.cases.reads.sheets import application_sheet, case_sheet
from yimen.catalogue.rules.piles import pile
from yimen.doors.desk.pages import groups
from yimen.doors.kit.page import page
from yimen.doors.kit.standing import of_application, of_case, to_check
from yimen.doors.kit.story import story
from yimen.kernel import looks
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput, YimenError
from yimen.people.states import Post

DESK = (Post.SECOND_CHECKER, Post.EXAMINER, Post.APPROVER)
CHECKER = (Post.SECOND_CHECKER,)
OFFICERS = (Post.EXAMINER, Post.APPROVER)


@page(posts=DESK, budget=8)
def home(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what waits at this desk, what is nearest to its limit first."""
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isdecimal() and len(asked) < 7 and int(asked) else 1
    found = work(actor, number)
    values = {
        "work": found,
        "troubled": sum(line.state == "trouble" for line in found.lines),
        "number": number,
        "pages": max(1, -(-found.count // PAGE)),
    }
    return render(request, "desk/home.html", values)


@page(posts=CHECKER, budget=20)
def application(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """Show an application for the second check: form and pile side by side, party by party."""
    sheet = application_sheet(actor, application_id)
    looks.look(actor, sheet.filled.person_ids, purpose="核准", page=request.path)
    examined = completeness(sheet.filled)
    is_open = any(c.has_open("check") for c in sheet.cases)
    can_check = is_open and "check" in sheet.allowed
    values = {
        "sheet": sheet,
        "standing": to_check() if can_check else of_application(sheet),
        "groups": groups(sheet.filled, answers_of_all(sheet.filled, examined.form), examined.pile),
        "obstacles": examined.obstacles,
        "story": story(sheet.history, sheet.parties, sheet.cases, whole=True),
        "can_check": can_check,
        "is_own": is_open and not can_check,
    }
    return render(request, "desk/application.html", values)


@page(posts=CHECKER, budget=40, methods=("POST",))
def check_application(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """Check the application."""
    check(application_id=application_id, opinion=request.POST.get("opinion", "")[:2000].strip(), actor=actor)
    return redirect("/desk/")


@page(posts=DESK, budget=8)
def scanned(request: HttpRequest, actor: Actor, application_id: UUID, digest: str) -> HttpResponse:  # noqa: ARG001
    """Return a scan of the pile."""
    content, media_type = scan(actor, application_id, digest)
    return HttpResponse(content, content_type=media_type)


@page(posts=OFFICERS, budget=20)
def case(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Show a case of the officer's department."""
    return _case(request, actor, case_id, None, 200)


@page(posts=OFFICERS, budget=8)
def case_document(request: HttpRequest, actor: Actor, case_id: UUID, kind: str) -> HttpResponse:  # noqa: ARG001
    """Return a document of the case as PDF."""
    answer = HttpResponse(case_document_pdf(actor, case_id, kind), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{kind}.pdf"'
    return answer


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
    looks.look(actor, sheet.filled.person_ids, purpose="审查审批", page=request.path)
    at_desk = next((s for s in sheet.case.steps if s.state == "open" and s.decided_by == "desk"), None)
    needed = pile([sheet.case.standard.acceptance], sheet.filled.counts, sheet.filled.facts)
    wrong = getattr(problem, "fields", {})
    values = {
        "sheet": sheet,
        "case": sheet.case,
        "base": f"/desk/case/{case_id}/",
        "standing": of_case(sheet.case),
        "accepted_at": sheet.filled.row.accepted_at,
        "groups": groups(sheet.filled, answers_of(sheet.case, sheet.filled), needed),
        "no_sources": {},
        "problem": problem,
        "wrong": wrong,
        "is_refusing": "reason" in wrong or "basis" in wrong,
        "typed": request.POST if problem else {},
        "at_desk": at_desk if at_desk and at_desk.verb in sheet.case.allowed else None,
        "with_others": at_desk if at_desk and at_desk.verb not in sheet.case.allowed else None,
        "in_trouble": [s for s in sheet.case.steps if s.state == "trouble"],
        "form": outcome_form(sheet.case, at_desk.code) if at_desk and at_desk.verb == "decide" else [],
        "story": story(sheet.history, sheet.parties, [sheet.case]),
    }
    return render(request, "desk/case.html", values, status=status)
