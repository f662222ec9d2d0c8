"""Add another document of a person who is present (补登证件): she is found by either from now on.

Law: 个人信息保护法 art 6 (only what the matter needs): a document is added when the person shows it for a matter.
"""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.people.actions import PERSON
from yimen.people.actions.enrol import born_document
from yimen.people.reads import by_document, known
from yimen.people.rules.documents import checked
from yimen.people.states import Verb


@entry(
    "person",
    Verb.ADD_DOCUMENT,
    citizen=Words("您的档案补登了{document}。", "Your {document} was added to your record."),
    clerk=Words("{by}补登{document}。", "{by} added the {document}."),
)
class AddDocument(Entry, frozen=True):
    """A document was added."""

    document: str


def add_document(*, person_id: UUID, document: str, number: str, actor: Actor) -> int:
    """Return the new document's id; the same document again changes nothing.

    Raises BadInput when the number fails its check, belongs to somebody else, or says another day of birth; NotFound
    when the person is not at the actor's window.
    """
    shown = checked(document, number, clock.today())
    with PERSON.act(Verb.ADD_DOCUMENT, person_id, actor=actor) as deed:
        there = by_document(shown.type, shown.number)
        if there is not None and there.person_id == person_id:
            raise BadInput(Words("这个证件已经在档案里了。", "This document is on record already."))
        if there is not None:
            raise _of_another()
        born = known([person_id])[person_id].born_date
        if born and shown.born_date and born != shown.born_date:
            raise BadInput(
                Words(
                    "两个证件的出生日期不同，不是同一个人的证件。请核对。",
                    "The two documents tell different days of birth: they are not one person's. Check them.",
                )
            )
        try:
            with transaction.atomic():
                added = born_document(person=deed.subject, shown=shown)
        except IntegrityError:
            raise _of_another() from None
        deed.note(deed.subject, AddDocument(document=shown.type))
        return added


def _of_another() -> BadInput:
    return BadInput(
        Words(
            "这个证件已在另一个人的档案里。请核对号码；如果确是同一人有两份档案，请告诉大厅主管。",
            "This document is on another person's record. Check the number; if one person has two records, "
            "tell the hall manager.",
        )
    )
