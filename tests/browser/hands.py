"""What people do at the screens with keys: sign in, sit down, fill in the form, decide at a desk, look again."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from simulators.houses import Ownership
from simulators.population import Sale
from tests.offices import PASSWORD


def press(page: Page, key: str) -> None:
    """Press a key that a page gives a meaning to: it has to be there first."""
    page.wait_for_load_state()
    page.keyboard.press(key)


def sign_in(page: Page, name: str) -> Page:
    """Sign in; the name has the focus."""
    page.goto("/sign-in/")
    expect(page.locator("#username")).to_be_focused()
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    expect(page.locator("#password")).to_be_focused()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("form[action='/sign-out/']")).to_be_visible()
    return page


def sit(page: Page, window: int) -> None:
    """Choose a window; the list has the focus."""
    for _ in range(window - 1):
        page.keyboard.press("ArrowDown")  # the list of windows has the focus
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"{window} 号窗口", exact=True)).to_be_visible()


_FOCUS = """() => {
  const e = document.activeElement, all = [...document.getElementsByName(e.name)];
  if (!e.form?.matches("[data-keep]")) return null;
  if (e.type !== "radio") return {name: e.name, choices: [], answered: e.value !== "" || e.tagName === "BUTTON"};
  return {name: e.name, choices: all.map((one) => one.value), answered: all.some((one) => one.checked)};
}"""


def fill(page: Page, answers: dict[str, str]) -> None:
    """Go through the form with Tab and answer what is open, keep it, and answer what is asked because of that."""
    for _ in range(4):
        while (field := page.evaluate(_FOCUS)) is not None:
            if not field["answered"] and field["name"] in answers:  # what may be left open is left open
                _answer(page, field["choices"], answers[field["name"]])
            page.keyboard.press("Tab")
        with page.expect_navigation():
            press(page, "F8")
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


def answers_of(sale: Sale) -> dict[str, str]:
    """Return what the parties answer, as it is typed."""
    said = {
        "situation.by_agent": "no",
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


def at_desk(page: Page, name: str, receipt_no: str, key: str, opinion: str = "") -> None:
    """Sign in, open the application, write an opinion, and press the key."""
    open_at_desk(page, name, receipt_no)
    expect(page.locator(f"[data-key='{key}']")).to_be_visible()
    if opinion:
        press(page, "F2")
        page.keyboard.type(opinion)
    press(page, key)
    expect(page.locator(f"[data-key='{key}']")).to_have_count(0)
    page.context.close()


def open_at_desk(page: Page, name: str, receipt_no: str) -> None:
    """Sign in, move down to the application with J as soon as it is there, and open it."""
    sign_in(page, name)
    row = page.locator(f"tr[data-receipt='{receipt_no}'] a")
    until(page, lambda: row.count() == 1)
    for _ in range(30):
        if row.evaluate("e => e === document.activeElement"):
            break
        press(page, "j")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: not url.endswith("/desk/"))


def until(page: Page, is_so: Callable[[], bool]) -> None:
    """Look again with F5 until it is so."""
    for _ in range(100):
        if is_so():
            return
        page.wait_for_timeout(200)
        page.reload()
    raise AssertionError(f"it does not come: {page.url}")
