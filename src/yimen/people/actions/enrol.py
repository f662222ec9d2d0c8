"""Put a person on record by an identity document (建档), or find the one already there.

Law: 个人信息保护法 art 6 and 28 (only what the matter needs, strictly protected): the number lies sealed under the
person's
own key and is found by its keyed hash alone.
"""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.crypto import seal_with
from yimen.kernel.errors import BadInput
from yimen.kernel.journal import Entry, entry
from yimen.kernel.keys import ring
from yimen.kernel.words import Words
from yimen.people.actions import PERSON
from yimen.people.models import Person, PersonDocument
from yimen.people.reads import by_document, sealing_context
from yimen.people.rules.identity import mask_name, person_name, resident_id
from yimen.people.states import DocumentType, Verb


@entry(
    "person",
    Verb.ENROL,
    citizen=Words("您的信息已建档（{document}）。", "Your record was made ({document})."),
    clerk=Words("{by}按{document}建档。", "{by} put the person on record by {document}."),
)
class Enrol(Entry, frozen=True):
    """A person was put on record."""

    document: str


def enrol(*, number: str, name: str, phone: str = "", actor: Actor) -> UUID:
    """Return the person with this resident ID number, put on record when new.

    Raises BadInput when the number fails its check, the name is empty, or the record bears another name.
    """
    checked, name = resident_id(number, clock.today()), person_name(name)
    known = by_document(DocumentType.RESIDENT_ID, checked.number)
    if known is None:
        try:
            with transaction.atomic():
                return _new(checked.number, name, phone, actor)
        except IntegrityError:  # somebody else put the same person on record just now
            known = by_document(DocumentType.RESIDENT_ID, checked.number)
            assert known is not None
    if known.name != name:
        raise BadInput(
            Words(
                f"这个身份证号的档案登记姓名是“{mask_name(known.name)}”，与“{name}”不同。请核对证件。",
                f'This number is on record under the name "{mask_name(known.name)}", not "{name}". Check the card.',
            )
        )
    return known.id


def _new(number: str, name: str, phone: str, actor: Actor) -> UUID:
    person = Person(name=name)
    context = sealing_context(person.id)
    person.sealed_key = ring().new_data_key(context)
    data_key = ring().data_key(person.sealed_key, context)
    person.phone_sealed = seal_with(data_key, phone, context + b"phone") if phone else None
    kind = DocumentType.RESIDENT_ID
    with PERSON.begin(actor=actor) as deed:
        deed.born(PERSON, person, Enrol(document=kind))
        PersonDocument.objects.create(
            person=person,
            type=kind,
            number_sealed=seal_with(data_key, number, context + kind.encode()),
            number_hash=ring().keyed_hash(kind, number),
        )
    return person.id
