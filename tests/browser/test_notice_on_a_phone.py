"""A correction notice is given at a window, answered from a phone, looked at by a colleague, and accepted."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.conftest import Visitor
from tests.browser.pages_intake import proved
from tests.offices import Office
from tests.onecase import PDF, number
from tests.onelicence import CARD, FORM, draft, publish_one_licence
from yimen.cases.models import Application, Case

PHONE = {"width": 360, "is_mobile": True, "has_touch": True}


def test_a_notice_is_answered_on_a_phone(office: Office, browser: Browser, visitor: Visitor, tmp_path: Path) -> None:
    """The notice names a field and a document; both come by phone; nobody has to travel to have it accepted."""
    publish_one_licence()
    pile = draft(office, 1, keys=(FORM,), subject="")
    clerk, colleague = visitor(browser, office.client("clerk1", 7)), visitor(browser, office.client("clerk2", 8))
    phone = visitor(browser, **PHONE)  # type: ignore[arg-type]

    clerk.goto(f"/counter/draft/{pile}/")
    clerk.locator("summary", has_text="补正告知").click()
    clerk.get_by_role("button", name="出补正告知书").click()
    expect(clerk.locator("[data-intake='correction']")).to_contain_text("补正期限")
    receipt_no = str(Application.objects.get(pk=pile).receipt_no)

    proved(phone, receipt_no, number(1)[-4:])
    expect(phone.locator("[data-intake='correction']")).to_contain_text("不会自动作废")
    phone.locator("[data-supplement]").tap()
    phone.fill("[name='request.subject']", "请予许可")
    scan = tmp_path / "身份证.pdf"
    scan.write_bytes(b"not a pdf")
    files = phone.locator(f"[name='material:{CARD}']")
    files.set_input_files(scan)
    phone.get_by_role("button", name="提交").tap()
    expect(phone.locator("#problem")).to_contain_text("都没有保存")
    expect(phone.locator("[name='request.subject']")).to_have_value("请予许可")
    scan.write_bytes(PDF)
    files.set_input_files(scan)
    phone.get_by_role("button", name="提交").tap()
    expect(phone.locator("[data-point='here']")).to_have_count(1)
    expect(phone.locator("[data-point='uploaded']")).to_have_count(1)
    expect(phone.locator("[data-standing]")).to_contain_text("等窗口核对")
    assert phone.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")

    colleague.goto("/counter/")
    colleague.locator(f"[data-waiting='{pile}'] a").click()
    colleague.get_by_role("button", name="核过原件").click()
    colleague.locator("[data-key='F9']").click()
    expect(colleague.locator(f"[data-receipt='{receipt_no}']")).to_be_visible()
    office.deliver()

    phone.reload()
    expect(phone.locator("[data-standing]")).to_contain_text("已受理")
    assert Case.objects.filter(application=pile, accepted_at__isnull=False).count() == 1
    assert visitor.faults == []
