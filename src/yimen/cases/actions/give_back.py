"""Give a document of a draft back (退材料): it was the wrong one."""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import APPLICATION
from yimen.cases.states import ApplicationVerb
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, Privacy, entry
from yimen.kernel.words import Words
from yimen.materials.actions.give_back import give_back as remove


@entry(
    "application",
    ApplicationVerb.GIVE_BACK,
    citizen=Words("退回材料一份。", "A document was given back."),
    clerk=Words("{by}退回材料（{key}）。", "{by} gave back the document {key}."),
    privacy=Privacy.OFFICE,
)
class GiveBack(Entry, frozen=True):
    """A document was given back."""

    key: str


def give_back(*, application_id: UUID, key: str, actor: Actor) -> None:
    """Take a document out of the pile of a draft; one that is not there changes nothing and is not journalled."""
    code, _, holder = key.partition("@")
    with APPLICATION.act(ApplicationVerb.GIVE_BACK, application_id, actor=actor) as deed:
        if remove(source_kind="application", source_id=application_id, code=code, holder=holder, actor=actor):
            deed.subject.completed_at = None
            deed.note(deed.subject, GiveBack(key=key))
