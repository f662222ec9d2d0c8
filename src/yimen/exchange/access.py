"""Who may do what with a message, and whose messages an actor sees."""

from __future__ import annotations

from typing import Protocol

from yimen.exchange.states import Verb
from yimen.kernel.actor import Actor, ActorKind
from yimen.kernel.errors import Refused
from yimen.kernel.words import Words

_BY_HAND = frozenset({Verb.RETRY, Verb.CANCEL})


class MessageFacts(Protocol):
    """What the answers depend on."""

    system: str


def may(actor: Actor, verb: str, message: MessageFacts) -> Refused | None:
    """The house sends; the system itself answers; a person only retries or stops waiting (asked at the case first)."""
    if actor.kind is ActorKind.HOUSE:
        return None
    if actor.kind is ActorKind.DEPARTMENT_SYSTEM and actor.id == message.system and verb not in _BY_HAND:
        return None
    if actor.kind is ActorKind.STAFF and verb in _BY_HAND:
        return None
    return Refused(Words("只有对应的业务系统可以这样做。", "Only the system it belongs to may do this."), verb=verb)
