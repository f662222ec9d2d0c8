"""Take a request for a change back (撤回提请) before it is decided; only who asked may."""

from __future__ import annotations

from uuid import UUID

from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, Privacy, entry
from yimen.kernel.words import Words
from yimen.licences.actions import LICENCE
from yimen.licences.actions.inside.clearing import cleared
from yimen.licences.states import Verb


@entry(
    "licence",
    Verb.WITHDRAW,
    citizen=Words("证书变动的提请已撤回。", "The request to change the certificate was taken back."),
    clerk=Words("{by}撤回提请。", "{by} took the request back."),
    privacy=Privacy.OFFICE,
)
class Withdraw(Entry, frozen=True):
    """A request was taken back."""


def withdraw(*, licence_id: UUID, actor: Actor) -> None:
    """Take the request back; the licence is as before."""
    with LICENCE.act(Verb.WITHDRAW, licence_id, actor=actor) as deed:
        cleared(deed.subject)
        deed.note(deed.subject, Withdraw())
