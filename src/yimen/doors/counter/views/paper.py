"""Paper between posts at the counter: what lies at the window, what comes, one list."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from yimen.cases.reads.papers import paper_list_pdf
from yimen.doors.counter.views.start import CLERK
from yimen.doors.kit import paper
from yimen.doors.kit.page import page
from yimen.kernel.actor import Actor

BASE = "/counter/paper/"


@page(posts=CLERK, budget=12)
def home(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what lies with the viewer and what is on its way."""
    return paper.paper_home(request, actor, BASE)


@page(posts=CLERK, budget=40, methods=("POST",))
def send(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Send piles to another post."""
    return paper.send(request, actor, BASE)


@page(posts=CLERK, budget=8)
def hand_over(request: HttpRequest, actor: Actor, hand_over_id: UUID) -> HttpResponse:
    """Show one hand-over."""
    return paper.hand_over(request, actor, BASE, hand_over_id)


@page(posts=CLERK, budget=24, methods=("POST",))
def act(request: HttpRequest, actor: Actor, hand_over_id: UUID, verb: str) -> HttpResponse:
    """Receive, dispute, resolve or take back."""
    return paper.act(request, actor, BASE, hand_over_id, verb)


@page(posts=CLERK, budget=8)
def list_pdf(request: HttpRequest, actor: Actor, hand_over_id: UUID) -> HttpResponse:  # noqa: ARG001
    """Return the list as PDF."""
    return paper.pdf(paper_list_pdf(actor, hand_over_id))
