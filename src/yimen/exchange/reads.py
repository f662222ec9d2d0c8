"""Messages and systems as others read them. Asked only for a source the asker may already see."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

import msgspec
from django.conf import settings

from yimen.exchange.models import Message
from yimen.exchange.rules import Connector, Query, Receiver
from yimen.exchange.states import STATE_WORDS, MessageState
from yimen.kernel.errors import NotFound, Unreachable
from yimen.kernel.keys import ring
from yimen.kernel.registry import of_all_packs
from yimen.kernel.words import Words


@dataclass(frozen=True, slots=True)
class MessageSheet:
    """A message as staff see it: where it stands, since when, and what went wrong."""

    id: UUID
    system: str
    operation: str
    source_id: UUID
    state: str
    tries: int
    reason: Words
    written_at: datetime
    next_try_at: datetime | None = None
    """By the machine's clock: when it is sent or asked after next by itself, when it is."""

    @property
    def name(self) -> Words:
        """Return what a person calls the system, its code when no installed pack speaks to it any more."""
        known = connectors().get(self.operation)
        return known.name if known else Words(self.operation, self.operation)

    @property
    def state_words(self) -> Words:
        """Return where the message stands, in words."""
        return STATE_WORDS[self.state]


def for_sources(kind: str, ids: Collection[UUID]) -> list[MessageSheet]:
    """Return the newest message of each operation for these sources."""
    rows = Message.objects.filter(source_kind=kind, source_id__in=list(ids)).order_by("operation", "-attempt")
    newest: dict[tuple[UUID, str], MessageSheet] = {}
    for m in rows:
        sheet = MessageSheet(
            m.id,
            m.system,
            m.operation,
            m.source_id,
            m.state,
            m.tries,
            Words(m.reason_zh, m.reason_en),
            m.written_at,
            m.next_try_at if m.state in (MessageState.QUEUED, MessageState.SENT) else None,
        )
        newest.setdefault((m.source_id, m.operation), sheet)
    return list(newest.values())


def parked_notices(since: datetime) -> list[UUID]:
    """Return the parked messages written since then that nothing waits for: told after a case, not for a step."""
    parked = Message.objects.filter(state=MessageState.PARKED, source_kind="case", written_at__gte=since)
    return list(parked.values_list("pk", flat=True))


def payload(message: Message) -> dict[str, Any]:
    """Return what was sent, in clear. For connectors only."""
    return _opened(bytes(message.payload_sealed), message.id, b"payload")


def answer(message: Message) -> dict[str, Any]:
    """Return what was answered, in clear. For connectors only."""
    assert message.answer_sealed is not None
    return _opened(bytes(message.answer_sealed), message.id, b"answer")


def sealing_context(message_id: UUID, part: bytes) -> bytes:
    """Return what binds a sealed payload to its message."""
    return b"message:" + message_id.bytes + part


def _opened(sealed: bytes, message_id: UUID, part: bytes) -> dict[str, Any]:
    text = ring().opened(sealed, sealing_context(message_id, part))
    opened: dict[str, Any] = msgspec.json.decode(text)
    return opened


def message(message_id: UUID) -> Message:
    """Return a message row. For effects and connectors."""
    return Message.objects.get(pk=message_id)


@cache
def connectors() -> Mapping[str, Connector]:
    """Return every connector of the installed packs by code."""
    return {c.code: c for c in of_all_packs("connectors")}


@cache
def systems() -> Mapping[str, Mapping[str, str]]:
    """Return where the departments' systems are: the file `systems.json` of the instance, by system code."""
    try:
        text = settings.SYSTEMS_FILE.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    found: dict[str, dict[str, str]] = json.loads(text)
    return found


def system(code: str) -> Mapping[str, str]:
    """Return where one system is; raises Unreachable when the node does not list it."""
    try:
        return systems()[code]
    except KeyError:
        raise Unreachable(
            Words(f"本节点没有配置系统“{code}”。", f"This node does not list the system “{code}”."),
            system=code,
        ) from None


@cache
def queries() -> Mapping[str, Query]:
    """Return every query of the installed packs by code."""
    return {q.code: q for q in of_all_packs("queries")}


def receiver(system_code: str) -> Receiver:
    """Return what reads answers that a system pushes; raises NotFound when it pushes none."""
    for candidate in of_all_packs("receivers"):
        if candidate.system == system_code:
            found: Receiver = candidate
            return found
    raise NotFound
