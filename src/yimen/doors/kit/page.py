"""What every view declares: who may come in, which methods, and how many statements it may cost (checked by tests)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol

from axes.helpers import get_client_ip_address
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from yimen.doors.kit.answers import wrong_method
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput, NotSignedIn, Refused
from yimen.kernel.words import Words
from yimen.people.states import Post

P = ParamSpec("P")
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
_NOT_TEXT = Words(
    "填写的内容里有不能识别的字符，没有保存。请删掉重填。",
    "There is a character in it that is no text; nothing was saved. Delete it and type it again.",
)
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
            _readable(request)
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
            _readable(request)
            answer: HttpResponse = view(request, *args, **kwargs)
            return answer

        _declare(guarded, None, budget, methods)
        return guarded

    return declare


def _readable(request: HttpRequest) -> None:
    """Raise BadInput when a form or an address holds a NUL, which no text of the house can."""
    is_form = request.method == "POST" and request.content_type in _FORMS
    values = [*request.GET.items(), *(request.POST.items() if is_form else ())]
    if any("\0" in part for pair in values for part in pair if isinstance(part, str)):
        raise BadInput(_NOT_TEXT)


def _declare(view: Any, access: frozenset[Post] | None, budget: int, methods: tuple[str, ...]) -> None:
    view.access, view.budget, view.methods = access, budget, methods


def is_own_path(target: str) -> bool:
    """Return whether a target is an address of this house: it begins with one slash and holds no line break."""
    is_path = target.startswith("/") and target.isprintable() and len(target) <= 2000
    return is_path and url_has_allowed_host_and_scheme(target, allowed_hosts=None)


def number_of(text: str) -> int:
    """Return a small whole number as it was typed, 0 for anything else: the action then says what it wants."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else 0


def address_of(request: HttpRequest) -> str:
    """Return the address a request comes from, by the same rule as the sign-in's lock-out; empty when it has none."""
    return get_client_ip_address(request) or ""
