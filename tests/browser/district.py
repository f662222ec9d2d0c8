"""Fixture: a district in which something stands on every page of every door, made once for a module of tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from simulators.population import Sale, base_population
from tests.browser.pages_after import paths_after
from tests.browser.pages_at_once import paths_at_once
from tests.browser.pages_capture import paths_capture
from tests.browser.pages_custody import paths_custody
from tests.browser.pages_desk import paths_desk
from tests.browser.pages_directory import paths_directory
from tests.browser.pages_licences import paths_licences
from tests.browser.pages_limits import paths_limits
from tests.browser.pages_paper import paths_paper
from tests.browser.pages_people import paths_people
from tests.browser.pages_portal import paths_portal
from tests.browser.pages_proceedings import paths_proceedings
from tests.databases import drop, fresh_database
from tests.departments import NAMES, Departments
from tests.journeys.selling import accepted, case_of, drafted, sold, step_of
from tests.offices import Office, district_template, set_office_time, use_database
from yimen.cases.actions.check import check
from yimen.cases.actions.examine import examine
from yimen.cases.actions.join import join
from yimen.cases.actions.look_up import look_up
from yimen.cases.actions.open import open_
from yimen.cases.actions.refuse import refuse
from yimen.cases.actions.take_over import take_over
from yimen.kernel.actor import Actor
from yimen.payments.reads import of_source

REGISTRATION, ASSESSMENT = "house_transfer_registration", "house_price_assessment"
LONG_NAME = "阿卜杜热合曼·买买提艾力·努尔麦麦提江"


@dataclass
class District:
    """The office, and where on its pages something stands: paths by what is there."""

    office: Office
    paths: dict[str, str]

    def client(self, username: str) -> Any:
        """Return a signed-in client, clerks at a window."""
        return self.office.client(username, 7 if username == "clerk1" else None)


@pytest.fixture(scope="module")
def district(all_departments: Departments) -> Iterator[District]:
    """Drafts empty, half filled in, blocked, complete; applications accepted, due, in trouble, refused and closed."""
    for name in NAMES:
        all_departments.switch(name)
    dsn = fresh_database(district_template())
    use_database(dsn)
    set_office_time()
    office = Office(dsn)
    try:
        yield District(office, _paths(office, all_departments))
    finally:
        connection.close()
        drop(dsn)


def _paths(office: Office, departments: Departments) -> dict[str, str]:
    clerk = office.actor("clerk1", window=7)
    drafts = {
        "draft_empty": open_(bundle="house_sale", actor=clerk),
        "draft_half": _half(departments.sale(), clerk),
        "draft_blocked": _blocked(departments.sale(), clerk),
        "draft_full": drafted(departments.sale(), clerk),
    }
    closed = sold(departments.sale(), office, departments)
    due = _due(office, departments, clerk)
    approving = _due(office, departments, clerk)
    examine(case_id=case_of(approving, REGISTRATION).id, opinion="材料齐全。", actor=office.actor("registrar1"))
    office.deliver()
    refused = _refused(office, departments, clerk)
    troubled, by_hand = _troubled(office, departments, clerk), _troubled(office, departments, clerk)
    case = case_of(by_hand, ASSESSMENT)
    take_over(case_id=case.id, code="assess", actor=office.actor("tax1"))
    fresh = accepted(departments.sale(), clerk)
    office.deliver()
    applications = {"accepted": fresh, "due": due, "closed": closed, "refused": refused, "trouble_seen": troubled}
    return {
        **{name: f"/counter/draft/{key}/" for name, key in drafts.items()},
        **{name: f"/counter/application/{key}/" for name, key in applications.items()},
        **paths_desk(office, departments, clerk),
        **paths_directory(office, departments, clerk),
        **paths_people(office, departments, clerk),
        **paths_capture(office, departments, clerk),
        **paths_portal(office, departments, clerk),
        "check": f"/desk/application/{fresh}/",
        "examine": f"/desk/case/{case_of(due, REGISTRATION).id}/",
        "approve": f"/desk/case/{case_of(approving, REGISTRATION).id}/",
        "trouble": f"/desk/case/{case_of(troubled, ASSESSMENT).id}/",
        "by_hand": f"/desk/case/{case.id}/",
        "done": f"/desk/case/{case_of(closed, REGISTRATION).id}/",
        **paths_paper(office, departments, clerk),
        **paths_licences(office, departments, clerk),
        **paths_limits(office, departments, clerk),
        **paths_proceedings(office, departments, clerk),
        **paths_custody(office, departments, clerk),
        **paths_after(office, departments, clerk),
        **paths_at_once(office, clerk),
    }


def _half(sale: Sale, clerk: Actor) -> UUID:
    draft = open_(bundle="house_sale", actor=clerk)
    for role, owners in (("seller", sale.sellers), ("buyer", sale.buyers[:1])):
        for o in owners:
            join(application_id=draft, role=role, number=o.person.id_number, name=o.person.name, actor=clerk)
    look_up(application_id=draft, key=sale.house.cert_no, actor=clerk)
    return draft


def _blocked(sale: Sale, clerk: Actor) -> UUID:
    """A sealed house, sold by somebody who does not own it to somebody with a long name."""
    draft = open_(bundle="house_sale", actor=clerk)
    seller, buyer = sale.sellers[0].person, sale.buyers[0].person
    join(application_id=draft, role="seller", number=seller.id_number, name=seller.name, actor=clerk)
    join(application_id=draft, role="buyer", number=buyer.id_number, name=LONG_NAME, actor=clerk)
    look_up(application_id=draft, key=base_population().house("sealed").cert_no, actor=clerk)
    return draft


def _due(office: Office, departments: Departments, clerk: Actor) -> UUID:
    application = accepted(departments.sale(), clerk)
    office.deliver()
    check(application_id=application, actor=office.actor("checker1"))
    departments.work(office, lambda: of_source("application", application) is not None)
    return application


def _refused(office: Office, departments: Departments, clerk: Actor) -> UUID:
    application = _due(office, departments, clerk)
    case = case_of(application, REGISTRATION)
    examine(case_id=case.id, opinion="申请与登记簿不一致。", actor=office.actor("registrar1"))
    office.deliver()
    basis = "不动产登记暂行条例第二十二条"
    refuse(case_id=case.id, reason="出卖人不是权利人。", basis=basis, actor=office.actor("approver1"))
    office.deliver()
    return application


def _troubled(office: Office, departments: Departments, clerk: Actor) -> UUID:
    application = accepted(departments.sale(), clerk)
    office.deliver()
    departments.switch("tax", wrong="house")
    check(application_id=application, actor=office.actor("checker1"))
    departments.work(office, lambda: step_of(application, f"{ASSESSMENT}:assess").state == "trouble")
    departments.switch("tax")
    return application
