"""The portal's pages in Chromium: as a citizen sees them, right and wrong, large type too."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Page, expect

from tests.browser.shown import Shown
from tests.budgets.portal import LIST, SALE
from tests.departments import Departments
from tests.offices import Office
from yimen.cases.actions.prepare import prepare
from yimen.cases.models import Application, Party
from yimen.doors.portal.visitor import ANYBODY
from yimen.kernel.actor import Actor
from yimen.people.reads import known

_PROOF: dict[str, str] = {}
NEED = "/portal/need/house_sale/"


def paths_portal(office: Office, departments: Departments, clerk: Actor) -> dict[str, str]:
    """Prepare a list of four people; know the number and places of a sale that waits for payment."""
    answers = {"situation.by_agent": "yes", "deal.price": "1050000", "buyer[1].house_order": "2"}
    code = prepare(bundle="house_sale", counts={"seller": 2, "buyer": 2}, answers=answers, actor=ANYBODY)
    application = Application.objects.filter(receipt_no__isnull=False).earliest("accepted_at")
    party: Any = Party.objects.filter(application=application, person__isnull=False).earliest("role", "place")
    _PROOF["receipt_no"] = str(application.receipt_no)
    _PROOF["last_four"] = known([party.person_id])[party.person_id].number[-4:]
    return {"portal_prepared": f"/portal/prepared/{code}/", "portal_form": f"/portal/prepared/{code}/form/"}


def _follow(page: Page) -> None:
    page.fill("#receipt_no", _PROOF["receipt_no"])
    page.fill("#last_four", _PROOF["last_four"])
    page.press("#last_four", "Enter")
    expect(page.locator("[data-standing]")).to_be_visible()


def _mistype(page: Page) -> None:
    page.fill("#receipt_no", "440604-260302-9999999")
    page.fill("#last_four", "123X")
    page.press("#last_four", "Enter")
    expect(page.locator("#problem")).to_be_visible()


def _larger(page: Page) -> None:
    page.get_by_role("button", name="大字版").or_(page.get_by_role("button", name="Large type")).click()
    expect(page.locator("body.is-elder")).to_be_visible()


def _larger_form(page: Page) -> None:
    _larger(page)
    page.wait_for_load_state()


def _larger_progress(page: Page) -> None:
    _larger(page)
    _follow(page)


def _wrong_sum(page: Page) -> None:
    page.fill("#f-deal-price", "一百万")
    page.press("#f-deal-price", "Enter")
    expect(page.locator("#f-deal-price-p")).to_be_visible()


def _wrong_code(page: Page) -> None:
    page.fill("#code", "0000-0000-0000")
    page.press("#code", "Enter")
    expect(page.get_by_role("alert")).to_be_visible()


PAGES: tuple[Shown, ...] = (
    Shown("portal, found", path="/portal/?q=房"),
    Shown("portal, nothing found", path="/portal/?q=xyz"),
    Shown("portal, large", path="/portal/", do=_larger),
    Shown("portal bundle", path="/portal/bundle/house_sale/"),
    Shown("portal matter", path="/portal/matter/house_transfer_registration/"),
    Shown("portal matter, large", path="/portal/matter/house_vat/", do=_larger),
    Shown("portal question", path=f"{NEED}?{urlencode({'count.seller': '2', 'count.buyer': '1'})}"),
    Shown("portal question, large", path=f"{NEED}?{urlencode({'count.seller': '2'})}", do=_larger),
    Shown("portal question, wrong", path=f"{NEED}?count.seller=99"),
    Shown("portal list", path=f"{NEED}?{urlencode(LIST)}"),
    Shown("portal estimate", path="/portal/estimate/tax/"),
    Shown("portal estimate, done", path=f"/portal/estimate/tax/?{urlencode(SALE)}"),
    Shown("portal estimate, wrong", path=f"/portal/estimate/tax/?{urlencode({**SALE, 'price': 'x', 'only_home': ''})}"),
    Shown("portal prepared", path="portal_prepared"),
    Shown("portal prepared, large", path="portal_prepared", do=_larger),
    Shown("portal form", path="portal_form"),
    Shown("portal form, large", path="portal_form", do=_larger_form),
    Shown("portal form, wrong", path="portal_form", do=_wrong_sum),
    Shown("portal by code, wrong", path="/portal/prepared/", do=_wrong_code),
    Shown("portal progress", path="/portal/progress/"),
    Shown("portal progress, wrong", path="/portal/progress/", do=_mistype),
    Shown("portal progress, mine", path="/portal/progress/", do=_follow),
    Shown("portal progress, large", path="/portal/progress/", do=_larger_progress),
    Shown("counter, wrong code", "clerk1", "/counter/", do=_wrong_code),
)
