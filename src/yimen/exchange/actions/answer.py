"""Take a department's answer to a message (回复), pushed or asked for. Twice the same answer is taken once."""

from __future__ import annotations

from uuid import UUID

import msgspec
from django.db import IntegrityError

from yimen.exchange.actions import MESSAGE
from yimen.exchange.reads import sealing_context
from yimen.exchange.rules import Answered, Misunderstood
from yimen.exchange.states import MessageState, Verb
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, Privacy, entry
from yimen.kernel.keys import ring
from yimen.kernel.words import Words


@entry(
    "message",
    Verb.ANSWER,
    citizen=Words("{system}已回复。", "{system} has answered."),
    clerk=Words("{system}已回复（回复号{answer_no}）。", "{system} has answered (number {answer_no})."),
    privacy=Privacy.OFFICE,
)
class Answer(Entry, frozen=True):
    """The department's system answered."""

    system: str
    answer_no: str


@entry(
    "message",
    Verb.REPEAT,
    citizen=Words("{system}重复回复，未采用。", "{system} answered again; not taken."),
    clerk=Words(
        "{system}重复或迟到的回复（回复号{answer_no}），未采用。",
        "{system} answered again or late (number {answer_no}); not taken.",
    ),
    privacy=Privacy.OFFICE,
)
class Repeat(Entry, frozen=True):
    """A further answer came to a request that is answered or no longer awaited."""

    system: str
    answer_no: str


def take_answer(*, message_id: UUID, answer: Answered, actor: Actor) -> bool:
    """Keep the answer; return whether it is the one that counts.

    Raises NotFound when there is no such request, Misunderstood when its number is another request's answer.
    """
    try:
        with MESSAGE.act((Verb.ANSWER, Verb.REPEAT), message_id, actor=actor) as deed:
            message = deed.subject
            if message.answer_no == answer.number:
                return False
            if message.state in (MessageState.ANSWERED, MessageState.CANCELLED):
                deed.note(message, Repeat(system=message.system, answer_no=answer.number))
                return False
            sealed = ring().sealed(msgspec.json.encode(answer.payload), sealing_context(message.id, b"answer"))
            message.answer_no, message.answer_sealed, message.answered_at = answer.number, sealed, deed.now
            deed.note(message, Answer(system=message.system, answer_no=answer.number))
    except IntegrityError:
        raise Misunderstood(
            Words(
                f"回复号{answer.number}已用于另一件请求。",
                f"The answer's number {answer.number} belongs to another request.",
            )
        ) from None
    return True
