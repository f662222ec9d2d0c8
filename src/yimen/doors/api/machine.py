"""The API itself: how an address is declared, and how what is wrong is said. `verb` and `read` are all a view uses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.parser import Parser

from yimen.doors.api.door import Declaration
from yimen.doors.kit.answers import error_answer
from yimen.kernel.errors import BadInput, NotFound, YimenError
from yimen.kernel.words import Words
from yimen.people.states import Post

DESCRIPTION = """\
The machines' door of Yimen 一门: the same verbs and reads as the screens, under the same rules.

A request bears a token (`Authorization: Bearer ym_…`), granted by the operator with `yimen accounts token new`; what
the portal gives without signing in needs none. The token has the posts of its account; a verb at a window is done at
the token's window or at the one named by `X-Window`. A POST with a token may carry an `Idempotency-Key`: asked again
under the same key, it gets the same answer, and nothing is done. `x-verbs` name what an operation may note in the
journal.
What is not yours answers like what does not exist. Every answer that shows a person is written in the access log.
"""
_WRONG = Words("提交的内容有误，见各项说明。", "What was sent is not right; see each field.")
_FIELD = Words("这一项不对：{problem}", "This is not right: {problem}")
_NO_JSON = Words("提交的内容不是 JSON 对象。", "What was sent is no JSON object.")


class _Reader(Parser):
    """Reads a body as strict JSON: UTF-8, no lone surrogates, no endless depth."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Return the object. Raises BadInput."""
        try:
            found = msgspec.json.decode(request.body or b"{}")
        except (msgspec.DecodeError, UnicodeError, RecursionError, ValueError):
            raise BadInput(_NO_JSON) from None
        if not isinstance(found, dict):
            raise BadInput(_NO_JSON)
        return found


api = NinjaAPI(
    title="Yimen 一门",
    version="1",
    description=DESCRIPTION,
    openapi_url=None,
    docs_url=None,
    parser=_Reader(),
    urls_namespace="api",
)
declarations: dict[str, Declaration] = {}
View = Callable[..., Any]


def verb(
    path: str,
    *,
    posts: tuple[Post, ...] | None,
    budget: int,
    answer: Any,
    tag: str,
    does: tuple[str, ...] = (),
    is_kept: bool = True,
) -> Callable[[View], View]:
    """Declare a verb: POST `path`, for these posts (None lets anybody, empty needs a token), in `budget` statements.

    `does` are the verbs it may note in the journal, as `kind.verb`; none for a question that is too long for an
    address.
    """
    held = None if posts is None else frozenset(posts)
    declarations[path.strip("/")] = Declaration(held, budget, "POST", does, is_kept)
    return api.post(path, response=answer, tags=[tag])


def read(
    path: str,
    *,
    posts: tuple[Post, ...] | None,
    budget: int,
    answer: Any,
    tag: str,
    extra: Mapping[str, Any] | None = None,
) -> Callable[[View], View]:
    """Declare a read: GET `path`; `posts` None lets anybody ask, empty everybody with a token."""
    held = None if posts is None else frozenset(posts)
    declarations[path.strip("/")] = Declaration(held, budget, "GET")
    return api.get(path, response=answer, tags=[tag], openapi_extra=dict(extra or {}))


def binary(*types: str) -> dict[str, Any]:
    """Return what a read adds to its description when it answers a file of one of these types."""
    content = {t: {"schema": {"type": "string", "contentMediaType": t}} for t in types}
    return {"responses": {200: {"description": "The file.", "content": content}}}


@api.exception_handler(YimenError)
def _house(request: HttpRequest, error: YimenError) -> HttpResponse:
    return error_answer(request, error)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A wrong number in the address is not found; everything else names its fields."""
    if any(told["loc"][0] == "path" for told in error.errors):
        return error_answer(request, NotFound())
    fields: dict[str, list[Words]] = {}
    for told in error.errors:
        place = [str(part) for part in told["loc"][2:] or told["loc"][1:]]
        field = _plain(".".join(place))[:120]
        fields.setdefault(field, []).append(_FIELD.fill(problem=_plain(str(told["msg"]))[:300]))
    return error_answer(request, BadInput(_WRONG, fields))


@api.exception_handler(HttpError)
def _unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    if isinstance(error.__context__, YimenError):
        return error_answer(request, error.__context__)
    return error_answer(request, BadInput(_NO_JSON))


def _plain(text: str) -> str:
    """Return text without what no JSON may carry (lone surrogates)."""
    return text.encode(errors="replace").decode()
