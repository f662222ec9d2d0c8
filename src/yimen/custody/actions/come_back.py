"""Note that the courier could not deliver and brought the result back (记退回): it lies at the counter again."""

from __future__ import annotations

from uuid import UUID

from yimen.custody.actions.inside.rows import delivery_deed, write
from yimen.custody.states import DeliveryVerb
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words


@entry(
    "delivery",
    DeliveryVerb.COME_BACK,
    citizen=Words("没有送到，已退回窗口：{reason}", "It came back undelivered: {reason}"),
    clerk=Words("{by}记退回：{reason}", "{by} noted that it came back: {reason}"),
)
class ComeBack(Entry, frozen=True):
    """The courier brought it back; why, in words."""

    reason: str


def come_back(*, case_id: UUID, reason: str, actor: Actor) -> None:
    """Note that it came back. Raises Conflict when it is not with a courier."""
    with delivery_deed(DeliveryVerb.COME_BACK, case_id, actor=actor) as (deed, row):
        row.came_back_at = deed.now
        write(deed, row, ComeBack(reason=reason))
