"""Take a hand-over back before anybody received it (收回移交): it went to the wrong post, or was not complete."""

from __future__ import annotations

from uuid import UUID

from yimen.custody.actions import HAND_OVER
from yimen.custody.models import Pile
from yimen.custody.states import HandOverVerb
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, Privacy, entry
from yimen.kernel.words import Words


@entry(
    "hand_over",
    HandOverVerb.RECALL,
    citizen=Words("材料移交已收回。", "The hand-over was taken back."),
    clerk=Words("{by}收回移交{number}。", "{by} took the hand-over {number} back."),
    privacy=Privacy.OFFICE,
)
class Recall(Entry, frozen=True):
    """A hand-over was taken back; the piles lie where they lay."""

    number: str


def recall(*, hand_over_id: UUID, actor: Actor) -> None:
    """Take it back. Raises NotFound, Refused to anybody who did not send it, Conflict once it was received."""
    with HAND_OVER.act(HandOverVerb.RECALL, hand_over_id, actor=actor) as deed:
        Pile.objects.filter(hand_over=deed.subject.id).update(hand_over=None)
        deed.note(deed.subject, Recall(number=deed.subject.number))
