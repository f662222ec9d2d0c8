"""States of a message to a department's system, and what may happen to it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from yimen.kernel.words import Words

BORN = ""


class MessageState(StrEnum):
    """Where a message stands."""

    QUEUED = "queued"
    """Written with the step it belongs to; not sent, or to be sent again."""
    SENT = "sent"
    """The department's system has it; its answer is awaited."""
    ANSWERED = "answered"
    PARKED = "parked"
    """Given up for now with a reason; a person decides: try again, or at the desk."""
    CANCELLED = "cancelled"
    """No answer is wanted any more: the desk has taken over."""


class Verb(StrEnum):
    """What happens to a message."""

    QUEUE = "queue"
    SEND = "send"
    ANSWER = "answer"
    REPEAT = "repeat"
    PARK = "park"
    RETRY = "retry"
    CANCEL = "cancel"


STATE_WORDS: Mapping[str, Words] = {
    MessageState.QUEUED: Words("待发送", "to be sent"),
    MessageState.SENT: Words("已送达，等回复", "sent, awaiting the answer"),
    MessageState.ANSWERED: Words("已回复", "answered"),
    MessageState.PARKED: Words("暂停发送", "parked"),
    MessageState.CANCELLED: Words("不再等待", "no longer awaited"),
}
VERB_WORDS: Mapping[str, Words] = {
    Verb.QUEUE: Words("排队发送", "queue"),
    Verb.SEND: Words("送达", "send"),
    Verb.ANSWER: Words("回复", "answer"),
    Verb.REPEAT: Words("重复回复", "answer again"),
    Verb.PARK: Words("暂停发送", "park"),
    Verb.RETRY: Words("再试一次", "try again"),
    Verb.CANCEL: Words("不再等待", "stop waiting"),
}

_S, _V = MessageState, Verb
TABLE: Mapping[tuple[str, str], str] = {
    (BORN, _V.QUEUE): _S.QUEUED,
    (_S.QUEUED, _V.SEND): _S.SENT,
    (_S.QUEUED, _V.ANSWER): _S.ANSWERED,
    (_S.SENT, _V.ANSWER): _S.ANSWERED,
    (_S.PARKED, _V.ANSWER): _S.ANSWERED,
    (_S.ANSWERED, _V.REPEAT): _S.ANSWERED,
    (_S.CANCELLED, _V.REPEAT): _S.CANCELLED,
    (_S.QUEUED, _V.PARK): _S.PARKED,
    (_S.SENT, _V.PARK): _S.PARKED,
    (_S.ANSWERED, _V.PARK): _S.PARKED,
    (_S.PARKED, _V.RETRY): _S.QUEUED,
    (_S.SENT, _V.RETRY): _S.QUEUED,
    (_S.QUEUED, _V.CANCEL): _S.CANCELLED,
    (_S.SENT, _V.CANCEL): _S.CANCELLED,
    (_S.PARKED, _V.CANCEL): _S.CANCELLED,
}
