"""Applications brought to the moment of a race by the house's own verbs, without any department's system.

What departments would answer is typed by hand through their connectors, so a scene takes a fraction of a second.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from simulators.population import Sale, sale
from tests.journeys.selling import answers_of
from tests.offices import Office
from yimen.cases.actions.accept import accept
from yimen.cases.actions.answer import answer
from yimen.cases.actions.check import check
from yimen.cases.actions.examine import examine
from yimen.cases.actions.fill import fill
from yimen.cases.actions.join import join
from yimen.cases.actions.keep import keep
from yimen.cases.actions.look_up import look_up
from yimen.cases.actions.open import open_
from yimen.cases.actions.start import start
from yimen.cases.models import Case, Opening, Step
from yimen.cases.reads.application import filled
from yimen.cases.reads.completeness import completeness
from yimen.cases.reads.context import context_for_step
from yimen.exchange.reads import connectors
from yimen.kernel import clock
from yimen.kernel.actor import Actor, department_system, house
from yimen.packs.realestate.connectors.registry import House

RELAY = house("relay")
SEED = 3
"""One seller without a mortgage, two buyers."""
BY_HAND = {
    "housing.file": {"filing_no": "禅存备2026000001"},
    "tax.assess": {"assessed_price": "100.00"},
    "tax.declare_deed": {"tax_amount": "10.00"},
    "tax.declare_vat": {"tax_amount": "20.00"},
    "tax.declare_income": {"tax_amount": "30.00"},
    "tax.confirm_deed": {"tax_certificate_no": "344060000000000001"},
    "tax.confirm_vat": {"tax_certificate_no": "344060000000000002"},
    "tax.confirm_income": {"tax_certificate_no": "344060000000000003"},
}


class Register(House):
    """Stands for the registry's front-end database: what it says of the one house of these tests."""

    def __init__(self, sale: Sale) -> None:
        self.sale = sale

    def fetch(self, key: str) -> dict[str, Any]:
        """Return the house's record."""
        of = self.sale.house
        return {
            "unit_no": of.unit_no,
            "certificate_no": key,
            "location": of.address,
            "area": str(of.area),
            "use": "residence",
            "acquired_date": of.acquired_on.isoformat(),
            "is_sealed": False,
            "has_objection": False,
            "ownership": of.ownership.value,
            "owners": [{"name": o.person.name, "number": o.person.id_number, "share": ""} for o in of.owners],
            "mortgages": [],
        }


@dataclass
class Scene:
    """The hall with one house for sale, again and again."""

    office: Office
    sale: Sale
    clerk: Actor

    def draft(self) -> UUID:
        """Return a complete draft."""
        draft = open_(bundle="house_sale", actor=self.clerk)
        for role, owners in (("seller", self.sale.sellers), ("buyer", self.sale.buyers)):
            for o in owners:
                person = o.person
                join(application_id=draft, role=role, number=person.id_number, name=person.name, actor=self.clerk)
        look_up(application_id=draft, key=self.sale.house.cert_no, actor=self.clerk)
        fill(application_id=draft, answers=answers_of(self.sale), actor=self.clerk)
        pile = completeness(filled(self.clerk, draft)).pile
        keep(application_id=draft, keys=[n.key for n in pile], actor=self.clerk)
        return draft

    def also_open_before(self, username: str, application: UUID) -> None:
        """Let a second clerk have the application open at her window today."""
        Opening.objects.create(application_id=application, account_id=self.office.account(username), day=clock.today())

    def accepted(self) -> UUID:
        """Return an accepted application."""
        draft = self.draft()
        accept(application_id=draft, actor=self.clerk)
        return draft

    def checked(self) -> UUID:
        """Return an application that was checked, with everything started that can be."""
        application = self.accepted()
        check(application_id=application, actor=self.office.actor("checker1"))
        start(application_id=application, actor=RELAY)
        return application

    def examined(self) -> UUID:
        """Return an application whose registration waits for its approval."""
        application = self.checked()
        examine(case_id=self.registration(application), opinion="齐全", actor=self.office.actor("registrar1"))
        start(application_id=application, actor=RELAY)
        return application

    def declared(self) -> UUID:
        """Return an application whose payment can be demanded."""
        application = self.checked()
        for code in ("housing.file", "tax.assess", "tax.declare_deed", "tax.declare_vat", "tax.declare_income"):
            self.decided(application, code)
            start(application_id=application, actor=RELAY)
        return application

    def decided(self, application: UUID, code: str) -> bool:
        """Let a department's system decide a step, as its desk would type it; return whether it was taken."""
        step = self.step(application, code)
        outcome = connectors()[code].by_hand(context_for_step(step.id), BY_HAND[code])
        system = code.partition(".")[0]
        return answer(step_id=step.id, outcome=outcome, actor=department_system(system, system))

    def step(self, application: UUID, code: str) -> Step:
        """Return the step that a connector decides."""
        return Step.objects.get(case__application=application, connector=code)

    def registration(self, application: UUID) -> UUID:
        """Return the case of the registration."""
        return Case.objects.get(application=application, matter__matter="house_transfer_registration").pk


@pytest.fixture
def scene(office: Office, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """The hall with one house for sale; its register answers without a database of its own."""
    return make_scene(office, monkeypatch.setattr)


def make_scene(office: Office, replace: Callable[[str, object], None]) -> Scene:
    """Return a scene in an office, with the register replaced."""
    known = sale(SEED)
    register = Register(known)
    replace("yimen.cases.actions.look_up.queries", lambda: {register.code: register})
    return Scene(office, known, office.actor("clerk1", window=7))
