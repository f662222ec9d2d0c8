"""A house is sold by four people in Chromium, with keys only; at the end the books of both sides are read."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from simulators.population import Sale
from tests.books import differences
from tests.browser.conftest import Visitor, at_work
from tests.browser.hands import answers_of, at_desk, fill, press, sign_in, sit, until
from tests.departments import NAMES, Departments
from tests.offices import Office
from yimen.cases.models import Application

PATIENCE = 20_000


def test_a_house_is_sold_by_four_people(
    office: Office, departments: Departments, browser: Browser, visitor: Visitor
) -> None:
    """Clerk, second checker, registrar and approver, each in her own browser, the clerk with the keyboard alone."""
    sale = departments.sale(next(n for n in departments.seeds if n % 9 == 8))  # both sides own by shares
    clerk = sign_in(visitor(browser), "clerk1")
    sit(clerk, 7)
    _draft(clerk, sale)
    press(clerk, "F9")
    expect(clerk.locator("[data-receipt]")).not_to_be_empty()
    receipt_no = clerk.locator("[data-receipt]").inner_text()
    with at_work(office, departments):
        at_desk(visitor(browser), "checker1", receipt_no, "F9")
        due = clerk.locator("[data-payment='due']")
        expect(due).to_be_visible(timeout=PATIENCE)  # the page follows by itself
        press(clerk, "F7")
        expect(clerk.locator("[data-payment='paid']")).to_be_attached(timeout=PATIENCE)
        at_desk(visitor(browser), "registrar1", receipt_no, "F9", "材料齐全，登记簿与申请一致。")
        at_desk(visitor(browser), "approver1", receipt_no, "F9", "同意登记。")
        clerk.reload()
        until(clerk, lambda: clerk.locator("a[data-certificate]").count() == 1)
        press(clerk, "F7")
        expect(clerk.get_by_text("已领取")).to_be_visible()
        until(clerk, lambda: clerk.locator("[data-state='closed']").count() == 1)
    application = Application.objects.get(receipt_no=receipt_no)
    records = {name: departments.records(name) for name in NAMES}
    assert differences(sale, application.id, records) == []
    assert visitor.faults == []


def _draft(page: Page, sale: Sale) -> None:
    """Fill the draft in from the first key to the last; the page itself says where to go on."""
    press(page, "F2")
    expect(page.locator("#number-seller")).to_be_focused()
    for role, owners in (("seller", sale.sellers), ("buyer", sale.buyers)):
        for n, owner in enumerate(owners):
            if n:
                _open(page, f"[data-role='{role}'] summary", f"#number-{role}")
            expect(page.locator(f"#number-{role}")).to_be_focused()
            page.keyboard.type(owner.person.id_number)
            page.keyboard.press("Tab")
            page.keyboard.type(owner.person.name)
            page.keyboard.press("Enter")
            expect(page.locator(f"[data-party='{role}[{n}]']")).to_be_visible()
    expect(page.locator("#look-up-key")).to_be_focused()
    page.keyboard.type(sale.house.cert_no)
    press(page, "F4")
    expect(page.get_by_text("来自登记簿").first).to_be_visible()
    fill(page, answers_of(sale))
    expect(page.get_by_role("heading", name="下一步：收材料")).to_be_visible()
    press(page, "F6")
    expect(page.get_by_role("heading", name="齐全，可以受理。")).to_be_focused()


def _open(page: Page, summary: str, field: str) -> None:
    """Open what adds another person, and go into its field."""
    page.locator(summary).last.focus()
    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("Tab")
        if page.locator(field).evaluate("e => e === document.activeElement"):
            return
