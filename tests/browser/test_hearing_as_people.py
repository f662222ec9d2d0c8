"""A hearing in Chromium: offered, asked for, scheduled, read about on a phone, held by its chair, and decided by."""

from __future__ import annotations

from datetime import UTC, datetime

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visitor
from tests.budgets.limits import licence_case
from tests.offices import Office, set_office_time
from tests.onecase import number
from yimen.cases.models import Application, Case

PHONE = {"width": 360, "is_mobile": True, "has_touch": True}
SERIAL = 7301


def _open(page: Page, summary: str) -> None:
    """Open one of the forms beside the steps."""
    page.locator("section:has(#proceedings) details summary", has_text=summary).click()


def _follow(phone: Page, case: Case) -> None:
    phone.goto("/portal/progress/")
    phone.fill("#receipt_no", str(Application.objects.get(pk=case.application_id).receipt_no))
    phone.fill("#last_four", number(SERIAL)[-4:])
    phone.press("#last_four", "Enter")


def test_a_hearing_is_held(office: Office, browser: Browser, visitor: Visitor) -> None:
    """The applicant reads of it on her phone; the limit stands still until it was held; the record decides."""
    case = licence_case(office, SERIAL)
    address = f"/desk/case/{case.id}/"
    examiner, chair = visitor(browser, office.client("housing1")), visitor(browser, office.client("head2"))
    phone = visitor(browser, **PHONE)  # type: ignore[arg-type]
    examiner.goto(address)
    _open(examiner, "告知听证权利")
    examiner.fill("#offer_hearing-why", "经营场所与邻居共用出入口，关系邻居的重大利益。")
    examiner.get_by_role("button", name="告知并出具告知书").last.click()
    _follow(phone, case)
    expect(phone.locator("[data-beside]")).to_contain_text("您可以要求举行听证")
    examiner.select_option("#ask_hearing-asked_by", label="利害关系人")
    examiner.get_by_role("button", name="收下听证申请").click()
    examiner.fill("#schedule_hearing-planned", "2026-03-12T09:30")
    examiner.fill("#schedule_hearing-place", "三楼会议室")
    examiner.select_option("#schedule_hearing-chair", label="欧阳慧")
    examiner.get_by_role("button", name="安排听证并出具通知书").click()
    expect(examiner.locator("[data-state='paused']")).to_be_visible()
    phone.reload()
    expect(phone.locator("[data-beside]")).to_contain_text("3月12日 09:30，三楼会议室")
    expect(phone.locator("[data-paused]")).to_be_visible()
    set_office_time(datetime(2026, 3, 12, 2, tzinfo=UTC))
    chair.goto(address)
    chair.fill("#hold_hearing-attended", "申请人、邻居代表")
    chair.fill("#hold_hearing-record", "邻居代表：请保留出入口。申请人：同意另开一门。")
    chair.get_by_role("button", name="记听证笔录").click()
    expect(chair.locator("#hold_hearing-is_signed-p")).to_be_visible()
    chair.check("#hold_hearing-is_signed")
    chair.get_by_role("button", name="记听证笔录").click()
    expect(chair.locator("[data-proceeding='hearing'][data-standing='done']")).to_be_visible()
    examiner.goto(address)
    examiner.fill("#opinion", "根据听证笔录，另开一门后符合条件。")
    examiner.get_by_role("button", name="审查通过").click()
    expect(examiner.locator("[data-state='granted']")).to_be_visible()
    assert visitor.faults == []
