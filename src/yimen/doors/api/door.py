"""How a machine comes in: its bearer token, its window, how often, and that asking again does nothing again.

What the portal shows without signing in needs no token here either: it is asked as anybody.

Decides nothing about cases. A cookie opens nothing here, so that no page of another site can ask in somebody's name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from yimen.accounts.actions.answer_once import claim, keep_answer, release
from yimen.accounts.actions.note_use import note_use
from yimen.accounts.reads import Bearer, bearer
from yimen.doors.api.pace import Pace
from yimen.doors.kit.answers import wrong_method
from yimen.doors.kit.page import NOT_YOUR_DOOR, address_of
from yimen.kernel import clock
from yimen.kernel.actor import Actor, ActorKind
from yimen.kernel.errors import BadInput, NotSignedIn, Refused, TooLarge, TooOften, WrongMedia
from yimen.kernel.words import Words
from yimen.people.reads import SignedIn, signed_in, windows
from yimen.people.states import Post

JSON = "application/json"
ANYBODY = Actor(ActorKind.CITIZEN, "anybody", "本人（接口）")
_TOO_OFTEN = Words("请求太频繁，请稍等再试。", "Too many requests. Wait a moment and try again.")
_TOO_LARGE = Words("一次最多交 {mb} MB，请分几次交。", "At most {mb} MB in one go. Send it in parts.")
_NOT_JSON = Words("请用 application/json 提交。", "Send it as application/json.")
_ODD_KEY = Words(
    "Idempotency-Key 应为1至80个可见的 ASCII 字符。", "An Idempotency-Key is 1 to 80 visible ASCII characters."
)
_NOT_KEPT = Words(
    "这个答复含完整证件号码，不保存，不能带 Idempotency-Key。",
    "The answer holds a full document number and is not kept: ask without an Idempotency-Key.",
)
_NO_WINDOW = Words("您没有在这个窗口任职。", "You hold no post at this window.")
_VISIBLE = re.compile(r"[\x21-\x7e]{1,80}")

_asked = Pace(settings.API_RATE, 2 * settings.API_RATE)
_wrong_tokens = Pace(1.0, 60.0)


class MachineRequest(HttpRequest):
    """A request with the actor whose token it bears."""

    actor: Actor


@dataclass(frozen=True, slots=True)
class Declaration:
    """What an address declares, like a page: posts (None for anybody), statements, method.

    `does` are the verbs it may note in the journal, as `kind.verb`; an answer that is not kept takes no key.
    """

    posts: frozenset[Post] | None
    budget: int
    method: str
    does: tuple[str, ...] = ()
    is_kept: bool = True


def guarded(view: Callable[..., HttpResponse], declared: Declaration) -> Callable[..., HttpResponse]:
    """Return the view behind the door, with its declaration for the tests of the house."""

    @wraps(view)
    def door(request: MachineRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != declared.method:
            return wrong_method(request, (declared.method,))
        if declared.posts is None:
            return _as_anybody(request, lambda: view(request, *args, **kwargs))
        held, found = _come_in(request)
        request.actor = found.actor
        if declared.posts and not any(found.actor.holds(post) for post in declared.posts):
            raise Refused(NOT_YOUR_DOOR)
        if request.method == "POST":
            _readable(request)
        with clock.office_time(found.clock_offset):
            return _once(request, held, declared, lambda: view(request, *args, **kwargs))

    door.access, door.budget, door.methods = declared.posts, declared.budget, (declared.method,)  # type: ignore[attr-defined]
    door.csrf_exempt = True  # type: ignore[attr-defined]  # no cookie is read here
    return door


def _as_anybody(request: MachineRequest, do: Callable[[], HttpResponse]) -> HttpResponse:
    """Answer whoever asks, in office time; nothing on the way keeps the answer."""
    request.actor = ANYBODY
    if request.method == "POST":
        _readable(request)
    with clock.office_time():
        answer = do()
    answer["Cache-Control"] = "no-store"
    return answer


def _come_in(request: HttpRequest) -> tuple[Bearer, SignedIn]:
    """Return the token and whose it is. Raises NotSignedIn, TooOften, Refused at a window that is not hers."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    held = bearer(token.strip()) if kind.lower() == "bearer" else None
    window = request.headers.get("X-Window") or (held.window if held else None)
    found = signed_in(held.account_id, window) if held else None
    if held is None or found is None:
        # Asked only of wrong tokens: whoever guesses behind a proxy's address keeps no good one out.
        if not _wrong_tokens.take(address_of(request)):
            raise TooOften(_TOO_OFTEN)
        raise NotSignedIn
    if not _asked.take(str(held.id)):
        raise TooOften(_TOO_OFTEN)
    if window is not None:
        sheet = windows().get(window)
        if sheet is None or not found.actor.holds(Post.WINDOW_CLERK, sheet.centre.code):
            raise Refused(_NO_WINDOW)
    note_use(bearer=held, actor=found.actor)
    return held, found


def _readable(request: HttpRequest) -> None:
    """Raise TooLarge or WrongMedia before a body is read that cannot be taken."""
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    length = request.headers.get("Content-Length") or "0"
    if not length.isdecimal() or int(length[:18]) > most:
        raise TooLarge(_TOO_LARGE.fill(mb=most // 1024 // 1024), most=most)
    if int(length) and request.content_type != JSON:
        raise WrongMedia(_NOT_JSON)


def _once(request: MachineRequest, held: Bearer, declared: Declaration, do: Callable[[], HttpResponse]) -> HttpResponse:
    """Do a verb, under an `Idempotency-Key` only the first time; what failed may be tried again."""
    key = request.headers.get("Idempotency-Key", "")
    if request.method != "POST" or not key:
        return do()
    if not _VISIBLE.fullmatch(key):
        raise BadInput(_ODD_KEY, {"Idempotency-Key": [_ODD_KEY]})
    if not declared.is_kept:
        raise BadInput(_NOT_KEPT, {"Idempotency-Key": [_NOT_KEPT]})
    asked = f"{request.get_full_path()}\n{request.headers.get('X-Window', '')}\n".encode() + request.body
    with transaction.atomic():
        known = claim(token_id=held.id, key=key, asked=asked, actor=request.actor)
        if known is not None:
            return HttpResponse(known.answer, status=known.status, content_type=JSON, headers={"X-Replayed": "yes"})
        answer = do()
        if answer.status_code >= 400:
            # What the refusal itself left stays: a second correction notice is noted though it is refused.
            release(token_id=held.id, key=key, actor=request.actor)
        else:
            text = answer.content.decode()
            keep_answer(token_id=held.id, key=key, status=answer.status_code, answer=text, actor=request.actor)
        return answer
