"""Into whose hands a case comes: claim, put back, reassign, return."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yimen.cases.actions.claim import claim
from yimen.cases.actions.put_back import put_back
from yimen.cases.actions.reassign import reassign
from yimen.cases.actions.return_ import return_
from yimen.cases.reads.hands import in_whose_hands
from yimen.doors.desk.lists import DESK, asked_of
from yimen.doors.desk.views import done
from yimen.doors.kit.page import page
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput, Conflict, NotFound
from yimen.people.states import Post

MANAGERS = (Post.APPROVER, Post.HALL_MANAGER)


@page(posts=DESK, budget=20, methods=("POST",))
def claim_case(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Claim the step that waits, and open the case."""
    return _in_hand(request, actor, case_id, lambda: claim(case_id=case_id, actor=actor))


@page(posts=DESK, budget=20, methods=("POST",))
def put_back_case(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Put the claimed step back."""
    return _in_hand(request, actor, case_id, lambda: put_back(case_id=case_id, actor=actor))


@page(posts=(Post.APPROVER,), budget=20, methods=("POST",))
def return_case(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Return the case to its examiner."""
    reason = request.POST.get("return_reason", "")
    return done(request, actor, case_id, lambda: return_(case_id=case_id, reason=reason, actor=actor))


@page(posts=MANAGERS, budget=16, methods=("GET", "POST"))
def reassign_case(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Show who has the step and who could; give it to one of them."""
    problem: BadInput | Conflict | None = None
    if request.method == "POST":
        to = request.POST.get("to", "")
        number = int(to) if to.isdecimal() and len(to) < 10 else 0
        try:
            reassign(case_id=case_id, to=number, reason=request.POST.get("reason", ""), actor=actor)
        except (BadInput, Conflict) as told:
            problem = told
        else:
            return redirect(f"/desk/{asked_of(request).query}")
    wrong = getattr(problem, "fields", {})
    if isinstance(problem, Conflict) and "field" in problem.facts:
        wrong = {str(problem.facts["field"]): (problem.words,)}
    values = {
        "hands": in_whose_hands(actor, case_id),
        "problem": problem if problem and not wrong else None,
        "wrong": wrong,
        "typed": request.POST if problem else {},
        "query": asked_of(request).query,
    }
    return render(request, "desk/reassign.html", values, status=problem.status if problem else 200)


def _in_hand(request: HttpRequest, actor: Actor, case_id: UUID, verb: Callable[[], None]) -> HttpResponse:
    application = request.POST.get("application", "")
    if not application:
        return done(request, actor, case_id, verb)
    try:
        back = UUID(application)
    except ValueError:
        raise NotFound from None
    verb()
    return redirect(f"/desk/application/{back}/{asked_of(request).query}")
