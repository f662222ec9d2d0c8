"""Give the result to the courier (寄出): carrier and tracking number; the address was given with the choice.

The limit for delivery runs on: it ends when the result has arrived, not when it has left.
"""

from __future__ import annotations

from uuid import UUID

from yimen.custody.actions.inside.rows import delivery_deed, write
from yimen.custody.rules import check_can_leave
from yimen.custody.states import DeliveryVerb, Way
from yimen.kernel.actor import Actor
from yimen.kernel.errors import Conflict
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words

_NOT_BY_COURIER = Words(
    "申请人没有选快递送达。改选快递并登记地址后再寄。",
    "The applicant has not chosen the courier: change the way and note the address first.",
)


@entry(
    "delivery",
    DeliveryVerb.DISPATCH,
    citizen=Words(
        "结果已交{carrier}寄出，单号{tracking_no}。", "The result went out by {carrier}, number {tracking_no}."
    ),
    clerk=Words("{by}交{carrier}寄出，单号{tracking_no}。", "{by} dispatched it by {carrier}, number {tracking_no}."),
)
class Dispatch(Entry, frozen=True):
    """The result was given to a courier."""

    carrier: str
    tracking_no: str


def dispatch(*, case_id: UUID, carrier: str, tracking_no: str, needed: str, actor: Actor) -> None:
    """Note that it left. `needed` is the digest of what must have been compared. Raises Conflict."""
    with delivery_deed(DeliveryVerb.DISPATCH, case_id, actor=actor) as (deed, row):
        if row.way != Way.COURIER:
            raise Conflict(_NOT_BY_COURIER)
        check_can_leave(row.state, row.compared, needed, Way.COURIER)
        row.carrier, row.tracking_no, row.dispatched_at = carrier, tracking_no, deed.now
        write(deed, row, Dispatch(carrier=carrier, tracking_no=tracking_no))
