"""The limit of a case at the desk: let it stand still, let it run again, extend it, read how its date comes about."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yimen.cases.actions.extend import extend
from yimen.cases.actions.pause import pause
from yimen.cases.actions.resume import resume
from yimen.cases.reads.deadline import deadline
from yimen.doors.desk.lists import asked_of
from yimen.doors.desk.views import OFFICERS, done
from yimen.doors.kit.page import page
from yimen.kernel.actor import Actor
from yimen.kernel.words import Words
from yimen.people.states import Post

_DECIDERS = (Post.EXAMINER, Post.APPROVER)
_BACK = Words("回到这一件", "Back to the case")


@page(posts=OFFICERS, budget=12)
def explain(request: HttpRequest, actor: Actor, case_id: UUID, which: str) -> HttpResponse:
    """Show how the date of a limit comes about, line by line."""
    values = {
        "d": deadline(actor, case_id, which),
        "back": f"/desk/case/{case_id}/{asked_of(request).query}",
        "back_name": _BACK,
    }
    return render(request, "kit/deadline_page.html", values)


@page(posts=_DECIDERS, budget=28, methods=("POST",))
def pause_case(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Let the limit stand still."""
    days = request.POST.get("needed_days", "").strip()
    needed = int(days) if days.isdecimal() and len(days) < 5 else 0
    reason, ground = request.POST.get("pause_reason", ""), request.POST.get("ground", "")
    return done(
        request,
        actor,
        case_id,
        lambda: pause(case_id=case_id, reason=reason, needed_days=needed, ground=ground, actor=actor),
    )


@page(posts=_DECIDERS, budget=24, methods=("POST",))
def resume_case(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Let the limit run again."""
    finding = request.POST.get("finding", "")
    return done(request, actor, case_id, lambda: resume(case_id=case_id, finding=finding, actor=actor))


@page(posts=(Post.AGENCY_HEAD, Post.GOVERNMENT_HEAD), budget=28, methods=("POST",))
def extend_case(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Extend the limit once."""
    ground = request.POST.get("ground", "")
    return done(request, actor, case_id, lambda: extend(case_id=case_id, ground=ground, actor=actor))
