"""What tables decided, at the desk: why, what was drawn for a check, what applicants asked to have reviewed."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yimen.cases.actions.review import review
from yimen.cases.actions.sample_check import sample_check
from yimen.cases.reads.rechecks import disputes, open_rechecks, seeds
from yimen.cases.reads.why import why
from yimen.cases.rules.at_once import RecheckKind
from yimen.doors.desk.views import OFFICERS
from yimen.doors.kit.page import page
from yimen.kernel import looks
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput, Conflict, YimenError
from yimen.kernel.words import Words
from yimen.people.states import Post

_BACK = Words("回到这一件", "Back to the case")
_FINDINGS = {"confirmed": True, "disputed": False}
_CHOOSE = Words("请选决定对不对。", "Say whether it was right.")
PURPOSE = "查看自动决定的理由"


@page(posts=OFFICERS, budget=12)
def rechecks(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List what waits for people, what was disputed, and how the lot falls."""
    values = {"waiting": open_rechecks(actor), "disputes": disputes(actor), "seeds": seeds()}
    return render(request, "desk/rechecks.html", values)


@page(posts=OFFICERS, budget=14)
def explain_decision(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Show why a table decided as it did, and what waits for the viewer."""
    return _why(request, actor, case_id, None, "")


@page(posts=(Post.EXAMINER,), budget=24, methods=("POST",))
def sample_check_case(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Confirm or dispute a decision that was drawn."""
    return _answered(
        request,
        actor,
        case_id,
        RecheckKind.SAMPLE,
        lambda opinion, is_right: sample_check(case_id=case_id, is_confirmed=is_right, opinion=opinion, actor=actor),
    )


@page(posts=(Post.EXAMINER, Post.APPROVER), budget=24, methods=("POST",))
def review_case(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Review what a table decided, at the applicant's request."""
    return _answered(
        request,
        actor,
        case_id,
        RecheckKind.ASKED,
        lambda opinion, is_right: review(case_id=case_id, is_confirmed=is_right, opinion=opinion, actor=actor),
    )


def _answered(
    request: HttpRequest, actor: Actor, case_id: UUID, kind: RecheckKind, verb: Callable[[str, bool], None]
) -> HttpResponse:
    try:
        is_right = _FINDINGS.get(request.POST.get("finding", ""))
        if is_right is None:
            raise BadInput(_CHOOSE, {"finding": [_CHOOSE]})
        verb(request.POST.get("opinion", ""), is_right)
    except (BadInput, Conflict) as problem:
        return _why(request, actor, case_id, problem, kind)
    return redirect(f"/desk/case/{case_id}/why/")


def _why(request: HttpRequest, actor: Actor, case_id: UUID, problem: YimenError | None, kind: str) -> HttpResponse:
    sheet = why(actor, case_id)
    looks.look(actor, sheet.person_ids, purpose=PURPOSE, page=request.path)
    wrong = getattr(problem, "fields", {})
    values = {
        "w": sheet,
        "base": f"/desk/case/{case_id}/",
        "back": f"/desk/case/{case_id}/",
        "back_name": _BACK,
        "problem": None if wrong else problem,
        "wrong": wrong,
        "asked_at": kind,
        "typed": request.POST if problem else {},
    }
    return render(request, "desk/why.html", values, status=problem.status if problem else 200)
