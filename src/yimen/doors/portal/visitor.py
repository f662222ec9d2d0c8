"""Who comes to the portal without signing in, from where, and in which size she reads."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from yimen.doors.kit.page import public
from yimen.kernel import clock
from yimen.kernel.actor import Actor, ActorKind

ANYBODY = Actor(ActorKind.CITIZEN, "portal", "本人（网上）")
ELDER = "elder"
A_YEAR = 365 * 24 * 60 * 60


def citizens(*, budget: int, methods: tuple[str, ...] = ("GET",)) -> Callable[[Any], Any]:
    """Declare a page of the portal: anybody may reach it, in office time, and no browser or proxy keeps it."""

    def declare(view: Any) -> Any:
        @public(budget=budget, methods=methods)
        @wraps(view)
        def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            with clock.office_time():
                answer: HttpResponse = view(request, *args, **kwargs)
            answer["Cache-Control"] = "no-store"
            return answer

        # The declaration stands on the outermost function.
        return shown

    return declare


def for_its_reader_alone(answer: HttpResponse) -> HttpResponse:
    """Keep a page whose address is a token to whoever holds it: no cache, no search engine, no other site has it."""
    answer["Cache-Control"] = "no-store"
    answer["Referrer-Policy"] = "same-origin"  # a token never goes elsewhere; none at all would stop our own form
    answer["X-Robots-Tag"] = "noindex"
    return answer
