"""Turns a session into an actor, and every error of the house into its sentence. Decides nothing about cases."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.http import HttpRequest, HttpResponse

from yimen.accounts.reads import is_session_good
from yimen.doors.kit.answers import error_answer
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.errors import YimenError
from yimen.kernel.words import speaking
from yimen.kernel.workdays import OFFICE_ZONE
from yimen.people.reads import signed_in

log = logging.getLogger(__name__)
Next = Callable[[HttpRequest], HttpResponse]


class DoorRequest(HttpRequest):
    """A request with the actor who makes it, None when nobody is signed in."""

    actor: Actor | None


class ActorMiddleware:
    """Reads the session's account with its posts in one statement; holds language and office time for the request."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: DoorRequest) -> HttpResponse:
        account = request.session.get(SESSION_KEY)
        found = signed_in(int(account), request.session.get("window")) if account else None
        if found and not is_session_good(found.password, request.session.get(HASH_SESSION_KEY, "")):
            found = None
        request.actor = found.actor if found else None
        with speaking("en" if request.session.get("language") == "en" else "zh"):
            if found is None:
                return self.get_response(request)
            with clock.office_time(found.clock_offset):
                answer = self.get_response(request)
                answer["X-Office-Time"] = clock.now().astimezone(OFFICE_ZONE).isoformat(timespec="seconds")
                return answer


class PolicyMiddleware:
    """Keeps cameras, microphones and places from every page but the one that asked for its camera."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: DoorRequest) -> HttpResponse:
        answer = self.get_response(request)
        answer.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        return answer


class SentenceMiddleware:
    """Gives an error of the house its page: status, sentence, and what to do next."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: DoorRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: DoorRequest, error: Exception) -> HttpResponse | None:
        """Answer an error of the tree; anything else is a fault of the program and goes on."""
        if isinstance(error, YimenError):
            return error_answer(request, error)
        log.error("unexpected: %s %s", request.method, request.path, exc_info=error)
        return None
