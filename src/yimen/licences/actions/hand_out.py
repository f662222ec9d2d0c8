"""Hand a certificate out at the window (发证)."""

from __future__ import annotations

from uuid import UUID

from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.licences.actions import LICENCE
from yimen.licences.states import Verb


@entry(
    "licence",
    Verb.HAND_OUT,
    citizen=Words("证书已由{receiver}领取。", "The certificate was collected by {receiver}."),
    clerk=Words("{by}将证书交给{receiver}。", "{by} handed the certificate to {receiver}."),
)
class HandOut(Entry, frozen=True):
    """A certificate was handed out; the receiver is a party's place, such as `buyer[0]`."""

    receiver: str


def hand_out(*, licence_id: UUID, receiver: str, actor: Actor) -> None:
    """Note that the certificate was collected."""
    with LICENCE.act(Verb.HAND_OUT, licence_id, actor=actor) as deed:
        licence = deed.subject
        licence.handed_out_at = licence.handed_out_at or deed.now
        deed.note(licence, HandOut(receiver=receiver))
