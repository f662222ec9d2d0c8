"""Compare the originals that were kept with their scans before the result goes out (核对原件与电子件).

House rule (design): only originals that were kept and scanned, or filed online, are compared.
"""

from __future__ import annotations

from uuid import UUID

from yimen.custody.actions.inside.rows import delivery_deed, write
from yimen.custody.states import DeliveryVerb
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words


@entry(
    "delivery",
    DeliveryVerb.COMPARE,
    citizen=Words(
        "窗口核对了留存的原件{count}份，与电子件一致。", "{count} originals were compared with their scans: the same."
    ),
    clerk=Words("{by}核对原件{count}份，与电子件一致。", "{by} compared {count} originals with their scans: the same."),
)
class Compare(Entry, frozen=True):
    """Originals were compared with their scans: the same."""

    count: int


@entry(
    "delivery",
    DeliveryVerb.DIFFER,
    citizen=Words(
        "留存的原件与电子件有不符，正在复看。", "An original differs from its scan; it is being looked at again."
    ),
    clerk=Words("{by}记原件与电子件不符：{said}", "{by} noted that an original differs from its scan: {said}"),
)
class Differ(Entry, frozen=True):
    """An original differs from its scan; `said` tells which and how."""

    said: str


def compare(*, case_id: UUID, count: int, digest: str, actor: Actor) -> None:
    """Note that all `count` originals are the same as their scans, whose digest is kept. Raises Conflict."""
    with delivery_deed(DeliveryVerb.COMPARE, case_id, actor=actor) as (deed, row):
        row.compared, row.compared_at = digest, deed.now
        write(deed, row, Compare(count=count))


def differ(*, case_id: UUID, said: str, actor: Actor) -> None:
    """Note a difference: nothing goes out until a second person has looked. Raises Conflict."""
    with delivery_deed(DeliveryVerb.DIFFER, case_id, actor=actor) as (deed, row):
        row.compared, row.compared_at, row.differed_by_id = "", None, int(actor.id)
        write(deed, row, Differ(said=said))
