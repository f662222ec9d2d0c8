"""Write a message to a department's system (排队发送).

In the transaction of what it belongs to, so that neither is lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import msgspec

from yimen.exchange.actions import MESSAGE
from yimen.exchange.models import Message
from yimen.exchange.reads import sealing_context
from yimen.exchange.rules import Connector
from yimen.exchange.states import Verb
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, Privacy, entry
from yimen.kernel.keys import ring
from yimen.kernel.words import Words


@entry(
    "message",
    Verb.QUEUE,
    citizen=Words("已向{system}提出请求。", "A request to {system} was written."),
    clerk=Words("向{system}的请求（{operation}）已排队。", "The request {operation} to {system} is queued."),
    privacy=Privacy.OFFICE,
)
class Queue(Entry, frozen=True):
    """A request was written."""

    system: str
    operation: str
    attempt: int


def queue(
    *,
    connector: Connector,
    source_kind: str,
    source_id: UUID,
    payload: Mapping[str, Any],
    attempt: int = 1,
    actor: Actor,
) -> UUID:
    """Return the message of this attempt; a second call for the same attempt changes nothing."""
    known = Message.objects.filter(
        operation=connector.code, source_kind=source_kind, source_id=source_id, attempt=attempt
    ).first()
    if known is not None:
        return known.id
    row = Message(
        system=connector.system,
        operation=connector.code,
        source_kind=source_kind,
        source_id=source_id,
        attempt=attempt,
        written_at=clock.now(),
        next_try_at=clock.machine_now(),
    )
    row.payload_sealed = ring().sealed(msgspec.json.encode(payload), sealing_context(row.id, b"payload"))
    with MESSAGE.begin(actor=actor) as deed:
        deed.born(MESSAGE, row, Queue(system=connector.system, operation=connector.code, attempt=attempt))
    return row.id
