"""The hall manager's pages: what is in work in her hall, and the office clock of a demo."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yimen.cases.reads.lists import hall, hall_counts
from yimen.cases.states import APPLICATION_STATE_WORDS
from yimen.doors.kit.page import page
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput
from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE
from yimen.people.states import Post

MANAGER = (Post.HALL_MANAGER,)


@page(posts=MANAGER, budget=10)
def home(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the hall: how many applications in which state, the newest ones, office time."""
    counts = [(APPLICATION_STATE_WORDS[state], n) for state, n in hall_counts(actor).items()]
    now = clock.now()
    values = {
        "counts": counts,
        "applications": hall(actor),
        "now": now,
        "now_local": f"{now.astimezone(OFFICE_ZONE):%Y-%m-%dT%H:%M}",
    }
    return render(request, "control/home.html", values)


@page(posts=MANAGER, budget=8, methods=("POST",))
def set_clock(request: HttpRequest, actor: Actor) -> HttpResponse:  # noqa: ARG001
    """Move the office clock of a demo forward; a production database refuses."""
    text = request.POST.get("to", "")
    try:
        to = datetime.fromisoformat(text).replace(tzinfo=OFFICE_ZONE)
    except ValueError:
        raise BadInput(
            Words("请写成 2026-03-20T09:00 这样的时间。", "Write a time such as 2026-03-20T09:00.")
        ) from None
    clock.set_forward(to)
    return redirect("/control/")
