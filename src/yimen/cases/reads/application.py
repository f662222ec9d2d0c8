"""An application with everything that is known of it, read with few statements, for actions and for the other reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

import msgspec

from yimen.cases.access import scope
from yimen.cases.models import Application, visible_applications
from yimen.cases.rules.obstacles import ApplicationFacts, PartyFacts
from yimen.catalogue.reads import BundleSheet, bundle_version
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.crypto import unseal
from yimen.kernel.errors import NotFound
from yimen.kernel.keys import ring
from yimen.kernel.rows import rows
from yimen.kernel.visible import within
from yimen.kernel.workdays import OFFICE_ZONE
from yimen.materials.reads import MaterialSheet
from yimen.materials.reads import pile as given_pile
from yimen.people.reads import Known, known
from yimen.people.rules.identity import ResidentId, mask_number


@dataclass(frozen=True, slots=True)
class PartySheet:
    """Who plays a role: `seller[0]`, the name, the number masked, a person's age in full years."""

    place: str
    role: str
    person_id: UUID | None
    name: str
    number_masked: str
    age: int | None = None


@dataclass(frozen=True, slots=True)
class PartyRow:
    """Who plays a role: the place, and the person or the organisation with its name and code."""

    role: str
    place: int
    person_id: UUID | None
    organisation_id: UUID | None
    organisation_name: str | None
    credit_code: str | None


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
        """Return the parties with masked numbers; an organisation's code is public."""
        return tuple(
            PartySheet(
                f.place,
                f.role,
                p.person_id,
                f.name,
                mask_number(f.number) if p.person_id else f.number,
                ResidentId(f.number).age_on(self.on) if p.person_id else None,
            )
            for p, f in zip(self.parties, self.for_rules.parties, strict=True)
        )

    def _party_facts(self, party: PartyRow) -> PartyFacts:
        place = f"{party.role}[{party.place}]"
        share = self.answers.get(f"{place}.share", "")
        if party.person_id is not None:
            person = self.people[party.person_id]
            return PartyFacts(place, party.role, person.name, person.number, share)
        return PartyFacts(place, party.role, party.organisation_name or "", party.credit_code or "", share)


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
SELECT p.role, p.place, p.person_id, p.organisation_id, o.name, o.credit_code
  FROM cases_party p LEFT JOIN people_organisation o ON o.id = p.organisation_id
 WHERE p.application_id = %s ORDER BY p.role, p.place
"""
_ANSWERS = "SELECT field, value, value_sealed, source FROM cases_answer WHERE application_id = %s ORDER BY field"


def filled_row(row: Application) -> Filled:
    """Return an application in full from its row, whose visibility was asked already. Four statements."""
    parties = tuple(PartyRow(*found) for found in rows(_PARTIES, [row.id]))
    answers, sources = _answers(row.id)
    people = known([p.person_id for p in parties if p.person_id is not None])
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
    return unseal(sealed, lambda number, _: ring().sealing[number], context).decode()
