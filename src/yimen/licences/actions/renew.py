"""Renew (换证), as an examiner asked and an approver decides (一审一核).

A certificate is worn out or its holder wants the new form: the next version takes its place.

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
    Verb.RENEW,
    citizen=Words("证书已换发新证，旧证作废。", "The certificate was exchanged for a new one."),
    clerk=Words("{by}批准换证，新版本{e_number}。{opinion}", "{by} approved the renewal: {e_number}. {opinion}"),
)
class Renew(Entry, frozen=True):
    """This version ended; the e-licence number is that of its successor."""

    e_number: str
    opinion: str = ""


def renew(*, licence_id: UUID, opinion: str = "", actor: Actor) -> UUID:
    """Return the new version. Raises FourEyes, and Conflict when something else was asked for or it is done already."""
    with LICENCE.act(Verb.RENEW, licence_id, actor=actor) as deed:
        licence = deed.subject
        asked = taken_up(deed, Verb.RENEW)
        new = successor(deed, licence, new_number=asked.new_number)
        licence.ended_at = deed.now
        deed.note(licence, Renew(e_number=new.e_number or new.number, opinion=opinion))
    return new.id
