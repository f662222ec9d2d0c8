"""Several cases with one opinion, chosen in a list: each is done by itself and has its own line."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yimen.cases.actions.several import decide_several
from yimen.doors.desk.lists import DESK, asked_of
from yimen.doors.kit.page import page
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput, NotFound

_MOST_STATEMENTS = 1000
"""Some twenty for each of fifty."""


@page(posts=DESK, budget=_MOST_STATEMENTS, methods=("POST",))
def decide_chosen(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Examine, check or approve what was chosen, and say of each what became of it."""
    try:
        chosen = [UUID(told) for told in request.POST.getlist("case")]
    except ValueError:
        raise NotFound from None
    problem, outcomes = None, []
    try:
        outcomes = decide_several(case_ids=chosen, opinion=request.POST.get("opinion", ""), actor=actor)
    except BadInput as told:
        problem = told
    values = {
        "outcomes": outcomes,
        "done": sum(o.is_done for o in outcomes),
        "problem": problem,
        "chosen": chosen,
        "typed": request.POST,
        "query": asked_of(request).query,
    }
    return render(request, "desk/several.html", values, status=problem.status if problem else 200)
