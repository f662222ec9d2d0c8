"""The result has reached its applicant (送达): taken at the window, handed over by the courier, fetched online.

Law: 行政许可法 art 44 (a licence within ten working days of the decision, art 82).
"""

from __future__ import annotations

from uuid import UUID

from yimen.custody.actions.inside.rows import delivery_deed, write
from yimen.custody.rules import check_can_leave
from yimen.custody.states import WAY_WORDS, DeliveryVerb, Way
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words


@entry(
    "delivery",
    DeliveryVerb.DELIVER,
    citizen=Words("结果已送达：{way}。", "The result was delivered: {way_en}."),
    clerk=Words("{by}记送达：{way}（{receiver}）。", "{by} noted the delivery: {way_en} ({receiver})."),
)
class Deliver(Entry, frozen=True):
    """The result was delivered; the receiver is a party's place."""

    way: str
    way_en: str
    receiver: str


def deliver(*, case_id: UUID, way: Way, receiver: str, needed: str, actor: Actor) -> None:
    """Note that the result reached `receiver` by `way`. `needed` is the digest of what must have been compared.

    Raises Conflict when it was delivered already, is with the courier, or may not go out yet.
    """
    with delivery_deed(DeliveryVerb.DELIVER, case_id, actor=actor) as (deed, row):
        check_can_leave(row.state, row.compared, needed, way, row.carrier, row.tracking_no)
        row.delivered_at, row.delivered_by_way, row.receiver = deed.now, way, receiver
        words = WAY_WORDS[way]
        write(deed, row, Deliver(way=words.zh, way_en=words.en, receiver=receiver))
