"""Note what the holder states in her defence (记录陈述申辩), or that she gives it up, while the notice runs.

Law: 行政许可法 art 7. What she says lies sealed; the decision must answer it.
"""

from __future__ import annotations

from uuid import UUID

import msgspec

from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.licences.actions import LICENCE
from yimen.licences.actions.inside.proceedings import ending_of, sealed, texts
from yimen.licences.reads.proceedings import content_of
from yimen.licences.states import Verb


@entry(
    "licence",
    Verb.HEAR,
    citizen=Words("您的陈述、申辩已记录在案。", "What you stated was put on record."),
    clerk=Words("{by}记录了被许可人的陈述、申辩。", "{by} put on record what the holder stated."),
)
class Hear(Entry, frozen=True):
    """What the holder stated was put on record."""


def hear(*, licence_id: UUID, stated: str, actor: Actor) -> None:
    """Note what the holder stated; what was noted before stays. Raises BadInput, Refused, Conflict."""
    text = texts(stated=stated)["stated"]
    with LICENCE.act(Verb.HEAR, licence_id, actor=actor) as deed:
        row = ending_of(deed.subject)
        before = content_of(row)
        both = "\n".join(filter(None, (before.stated, text)))
        row.content_sealed, row.heard_at = sealed(row, msgspec.structs.replace(before, stated=both)), deed.now
        row.save(update_fields=("content_sealed", "heard_at"))
        deed.note(deed.subject, Hear())
