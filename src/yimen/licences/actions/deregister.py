"""Deregister a certificate (注销), as an examiner asked and an approver decides (一审一核): nothing takes its place.

Law: 不动产登记暂行条例 art 21; a certificate of ownership is never 撤销 or 吊销.
"""

from __future__ import annotations

from uuid import UUID

from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.licences.actions import LICENCE
from yimen.licences.actions.inside.versions import taken_up
from yimen.licences.states import Verb


@entry(
    "licence",
    Verb.DEREGISTER,
    citizen=Words("证书已注销。", "The certificate was deregistered."),
    clerk=Words("{by}批准注销。{opinion}", "{by} approved the deregistration. {opinion}"),
)
class Deregister(Entry, frozen=True):
    """The certificate has ended without a successor."""

    opinion: str = ""


def deregister(*, licence_id: UUID, opinion: str = "", actor: Actor) -> None:
    """End the certificate. Raises FourEyes, and Conflict when something else was asked for or it is done already."""
    with LICENCE.act(Verb.DEREGISTER, licence_id, actor=actor) as deed:
        licence = deed.subject
        taken_up(deed, Verb.DEREGISTER)
        licence.ended_at = deed.now
        deed.note(licence, Deregister(opinion=opinion))
