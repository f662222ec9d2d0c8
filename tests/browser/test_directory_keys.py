"""From the counter's first page to a draft of any matter of the directory, by keyboard alone."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.browser.conftest import Visitor
from tests.budgets.directory import imported
from tests.offices import Office
from yimen.cases.models import Application


def test_a_matter_is_found_by_its_initials_and_opened(office: Office, browser: Browser, visitor: Visitor) -> None:
    imported(60)
    page = visitor(browser, office.client("clerk1", 7))
    page.goto("/counter/")
    page.keyboard.press("F4")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("shequshitangba")
    page.keyboard.press("Enter")
    expect(page.locator("[data-row]").first).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("社区食堂备案")
    page.keyboard.press("F9")
    page.wait_for_url("**/counter/draft/**")
    expect(page.locator("h1")).to_contain_text("社区食堂备案")
    draft = Application.objects.get(pk=page.url.split("/")[5])
    assert draft.window_id == "hall-natural-07"
    page.goto("/counter/matter/")
    expect(page.locator("[data-matter]").first).to_contain_text("社区食堂备案")
    assert visitor.faults == []
