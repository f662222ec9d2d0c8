"""The desk's pages and verbs.

Second check of an application, examination and approval of a case, systems in trouble.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
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
from yimen.cases.reads.custody import custody_of_sheets
from yimen.cases.reads.outcome import answers_of, answers_of_all, outcome_form
from yimen.cases.reads.papers import case_document_pdf
from yimen.cases.reads.sheets import CaseSheet, StepLine, application_sheet, case_sheet
from yimen.cases.rules.owed import Owing
from yimen.cases.states import CaseVerb
from yimen.catalogue.rules.piles import pile
from yimen.doors.desk.after_page import after_forms
from yimen.doors.desk.lists import asked_of, beside
from yimen.doors.desk.pages import (
    basis_of,
    basis_words,
    desk_step,
    groups,
    is_said_beside,
    limit_forms,
    scans_of,
    systems_at_work,
    told_of,
)
from yimen.doors.desk.proceedings_page import beside_steps
from yimen.doors.kit.page import page
from yimen.doors.kit.standing import of_application, of_case, to_check
from yimen.doors.kit.story import opinions, story
from yimen.kernel import looks
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput, Conflict, FourEyes, NotCovered, Obstacle, YimenError
from yimen.people.states import Post

CHECKER = (Post.SECOND_CHECKER,)
OFFICERS = (Post.EXAMINER, Post.APPROVER, Post.AGENCY_HEAD, Post.GOVERNMENT_HEAD)


@page(posts=CHECKER, budget=20)
def application(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """Show an application for the second check: form and pile side by side, party by party."""
    return _application(request, actor, application_id, None, 200)


@page(posts=CHECKER, budget=40, methods=("POST",))
def check_application(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """Check the application."""
    try:
        check(application_id=application_id, opinion=request.POST.get("opinion", ""), actor=actor)
    except (BadInput, Conflict) as problem:
        return _application(request, actor, application_id, problem, problem.status)
    return redirect("/desk/")


def _application(
    request: HttpRequest, actor: Actor, application_id: UUID, problem: YimenError | None, status: int
) -> HttpResponse:
    sheet = application_sheet(actor, application_id)
    looks.look(actor, sheet.filled.person_ids, purpose="核准", page=request.path)
    examined = completeness(sheet.filled)
    waiting = [(c, s) for c in sheet.cases for s in c.steps if s.verb == "check" and s.state == "open"]
    is_open = bool(waiting)
    step = waiting[0][1] if waiting else None
    can_check = is_open and "check" in sheet.allowed and step is not None and (step.is_mine or not step.claimed_by)
    found = groups(sheet.filled, answers_of_all(sheet.filled, examined.form), examined.pile)
    values = {
        "sheet": sheet,
        "base": f"/desk/case/{waiting[0][0].id}/" if waiting else "",
        "problem": None if is_said_beside(problem) else problem,
        "wrong": getattr(problem, "fields", {}),
        "typed": request.POST if problem else {},
        "beside": beside(request, actor, application_id),
        "standing": to_check() if can_check else of_application(sheet),
        "step": step,
        "groups": found,
        "scans": scans_of(found),
        "obstacles": examined.obstacles,
        "story": story(sheet.history, sheet.parties, sheet.cases, whole=True),
        "can_check": can_check,
        "is_own": is_open and "check" not in sheet.allowed,
    }
    return render(request, "desk/application.html", values, status=status)


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
    return done(request, actor, case_id, lambda: examine(case_id=case_id, opinion=opinion, actor=actor))


@page(posts=(Post.APPROVER,), budget=20, methods=("POST",))
def approve_case(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Approve the case."""
    opinion = request.POST.get("opinion", "")
    return done(request, actor, case_id, lambda: approve(case_id=case_id, opinion=opinion, actor=actor))


@page(posts=(Post.APPROVER,), budget=20, methods=("POST",))
def refuse_case(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Refuse the case with reason and basis."""
    reason = request.POST.get("reason", "")
    basis = basis_words(request.POST.get("basis_of", ""), request.POST.get("basis", ""))
    return done(request, actor, case_id, lambda: refuse(case_id=case_id, reason=reason, basis=basis, actor=actor))


@page(posts=(Post.EXAMINER, Post.APPROVER), budget=20, methods=("POST",))
def retry_step(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Try the department's system again."""
    code = request.POST.get("code", "")
    return done(request, actor, case_id, lambda: retry(case_id=case_id, code=code, actor=actor))


@page(posts=(Post.EXAMINER, Post.APPROVER), budget=20, methods=("POST",))
def take_over_step(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Take the step over from the department's system."""
    code = request.POST.get("code", "")
    return done(request, actor, case_id, lambda: take_over(case_id=case_id, code=code, actor=actor))


@page(posts=(Post.EXAMINER, Post.APPROVER), budget=24, methods=("POST",))
def decide_step(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Decide the step that was taken over."""
    values = {k: v for k, v in request.POST.items() if k != "csrfmiddlewaretoken" and isinstance(v, str)}
    return done(request, actor, case_id, lambda: decide(case_id=case_id, values=values, actor=actor))


def done(request: HttpRequest, actor: Actor, case_id: UUID, verb: Callable[[], None]) -> HttpResponse:
    """Do a verb and show the case again; what was wrong or too late stands on the case itself, with what was typed."""
    try:
        verb()
    except (BadInput, Conflict, FourEyes, NotCovered, Obstacle) as problem:
        return _case(request, actor, case_id, problem, problem.status)
    return redirect(f"/desk/case/{case_id}/{asked_of(request).query}")


def _case(request: HttpRequest, actor: Actor, case_id: UUID, problem: YimenError | None, status: int) -> HttpResponse:
    sheet = case_sheet(actor, case_id)
    looks.look(actor, sheet.filled.person_ids, purpose="审查审批", page=request.path)
    case, wrong = sheet.case, getattr(problem, "fields", {})
    step = desk_step(case)
    is_hers = step is not None and step.is_of_viewers_post and step.verb in case.allowed
    is_hers = is_hers and not (step is not None and step.verb == "approve" and sheet.has_examined)
    is_hers = is_hers and not sheet.has_decided
    is_free = step is not None and (step.is_mine or not step.claimed_by)
    troubled = [s for s in case.steps if s.state == "trouble"]
    needed = pile([case.standard.acceptance], sheet.filled.counts, sheet.filled.facts)
    found = groups(sheet.filled, answers_of(case, sheet.filled), needed)
    typed = request.POST if problem else {}
    values = _hands_of(case, step, troubled, may_do=is_hers and is_free) | {
        "sheet": sheet,
        "case": case,
        "kept": custody_of_sheets(actor, sheet.filled, [case])[case_id],
        "base": f"/desk/case/{case_id}/",
        "beside": beside(request, actor, case_id),
        "standing": of_case(case),
        "accepted_at": sheet.filled.row.accepted_at,
        "groups": found,
        "scans": scans_of(found),
        "no_sources": {},
        "problem": None if is_said_beside(problem) else problem,
        "wrong": wrong,
        "is_refusing": "reason" in wrong or "basis" in wrong,
        "is_returning": "return_reason" in wrong,
        "typed": typed,
        "deadlines": f"/desk/case/{case_id}/deadline/",
        "limit": limit_forms(actor, case, sheet.filled.row.accepted_at),
        "may": beside_steps(actor, case, sheet.department, sheet.filled.row.accepted_at),
        "can_call_off": CaseVerb.CALL_OFF in case.allowed
        and any(o.is_over for o in case.owed if o.kind == Owing.TOLERANCE),
        "came_back": step.remark if step and step.verb in ("examine", "approve") else "",
        "can_return": any(s.verb == "examine" for s in case.steps),
        "basis": basis_of(case),
        "after": after_forms(case, typed),
        "refused": next((s for s in case.steps if s.state == "refused"), None),
        "form": outcome_form(case, step.code) if step and step.verb == "decide" else [],
        "not_begun": [g for g in sheet.given if g.step.state == "waiting"],
        "opinions": opinions(sheet.history),
        "story": story(sheet.history, sheet.parties, [case]),
    }
    return render(request, "desk/case.html", values, status=status)


def _hands_of(case: CaseSheet, step: StepLine | None, troubled: Sequence[StepLine], *, may_do: bool) -> dict[str, Any]:
    """Whose the step is, and what may be done about that."""
    return {
        "step": step,
        "at_desk": step if may_do else None,
        "with_others": step if step and not may_do else None,
        "held": next((s for s in (*troubled, *([step] if step else [])) if s.claimed_by), None),
        "can_claim": may_do and step is not None and not step.is_mine,
        "in_trouble": [told_of(s, case) for s in troubled],
        "at_systems": systems_at_work(case),
        "can_reassign": "reassign" in case.allowed and (step is not None or bool(troubled)),
    }
