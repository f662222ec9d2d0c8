"""What a program is called with and what it answers, and the reading and writing of JSON at its edge."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Any, TypeAlias, TypeVar

import msgspec

from simulators.shapes import Message, Moves, OtherVersion, incoming, outgoing
from simulators.store import Db
from simulators.switches import Switch

RequestNo: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
OfficeTime: TypeAlias = Annotated[datetime, msgspec.Meta(tz=True)]
Text: TypeAlias = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]

_NOT_CONTENT = ("office_time", "bgsj", "callback_url")


class Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A JSON message with known fields only."""


F = TypeVar("F", bound=Form)


class Refusal(Exception):
    """A request that is not done: HTTP status, a stable code and a sentence. Nothing it touched is kept."""

    def __init__(self, status: int, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.code = code
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Call:
    """A request, the open transaction it runs in, and the switch in force for it."""

    method: str
    path: str
    params: Mapping[str, str]
    query: str
    headers: Mapping[str, str]
    body: bytes
    db: Db
    switch: Switch


@dataclass(frozen=True, slots=True)
class Reply:
    """What is sent back once the transaction is committed."""

    status: int
    body: bytes
    media: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)


def json_reply(status: int, content: Any) -> Reply:
    """Answer with JSON; dates, decimals and UUIDs become text."""
    return Reply(status, msgspec.json.encode(content))


def refusal_reply(refusal: Refusal) -> Reply:
    """Answer a refusal: `{"code", "message"}`."""
    return json_reply(refusal.status, {"code": refusal.code, "message": refusal.sentence})


def read(call: Call, form: type[F], moves: Moves) -> F:
    """Read the body as a form in the interface version in force; raises Refusal 400 that names the field."""
    try:
        message = msgspec.json.decode(call.body, type=dict[str, Any])
        return msgspec.convert(incoming(message, moves, call.switch.schema), form)
    except OtherVersion as other:
        raise Refusal(400, "other_version", str(other)) from None
    except msgspec.DecodeError as unreadable:
        raise Refusal(400, "bad_message", str(unreadable)) from None


def write(call: Call, status: int, message: Message, moves: Moves) -> Reply:
    """Answer with a message in the interface version in force."""
    return json_reply(status, outgoing(message, moves, call.switch.schema))


def digest(form: Form) -> str:
    """Tell contents apart: a request sent again has the same digest, whenever and from where it is sent."""
    content = msgspec.to_builtins(form)
    for name in _NOT_CONTENT:
        content.pop(name, None)
    return hashlib.sha256(msgspec.json.encode(content, order="sorted")).hexdigest()


def same_content(stored: str, now: str) -> None:
    """Refuse a request number that comes back with another content; raises Refusal 409."""
    if stored != now:
        raise Refusal(409, "number_used", "This request number was already used for another content.")
