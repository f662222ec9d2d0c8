"""Correct a person's name by the document she shows (更正姓名): it was typed wrong, or she bears another name now.

Law: 个人信息保护法 art 46 (who finds information wrong may have it corrected).
"""

from __future__ import annotations

from uuid import UUID

from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.people.actions import PERSON
from yimen.people.rules.names import person_name
from yimen.people.states import DocumentType, Verb


@entry(
    "person",
    Verb.RENAME,
    citizen=Words("{by}照{document}更正了您档案里的姓名。", "{by} corrected your name on record by your {document}."),
    clerk=Words("{by}照{document}更正姓名。", "{by} corrected the name by the {document}."),
)
class Rename(Entry, frozen=True):
    """The name was corrected; the old one is not kept in clear."""

    document: str


def rename(*, person_id: UUID, name: str, document: DocumentType, actor: Actor) -> None:
    """Put the name of the document shown in the record. Raises BadInput, NotFound when the person is not present."""
    with PERSON.act(Verb.RENAME, person_id, actor=actor) as deed:
        deed.subject.name = person_name(name)
        deed.note(deed.subject, Rename(document=document))
