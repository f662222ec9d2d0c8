"""Receive a hand-over (接收): the receiver checks the list line by line; what is not right is noted at once.

A pile of which nothing came stays with who sent it. House rule: giver and receiver are two people.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from yimen.custody.actions import HAND_OVER
from yimen.custody.actions.dispute import note_wrong
from yimen.custody.models import Line, Pile
from yimen.custody.rules import checked_lines
from yimen.custody.states import Found, HandOverVerb
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, Privacy, entry
from yimen.kernel.words import Words


@entry(
    "hand_over",
    HandOverVerb.RECEIVE,
    citizen=Words("材料已接收。", "The papers were received."),
    clerk=Words(
        "{by}接收：在{present}份，缺或不符{others}份。", "{by} received {present} papers; {others} are not all right."
    ),
    privacy=Privacy.OFFICE,
)
class Receive(Entry, frozen=True):
    """A hand-over was received: how many papers are here, how many are missing or not the same."""

    present: int
    others: int


def receive(*, hand_over_id: UUID, found: Mapping[int, str], remarks: Mapping[int, str], actor: Actor) -> None:
    """Receive the piles. `found` says of each line's place what the receiver found, `remarks` why not.

    Raises NotFound, BadInput naming each line without an answer, Refused, FourEyes to who sent it, Conflict when it was
    received or taken back.
    """
    with HAND_OVER.act(HandOverVerb.RECEIVE, hand_over_id, actor=actor) as deed:
        row = deed.subject
        lines = list(Line.objects.filter(hand_over=row.id).order_by("place"))
        taken = checked_lines([line.place for line in lines], found, remarks)
        for line in lines:
            line.found, line.remark = taken[line.place]
        Line.objects.bulk_update(lines, ["found", "remark"])
        wrong = [line for line in lines if line.found != Found.PRESENT]
        row.received_by_id, row.received_at = int(actor.id), deed.now
        deed.note(row, Receive(present=len(lines) - len(wrong), others=len(wrong)))
        if wrong:
            deed.note(row, note_wrong(wrong))
        came = {line.source_id for line in lines if line.found != Found.MISSING}
        piles = Pile.objects.filter(hand_over=row.id)
        piles.filter(source_id__in=came).update(
            office=row.to_office, post=row.to_post, since_at=deed.now, hand_over=None
        )
        Pile.objects.filter(hand_over=row.id).update(hand_over=None)
