"""Several at once at the window: accept what a firm has corrected, hand out the results it collects."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yimen.cases.actions.several import Handed, Outcome, accept_several, hand_out_several
from yimen.cases.reads.at_window import at_window
from yimen.doors.counter.views.start import CLERK
from yimen.doors.kit.page import page
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput, NotFound


@page(posts=CLERK, budget=10)
def several(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what waits at this window: corrected applications and results, of one firm or of everybody."""
    return _several(request, actor, [], None)


@page(posts=CLERK, budget=2500, methods=("POST",))
def accept_chosen(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Accept the applications chosen."""
    chosen = _ids(request.POST.getlist("application"))
    return _done(request, actor, lambda: accept_several(application_ids=chosen, actor=actor))


@page(posts=CLERK, budget=2000, methods=("POST",))
def hand_chosen_out(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Hand out the certificates chosen, each to the party named beside it."""
    ids = [_ids(told.split(":", 1)) for told in request.POST.getlist("result")]
    if any(len(pair) != 2 for pair in ids):
        raise NotFound
    results = [Handed(a, c, request.POST.get(f"receiver-{c}", "")) for a, c in ids]
    return _done(request, actor, lambda: hand_out_several(results=results, actor=actor))


def _done(request: HttpRequest, actor: Actor, do: Callable[[], list[Outcome]]) -> HttpResponse:
    try:
        return _several(request, actor, do(), None)
    except BadInput as problem:
        return _several(request, actor, [], problem)


def _several(request: HttpRequest, actor: Actor, outcomes: Sequence[Outcome], problem: BadInput | None) -> HttpResponse:
    asked = request.GET.get("q", "").strip()[:60]
    values = {"waiting": at_window(actor, asked), "search": asked, "outcomes": outcomes, "problem": problem}
    return render(request, "counter/several.html", values, status=problem.status if problem else 200)


def _ids(told: Sequence[str]) -> list[UUID]:
    try:
        return [UUID(text) for text in told]
    except ValueError:
        raise NotFound from None
