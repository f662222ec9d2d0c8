"""What every view declares: who may come in, which methods, and how many statements it may cost (checked by tests)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol

from django.http import HttpRequest, HttpResponse

from yimen.doors.kit.answers import wrong_method
from yimen.kernel.actor import Actor
from yimen.kernel.errors import NotSignedIn, Refused
from yimen.kernel.words import Words
from yimen.people.states import Post

P = ParamSpec("P")
NOT_YOUR_DOOR = Words("您的岗位不在这里办事。", "Your post does not work here.")


class Declared(Protocol):
    """A view with its declaration."""

    access: frozenset[Post] | None
    budget: int
    methods: tuple[str, ...]


def page(
    *, posts: tuple[Post, ...], budget: int, methods: tuple[str, ...] = ("GET",)
) -> Callable[
    [Callable[Concatenate[HttpRequest, Actor, P], HttpResponse]],
    Callable[Concatenate[HttpRequest, P], HttpResponse],
]:
    """Declare a view for staff who hold one of `posts`; it gets the actor as its second argument."""

    def declare(
        view: Callable[Concatenate[HttpRequest, Actor, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if request.method not in methods:
                return wrong_method(request, methods)
            actor: Actor | None = getattr(request, "actor", None)
            if actor is None:
                raise NotSignedIn
            if posts and not any(actor.holds(post) for post in posts):
                raise Refused(NOT_YOUR_DOOR)
            return view(request, actor, *args, **kwargs)

        _declare(guarded, frozenset(posts), budget, methods)
        return guarded

    return declare


def public(*, budget: int, methods: tuple[str, ...] = ("GET",)) -> Callable[[Any], Any]:
    """Declare a view that anybody may reach."""

    def declare(view: Any) -> Any:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in methods:
                return wrong_method(request, methods)
            answer: HttpResponse = view(request, *args, **kwargs)
            return answer

        _declare(guarded, None, budget, methods)
        return guarded

    return declare


def _declare(view: Any, access: frozenset[Post] | None, budget: int, methods: tuple[str, ...]) -> None:
    view.access, view.budget, view.methods = access, budget, methods
