"""Note what is not right with papers that were received (记不符): missing, or not what the list says."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from yimen.custody.actions import HAND_OVER
from yimen.custody.models import Line
from yimen.custody.rules import checked_lines
from yimen.custody.states import HandOverVerb
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput
from yimen.kernel.journal import Entry, Privacy, entry
from yimen.kernel.words import Words

_NO_LINE = Words("清单上没有这一份。", "There is no such paper on the list.")


@entry(
    "hand_over",
    HandOverVerb.DISPUTE,
    citizen=Words("移交的材料有{count}份待核。", "{count} of the papers are being looked for."),
    clerk=Words("{by}记不符{count}份：{said}", "{by} noted {count} papers that are not right: {said}"),
    privacy=Privacy.OFFICE,
)
class Dispute(Entry, frozen=True):
    """Papers were missing or not the same; `said` tells which and how, in the receiver's words."""

    count: int
    said: str


def dispute(*, hand_over_id: UUID, place: int, found: str, remark: str, actor: Actor) -> None:
    """Note later that a paper on the list is missing or not the same. Raises NotFound, BadInput, Refused, Conflict."""
    with HAND_OVER.act(HandOverVerb.DISPUTE, hand_over_id, actor=actor) as deed:
        line = Line.objects.filter(hand_over=deed.subject.id, place=place).first()
        if line is None:
            raise BadInput(_NO_LINE, {"place": [_NO_LINE]})
        told, words = checked_lines([place], {place: found}, {place: remark})[place]
        if not words:
            raise BadInput(_NO_LINE, {f"found-{place}": [_NO_LINE]})
        Line.objects.filter(pk=line.pk).update(found=told, remark=words)
        line.remark = words
        deed.note(deed.subject, note_wrong([line]))


def note_wrong(lines: Sequence[Line]) -> Dispute:
    """Return the entry about lines that are not right."""
    return Dispute(
        count=len(lines), said="；".join(f"{line.source_no} {line.name_zh}：{line.remark}" for line in lines)
    )
