"""Pages of how people work in Chromium: leave, deadlines, several at once at desk and counter."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import Page, expect

from tests.browser.shown import Shown
from tests.departments import Departments
from tests.offices import Office
from yimen.kernel.actor import Actor
from yimen.people.actions.announce import announce

NOWHERE = "00000000-0000-7000-8000-000000000000"


def _turned_days(page: Page) -> None:
    page.fill("#from_date", "2026-12-20")
    page.locator("#to_date").evaluate("e => { e.min = ''; }")
    page.fill("#to_date", "2026-12-10")
    page.select_option("#substitute", index=1)
    page.keyboard.press("F9")
    expect(page.locator("#to_date-p")).to_be_visible()


def _not_hers(page: Page) -> None:
    box = page.locator("input[name='case']").first
    box.evaluate(f"e => {{ e.value = '{NOWHERE}'; }}")
    box.check()
    page.locator("details:has(#several) summary").click()
    page.fill("#opinion", "材料齐全。")
    page.locator("#several button").click()
    expect(page.locator("[data-outcome='not']")).to_be_visible()


PAGES: tuple[Shown, ...] = (
    Shown("leave", "manager1", "/desk/leave/"),
    Shown("leave, days turned round", "both1", "/desk/leave/", _turned_days),
    Shown("deadlines", "tax1", "/desk/deadlines/"),
    Shown("several, an outcome", "housing1", "/desk/?list=pool", _not_hers),
    Shown("counter, several", "clerk1", "/counter/several/"),
)


def paths_work(office: Office, departments: Departments, clerk: Actor) -> dict[str, str]:
    """One is away today, her substitute is away herself for a day; of two at the tax desk one stands in."""
    manager = office.actor("manager1")
    ends = date(2026, 12, 31)
    for who, by, stands_in, first, last in (
        ("clerk3", manager, "clerk4", None, ends),
        ("clerk4", manager, "clerk5", ends, ends),
        ("tax2", office.actor("tax2"), "tax1", None, ends),
    ):
        announce(
            account=office.account(who),
            substitute=office.account(stands_in),
            from_date=first or date(2026, 3, 2),
            to_date=last,
            actor=by,
        )
    return {}
