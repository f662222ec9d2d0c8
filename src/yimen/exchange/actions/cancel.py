"""Stop waiting for a message's answer (不再等待): the desk decides instead.

A late answer is kept in the journal, not taken.
"""

from __future__ import annotations

from uuid import UUID

from yimen.exchange.actions import MESSAGE
from yimen.exchange.states import Verb
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, Privacy, entry
from yimen.kernel.words import Words


@entry(
    "message",
    Verb.CANCEL,
    citizen=Words("不再等{system}，改由窗口后台人工办理。", "{system} is no longer awaited; staff decide."),
    clerk=Words("{by}不再等{system}的回复。", "{by} no longer waits for {system}."),
    privacy=Privacy.OFFICE,
)
class Cancel(Entry, frozen=True):
    """No answer is wanted any more."""

    system: str


def cancel(*, message_id: UUID, actor: Actor) -> None:
    """Stop waiting for the answer of a message that is not answered yet."""
    with MESSAGE.act(Verb.CANCEL, message_id, actor=actor) as deed:
        deed.note(deed.subject, Cancel(system=deed.subject.system))
