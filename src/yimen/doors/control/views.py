"""The hall manager's pages: what is in work in her hall, and the office clock of a demo."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yimen.cases.reads.lists import hall, hall_counts
from yimen.cases.states import APPLICATION_STATE_WORDS
from yimen.custody.reads import hand_over_counts
from yimen.doors.kit.page import page
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.calendar import work_calendar
from yimen.kernel.errors import BadInput
from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE, add_working_days
from yimen.people.states import Post

MANAGER = (Post.HALL_MANAGER,)
OPENING = time(9, 0)
_JUMPS = (
    (1, Words("下一个工作日 9:00", "Next working day, 9:00")),
    (5, Words("5 个工作日后", "5 working days on")),
    (20, Words("20 个工作日后", "20 working days on")),
)
_A_TIME = Words("请写成 2026-03-20T09:00 这样的时间。", "Write a time such as 2026-03-20T09:00.")


@page(posts=MANAGER, budget=10)
def home(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the hall: how many applications in which state, those of the state asked for, office time."""
    return _home(request, actor, None, 200)


@page(posts=MANAGER, budget=18, methods=("POST",))
def set_clock(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Move the office clock of a demo forward; a production database refuses."""
    try:
        to = datetime.fromisoformat(request.POST.get("to", "")).replace(tzinfo=OFFICE_ZONE)
    except ValueError:
        problem = BadInput(_A_TIME)
        return _home(request, actor, problem, problem.status)
    clock.set_forward(to)
    return redirect("/control/")


def _home(request: HttpRequest, actor: Actor, problem: BadInput | None, status: int) -> HttpResponse:
    counts = hall_counts(actor)
    asked = request.GET.get("state", "")
    state = asked if asked in counts else ""
    now = clock.now()
    today = now.astimezone(OFFICE_ZONE).date()
    jumps = [(add_working_days(today, days, work_calendar()), words) for days, words in _JUMPS]
    values = {
        "counts": [(code, APPLICATION_STATE_WORDS[code], n) for code, n in counts.items()],
        "all": sum(counts.values()),
        "state": state,
        "state_words": APPLICATION_STATE_WORDS.get(state, ""),
        "applications": hall(actor, state=state),
        "now_local": f"{now.astimezone(OFFICE_ZONE):%Y-%m-%dT%H:%M}",
        "is_demo": abs(now - clock.machine_now()) > timedelta(seconds=1),
        "jumps": [(f"{datetime.combine(day, OPENING):%Y-%m-%dT%H:%M}", words) for day, words in jumps],
        "late_papers": hand_over_counts(actor)["late"],
        "problem": problem,
        "typed": request.POST.get("to", ""),
    }
    return render(request, "control/home.html", values, status=status)
