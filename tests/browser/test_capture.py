"""The window's PC in Chromium: cards are read, documents captured with a camera and from files, with keys only."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from simulators.population import Sale
from tests import scans
from tests.browser.bridges import Desk, bridge
from tests.browser.chromium import chromium
from tests.browser.conftest import Visitor
from tests.departments import Departments
from tests.journeys.selling import drafted
from tests.offices import Office
from yimen.cases.models import Party
from yimen.materials.reads import pile, scan
from yimen.site.ports import free_port

FAKE_CAMERA = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")


@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    """Chromium with a camera that shows a test picture."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with chromium(chromium_path, *FAKE_CAMERA) as running:
            yield running


@pytest.fixture
def desk(
    office: Office, departments: Departments, site_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Desk, Sale]]:
    """A PC whose bridge runs, with the cards of one sale."""
    sale = departments.sale(next(n for n in departments.seeds if n % 9 == 0))  # one on each side
    port = free_port(17700)
    monkeypatch.setattr(settings, "DEVICE_PORT", port)
    with bridge(tmp_path / "device", port, site_url, sale) as running:
        yield running, sale


def press(page: Page, key: str) -> None:
    """Press a key that the page gives a meaning to."""
    page.wait_for_load_state()
    page.keyboard.press(key)


def test_two_cards_are_read_without_a_key(
    office: Office, desk: tuple[Desk, Sale], browser: Browser, visitor: Visitor
) -> None:
    """Paired by the code on the screen; each card fills its side; a card that stays on is not read twice."""
    pc, sale = desk
    page = visitor(browser, office.client("clerk1", 7))
    page.goto("/counter/device/")
    expect(page.get_by_text("读卡器还没有和这个窗口配对")).to_be_visible()
    pc.yimen_device("pair", page.locator("[data-code]").inner_text())
    expect(page.get_by_text("已配对，可以读卡了。")).to_be_visible()
    press(page, "Escape")
    page.wait_for_url("**/counter/")
    press(page, "F2")
    expect(page.get_by_text("请把证件放到读卡器上。")).to_be_visible()
    pc.card("seller0")
    expect(page.locator("[data-party='seller[0]']")).to_be_visible()
    expect(page.get_by_text("已读。请把证件还给本人。")).to_be_visible()
    assert page.locator("[data-party]").count() == 1
    pc.card("off")
    expect(page.get_by_text("请把证件放到读卡器上。")).to_be_visible()
    pc.card("buyer0")
    expect(page.locator("[data-party='buyer[0]']")).to_be_visible()
    draft = UUID(page.url.rstrip("/").rsplit("/", 1)[1])
    assert Party.objects.filter(application=draft).count() == 2
    expect(page.locator("#look-up-key")).to_be_focused()
    assert sale.sellers[0].person.name in page.locator("[data-party='seller[0]']").inner_text()
    assert visitor.faults == []


def test_a_card_that_contradicts_itself_gets_a_sentence(
    office: Office, desk: tuple[Desk, Sale], browser: Browser, visitor: Visitor
) -> None:
    """Damaged, wrong, expired, of a kind that is not known here: nobody is entered; typing still works."""
    pc, sale = desk
    page = visitor(browser, office.client("clerk1", 7))
    page.goto("/counter/device/")
    pc.yimen_device("pair", page.locator("[data-code]").inner_text())
    expect(page.get_by_text("已配对，可以读卡了。")).to_be_visible()
    page.goto("/counter/")
    press(page, "F2")
    told = page.locator("[data-reader-says]")
    for card, words, number in (
        ("damaged", "证件读不出来", ""),
        ("wrong_number", "卡内号码的校验不符", ""),
        ("contradicting", "卡内出生日期与号码不一致", ""),
        ("expired", "证件已于2025-02-28过期", "44060419720418"),
    ):
        pc.card(card)
        expect(told).to_contain_text(words)
        assert page.locator("#number-seller").input_value().startswith(number)
        pc.card("off")
    assert Party.objects.count() == 0
    page.locator("#number-seller").fill(sale.sellers[0].person.id_number)
    page.locator("#name-seller").fill(sale.sellers[0].person.name)
    page.keyboard.press("Enter")
    expect(page.locator("[data-party='seller[0]']")).to_be_visible()
    assert visitor.faults == []


def test_another_window_and_another_person_read_nothing(
    office: Office, desk: tuple[Desk, Sale], browser: Browser, visitor: Visitor
) -> None:
    """The pairing is hers at her window: not a colleague's, not hers elsewhere, not after signing out."""
    pc, _ = desk
    clerk = office.client("clerk1", 7)
    page = visitor(browser, clerk)
    page.goto("/counter/device/")
    code = page.locator("[data-code]").inner_text()
    pc.yimen_device("pair", code)
    expect(page.get_by_text("已配对，可以读卡了。")).to_be_visible()
    other = visitor(browser, office.client("clerk2", 7))
    other.goto("/counter/device/")
    assert other.locator("[data-code]").inner_text() != code
    expect(other.get_by_text("读卡器还没有和这个窗口配对")).to_be_visible()
    clerk.post("/counter/sit/", {"window": "hall-natural-08"})
    page.goto("/counter/device/")
    assert page.locator("[data-code]").inner_text() != code
    expect(page.get_by_text("读卡器还没有和这个窗口配对")).to_be_visible()
    clerk.post("/counter/sit/", {"window": "hall-natural-07"})
    page.reload()
    expect(page.get_by_text("已配对，可以读卡了。")).to_be_visible()
    page.get_by_role("button", name="退出").click()
    page.wait_for_url("**/sign-in/")
    back = visitor(browser, office.client("clerk1", 7))
    back.goto("/counter/device/")
    assert back.locator("[data-code]").inner_text() != code
    expect(back.get_by_text("读卡器还没有和这个窗口配对")).to_be_visible()


def test_a_document_of_two_pages_by_keys_only(
    office: Office, departments: Departments, browser: Browser, visitor: Visitor
) -> None:
    """Taken, turned, cropped, put in order, saved; the next document follows at once and takes a PDF and a photo."""
    draft = drafted(departments.sale(), office.actor("clerk1", 7))
    page = visitor(browser, office.client("clerk1", 7))
    page.goto(f"/counter/draft/{draft}/")
    press(page, "F3")
    first = _key(page)
    for n in (1, 2):
        _when_there_is_a_picture(page)
        page.wait_for_timeout(300)  # the same picture twice is one page: let the fake camera move on
        press(page, "F2")
        expect(page.get_by_text(f"已拍第 {n} 页。")).to_be_visible()
    _to_pages(page)
    page.keyboard.press("ArrowRight")
    press(page, "r")
    expect(page.get_by_text("已旋转。")).to_be_visible()
    press(page, "[")
    expect(page.get_by_text("现在是第 1 页。")).to_be_visible()
    page.keyboard.press("ArrowRight")
    press(page, "c")
    expect(page.locator("[data-edge='top']")).to_be_focused()
    for _ in range(10):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    for _ in range(4):
        page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Enter")
    expect(page.get_by_text("已裁剪。")).to_be_visible()
    press(page, "F8")
    _next_document(page, first)
    sizes = [Image.open(BytesIO(scan(digest))).size for digest in pile("application", draft)[first].files]
    turned, cropped = sizes
    assert turned[0] < turned[1], "the first lies turned by a quarter"
    assert max(turned + cropped) <= 2339, "A4 at 200 dpi"
    assert abs(cropped[0] / cropped[1] - turned[1] / turned[0] * 0.8 / 0.9) < 0.01
    second = _key(page)
    page.locator("#scan").set_input_files(
        [
            {"name": "合同.pdf", "mimeType": "application/pdf", "buffer": scans.pdf(3)},
            {"name": "手机.jpg", "mimeType": "image/jpeg", "buffer": scans.photo()},
        ]
    )
    expect(page.locator("[data-pages] button")).to_have_count(2)
    press(page, "F8")
    _next_document(page, second)
    sheet = pile("application", draft)[second]
    assert [(s.media_type, s.pages) for s in sheet.scans] == [("application/pdf", 3), ("image/jpeg", 1)]
    assert b"Phone of Chen" not in scan(sheet.files[1])
    press(page, "Escape")
    page.wait_for_url(f"**/counter/draft/{draft}/")
    shown = page.locator(f"[data-material='{first}'] img")
    expect(shown).to_have_count(2)
    assert shown.first.evaluate("e => e.complete && e.naturalWidth > 0")
    assert visitor.faults == []


def test_a_document_is_scanned_again(
    office: Office, departments: Departments, browser: Browser, visitor: Visitor
) -> None:
    """What it had is there to be left out, retaken or kept; what it was before is kept as a former version."""
    draft = drafted(departments.sale(), office.actor("clerk1", 7))
    page = visitor(browser, office.client("clerk1", 7))
    address = f"/counter/draft/{draft}/capture/?key=sale_contract"
    page.goto(address)
    for n in (1, 2):
        _when_there_is_a_picture(page)
        page.wait_for_timeout(300)  # the same picture twice is one page: let the fake camera move on
        press(page, "F2")
        expect(page.get_by_text(f"已拍第 {n} 页。")).to_be_visible()
    press(page, "F8")
    _next_document(page, "sale_contract")
    before = pile("application", draft)["sale_contract"]
    page.goto(address)
    _when_there_is_a_picture(page)
    expect(page.locator("[data-pages] button")).to_have_count(2)
    _to_pages(page)
    press(page, "Delete")
    expect(page.get_by_text("已删去一页，还有 1 页。")).to_be_visible()
    press(page, "t")
    page.wait_for_timeout(1000)  # the picture that was left out may not come again
    press(page, "F2")
    expect(page.get_by_text("已重拍第 1 页。")).to_be_visible()
    press(page, "F8")
    _next_document(page, "sale_contract")
    after = pile("application", draft)["sale_contract"]
    assert len(after.files) == 1 and not set(after.files) & set(before.files) and after.formers == 1
    assert visitor.faults == []


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("合同.pdf", b"MZ this is a program", "“合同.pdf”是可执行程序"),
        ("锁.pdf", scans.locked_pdf(), "“锁.pdf”加了密"),
        ("半.jpg", scans.jpeg()[:-800], "“半.jpg”已损坏或没有传完整"),
        ("<img src=x onerror=alert(1)>.svg", b"<svg onload='alert(1)'/>", "是SVG"),
    ],
)
def test_a_bad_file_is_refused_and_nothing_is_lost(
    office: Office, departments: Departments, browser: Browser, visitor: Visitor, name: str, content: bytes, words: str
) -> None:
    """Its sentence stands beside the pages; all are still there; without it the rest is kept."""
    draft = drafted(departments.sale(), office.actor("clerk1", 7))
    page = visitor(browser, office.client("clerk1", 7))
    page.goto(f"/counter/draft/{draft}/capture/?key=sale_contract")
    _when_there_is_a_picture(page)
    files: Any = [
        {"name": "好.png", "mimeType": "image/png", "buffer": scans.png()},
        {"name": name, "mimeType": "application/pdf", "buffer": content},
    ]
    page.locator("#scan").set_input_files(files)
    expect(page.locator("[data-pages] button")).to_have_count(2)
    press(page, "F8")
    expect(page.locator("[data-problem]")).to_contain_text(words)
    assert pile("application", draft)["sale_contract"].files == ()
    _to_pages(page)
    page.keyboard.press("ArrowRight")
    press(page, "Delete")
    press(page, "F8")
    _next_document(page, "sale_contract")
    assert len(pile("application", draft)["sale_contract"].files) == 1
    assert visitor.faults == []


def test_without_camera_and_without_scripts_files_are_taken(
    office: Office, departments: Departments, browser: Browser, visitor: Visitor
) -> None:
    """A form with a file field; what is wrong stands on the page."""
    draft = drafted(departments.sale(), office.actor("clerk1", 7))
    page = visitor(browser, office.client("clerk1", 7), java_script_enabled=False)
    page.goto(f"/counter/draft/{draft}/capture/?key=sale_contract")
    page.locator("#scan").set_input_files([{"name": "空.pdf", "mimeType": "application/pdf", "buffer": b""}])
    page.get_by_role("button", name=re.compile("保存")).click()
    expect(page.get_by_role("alert").first).to_contain_text("“空.pdf”是空的")
    page.locator("#scan").set_input_files([{"name": "好.pdf", "mimeType": "application/pdf", "buffer": scans.pdf()}])
    page.get_by_role("button", name=re.compile("保存")).click()
    _next_document(page, "sale_contract")
    assert len(pile("application", draft)["sale_contract"].files) == 1


def test_only_the_capture_page_may_use_the_camera(office: Office, departments: Departments) -> None:
    """And only pages with a reader may reach the loopback."""
    clerk = office.client("clerk1", 7)
    draft = drafted(departments.sale(), office.actor("clerk1", 7))
    capture, plain = clerk.get(f"/counter/draft/{draft}/capture/"), clerk.get("/counter/")
    assert "camera=(self)" in capture["Permissions-Policy"] and "camera=()" in plain["Permissions-Policy"]
    loopback = f"http://127.0.0.1:{settings.DEVICE_PORT}"
    assert loopback in clerk.get(f"/counter/draft/{draft}/")["Content-Security-Policy"]
    for page in (capture, plain):
        assert (
            "http:" not in page["Content-Security-Policy"] and "connect-src 'self'" in page["Content-Security-Policy"]
        )


def _next_document(page: Page, before: str) -> None:
    expect(page.locator("form[data-capture] [name=key]")).not_to_have_value(before)


def _key(page: Page) -> str:
    return str(page.locator("form[data-capture] [name=key]").input_value())


def _when_there_is_a_picture(page: Page) -> None:
    until = time.monotonic() + 10
    while not page.evaluate("() => document.querySelector('[data-video]')?.videoWidth > 0"):
        assert time.monotonic() < until, "the camera shows nothing"
        page.wait_for_timeout(50)


def _to_pages(page: Page) -> None:
    """Go to the row of pages with Tab, and choose the first."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('[data-pages]') !== null"):
            page.keyboard.press("Enter")
            return
    raise AssertionError("the pages are not reached by Tab")
