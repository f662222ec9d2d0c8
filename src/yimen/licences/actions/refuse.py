"""Refuse a change that was asked for (不予同意), with the reason: the licence stays as it is."""

from __future__ import annotations

from uuid import UUID

from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput
from yimen.kernel.journal import Entry, Privacy, entry
from yimen.kernel.words import Words
from yimen.licences.actions import LICENCE
from yimen.licences.actions.inside.clearing import cleared
from yimen.licences.rules import told
from yimen.licences.states import Verb


@entry(
    "licence",
    Verb.REFUSE,
    citizen=Words("证书变动未获同意：{opinion}", "The change of the certificate was refused: {opinion}"),
    clerk=Words("{by}不同意变动：{opinion}", "{by} refused the change: {opinion}"),
    privacy=Privacy.OFFICE,
)
class RefuseChange(Entry, frozen=True):
    """A change was refused."""

    opinion: str


def refuse(*, licence_id: UUID, opinion: str, actor: Actor) -> None:
    """Refuse the change. Raises BadInput without a reason, FourEyes, Conflict."""
    reason, wrong = told(opinion, least=2, most=500)
    if wrong:
        raise BadInput(Words("不同意要写明理由。", "Say why you refuse."), {"opinion": [wrong]})
    with LICENCE.act(Verb.REFUSE, licence_id, actor=actor) as deed:
        cleared(deed.subject)
        deed.note(deed.subject, RefuseChange(opinion=reason))
