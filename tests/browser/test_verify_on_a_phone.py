"""Somebody checks a certificate on a phone, while the registry corrects and then deregisters it."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visitor
from tests.journeys.licences import BASIS, signed, token_of
from tests.offices import Office
from yimen.licences.models import Licence
from yimen.licences.reads import file_of

PHONE = {"width": 360, "is_mobile": True, "has_touch": True}


def _look_up(phone: Page, number: str) -> None:
    phone.goto("/verify/")
    phone.fill("#number", number)
    phone.get_by_role("button", name="核验", exact=True).tap()


def _changed(examiner: Page, approver: Page, licence: Licence, what: str, **fields: str) -> None:
    examiner.goto("/desk/licences/")
    examiner.fill("#number", licence.e_number or "")
    examiner.press("#number", "Enter")
    examiner.locator("details summary", has_text=what).click()
    form = examiner.locator("details[open] form")
    for name, text in {"reason": "权利人申请", "basis": BASIS, **fields}.items():
        form.locator(f"[name='{name}']").fill(text)
    form.get_by_role("button").click()
    expect(examiner.locator("[data-state='pending']")).to_be_visible()
    approver.goto("/desk/licences/")
    approver.get_by_role("link", name=licence.number).click()
    approver.get_by_role("button", name=f"批准{what}").click()
    expect(approver.locator("[data-state='pending']")).to_have_count(0)


def test_a_certificate_is_checked_on_a_phone(
    office: Office, browser: Browser, visitor: Visitor, tmp_path: Path
) -> None:
    """有效 → 更正 → 已换发 → 注销; by number, by QR and by file."""
    first = signed(office)
    phone = visitor(browser, **PHONE)  # type: ignore[arg-type]
    examiner, approver = visitor(browser, office.client("registrar1")), visitor(browser, office.client("approver1"))
    _look_up(phone, first.number)
    expect(phone.locator("[data-state='valid']")).to_be_visible()
    expect(phone.get_by_text("1501房")).to_have_count(0)
    phone.goto(f"/verify/{token_of(first)}/")
    expect(phone.locator("[data-printed]")).to_contain_text("1501房")
    _changed(examiner, approver, first, "更正", **{"data.location": "佛山市禅城区祖庙街道示范路18号3座1502房"})
    office.deliver()
    phone.reload()
    expect(phone.locator("[data-state='replaced']")).to_contain_text("已有新证")
    second = Licence.objects.get(predecessor=first)
    phone.goto(f"/verify/{token_of(second)}/")
    expect(phone.locator("[data-printed]")).to_contain_text("1502房")
    paper = tmp_path / "证照.pdf"
    paper.write_bytes(file_of(second.id))
    phone.set_input_files("#file", paper)
    phone.get_by_role("button", name="核验文件").tap()
    expect(phone.locator("[data-state='valid']")).to_contain_text("没有改动")
    _changed(examiner, approver, second, "注销")
    _look_up(phone, second.number)
    expect(phone.locator("[data-state='deregistered']")).to_be_visible()
    tall = phone.get_by_role("button", name="核验", exact=True).bounding_box()
    assert tall is not None and tall["height"] >= 48
    assert phone.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert visitor.faults == []
