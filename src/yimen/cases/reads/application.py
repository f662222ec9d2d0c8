"""An application with everything that is known of it, read with few statements, for actions and for the other reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

import msgspec

from yimen.cases.access import scope
from yimen.cases.models import Application, visible_applications
from yimen.cases.rules.facts import facts_of
from yimen.cases.rules.obstacles import Acting, ApplicationFacts, PartyFacts
from yimen.cases.rules.representation import is_minor, party_facts
from yimen.catalogue.reads import BundleSheet, bundle_version
from yimen.catalogue.states import REPRESENTATION_WORDS, PartyKind, Representation
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.errors import NotFound
from yimen.kernel.keys import ring
from yimen.kernel.rows import rows
from yimen.kernel.visible import within
from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE
from yimen.materials.reads import MaterialSheet
from yimen.materials.reads import pile as given_pile
from yimen.people.reads import Known, known
from yimen.people.rules.documents import age_on, mask
from yimen.people.states import CREDIT_CODE, DOCUMENT_WORDS, DocumentType


@dataclass(frozen=True, slots=True)
class ActingSheet:
    """Who acts for a party: as what, the name, the document and its number masked."""

    kind: Representation
    kind_words: Words
    person_id: UUID
    name: str
    document: str
    document_words: Words
    number_masked: str


@dataclass(frozen=True, slots=True)
class PartySheet:
    """Who plays a role: `seller[0]`, the name, the number masked, a person's age in full years where it is known.

    `is_minor`: cannot act alone in this role. `was_known`: the record was there before this application.
    """

    place: str
    role: str
    person_id: UUID | None
    name: str
    number_masked: str
    age: int | None = None
    document: str = "resident_id"
    document_words: Words | None = None
    is_minor: bool = False
    was_known: bool = False
    acting: ActingSheet | None = None
    organisation_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class PartyRow:
    """Who plays a role: the place, and the person or the organisation with its name and code."""

    role: str
    place: int
    person_id: UUID | None
    organisation_id: UUID | None
    organisation_name: str | None
    credit_code: str | None
    document_id: int | None = None
    is_known: bool = False
    represented_by: str = ""
    representative_id: UUID | None = None
    representative_document_id: int | None = None

    @property
    def key(self) -> str:
        """Return the place as pages and rules name it."""
        return f"{self.role}[{self.place}]"


@dataclass(frozen=True)
class Filled:
    """An application as it is filled in. Numbers of persons are opened only for `facts`."""

    row: Application
    bundle: BundleSheet
    parties: tuple[PartyRow, ...]
    answers: Mapping[str, str]
    sources: Mapping[str, str]
    given: Mapping[str, MaterialSheet]
    people: Mapping[UUID, Known]

    @cached_property
    def counts(self) -> dict[str, int]:
        """Return how many hold each role."""
        counts = dict.fromkeys(self.bundle.text.roles, 0)
        for party in self.parties:
            counts[party.role] += 1
        return counts

    @cached_property
    def facts(self) -> dict[str, Any]:
        """Return the facts that conditions in the text ask: roles with their answers, the matters, the day."""
        facts = facts_of(self.bundle.text, self.counts, self.answers, self.on)
        told = party_facts(self.bundle.text.roles, self.for_rules.parties, self.answers)
        for party, about in zip(self.parties, told, strict=True):
            has_day = party.person_id is None or self.people[party.person_id].born_date is not None
            facts[party.role][party.place]["party"] = {**about, "has_unknown_birth": not has_day}
        return facts

    @property
    def on(self) -> Any:
        """Return the day the application counts from: of receipt, or today."""
        return self.row.received_at.astimezone(OFFICE_ZONE).date() if self.row.received_at else clock.today()

    @cached_property
    def for_rules(self) -> ApplicationFacts:
        """Return the application as pack rules see it, with names and numbers in clear."""
        return ApplicationFacts(self.on, tuple(map(self._party_facts, self.parties)), dict(self.answers), self.found)

    @property
    def person_ids(self) -> list[UUID]:
        """Return every person whose data the application shows: parties, and who acts for them."""
        ids = [i for p in self.parties for i in (p.person_id, p.representative_id) if i is not None]
        return sorted(set(ids))

    def document_of(self, person_id: UUID) -> int | None:
        """Return the id of the document that somebody in it showed, a party or who acts for one. Raises NotFound."""
        for row in self.parties:
            if row.person_id == person_id:
                return row.document_id
            if row.representative_id == person_id:
                return row.representative_document_id
        raise NotFound

    @cached_property
    def found(self) -> dict[str, Any]:
        """Return what the register said when it was looked up, empty before."""
        if self.row.found_sealed is None:
            return {}
        sealed = bytes(self.row.found_sealed)
        text = ring().opened(sealed, sealing_context(self.row.id, b"found"))
        found: dict[str, Any] = msgspec.json.decode(text)
        return found

    @cached_property
    def party_sheets(self) -> tuple[PartySheet, ...]:
        """Return the parties with masked numbers; an organisation's code is public."""
        return tuple(map(self._sheet, self.parties, self.for_rules.parties))

    def _sheet(self, row: PartyRow, party: PartyFacts) -> PartySheet:
        capacity = self.bundle.text.roles[party.role].capacity
        independent = f"{party.place}.{capacity.independent}" if capacity else ""
        is_person = party.kind is PartyKind.PERSON
        return PartySheet(
            place=party.place,
            role=party.role,
            person_id=row.person_id,
            name=party.name,
            number_masked=mask(party.document, party.number) if is_person else party.number,
            age=party.age,
            document=party.document,
            document_words=DOCUMENT_WORDS[DocumentType(party.document)] if is_person else None,
            is_minor=is_person and is_minor(capacity, party.age, self.answers.get(independent) == "yes"),
            was_known=row.is_known,
            acting=_acting_sheet(party.acting) if party.acting else None,
            organisation_id=row.organisation_id,
        )

    def _party_facts(self, party: PartyRow) -> PartyFacts:
        share, acting = self.answers.get(f"{party.key}.share", ""), self._acting(party)
        if party.person_id is None:
            return PartyFacts(
                place=party.key,
                role=party.role,
                name=party.organisation_name or "",
                number=party.credit_code or "",
                share=share,
                document=CREDIT_CODE,
                numbers=(party.credit_code or "",),
                kind=PartyKind.ORGANISATION,
                acting=acting,
            )
        person = self.people[party.person_id]
        shown, born = person.document(party.document_id), self._born(party, person)
        return PartyFacts(
            place=party.key,
            role=party.role,
            name=person.name,
            number=shown.number,
            share=share,
            document=shown.type,
            numbers=tuple(d.number for d in person.documents),
            age=age_on(born, self.on) if born else None,
            acting=acting,
        )

    def _born(self, party: PartyRow, person: Known) -> date | None:
        """The day of birth her documents tell, or what the form was told where they tell none."""
        capacity = self.bundle.text.roles[party.role].capacity
        if person.born_date is not None or capacity is None:
            return person.born_date
        try:
            born = date.fromisoformat(self.answers.get(f"{party.key}.{capacity.born}", ""))
        except ValueError:
            return None
        return born if born <= self.on else None

    def _acting(self, party: PartyRow) -> Acting | None:
        if party.representative_id is None:
            return None
        person = self.people[party.representative_id]
        shown = person.document(party.representative_document_id)
        return Acting(Representation(party.represented_by), person.id, person.name, shown.type, shown.number)


def _acting_sheet(acting: Acting) -> ActingSheet:
    document = DocumentType(acting.document)
    return ActingSheet(
        kind=acting.kind,
        kind_words=REPRESENTATION_WORDS[acting.kind],
        person_id=acting.person_id,
        name=acting.name,
        document=document,
        document_words=DOCUMENT_WORDS[document],
        number_masked=mask(document, acting.number),
    )


def sealing_context(application_id: UUID, part: bytes) -> bytes:
    """Return what binds a sealed value to its application."""
    return b"application:" + application_id.bytes + part


def filled(viewer: Actor, application_id: UUID) -> Filled:
    """Return an application in full. Raises NotFound when it is not there or not the viewer's."""
    row = (
        within(Application.objects.all(), visible_applications(scope(viewer), clock.today()))
        .filter(pk=application_id)
        .first()
    )
    if row is None:
        raise NotFound
    return filled_row(row)


_PARTIES = """
SELECT p.role, p.place, p.person_id, p.organisation_id, o.name, o.credit_code,
       p.document_id, p.is_known, p.represented_by, p.representative_id, p.representative_document_id
  FROM cases_party p LEFT JOIN people_organisation o ON o.id = p.organisation_id
 WHERE p.application_id = %s ORDER BY p.role, p.place
"""
_ANSWERS = "SELECT field, value, value_sealed, source FROM cases_answer WHERE application_id = %s ORDER BY field"


def filled_row(row: Application) -> Filled:
    """Return an application in full from its row, whose visibility was asked already. Four statements."""
    parties = tuple(PartyRow(*found) for found in rows(_PARTIES, [row.id]))
    answers, sources = _answers(row.id)
    people = known([i for p in parties for i in (p.person_id, p.representative_id) if i is not None])
    given = given_pile("application", row.id)
    return Filled(row, bundle_version(row.bundle_id), parties, answers, sources, given, people)


def _answers(application_id: UUID) -> tuple[dict[str, str], dict[str, str]]:
    answers: dict[str, str] = {}
    sources: dict[str, str] = {}
    for field, value, sealed, source in rows(_ANSWERS, [application_id]):
        answers[field] = _unsealed(application_id, field, bytes(sealed)) if sealed is not None else value
        sources[field] = source
    return answers, sources


def _unsealed(application_id: UUID, field: str, sealed: bytes) -> str:
    context = sealing_context(application_id, field.encode())
    return ring().opened(sealed, context).decode()
