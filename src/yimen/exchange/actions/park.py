"""Give a message up for now with its reason (暂停发送): too many tries, or an answer that makes no sense."""

from __future__ import annotations

from uuid import UUID

from yimen.exchange.actions import MESSAGE
from yimen.exchange.states import Verb
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, Privacy, entry
from yimen.kernel.words import Words


@entry(
    "message",
    Verb.PARK,
    citizen=Words(
        "与{system}的联系暂时不通，工作人员正在处理。", "{system} cannot be reached for now; staff are on it."
    ),
    clerk=Words("{system}：{reason_zh}", "{system}: {reason_en}"),
    privacy=Privacy.OFFICE,
)
class Park(Entry, frozen=True):
    """The message waits for a person's decision."""

    system: str
    reason_zh: str
    reason_en: str


def park(*, message_id: UUID, reason: Words, actor: Actor) -> None:
    """Park the message with the reason a person reads."""
    with MESSAGE.act(Verb.PARK, message_id, actor=actor) as deed:
        message = deed.subject
        message.reason_zh, message.reason_en = reason.zh, reason.en
        deed.note(message, Park(system=message.system, reason_zh=reason.zh, reason_en=reason.en))
