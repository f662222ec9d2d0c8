"""Choose how the result is delivered (选领取方式): at a window, by courier, online. The applicant's choice, at any time
before it has left the office.

Law: 行政许可法 art 44 asks that it is delivered in time and leaves the way open.
"""

from __future__ import annotations

from uuid import UUID

from yimen.custody.actions.inside.rows import delivery_deed, write
from yimen.custody.reads import sealing_context
from yimen.custody.states import WAY_WORDS, DeliveryVerb, Way
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, entry
from yimen.kernel.keys import ring
from yimen.kernel.words import Words


@entry(
    "delivery",
    DeliveryVerb.CHOOSE,
    citizen=Words("您选了：{way}。", "You chose: {way_en}."),
    clerk=Words("{by}登记领取方式：{way}（{receiver}）。", "{by} noted the way of delivery: {way_en} ({receiver})."),
)
class Choose(Entry, frozen=True):
    """The way was chosen; the receiver is a party's place."""

    way: str
    way_en: str
    receiver: str


def choose(*, case_id: UUID, way: Way, receiver: str, address: str, code: str, actor: Actor) -> None:
    """Keep the choice. `address` is sealed, of `code` (for online) only the keyed hash is kept; both empty otherwise.

    Raises Conflict once it has left the office.
    """
    with delivery_deed(DeliveryVerb.CHOOSE, case_id, actor=actor) as (deed, row):
        row.way, row.receiver = way, receiver
        row.address_sealed = ring().sealed(address.encode(), sealing_context(row.id)) if address else None
        row.code_hash = ring().keyed_hash("delivery", f"{case_id}{code}") if code else None
        words = WAY_WORDS[way]
        write(deed, row, Choose(way=words.zh, way_en=words.en, receiver=receiver))
