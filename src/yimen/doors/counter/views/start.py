"""The clerk's first page: her window, a new application, one by receipt number, and what she did today."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yimen.cases.actions.open import open_
from yimen.cases.actions.present import present
from yimen.cases.reads.lists import own_applications, waiting_applications
from yimen.catalogue.reads import bundles
from yimen.doors.kit.page import page
from yimen.kernel.actor import Actor
from yimen.kernel.errors import NotFound, Refused
from yimen.kernel.words import Words
from yimen.people.reads import windows
from yimen.people.states import Post

CLERK = (Post.WINDOW_CLERK,)
_NOT_TOGETHER = Words(
    "受理号和证件号后四位对不上，请核对。",
    "The number and the last four places do not belong together.",
)


@page(posts=CLERK, budget=14)
def home(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what the clerk can begin and what she did today."""
    return _home(request, actor, None, 200)


@page(posts=CLERK, budget=8, methods=("POST",))
def sit(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Sit down at a window of a centre where the clerk is appointed."""
    window = windows().get(request.POST.get("window", ""))
    if window is None or not actor.holds(Post.WINDOW_CLERK, window.centre.code):
        raise Refused(Words("您没有在这个大厅任职。", "You hold no post in this hall."))
    request.session["window"] = window.code
    return redirect("/counter/")


@page(posts=CLERK, budget=14, methods=("POST",))
def open_application(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Open a draft."""
    return redirect(f"/counter/draft/{open_(bundle=request.POST.get('bundle', ''), actor=actor)}/")


@page(posts=CLERK, budget=20, methods=("POST",))
def present_application(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Open an application by its receipt number and four places of a party's document number."""
    try:
        found = present(
            receipt_no=request.POST.get("receipt_no", "")[:40],
            last_four=request.POST.get("last_four", "")[:4],
            actor=actor,
        )
    except NotFound:
        return _home(request, actor, _NOT_TOGETHER, 404)
    return redirect(f"/counter/application/{found}/")


def _home(request: HttpRequest, actor: Actor, problem: Words | None, status: int) -> HttpResponse:
    values = {
        "windows": [w for w in windows().values() if actor.holds(Post.WINDOW_CLERK, w.centre.code)],
        # What joins several matters stands first: F2 begins it.
        "bundles": sorted(bundles().values(), key=lambda b: -len(b.text.matters)),
        "applications": own_applications(actor),
        "waiting": waiting_applications(actor),
        "problem": problem,
        "typed": request.POST if problem else {},
    }
    return render(request, "counter/home.html", values, status=status)
