"""An application with everything that is known of it, read with few statements, for actions and for the other reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

import msgspec

from yimen.cases.access import scope
from yimen.cases.models import Answer, Application, Party
from yimen.cases.rules.obstacles import ApplicationFacts, PartyFacts
from yimen.catalogue.reads import BundleSheet, bundle_version
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.crypto import unseal
from yimen.kernel.errors import NotFound
from yimen.kernel.keys import ring
from yimen.kernel.workdays import OFFICE_ZONE
from yimen.materials.reads import MaterialSheet
from yimen.materials.reads import pile as given_pile
from yimen.people.models import Person
from yimen.people.reads import open_numbers
from yimen.people.rules.identity import mask_number


@dataclass(frozen=True, slots=True)
class PartySheet:
    """Who plays a role: `seller[0]`, the name, and the number masked."""

    place: str
    role: str
    person_id: UUID | None
    name: str
    number_masked: str


@dataclass(frozen=True)
class Filled:
    """An application as it is filled in. Numbers of persons are opened only for `facts`."""

    row: Application
    bundle: BundleSheet
    parties: tuple[Party, ...]
    answers: Mapping[str, str]
    sources: Mapping[str, str]
    given: Mapping[str, MaterialSheet]
    numbers: Mapping[UUID, str]

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
        facts: dict[str, Any] = {
            name: [{} for _ in range(self.counts[name])] if role.is_party else {}
            for name, role in self.bundle.text.roles.items()
        }
        for name, value in self.answers.items():
            role, _, element = name.partition(".")
            holder, _, place = role.partition("[")
            if place and int(place[:-1]) < len(facts.get(holder, ())):
                facts[holder][int(place[:-1])][element] = value
            elif not place and isinstance(facts.get(holder), dict):
                facts[holder][element] = value
        return {**facts, "matters": list(self.bundle.text.matters), "on": self.on.isoformat()}

    @property
    def on(self) -> Any:
        """Return the day the application counts from: of receipt, or today."""
        return self.row.received_at.astimezone(OFFICE_ZONE).date() if self.row.received_at else clock.today()

    @cached_property
    def for_rules(self) -> ApplicationFacts:
        """Return the application as pack rules see it, with names and numbers in clear."""
        return ApplicationFacts(self.on, tuple(map(self._party_facts, self.parties)), dict(self.answers), self.found)

    @cached_property
    def found(self) -> dict[str, Any]:
        """Return what the register said when it was looked up, empty before."""
        if self.row.found_sealed is None:
            return {}
        sealed = bytes(self.row.found_sealed)
        text = unseal(sealed, lambda number, _: ring().sealing[number], sealing_context(self.row.id, b"found"))
        found: dict[str, Any] = msgspec.json.decode(text)
        return found

    @cached_property
    def party_sheets(self) -> tuple[PartySheet, ...]:
        """Return the parties with masked numbers."""
        return tuple(
            PartySheet(f.place, f.role, p.person_id, f.name, mask_number(f.number) if p.person_id else f.number)
            for p, f in zip(self.parties, self.for_rules.parties, strict=True)
        )

    def _party_facts(self, party: Party) -> PartyFacts:
        place = f"{party.role}[{party.place}]"
        share = self.answers.get(f"{place}.share", "")
        if party.person is not None:
            return PartyFacts(place, party.role, party.person.name, self.numbers[party.person.id], share)
        assert party.organisation is not None
        return PartyFacts(place, party.role, party.organisation.name, party.organisation.credit_code, share)


def sealing_context(application_id: UUID, part: bytes) -> bytes:
    """Return what binds a sealed value to its application."""
    return b"application:" + application_id.bytes + part


def filled(viewer: Actor, application_id: UUID) -> Filled:
    """Return an application in full. Raises NotFound when it is not there or not the viewer's."""
    row = Application.objects.within(scope(viewer), clock.today()).filter(pk=application_id).first()
    if row is None:
        raise NotFound
    return filled_row(row)


def filled_row(row: Application) -> Filled:
    """Return an application in full from its row, whose visibility was asked already."""
    parties = tuple(
        Party.objects.filter(application=row.id).select_related("person", "organisation").order_by("role", "place")
    )
    answers, sources = _answers(row.id)
    people: list[Person] = [p.person for p in parties if p.person is not None]
    numbers = open_numbers(people) if people else {}
    bundle, given = bundle_version(row.bundle_id), given_pile("application", row.id)
    return Filled(row, bundle, parties, answers, sources, given, numbers)


def _answers(application_id: UUID) -> tuple[dict[str, str], dict[str, str]]:
    answers: dict[str, str] = {}
    sources: dict[str, str] = {}
    rows = Answer.objects.filter(application=application_id).order_by("field")
    for field, value, sealed, source in rows.values_list("field", "value", "value_sealed", "source"):
        answers[field] = _unsealed(application_id, field, bytes(sealed)) if sealed is not None else value
        sources[field] = source
    return answers, sources


def _unsealed(application_id: UUID, field: str, sealed: bytes) -> str:
    context = sealing_context(application_id, field.encode())
    return unseal(sealed, lambda number, _: ring().sealing[number], context).decode()
