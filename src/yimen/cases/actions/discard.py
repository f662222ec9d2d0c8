"""Discard a draft (作废草稿): the person has gone, or it was opened by mistake.

Nothing was received, so nothing is refused.
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import APPLICATION
from yimen.cases.states import ApplicationVerb
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, Privacy, entry
from yimen.kernel.words import Words


@entry(
    "application",
    ApplicationVerb.DISCARD,
    citizen=Words("申请草稿已作废。", "The draft was discarded."),
    clerk=Words("{by}作废了草稿。", "{by} discarded the draft."),
    privacy=Privacy.OFFICE,
)
class Discard(Entry, frozen=True):
    """A draft was discarded."""


def discard(*, application_id: UUID, actor: Actor) -> None:
    """Discard a draft."""
    with APPLICATION.act(ApplicationVerb.DISCARD, application_id, actor=actor) as deed:
        deed.note(deed.subject, Discard())
