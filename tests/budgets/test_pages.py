"""Every address of the house declares who may come in and what it may cost; each is asked with success, within that.

One walk through every door asks them all: whoever adds an address adds its step, or the last test says which is left.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from simulators.population import Sale
from tests.budgets.after import walk_after
from tests.budgets.api import walk_api
from tests.budgets.at_once import walk_at_once
from tests.budgets.capture import walk_capture
from tests.budgets.custody import walk_custody, walk_fetching
from tests.budgets.desk import walk_desk
from tests.budgets.directory import walk_directory
from tests.budgets.intake import walk_intake
from tests.budgets.leave import walk_leave, walk_work
from tests.budgets.licences import walk_licences
from tests.budgets.limits import walk_limits
from tests.budgets.paper import walk_paper
from tests.budgets.people import walk_people
from tests.budgets.portal import walk_portal
from tests.budgets.proceedings import walk_proceedings
from tests.budgets.walk import Walk
from tests.departments import SECRET, Departments
from tests.journeys.selling import accepted, answers_of, case_of, step_of
from tests.offices import PASSWORD, Office
from tests.scans import png
from yimen.cases.actions.check import check
from yimen.cases.models import Application, Party
from yimen.exchange.actions.dispatch import dispatch
from yimen.exchange.models import Message
from yimen.exchange.states import MessageState
from yimen.exchange.transports.signed_rest import signed_headers
from yimen.kernel.actor import house
from yimen.payments.reads import of_source
from yimen.people.states import Post

REGISTRATION, ASSESSMENT = "house_transfer_registration", "house_price_assessment"
PNG = png()


def addresses(patterns: Any = None, before: str = "") -> Iterator[tuple[str, Any]]:
    """Return every address of the URL conf with its view."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from addresses(entry.url_patterns, route)
        elif isinstance(entry, URLPattern):
            yield route, entry.callback


def test_every_address_declares_who_may_come_in_and_what_it_costs() -> None:
    """On the view itself: posts (None for anybody), statements, methods. No page asks more than 20."""
    for route, view in addresses():
        assert view.access is None or view.access <= frozenset(Post), route
        assert view.methods and set(view.methods) <= {"GET", "POST"}, route
        assert isinstance(view.budget, int) and view.budget > 0, route
        most = 24 if route == "portal/progress/mine/" else 20  # everything about one application, of every room
        assert "POST" in view.methods or view.budget <= most, f"{route} shows a page for {view.budget} statements"


def test_every_address_is_asked_and_keeps_to_its_budget(office: Office, departments: Departments) -> None:
    """From signing in to the certificate, through every door."""
    walk = Walk()
    _frame(walk)
    walk_api(walk, office, departments)
    clerk = office.client("clerk1", 7)
    _window(walk, clerk)
    draft = _draft(walk, clerk, departments.sale())
    _application(walk, clerk, office, departments, draft)
    _desk(walk, office, departments)
    _trouble(walk, office, departments)
    _pushed(walk, office, departments)
    walk_desk(walk, office, departments)
    walk_limits(walk, office)
    walk_leave(walk, office)
    walk_work(walk, office)
    walk_proceedings(walk, office)
    walk_custody(walk, office)
    walk_after(walk, office)
    walk_at_once(walk, office)
    walk_intake(walk, office)
    walk_people(walk, office, departments)
    walk_portal(walk, office, departments)
    walk_paper(walk, office, departments)
    _hall(walk, office.client("manager1"))
    walk_capture(walk, office, departments)
    walk_directory(walk, office, departments)
    walk_licences(walk, office, departments)
    walk.report()
    wanted = {(route, method) for route, view in addresses() for method in view.methods}
    assert sorted(wanted - set(walk.asked)) == []
    assert walk.over == []


def _frame(walk: Walk) -> None:
    client = Client()
    for path in ("/", "/sign-in/", "/style/", "/portal/"):
        walk.get(client, path)
    walk.post(client, "/sign-in/", {"username": "clerk2", "password": PASSWORD})
    walk.post(client, "/language/", {"language": "en", "next": "/counter/"})
    walk.post(client, "/sign-out/")


def _window(walk: Walk, clerk: Client) -> None:
    walk.post(clerk, "/counter/sit/", {"window": "hall-natural-07"})
    walk.get(clerk, "/counter/")
    thrown_away = walk.post(clerk, "/counter/open/", {"bundle": "house_sale"}).url
    walk.post(clerk, f"{thrown_away}discard/")


def _draft(walk: Walk, clerk: Client, sale: Sale) -> str:
    """Fill a draft in as a clerk does and return its number."""
    base = walk.post(clerk, "/counter/open/", {"bundle": "house_sale"}).url
    for role, owners in (("seller", sale.sellers), ("buyer", sale.buyers)):
        for o in owners:
            who = {"role": role, "number": o.person.id_number, "name": o.person.name}
            walk.post(clerk, f"{base}join/", who)
    last = {"role": "buyer", "number": sale.buyers[-1].person.id_number, "name": sale.buyers[-1].person.name}
    walk.post(clerk, f"{base}leave/", {"role": "buyer"})
    walk.post(clerk, f"{base}join/", last)
    walk.post(clerk, f"{base}look-up/", {"key": sale.house.cert_no})
    walk.post(clerk, f"{base}fill/", answers_of(sale))
    keys = re.findall(r'type="checkbox" name="key" value="([^"]+)"', walk.get(clerk, base).content.decode())
    walk.post(clerk, f"{base}keep/", {"key": keys[:1], "scan": SimpleUploadedFile("scan.png", PNG, "image/png")})
    walk.post(clerk, f"{base}give-back/", {"key": keys[1]})
    walk.post(clerk, f"{base}keep/", {"key": keys[1:]})
    walk.get(clerk, base)
    walk.get(clerk, f"{base}materials.pdf")
    draft = base.split("/")[3]
    walk.post(clerk, f"{base}person/{_person(draft)}/unmask/", {"reason": "核对身份证"})
    walk.post(clerk, f"{base}accept/")
    return str(draft)


def _application(walk: Walk, clerk: Client, office: Office, departments: Departments, draft: str) -> None:
    application = Application.objects.get(pk=draft)
    base = f"/counter/application/{draft}/"
    page = walk.get(clerk, base).content.decode()
    number = str(_person(draft))
    shown = walk.post(clerk, f"{base}person/{number}/unmask/", {"reason": "核对身份证"}).content.decode()
    full = re.search(r"data-number>([^<]+)<", shown)
    assert full is not None
    walk.post(clerk, "/counter/present/", {"receipt_no": application.receipt_no, "last_four": full[1][-4:]})
    seen = re.search(r"pulse/\?seen=([^\"]+)\"", page)
    assert seen is not None
    assert walk.get(clerk, f"{base}pulse/", data={"seen": seen[1]}).status_code == 204
    office.deliver()
    assert walk.get(clerk, f"{base}document/acceptance.pdf").content.startswith(b"%PDF-")
    checker = office.client("checker1")
    walk.get(checker, "/desk/")
    scan = re.search(
        r"/desk(/application/[^\"]+/scan/\w+/)", walk.get(checker, f"/desk/application/{draft}/").content.decode()
    )
    assert scan is not None
    walk.get(checker, f"/desk{scan[1]}")
    walk.get(clerk, f"/counter{scan[1]}")
    walk.post(checker, f"/desk/application/{draft}/check/", {"opinion": ""})
    departments.work(office, lambda: of_source("application", application.id) is not None)
    case = case_of(application.id, REGISTRATION)
    walk.post(office.client("registrar1"), f"/desk/case/{case.id}/examine/", {"opinion": "材料齐全。"})
    office.deliver()
    walk.post(office.client("approver1"), f"/desk/case/{case.id}/approve/", {"opinion": ""})
    walk.get(clerk, base)
    walk.post(clerk, f"{base}collect/")
    departments.work(office, lambda: Application.objects.get(pk=draft).state == "closed")
    assert walk.get(clerk, f"{base}case/{case.id}/certificate.pdf").content.startswith(b"%PDF-")
    same = re.findall(r'name="same" value="([^"]+)"', walk.get(clerk, base).content.decode())
    walk.post(clerk, f"{base}case/{case.id}/compare/", {"same": same})
    handing_out = partial(walk.post, clerk, f"{base}case/{case.id}/hand-out/", {"receiver": "buyer[0]"})
    walk_fetching(walk, clerk, case, "buyer[0]", handing_out)
    walk.get(clerk, base)


def _desk(walk: Walk, office: Office, departments: Departments) -> None:
    """A case is shown and refused."""
    application = accepted(departments.sale(), office.actor("clerk1", 7))
    office.deliver()
    check(application_id=application, actor=office.actor("checker1"))
    office.deliver()
    case = f"/desk/case/{case_of(application, REGISTRATION).id}/"
    walk.get(office.client("registrar1"), case)
    walk.post(office.client("registrar1"), f"{case}examine/", {"opinion": "不一致。"})
    office.deliver()
    walk.get(office.client("approver1"), case)
    walk.post(office.client("approver1"), f"{case}refuse/", {"reason": "不是权利人。", "basis": "第22条"})
    office.deliver()
    walk.get(office.client("registrar1"), f"{case}document/refusal.pdf")
    at_window = f"/counter/application/{application}/"
    walk.get(office.client("clerk1", 7), at_window)
    walk.get(office.client("clerk1", 7), f"{at_window}case/{case.split('/')[3]}/document/refusal.pdf")


def _trouble(walk: Walk, office: Office, departments: Departments) -> None:
    """The tax system contradicts itself: tried again, then decided by hand."""
    application = accepted(departments.sale(), office.actor("clerk1", 7))
    office.deliver()
    departments.switch("tax", wrong="house")
    check(application_id=application, actor=office.actor("checker1"))
    case, tax = f"/desk/case/{case_of(application, ASSESSMENT).id}/", office.client("tax1")

    def is_stuck() -> bool:
        return step_of(application, f"{ASSESSMENT}:assess").state == "trouble"

    departments.work(office, is_stuck)
    walk.get(tax, case)
    walk.post(tax, f"{case}retry/", {"code": "assess"})
    departments.work(office, is_stuck)
    departments.switch("tax")
    walk.post(tax, f"{case}take-over/", {"code": "assess"})
    walk.get(tax, case)
    walk.post(tax, f"{case}decide/", {"assessed_price": "1050000.00"})


def _pushed(walk: Walk, office: Office, departments: Departments) -> None:
    """The housing department pushes its signed answer."""
    application = accepted(departments.sale(), office.actor("clerk1", 7))
    office.deliver()
    check(application_id=application, actor=office.actor("checker1"))
    departments.switch("housing", late=60)
    office.deliver()
    assert dispatch(system="housing", state=MessageState.QUEUED, actor=house("relay"))
    message = Message.objects.get(source_id=step_of(application, "house_contract_filing:file").id)
    body, path = json.dumps({"request_no": str(message.id), "answer_no": "HD1"}).encode(), "/inbound/housing/"
    headers = signed_headers(SECRET, "housing", "POST", path, body)
    walk.post(Client(), path, body, content_type="application/json", headers=headers)


def _hall(walk: Walk, manager: Client) -> None:
    walk.get(manager, "/control/")
    walk.get(manager, "/control/?state=closed")
    walk.post(manager, "/control/clock/", {"to": "2026-03-20T09:00"})


def _person(draft: str) -> Any:
    parties = Party.objects.filter(application=draft, person__isnull=False)
    return parties.order_by("role", "place").values_list("person", flat=True)[0]
