"""Rectify (更正), as an examiner asked and an approver decides (一审一核).

An error on the certificate is put right: the old text stays in the old version.

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
    Verb.RECTIFY,
    citizen=Words("证书内容已更正，请使用新证。", "The certificate was corrected; use the new one."),
    clerk=Words(
        "{by}批准更正（{fields}），新版本{e_number}。{opinion}",
        "{by} approved the correction ({fields}): {e_number}. {opinion}",
    ),
)
class Rectify(Entry, frozen=True):
    """This version ended; the e-licence number is that of its successor."""

    e_number: str
    fields: str
    opinion: str = ""


def rectify(*, licence_id: UUID, opinion: str = "", actor: Actor) -> UUID:
    """Return the new version. Raises FourEyes, and Conflict when something else was asked for or it is done already."""
    with LICENCE.act(Verb.RECTIFY, licence_id, actor=actor) as deed:
        licence = deed.subject
        asked = taken_up(deed, Verb.RECTIFY)
        new = successor(deed, licence, new_number=asked.new_number, changes=asked.changes)
        licence.ended_at = deed.now
        deed.note(
            licence,
            Rectify(
                fields="、".join(zh for key, zh, _ in licence.labels if key in asked.changes),
                e_number=new.e_number or new.number,
                opinion=opinion,
            ),
        )
    return new.id
