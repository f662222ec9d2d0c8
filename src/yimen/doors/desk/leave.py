"""Leave at the desk: who is away and who stands in, announce it, end it, call it off. For everybody with a post."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yimen.doors.kit.page import page
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput, Conflict, YimenError
from yimen.kernel.words import Words
from yimen.people.actions.announce import announce
from yimen.people.actions.call_off import call_off
from yimen.people.actions.end import end
from yimen.people.reads.standing_in import absences, colleagues_of, post_words, who_may_go

_ADDRESS = "/desk/leave/"
_NO_DAY = Words("请选一天，例如 2026-03-02。", "Choose a day, such as 2026-03-02.")


@page(posts=(), budget=14, methods=("GET", "POST"))
def leave(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show who is away and who stands in; announce an absence."""
    if request.method == "GET":
        return _leave(request, actor, None)
    try:
        days = {name: _day(request, name) for name in ("from_date", "to_date")}
        announce(
            account=_number(request, "account"),
            substitute=_number(request, "substitute"),
            posts=request.POST.getlist("posts"),
            actor=actor,
            **days,
        )
    except (BadInput, Conflict) as problem:
        return _leave(request, actor, problem)
    return redirect(_ADDRESS)


@page(posts=(), budget=16, methods=("POST",))
def end_leave(request: HttpRequest, actor: Actor, absence_id: UUID) -> HttpResponse:
    """End an absence: she is back."""
    try:
        end(absence_id=absence_id, actor=actor)
    except Conflict as problem:
        return _leave(request, actor, problem)
    return redirect(_ADDRESS)


@page(posts=(), budget=16, methods=("POST",))
def call_leave_off(request: HttpRequest, actor: Actor, absence_id: UUID) -> HttpResponse:
    """Take an absence back before it begins."""
    try:
        call_off(absence_id=absence_id, actor=actor)
    except Conflict as problem:
        return _leave(request, actor, problem)
    return redirect(_ADDRESS)


def _leave(request: HttpRequest, actor: Actor, problem: YimenError | None) -> HttpResponse:
    going = who_may_go(actor)
    offices = {a.office for a in actor.appointments if a.absent is None}
    known, wrong = absences(actor), getattr(problem, "fields", {})
    own = next((c.posts for c in going if c.account == int(actor.id)), ())
    values = {
        "absences": [a for a in known if a.is_today],
        "coming": [a for a in known if not a.is_today],
        "going": going,
        "substitutes": [c for c in colleagues_of(offices) if c.account != int(actor.id) or len(going) > 1],
        "me": int(actor.id),
        "own": [post_words(code) for code in own] if len(own) > 1 else [],
        "chosen": request.POST.getlist("posts") if problem else list(own),
        "problem": problem if problem and not wrong else None,
        "wrong": wrong,
        "typed": request.POST if problem else {},
        "today": clock.today(),
    }
    return render(request, "desk/leave.html", values, status=problem.status if problem else 200)


def _number(request: HttpRequest, name: str) -> int:
    told = request.POST.get(name, "")
    return int(told) if told.isdecimal() and told.isascii() and len(told) < 10 else 0


def _day(request: HttpRequest, name: str) -> date:
    try:
        return date.fromisoformat(request.POST.get(name, "").strip())
    except ValueError:
        raise BadInput(_NO_DAY, {name: [_NO_DAY]}) from None
