"""The card reader as the counter's pages use it: the pairing code, the proof, and what contradicts itself on a card.

A pairing belongs to one sign-in at one window on one office day: the code is made of them and of the site's key, so
nothing is stored, and when she leaves or signs out the site signs for another code, which the bridge does not know.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from yimen.device.proof import ALPHABET, CODE_LENGTH, VERBS, proof
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput, Refused
from yimen.kernel.words import Words
from yimen.people.rules.documents import checked

_NONCE = re.compile(r"[A-Za-z0-9_-]{16,64}")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What is wrong with a card; `may_fill`: its number and name may still stand in the form for the clerk to judge."""

    words: Words
    may_fill: bool


def bridge_address() -> str:
    """Return where the pages look for the bridge: on the loopback only."""
    return f"http://127.0.0.1:{settings.DEVICE_PORT}"


def reachable(answer: HttpResponse) -> HttpResponse:
    """Let a page connect to the bridge, and to nothing else but its own site."""
    answer._csp_update = {"connect-src": ["'self'", bridge_address()]}  # type: ignore[attr-defined]
    return answer


def code(request: HttpRequest, actor: Actor) -> str:
    """Return the pairing code of who is signed in, at her window, today. Raises Refused when she sits at none."""
    if actor.window is None:
        raise Refused(Words("请先选择您所在的窗口。", "Choose the window you sit at first."))
    told = "\n".join((str(request.session.session_key), actor.reference, actor.window, clock.today().isoformat()))
    number = int.from_bytes(salted_hmac("yimen.counter.reader", told, algorithm="sha256").digest()[:8], "big")
    return "".join(ALPHABET[number >> 5 * n & 31] for n in range(CODE_LENGTH))


def shown_code(plain: str) -> str:
    """Return a code in groups, as people read it.

    >>> shown_code("K7PQ0011XYZ2")
    'K7PQ-0011-XYZ2'
    """
    return "-".join(plain[n : n + 4] for n in range(0, len(plain), 4))


def signed(request: HttpRequest, actor: Actor, given: Mapping[str, str]) -> str:
    """Return the proof for one request to the bridge. Raises BadInput, Refused."""
    verb, nonce = given.get("verb", ""), given.get("nonce", "")
    origin = request.headers.get("Origin", "")
    if verb not in VERBS or not _NONCE.fullmatch(nonce) or origin.partition("://")[2] != request.get_host():
        raise BadInput(Words("读卡请求读不懂，请刷新页面。", "The request cannot be understood; load the page again."))
    return proof(code(request, actor), origin=origin, port=settings.DEVICE_PORT, verb=verb, nonce=nonce)


def contradictions(card: Mapping[str, str], today: date) -> list[Contradiction]:
    """Return what contradicts itself or the day on a card. Pure.

    What a number has to look like stands in `people/rules/documents.py`, with how sure each format is.

    >>> card = {"document": "resident_id", "number": "11010519491231002X", "name": "王", "valid_until": "2020-01-01"}
    >>> [c.may_fill for c in contradictions(card, date(2026, 3, 2))]
    [True]
    """
    found = list[Contradiction]()
    try:
        shown = checked(card.get("document", ""), card.get("number", ""), today)
    except BadInput:
        found.append(_wrong("卡内号码的校验不符", "the number in the chip fails its check"))
    else:
        if shown.born_date and card.get("born_date") not in ("", None, shown.born_date.isoformat()):
            found.append(_wrong("卡内出生日期与号码不一致", "the date of birth does not fit the number"))
    if not card.get("name", "").strip():
        found.append(_wrong("卡内没有姓名", "the chip holds no name"))
    return [*found, *_out_of_time(card, today)]


def _out_of_time(card: Mapping[str, str], today: date) -> list[Contradiction]:
    day = today.isoformat()
    until, since = card.get("valid_until", ""), card.get("valid_from", "")
    if until and until < day:
        words = Words(
            f"证件已于{until}过期。请问本人有没有换领的新证；号码和姓名已填好，由您决定是否登记。",
            f"The card expired on {until}. Ask for the new one; number and name are filled in, you decide.",
        )
        return [Contradiction(words, may_fill=True)]
    if since > day:
        return [_wrong(f"证件{since}才生效", f"the card is valid only from {since}")]
    return []


def _wrong(zh: str, en: str) -> Contradiction:
    return Contradiction(
        Words(
            f"{zh}，没有填入。请核对证件真伪，再手工输入。",
            f"Not filled in: {en}. Look whether the card is genuine, then type.",
        ),
        may_fill=False,
    )


def page_values() -> dict[str, Any]:
    """Return what the reader's line on a page needs."""
    return {"bridge": bridge_address(), "mark": sha256(settings.SECRET_KEY.encode()).hexdigest()[:8]}
