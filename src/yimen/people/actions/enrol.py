"""Put a person on record by an identity document (建档), or find the one already there.

Law: 个人信息保护法 art 6 and 28 (only what the matter needs, strictly protected): the number lies sealed under the
person's own key and is found by its keyed hash alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.crypto import seal_with
from yimen.kernel.journal import Entry, entry
from yimen.kernel.keys import ring
from yimen.kernel.words import Words
from yimen.people.actions import PERSON
from yimen.people.models import Person, PersonDocument
from yimen.people.reads import by_document, sealing_context
from yimen.people.rules.documents import Checked, checked
from yimen.people.rules.names import person_name, wrong_name
from yimen.people.states import DOCUMENT_WORDS, DocumentType, Verb


@entry(
    "person",
    Verb.ENROL,
    citizen=Words("您的信息已建档（{document}）。", "Your record was made ({document})."),
    clerk=Words("{by}按{document}建档。", "{by} put the person on record by {document}."),
)
class Enrol(Entry, frozen=True):
    """A person was put on record."""

    document: str


@dataclass(frozen=True, slots=True)
class Enrolled:
    """Who was found or put on record: the document shown, and whether the record was there before."""

    person_id: UUID
    document_id: int
    was_known: bool
    other_name: str = ""


def enrol(*, number: str, name: str, phone: str = "", document: str = DocumentType.RESIDENT_ID, actor: Actor) -> UUID:
    """Return the person with this document, put on record when new.

    Raises BadInput when the number fails its check, the name cannot be one, or the record bears another name.
    """
    shown = checked(document, number, clock.today())
    found = find_or_enrol(shown=shown, name=person_name(name), phone=phone, actor=actor)
    if found.other_name:
        raise wrong_name(DOCUMENT_WORDS[shown.type], found.other_name, person_name(name))
    return found.person_id


def find_or_enrol(*, shown: Checked, name: str, phone: str = "", actor: Actor) -> Enrolled:
    """Return who bears a checked document; `other_name` is the name on record when it is not `name`."""
    known = by_document(shown.type, shown.number)
    if known is None:
        try:
            with transaction.atomic():
                return _new(shown, name, phone, actor)
        except IntegrityError:  # somebody else put the same person on record just now
            known = by_document(shown.type, shown.number)
            assert known is not None
    held = known.person.name
    return Enrolled(known.person_id, known.pk, was_known=True, other_name="" if held == name else held)


def _new(shown: Checked, name: str, phone: str, actor: Actor) -> Enrolled:
    person = Person(name=name)
    context = sealing_context(person.id)
    person.sealed_key = ring().new_data_key(context)
    data_key = ring().data_key(person.sealed_key, context)
    person.phone_sealed = seal_with(data_key, phone, context + b"phone") if phone else None
    with PERSON.begin(actor=actor) as deed:
        deed.born(PERSON, person, Enrol(document=shown.type))
    return Enrolled(person.id, born_document(person=person, shown=shown), was_known=False)


def born_document(*, person: Person, shown: Checked) -> int:
    """Write a document of a person, sealed and hashed; for actions that hold the person. Raises IntegrityError."""
    context = sealing_context(person.id)
    data_key = ring().data_key(bytes(person.sealed_key), context)
    row = PersonDocument.objects.create(
        person=person,
        type=shown.type,
        number_sealed=seal_with(data_key, shown.number, context + shown.type.encode()),
        number_hash=ring().keyed_hash(shown.type, shown.number),
    )
    return row.pk
