"""Pages of what is decided at once, in Chromium: at the window, by table, explained, asked for, checked later."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.shown import Shown
from tests.budgets.at_once import drawn
from tests.elders import card, decided, person, ready
from tests.offices import Office
from yimen.cases.actions.ask_for_person import ask_for_person
from yimen.cases.actions.grant import grant
from yimen.cases.actions.sample_check import sample_check
from yimen.cases.models import Case
from yimen.kernel.actor import Actor

_PROOF: dict[str, str] = {}
SERIAL = 701


def _proved(page: Page) -> None:
    page.fill("#receipt_no", _PROOF["receipt_no"])
    page.fill("#last_four", person(1950, SERIAL)[-4:])
    page.press("#last_four", "Enter")
    expect(page.locator("a[href$='/why/']")).to_be_visible()


def _why(page: Page) -> None:
    _proved(page)
    page.locator("a[href$='/why/']").click()
    expect(page.locator("[data-why]")).to_be_visible()


def _no_reason(page: Page) -> None:
    page.locator("details:has(#leave_reason) summary").click()
    page.fill("#leave_reason", "   ")
    page.locator("form:has(#leave_reason) button").click()
    expect(page.locator("#leave_reason-p")).to_be_visible()


def _no_opinion(page: Page) -> None:
    page.locator("input[value='disputed']").first.check()
    page.locator("textarea").first.fill("   ")
    page.locator("form:has(textarea) button").first.click()
    expect(page.locator("#opinion-p")).to_be_visible()


def _asking(page: Page) -> None:
    page.locator("details:has(#ask_words) summary").click()
    expect(page.locator("#ask_words")).to_be_visible()


PAGES: tuple[Shown, ...] = (
    Shown("at once, to be checked first", "clerk1", "once_waiting"),
    Shown("at once, to be granted", "clerk1", "once_ready"),
    Shown("at once, left without a reason", "clerk1", "once_ready", _no_reason),
    Shown("at once, granted", "clerk1", "once_granted"),
    Shown("by table, granted, a person asked for", "clerk1", "table_granted", _asking),
    Shown("by table, explained at the counter", "clerk1", "table_why"),
    Shown("by table, the case at the desk", "civil1", "table_case"),
    Shown("by table, left to a person", "civil2", "table_left"),
    Shown("by table, to be checked and reviewed", "civil1", "table_recheck"),
    Shown("by table, checked without an opinion", "civil1", "table_recheck", _no_opinion),
    Shown("rechecks, the examiner's", "civil1", "/desk/rechecks/"),
    Shown("rechecks, disputed", "civil2", "/desk/rechecks/"),
    Shown("progress, decided by table", path="/portal/progress/", do=_proved),
    Shown("progress, why", path="/portal/progress/", do=_why),
)


def paths_at_once(office: Office, clerk: Actor) -> dict[str, str]:
    """Cases at the window before and after the decision; cases of a table granted, left, drawn, disputed."""
    by_table = decided(office, 1950, SERIAL)
    left, waiting, disputed = decided(office, 1980, 702), drawn(office, 1950, 703), drawn(office, 1950, 704)
    ask_for_person(case_id=waiting.id, words="请人工看一下，谢谢。", actor=clerk)
    sample_check(case_id=disputed.id, is_confirmed=False, opinion="照片与本人不符。", actor=office.actor("civil1"))
    granted, to_grant = (ready(office, 1950, serial, "elder_card_again") for serial in (705, 706))
    to_check = card(office, 1950, 707, "elder_card_again")
    grant(case_id=granted.id, actor=clerk)
    office.deliver()
    _PROOF["receipt_no"] = by_table.number[:-3]
    return {
        "once_waiting": _window(to_check),
        "once_ready": _window(to_grant),
        "once_granted": _window(granted),
        "table_granted": _window(by_table),
        "table_why": f"{_window(by_table)}case/{by_table.id}/why/",
        "table_case": f"/desk/case/{by_table.id}/",
        "table_left": f"/desk/case/{left.id}/",
        "table_recheck": f"/desk/case/{waiting.id}/why/",
    }


def _window(case: Case) -> str:
    return f"/counter/application/{case.application_id}/"
