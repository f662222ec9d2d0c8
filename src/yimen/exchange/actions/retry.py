"""Send a parked message again at once (再试一次)."""

from __future__ import annotations

from uuid import UUID

from yimen.exchange.actions import MESSAGE
from yimen.exchange.states import Verb
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, Privacy, entry
from yimen.kernel.words import Words


@entry(
    "message",
    Verb.RETRY,
    citizen=Words("再次联系{system}。", "{system} is tried again."),
    clerk=Words("{by}再次发送到{system}。", "{by} sends to {system} again."),
    privacy=Privacy.OFFICE,
)
class Retry(Entry, frozen=True):
    """The message is sent again."""

    system: str


def retry(*, message_id: UUID, actor: Actor) -> None:
    """Put a parked message back in the queue; its number stays, so the other side sees the same request."""
    with MESSAGE.act(Verb.RETRY, message_id, actor=actor) as deed:
        message = deed.subject
        message.tries, message.next_try_at = 0, clock.machine_now()
        message.answer_no = message.answer_sealed = message.answered_at = None
        message.reason_zh = message.reason_en = ""
        deed.note(message, Retry(system=message.system))
