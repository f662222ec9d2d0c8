"""An examiner goes on leave in Chromium: nothing waits for her, her substitute does the work, and she comes back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visitor
from tests.browser.hands import press, sign_in
from tests.offices import Office
from tests.races.scene import Scene, scene
from yimen.cases.actions.start import start
from yimen.cases.models import Case
from yimen.kernel.actor import house

__all__ = ["scene"]
GONE, STAYS = "registrar1", "approver1"


@pytest.fixture
def case(scene: Scene) -> Case:
    """A registration at its examiner's desk."""
    return Case.objects.get(pk=scene.registration(scene.checked()))


def test_somebody_goes_on_leave(case: Case, scene: Scene, browser: Browser, visitor: Visitor) -> None:
    """She claims a case and goes; her colleague examines it for her; another approves it; she is back."""
    office, address = scene.office, f"/desk/case/{case.id}/"
    examiner = sign_in(visitor(browser), GONE)
    examiner.goto(address)
    press(examiner, "c")
    expect(examiner.get_by_text("您已领取")).to_be_visible()
    _goes(examiner, office)
    examiner.goto("/desk/?list=mine")
    expect(examiner.locator("h1 [data-count='0']")).to_be_visible()
    colleague = sign_in(visitor(browser), STAYS)
    expect(colleague.locator("[data-standing-in]")).to_contain_text("杜思远")
    colleague.goto("/desk/deadlines/")
    expect(colleague.locator("[data-away]")).to_contain_text("关海平")
    colleague.locator(f"[data-case='{case.number}'] a").first.click()
    press(colleague, "F2")
    colleague.keyboard.type("材料齐全，登记簿与申请一致。")
    press(colleague, "F9")
    expect(colleague.get_by_text("关海平（代杜思远）").first).to_be_visible()
    start(application_id=case.application_id, actor=house("relay"))
    colleague.reload()
    expect(colleague.locator("[data-key='F9']")).to_have_count(0)  # she examined it, if for another
    approver = sign_in(visitor(browser), "approver2")
    approver.goto(address)
    press(approver, "F9")
    expect(approver.locator("[data-key='F9']")).to_have_count(0)
    assert Case.objects.get(pk=case.pk).approved_by_id == office.account("approver2")
    examiner.goto("/desk/leave/")
    examiner.get_by_role("button", name="回来了").click()
    expect(examiner.locator("[data-absence]")).to_have_count(0)
    colleague.goto("/desk/")
    expect(colleague.locator("[data-standing-in]")).to_have_count(0)
    assert visitor.faults == []


def _goes(page: Page, office: Office) -> None:
    page.get_by_role("link", name="请假").click()
    for field in ("#from_date", "#to_date"):
        page.fill(field, "2026-03-02")
    page.select_option("#substitute", label="关海平")
    press(page, "F9")
    expect(page.locator("[data-absence]")).to_contain_text("关海平")
    office.deliver()
