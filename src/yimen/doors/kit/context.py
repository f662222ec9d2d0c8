"""What every page's frame shows: who is signed in, at which window, in which language, which doors are hers."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from yimen.kernel.actor import Actor
from yimen.kernel.words import Words
from yimen.people.reads import windows
from yimen.people.states import Post

DOORS: tuple[tuple[str, Words, frozenset[str]], ...] = (
    ("/counter/", Words("窗口", "Counter"), frozenset({Post.WINDOW_CLERK})),
    ("/desk/", Words("后台", "Desk"), frozenset({Post.SECOND_CHECKER, Post.EXAMINER, Post.APPROVER})),
    ("/control/", Words("大厅", "Hall"), frozenset({Post.HALL_MANAGER})),
)


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the frame's values."""
    actor: Actor | None = getattr(request, "actor", None)
    english = request.session.get("language") == "en" if hasattr(request, "session") else False
    return {
        "actor": actor,
        "at_window": windows().get(actor.window) if actor and actor.window else None,
        "doors": [(url, name) for url, name, posts in DOORS if actor and any(actor.holds(p) for p in posts)],
        "lang": "en" if english else "zh",
    }


def home_of(actor: Actor) -> str:
    """Return the address of the first door that is the actor's."""
    for url, _, posts in DOORS:
        if any(actor.holds(p) for p in posts):
            return url
    return "/"
