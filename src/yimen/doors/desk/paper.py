"""Paper between posts at the desk: what lies here, what comes, one list. For who holds paper and who answers for it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from yimen.cases.reads.papers import paper_list_pdf
from yimen.doors.kit import paper
from yimen.doors.kit.page import page
from yimen.kernel.actor import Actor
from yimen.people.states import Post

HOLDERS = (Post.SECOND_CHECKER, Post.EXAMINER, Post.APPROVER, Post.AGENCY_HEAD, Post.HALL_MANAGER)
BASE = "/desk/paper/"


@page(posts=HOLDERS, budget=12)
def home(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what lies with the viewer and what is on its way."""
    return paper.paper_home(request, actor, BASE)


@page(posts=HOLDERS, budget=40, methods=("POST",))
def send(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Send piles to another post."""
    return paper.send(request, actor, BASE)


@page(posts=HOLDERS, budget=8)
def hand_over(request: HttpRequest, actor: Actor, hand_over_id: UUID) -> HttpResponse:
    """Show one hand-over."""
    return paper.hand_over(request, actor, BASE, hand_over_id)


@page(posts=HOLDERS, budget=24, methods=("POST",))
def act(request: HttpRequest, actor: Actor, hand_over_id: UUID, verb: str) -> HttpResponse:
    """Receive, dispute, resolve or take back."""
    return paper.act(request, actor, BASE, hand_over_id, verb)


@page(posts=HOLDERS, budget=8)
def list_pdf(request: HttpRequest, actor: Actor, hand_over_id: UUID) -> HttpResponse:  # noqa: ARG001
    """Return the list as PDF."""
    return paper.pdf(paper_list_pdf(actor, hand_over_id))
