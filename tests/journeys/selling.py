"""The sale of a house as its people do it, through the rooms' verbs: for tests that need one sold, or half sold."""

from __future__ import annotations

from uuid import UUID

from simulators.houses import Ownership
from simulators.population import Sale
from tests.departments import Departments
from tests.offices import Office
from yimen.cases.actions.accept import accept
from yimen.cases.actions.approve import approve
from yimen.cases.actions.check import check
from yimen.cases.actions.collect import collect
from yimen.cases.actions.examine import examine
from yimen.cases.actions.fill import fill
from yimen.cases.actions.join import join
from yimen.cases.actions.keep import keep
from yimen.cases.actions.look_up import look_up
from yimen.cases.actions.open import open_
from yimen.cases.models import Application, Case, Step
from yimen.cases.reads.application import filled
from yimen.cases.reads.completeness import completeness
from yimen.kernel.actor import Actor
from yimen.payments.reads import of_source


def answers_of(sale: Sale) -> dict[str, str]:
    """Return what the parties answer at the window."""
    price = f"{sale.price_fen // 100}.{sale.price_fen % 100:02d}"
    answers = {
        "situation.by_agent": "no",
        "house.house_type": "ordinary",
        "deal.price": price,
        "deal.signed_date": "2026-03-02",
        "deal.buyer_ownership": sale.buying.value,
        "deal.original_value_proven": "no" if sale.original_value_fen is None else "yes",
    }
    if sale.original_value_fen is not None:
        value = sale.original_value_fen
        answers |= {"deal.original_value": f"{value // 100}.{value % 100:02d}", "deal.reasonable_costs": "0"}
    for n, owner in enumerate(sale.sellers):
        answers[f"seller[{n}].phone"] = owner.person.phone
        answers[f"seller[{n}].only_home"] = "yes" if sale.only_home else "no"
    for n, owner in enumerate(sale.buyers):
        answers[f"buyer[{n}].phone"] = owner.person.phone
        answers[f"buyer[{n}].house_order"] = str(sale.house_order)
        if sale.buying is Ownership.SHARES:
            assert owner.share is not None
            answers[f"buyer[{n}].share"] = f"{owner.share.numerator}/{owner.share.denominator}"
    return answers


def drafted(sale: Sale, clerk: Actor) -> UUID:
    """Return a draft that is complete: parties, register's answer, form, pile."""
    draft = open_(bundle="house_sale", actor=clerk)
    for role, owners in (("seller", sale.sellers), ("buyer", sale.buyers)):
        for o in owners:
            join(application_id=draft, role=role, number=o.person.id_number, name=o.person.name, actor=clerk)
    look_up(application_id=draft, key=sale.house.cert_no, actor=clerk)
    fill(application_id=draft, answers=answers_of(sale), actor=clerk)
    pile = completeness(filled(clerk, draft)).pile
    keep(application_id=draft, keys=[n.key for n in pile], actor=clerk)
    return draft


def accepted(sale: Sale, clerk: Actor) -> UUID:
    """Return an accepted application."""
    draft = drafted(sale, clerk)
    accept(application_id=draft, actor=clerk)
    return draft


def case_of(application_id: UUID, matter: str) -> Case:
    """Return the case of a matter."""
    return Case.objects.get(application=application_id, matter__matter=matter)


def step_of(application_id: UUID, key: str) -> Step:
    """Return a step by `matter:step`."""
    return Step.objects.get(case__application=application_id, key=key)


def registered(application_id: UUID, office: Office) -> None:
    """Examine and approve the registration at the registry's desk."""
    case = case_of(application_id, "house_transfer_registration")
    examine(case_id=case.id, opinion="材料齐全，符合登记要求", actor=office.actor("registrar1"))
    office.deliver()
    approve(case_id=case.id, opinion="同意", actor=office.actor("approver1"))


def sold(sale: Sale, office: Office, departments: Departments) -> UUID:
    """Sell the house from the first word to the certificate and return the application."""
    clerk = office.actor("clerk1", window=7)
    application = accepted(sale, clerk)
    office.deliver()
    check(application_id=application, actor=office.actor("checker1"))
    departments.work(office, lambda: of_source("application", application) is not None)
    registered(application, office)
    collect(application_id=application, actor=clerk)
    departments.work(office, lambda: Application.objects.get(pk=application).state == "closed")
    return application
