"""What 行政许可法 adds at the licence desk: prior notice, hearing, revocation, recall, renewal, and papers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yimen.doors.desk.licences import OFFICERS, done
from yimen.doors.kit.page import page
from yimen.kernel import looks
from yimen.kernel.actor import Actor
from yimen.licences.actions.ask_renewal import ask_renewal
from yimen.licences.actions.deny_renewal import deny_renewal
from yimen.licences.actions.desist import desist
from yimen.licences.actions.forewarn import forewarn
from yimen.licences.actions.hear import hear
from yimen.licences.actions.prolong import prolong
from yimen.licences.actions.recall import recall
from yimen.licences.actions.revoke import revoke
from yimen.licences.reads.proceedings import due_to_expire, forewarned, paper_pdf, to_deregister
from yimen.people.states import Post

_EXAMINER, _APPROVER = (Post.EXAMINER,), (Post.APPROVER,)
_POST = ("POST",)
_LONGEST = 2001
"""One more than a verb takes, so that it can say that it is too long."""


@page(posts=OFFICERS, budget=10)
def due(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List what ends when: validity, hearings that run, licences to be deregistered."""
    values = {"due": due_to_expire(actor), "warned": forewarned(actor), "lapsed": to_deregister(actor)}
    return render(request, "desk/licences_due.html", values)


@page(posts=OFFICERS, budget=12)
def paper(request: HttpRequest, actor: Actor, licence_id: UUID, paper_id: UUID) -> HttpResponse:
    """Return a paper about a licence, for print."""
    content, holders = paper_pdf(actor, licence_id, paper_id)
    looks.look(actor, holders, purpose="打印许可文书", page=request.path)
    return HttpResponse(content, content_type="application/pdf")


@page(posts=_EXAMINER, budget=32, methods=_POST)
def forewarn_holder(request: HttpRequest, actor: Actor, licence_id: UUID) -> HttpResponse:
    """Tell the holder of an intended revocation or recall."""
    told = request.POST.get("answer_days", "").strip()
    days = int(told) if told.isdecimal() and len(told) < 4 else 0
    given = _typed(request, "verb", "ground", "law", "reason", "compensation")
    return _do(request, actor, licence_id, forewarn, answer_days=days, **given)


@page(posts=_EXAMINER, budget=24, methods=_POST)
def hear_holder(request: HttpRequest, actor: Actor, licence_id: UUID) -> HttpResponse:
    """Put on record what the holder states."""
    return _do(request, actor, licence_id, hear, **_typed(request, "stated"))


@page(posts=_APPROVER, budget=32, methods=_POST)
def revoke_licence(request: HttpRequest, actor: Actor, licence_id: UUID) -> HttpResponse:
    """Revoke the licence."""
    is_harmless = request.POST.get("is_harmless") == "yes"
    return _do(request, actor, licence_id, revoke, is_harmless=is_harmless, **_typed(request, "opinion"))


@page(posts=_APPROVER, budget=32, methods=_POST)
def recall_licence(request: HttpRequest, actor: Actor, licence_id: UUID) -> HttpResponse:
    """Recall the licence."""
    return _do(request, actor, licence_id, recall, **_typed(request, "interest", "opinion"))


@page(posts=_APPROVER, budget=32, methods=_POST)
def desist_from_ending(request: HttpRequest, actor: Actor, licence_id: UUID) -> HttpResponse:
    """Keep the licence."""
    return _do(request, actor, licence_id, desist, **_typed(request, "because", "reason"))


@page(posts=_EXAMINER, budget=28, methods=_POST)
def record_renewal(request: HttpRequest, actor: Actor, licence_id: UUID) -> HttpResponse:
    """Record the holder's application for a longer validity."""
    reason = request.POST.get("renewal_reason", "")[:_LONGEST]
    return _do(request, actor, licence_id, ask_renewal, reason=reason)


@page(posts=_APPROVER, budget=36, methods=_POST)
def prolong_licence(request: HttpRequest, actor: Actor, licence_id: UUID) -> HttpResponse:
    """Grant a longer validity."""
    return done(request, actor, licence_id, lambda: prolong(licence_id=licence_id, actor=actor))


@page(posts=_APPROVER, budget=28, methods=_POST)
def deny_longer_validity(request: HttpRequest, actor: Actor, licence_id: UUID) -> HttpResponse:
    """Deny a longer validity."""
    given = _typed(request, "reason", "basis")
    return _do(request, actor, licence_id, deny_renewal, **given)


def _do(request: HttpRequest, actor: Actor, licence_id: UUID, act: Callable[..., object], **given: Any) -> HttpResponse:
    def once() -> None:
        act(licence_id=licence_id, actor=actor, **given)

    return done(request, actor, licence_id, once)


def _typed(request: HttpRequest, *names: str) -> dict[str, str]:
    return {name: request.POST.get(name, "")[:_LONGEST] for name in names}
