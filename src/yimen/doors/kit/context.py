"""What every page's frame shows: who is signed in, at which window, in which language, which doors are hers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.words import Words
from yimen.people.reads import windows
from yimen.people.states import POST_WORDS, Post

HEADS = (Post.AGENCY_HEAD, Post.GOVERNMENT_HEAD)
DOORS: tuple[tuple[str, Words, frozenset[str]], ...] = (
    ("/counter/", Words("窗口", "Counter"), frozenset({Post.WINDOW_CLERK})),
    ("/desk/", Words("后台", "Desk"), frozenset({Post.SECOND_CHECKER, Post.EXAMINER, Post.APPROVER, *HEADS})),
    ("/control/", Words("大厅", "Hall"), frozenset({Post.HALL_MANAGER})),
)


@dataclass(frozen=True, slots=True)
class Door:
    """A door in the frame."""

    url: str
    name: Words
    is_here: bool


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the frame's values."""
    actor: Actor | None = getattr(request, "actor", None)
    english = request.session.get("language") == "en" if hasattr(request, "session") else False
    values: dict[str, Any] = {"actor": actor, "doors": [], "lang": "en" if english else "zh", "request": request}
    if actor is None:
        return values
    held = [words for post, words in POST_WORDS.items() if actor.holds(post)]
    return values | {
        "at_window": windows().get(actor.window) if actor.window else None,
        "posts": Words("、".join(w.zh for w in held), ", ".join(w.en.lower() for w in held)),
        "doors": [Door(url, name, request.path.startswith(url)) for url, name, posts in DOORS if _holds(actor, posts)],
        "now": clock.now(),
    }


def home_of(actor: Actor) -> str:
    """Return the address of the first door that is the actor's."""
    for url, _, posts in DOORS:
        if _holds(actor, posts):
            return url
    return "/"


def _holds(actor: Actor, posts: frozenset[str]) -> bool:
    return any(actor.holds(p) for p in posts)
