"""Reissue (补证), as an examiner asked and an approver decides (一审一核).

A lost certificate is made anew: the lost one is void.

Law: 不动产登记暂行条例 art 21: the certificate follows the register. The ministry's rules: not read here.
"""

from __future__ import annotations

from uuid import UUID

from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.licences.actions import LICENCE
from yimen.licences.actions.inside.versions import successor, taken_up
from yimen.licences.states import Verb


@entry(
    "licence",
    Verb.REISSUE,
    citizen=Words("证书已补发，遗失的旧证作废。", "The certificate was reissued; the lost one is void."),
    clerk=Words(
        "{by}批准补证，新版本{e_number}，旧证作废。{opinion}",
        "{by} approved the reissue: {e_number}; the old one is void. {opinion}",
    ),
)
class Reissue(Entry, frozen=True):
    """This version ended; the e-licence number is that of its successor."""

    e_number: str
    opinion: str = ""


def reissue(*, licence_id: UUID, opinion: str = "", actor: Actor) -> UUID:
    """Return the new version. Raises FourEyes, and Conflict when something else was asked for or it is done already."""
    with LICENCE.act(Verb.REISSUE, licence_id, actor=actor) as deed:
        licence = deed.subject
        asked = taken_up(deed, Verb.REISSUE)
        new = successor(deed, licence, new_number=asked.new_number)
        licence.ended_at = deed.now
        deed.note(licence, Reissue(e_number=new.e_number or new.number, opinion=opinion))
    return new.id
