"""End the seller's certificate when the buyer's is issued (转移后注销). Law: 不动产登记暂行条例 art 21."""

from __future__ import annotations

from typing import Any

from yimen.kernel.action import Deed
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.licences.actions.inside.proceedings import end_everything
from yimen.licences.models import Licence
from yimen.licences.states import Verb


@entry(
    "licence",
    Verb.SUPERSEDE,
    citizen=Words("房屋已转移登记，原证{number}注销。", "The house was transferred; certificate {number} has ended."),
    clerk=Words("转移登记后原证{number}注销。", "Certificate {number} ended after the transfer."),
)
class Supersede(Entry, frozen=True):
    """A certificate ended because the house went to somebody else."""

    number: str


def note_supersession(deed: Deed[Any], licence: Licence) -> None:
    """End a licence within the deed that issues the next owner's; a change that was asked for is void with it."""
    end_everything(deed, licence, Verb.SUPERSEDE)
    deed.note(licence, Supersede(number=licence.number))
