"""A house is sold by four people in Chromium, with keys only; at the end the books of both sides are read."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

from simulators.houses import Ownership
from simulators.population import Sale
from tests.books import differences
from tests.browser.conftest import Visitor, at_work
from tests.departments import NAMES, Departments
from tests.offices import PASSWORD, Office
from yimen.cases.models import Application

PATIENCE = 20_000


def test_a_house_is_sold_by_four_people(
    office: Office, departments: Departments, browser: Browser, visitor: Visitor
) -> None:
    """Clerk, second checker, registrar and approver, each in her own browser, the clerk with the keyboard alone."""
    sale = departments.sale(next(n for n in departments.seeds if n % 9 == 8))  # both sides own by shares
    clerk = _sign_in(visitor(browser), "clerk1")
    _sit(clerk, 7)
    _draft(clerk, sale)
    _press(clerk, "F9")
    expect(clerk.locator("[data-receipt]")).not_to_be_empty()
    receipt_no = clerk.locator("[data-receipt]").inner_text()
    with at_work(office, departments):
        _at_desk(visitor(browser), "checker1", receipt_no, "F9")
        due = clerk.locator("[data-payment='due']")
        expect(due).to_be_visible(timeout=PATIENCE)  # the page follows by itself
        _press(clerk, "F7")
        expect(clerk.locator("[data-payment='paid']")).to_be_attached(timeout=PATIENCE)
        _at_desk(visitor(browser), "registrar1", receipt_no, "F9", "材料齐全，登记簿与申请一致。")
        _at_desk(visitor(browser), "approver1", receipt_no, "F9", "同意登记。")
        clerk.reload()
        _until(clerk, lambda: clerk.locator("a[data-certificate]").count() == 1)
        _press(clerk, "F7")
        expect(clerk.get_by_text("已领取")).to_be_visible()
        _until(clerk, lambda: clerk.locator("[data-state='closed']").count() == 1)
    application = Application.objects.get(receipt_no=receipt_no)
    records = {name: departments.records(name) for name in NAMES}
    assert differences(sale, application.id, records) == []
    assert visitor.faults == []


def _press(page: Page, key: str) -> None:
    """Press a key that a page gives a meaning to: it has to be there first."""
    page.wait_for_load_state()
    page.keyboard.press(key)


def _sign_in(page: Page, name: str) -> Page:
    page.goto("/sign-in/")
    page.keyboard.type(name)  # the name has the focus
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("form[action='/sign-out/']")).to_be_visible()
    return page


def _sit(page: Page, window: int) -> None:
    for _ in range(window - 1):
        page.keyboard.press("ArrowDown")  # the list of windows has the focus
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"{window} 号窗口", exact=True)).to_be_visible()


def _draft(page: Page, sale: Sale) -> None:
    """Fill the draft in from the first key to the last; the page itself says where to go on."""
    _press(page, "F2")
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
    _press(page, "F4")
    expect(page.get_by_text("来自登记簿").first).to_be_visible()
    _fill(page, sale)
    expect(page.get_by_role("heading", name="下一步：收材料")).to_be_visible()
    _press(page, "F6")
    expect(page.get_by_role("heading", name="齐全，可以受理。")).to_be_focused()


def _open(page: Page, summary: str, field: str) -> None:
    """Open what adds another person, and go into its field."""
    page.locator(summary).last.focus()
    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("Tab")
        if page.locator(field).evaluate("e => e === document.activeElement"):
            return


_FOCUS = """() => {
  const e = document.activeElement, all = [...document.getElementsByName(e.name)];
  if (!e.form?.matches("[data-keep]")) return null;
  if (e.type !== "radio") return {name: e.name, choices: [], answered: e.value !== "" || e.tagName === "BUTTON"};
  return {name: e.name, choices: all.map((one) => one.value), answered: all.some((one) => one.checked)};
}"""


def _fill(page: Page, sale: Sale) -> None:
    """Go through the form with Tab and answer what is open, keep it, and answer what is asked because of that."""
    answers = _answers(sale)
    for _ in range(4):
        while (field := page.evaluate(_FOCUS)) is not None:
            if not field["answered"]:
                _answer(page, field["choices"], answers[field["name"]])
            page.keyboard.press("Tab")
        with page.expect_navigation():
            _press(page, "F8")
        if page.get_by_role("heading", name="下一步：收材料").count():
            return
    raise AssertionError("the form does not come to an end")


def _answer(page: Page, choices: list[str], answer: str) -> None:
    if not choices:
        page.keyboard.type(answer)
        return
    page.keyboard.press("Space")
    for _ in range(choices.index(answer)):
        page.keyboard.press("ArrowDown")


def _answers(sale: Sale) -> dict[str, str]:
    said = {
        "situation.by_agent": "no",
        "situation.owner_died": "no",
        "house.house_type": "ordinary",
        "deal.price": f"{sale.price_fen // 100}.{sale.price_fen % 100:02d}",
        "deal.signed_date": "20260302",
        "deal.buyer_ownership": sale.buying.value,
        "deal.original_value_proven": "no",
    }
    for n, owner in enumerate(sale.sellers):
        said |= {f"seller[{n}].phone": owner.person.phone, f"seller[{n}].only_home": "yes" if sale.only_home else "no"}
    for n, owner in enumerate(sale.buyers):
        said |= {f"buyer[{n}].phone": owner.person.phone, f"buyer[{n}].house_order": str(sale.house_order)}
        if sale.buying is Ownership.SHARES and owner.share is not None:
            said[f"buyer[{n}].share"] = f"{owner.share.numerator}/{owner.share.denominator}"
    return said


def _at_desk(page: Page, name: str, receipt_no: str, key: str, opinion: str = "") -> None:
    """Sign in, move down to the application with J, open it, write an opinion, and press the key."""
    _sign_in(page, name)
    row = page.locator(f"tr[data-receipt='{receipt_no}'] a")
    _until(page, lambda: row.count() == 1)
    for _ in range(30):
        if row.evaluate("e => e === document.activeElement"):
            break
        _press(page, "j")
    page.keyboard.press("Enter")
    expect(page.locator(f"[data-key='{key}']")).to_be_visible()
    if opinion:
        _press(page, "F2")
        page.keyboard.type(opinion)
    _press(page, key)
    expect(page.locator(f"[data-key='{key}']")).to_have_count(0)
    page.context.close()


def _until(page: Page, is_so: Callable[[], bool]) -> None:
    """Look again with F5 until it is so."""
    for _ in range(100):
        if is_so():
            return
        page.wait_for_timeout(200)
        page.reload()
    raise AssertionError(f"it does not come: {page.url}")
