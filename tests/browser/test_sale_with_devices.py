"""A house is sold with card reader and camera by the people who do it; what it costs the clerk is counted.

Counts of keys, clicks and pages are asserted; the time that a model makes of them is written to build/keystrokes.json
and compared with the aim. No clock runs here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import asdict, replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Protocol

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from simulators.population import Sale
from tests import scans
from tests.books import differences
from tests.browser.bridges import Desk, bridge
from tests.browser.chromium import chromium
from tests.browser.conftest import Visitor, at_work
from tests.browser.hands import answers_of, at_desk, fill, open_at_desk, press, sign_in, sit, until
from tests.browser.keystrokes import Work, count, counted
from tests.departments import NAMES, ROOT, Departments
from tests.journeys.selling import accepted, case_of, drafted
from tests.offices import Office
from yimen.cases.models import Application, Case
from yimen.materials.reads import pile
from yimen.site.ports import free_port

FAKE_CAMERA = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
PATIENCE = 20_000
AIM_SECONDS = 180
AIM_KEYS_AGAIN = 60
IN_THE_DIALOG = 2  # clicks on a file and on “open”, in the system's own window, which the browser does not see
PRINTED = Work(command=2, screens=1)  # the receipt in its own tab: Ctrl+P and Enter
CONTRACT, REGISTRATION = "sale_contract", "house_transfer_registration"
ENDED = ("granted", "refused", "ended")


class Bridge(Protocol):
    """Runs the reader of the window with the cards of a sale."""

    def __call__(self, sale: Sale) -> AbstractContextManager[Desk]:
        """Run it for a block."""


@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    """Chromium with a camera that shows a test picture."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with chromium(chromium_path, *FAKE_CAMERA) as running:
            yield running


@pytest.fixture
def reader(site_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bridge:
    """The bridge as a process of its own, with the simulated reader."""
    port = free_port(17700)
    monkeypatch.setattr(settings, "DEVICE_PORT", port)
    return partial(bridge, tmp_path / "device", port, site_url)


def test_the_whole_sale_with_reader_and_camera(
    office: Office, departments: Departments, reader: Bridge, browser: Browser, visitor: Visitor
) -> None:
    """Four people; cards, two captured documents and a PDF; then the same people sell it back, and it costs less."""
    sale = departments.sale(next(n for n in departments.seeds if n % 36 == 27))  # one on each side, no mortgage
    clerk = _at_window(visitor(browser), "clerk1", 7)
    with reader(sale) as pc, at_work(office, departments):
        _pair(clerk, pc)
        first = _accepted(clerk, pc, sale)
        receipt_no = clerk.locator("[data-receipt]").inner_text()
        at_desk(visitor(browser), "checker1", receipt_no, "F9")
        expect(clerk.locator("[data-payment='due']")).to_be_visible(timeout=PATIENCE)
        press(clerk, "F7")
        expect(clerk.locator("[data-payment='paid']")).to_be_attached(timeout=PATIENCE)
        at_desk(visitor(browser), "registrar1", receipt_no, "F9", "材料齐全，登记簿与申请一致。")
        at_desk(visitor(browser), "approver1", receipt_no, "F9", "同意登记。")
        clerk.reload()
        until(clerk, lambda: clerk.locator("a[data-certificate]").count() == 1)
        certificate = str(clerk.locator("a[data-certificate]").get_attribute("data-certificate"))
        for box in clerk.locator("input[name='same']").all():
            box.check()
        clerk.get_by_role("button", name="核对完").click()
        press(clerk, "F7")
        expect(clerk.get_by_text("已领取")).to_be_visible()
        until(clerk, lambda: clerk.locator("[data-state='closed']").count() == 1)
        records = {name: departments.records(name) for name in NAMES}
        application = Application.objects.get(receipt_no=receipt_no)
        assert differences(sale, application.id, records) == []
        held = pile("application", application.id)
        assert sorted(s.media_type for sheet in held.values() for s in sheet.scans) == [
            "application/pdf",
            "image/jpeg",
            "image/jpeg",
        ]
        counted(clerk)
        again = _accepted(clerk, pc, _back(sale, certificate))
    _say({"first visit": first, "second visit": again})
    assert visitor.faults == []
    _keeps_to(first[0], command=50, typed=60, clicks=4, screens=14)
    _keeps_to(again[0], command=AIM_KEYS_AGAIN, typed=60, clicks=4, screens=14)


def test_four_owners_by_shares(
    office: Office, departments: Departments, reader: Bridge, browser: Browser, visitor: Visitor
) -> None:
    """The largest sale of the population: two sell by shares, two buy by shares."""
    sale = departments.sale(next(n for n in departments.seeds if n % 36 == 35))
    clerk = _at_window(visitor(browser), "clerk1", 7)
    with reader(sale) as pc, at_work(office, departments):
        _pair(clerk, pc)
        work = _accepted(clerk, pc, sale)
    _say({"four owners by shares": work})
    assert visitor.faults == []
    _keeps_to(work[0], command=85, typed=100, clicks=6, screens=16)


def test_a_correction_comes_back_at_another_window(
    office: Office, departments: Departments, browser: Browser, visitor: Visitor
) -> None:
    """The contract is unsigned: a notice is printed; a colleague finds it by its number, captures it, accepts."""
    sale = departments.sale()
    draft = drafted(sale, office.actor("clerk1", 7))
    clerk = visitor(browser, office.client("clerk1", 7))
    clerk.goto(f"/counter/draft/{draft}/")
    clerk.locator(f"[data-material='{CONTRACT}'] button[form='give-back']").click()
    clerk.get_by_text("今天补不齐：补正告知").click()
    clerk.get_by_role("button", name="出补正告知书").click()
    notice = clerk.get_by_role("link", name="补正告知书")
    expect(notice).to_be_visible()
    printed = clerk.context.request.get(f"{visitor.url}{notice.get_attribute('href')}").body()
    receipt_no = str(Application.objects.get(pk=draft).receipt_no)
    for words in ("一次性告知", "存量房买卖合同", receipt_no):
        assert words in _text(printed)
    other = _at_window(visitor(browser), "clerk2", 8)
    press(other, "F3")
    other.keyboard.type(receipt_no)
    other.keyboard.press("Tab")
    other.keyboard.type(sale.buyers[0].person.id_number[-4:])
    other.keyboard.press("Enter")
    other.wait_for_url(f"**/counter/draft/{draft}/")
    expect(other.locator("header.y-head").filter(has_text="等补正")).to_contain_text(receipt_no)
    other.locator(f"[data-material='{CONTRACT}']").get_by_role("link", name="拍摄").click()
    _camera(other)
    press(other, "F2")
    expect(other.get_by_text("已拍第 1 页。")).to_be_visible()
    press(other, "F8")
    expect(other.locator("form[data-capture] [name=key]")).not_to_have_value(CONTRACT)
    press(other, "Escape")
    expect(other.get_by_role("heading", name="齐全，可以受理。")).to_be_focused()
    press(other, "F9")
    expect(other.locator("[data-receipt]")).to_have_text(receipt_no)
    assert Application.objects.get(pk=draft).state == "accepted"
    assert Case.objects.filter(application=draft).count() == 6
    assert visitor.faults == []


def test_a_refusal_at_the_desk(office: Office, departments: Departments, browser: Browser, visitor: Visitor) -> None:
    """Checked and examined, the registration is refused with reason and law; the clerk can tell both."""
    sale = departments.sale()
    application = accepted(sale, office.actor("clerk1", 7))
    receipt_no = str(Application.objects.get(pk=application).receipt_no)
    reason, basis = "出卖人不是登记簿上的权利人。", "不动产登记暂行条例第二十二条"
    with at_work(office, departments):
        at_desk(visitor(browser), "checker1", receipt_no, "F9")
        at_desk(visitor(browser), "registrar1", receipt_no, "F9", "申请与登记簿不一致。")
        approver = visitor(browser)
        open_at_desk(approver, "approver1", receipt_no)
        approver.locator("details.y-danger:has(#reason) summary").click()
        approver.locator("#reason").fill(reason)
        approver.get_by_role("button", name="决定不予办理").click()
        expect(approver.locator("#basis-p")).to_be_visible()  # no refusal without its law
        assert case_of(application, REGISTRATION).state not in ENDED
        approver.locator("#basis").fill(basis)
        approver.get_by_role("button", name="决定不予办理").click()
        expect(approver.locator(f"[data-matter='{REGISTRATION}'][data-state='refused']")).to_be_visible()
        clerk = visitor(browser, office.client("clerk1", 7))
        clerk.goto(f"/counter/application/{application}/")
        until(clerk, lambda: clerk.get_by_text(reason).count() > 0)
    told = clerk.locator("#main").inner_text()
    for words in (reason, basis, "行政复议"):
        assert words in told
    assert clerk.locator("a[data-certificate]").count() == 0
    assert visitor.faults == []


def test_the_counter_sees_what_hands_do(browser: Browser, visitor: Visitor, office: Office) -> None:
    """Typed, Chinese, commands, a pointer's click but not a key's, pages, fields; a script's work is nobody's."""
    page = visitor(browser)
    count(page)
    page.goto("/sign-in/")
    page.keyboard.type("ab陈")
    page.keyboard.press("Tab")
    page.keyboard.type("x")
    page.evaluate("document.getElementById('username').dispatchEvent(new Event('input', {bubbles: true}))")
    page.locator("h1").click()
    page.locator("#password").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    work, keys = counted(page)
    assert work == Work(typed=3, chinese=1, command=2, clicks=1, screens=2, fields=2)
    assert keys == {"Tab": 1, "Enter": 1}
    assert counted(page) == (Work(), {})
    assert work.seconds("best") == pytest.approx(8.5 * 0.08 + 2.1 + 4 * 1.35 + 2 * 0.3, abs=0.02)


def _keeps_to(work: Work, **most: int) -> None:
    """Counts are bounded; the time is an aim that holds by a wide margin for an average typist."""
    over = {name: getattr(work, name) for name, bound in most.items() if getattr(work, name) > bound}
    assert over == {}, f"more than {most}: {over}"
    assert work.seconds() < AIM_SECONDS


def _at_window(page: Page, name: str, window: int) -> Page:
    count(page)
    sign_in(page, name)
    sit(page, window)
    return page


def _pair(page: Page, pc: Desk) -> None:
    """Pair the reader, once a morning."""
    page.goto("/counter/device/")
    pc.yimen_device("pair", page.locator("[data-code]").inner_text())
    expect(page.get_by_text("已配对，可以读卡了。")).to_be_visible()
    press(page, "Escape")
    page.wait_for_url("**/counter/")
    counted(page)


def _accepted(page: Page, pc: Desk, sale: Sale) -> tuple[Work, dict[str, int]]:
    """Go from the first card to the receipt on the screen; return what it took."""
    page.goto("/counter/")
    counted(page)
    press(page, "F2")
    for side, owners in (("seller", sale.sellers), ("buyer", sale.buyers)):
        for n in range(len(owners)):
            if n:
                page.locator(f"[data-role='{side}'] > details > summary").click()
            expect(page.get_by_text("请把证件放到读卡器上。")).to_be_visible()
            pc.card(_card(sale, side, n))
            expect(page.locator(f"[data-party='{side}[{n}]']")).to_be_visible()
            expect(page.get_by_text("已读。请把证件还给本人。")).to_be_visible()
            pc.card("off")
    expect(page.locator("#look-up-key")).to_be_focused()
    page.keyboard.type(sale.house.cert_no)
    press(page, "F4")
    expect(page.get_by_text("来自登记簿").first).to_be_visible()
    fill(page, answers_of(sale))
    _capture(page)
    press(page, "F6")
    expect(page.get_by_role("heading", name="齐全，可以受理。")).to_be_focused()
    press(page, "F9")
    expect(page.locator("[data-receipt]")).not_to_be_empty()
    receipt = page.locator("a[data-document='acceptance']")
    expect(receipt).to_be_visible(timeout=PATIENCE)  # the page follows by itself
    with page.expect_popup() as paper:
        receipt.click()
    paper.value.close()
    work, keys = counted(page)
    people = len(sale.sellers) + len(sale.buyers)
    return work + PRINTED + Work(clicks=IN_THE_DIALOG, cards=people, sheets=2), keys


def _card(sale: Sale, side: str, n: int) -> str:
    """The reader has the cards of the first visit: who is on the other side now brings the same card."""
    sides = ("seller", "buyer") if sale.seller_families else ("buyer", "seller")
    return f"{sides[0] if side == 'seller' else sides[1]}{n}"


def _back(sale: Sale, certificate: str) -> Sale:
    """The same house the other way round: who bought it sells it back, under its new certificate."""
    house = replace(sale.house, cert_no=certificate, owners=sale.buyers)
    return replace(sale, house=house, sellers=sale.buyers, buyers=sale.sellers, seller_families=(), buyer_families=())


def _capture(page: Page) -> None:
    """Capture two documents and choose a PDF for the third; the page goes on to the next by itself."""
    press(page, "F3")
    for _ in range(2):
        key = _key(page)
        _camera(page)
        press(page, "F2")
        expect(page.get_by_text("已拍第 1 页。")).to_be_visible()
        press(page, "F8")
        expect(page.locator("form[data-capture] [name=key]")).not_to_have_value(key)
    key = _key(page)
    with page.expect_file_chooser() as chooser:
        page.locator("#scan").click()
    chooser.value.set_files([{"name": "合同.pdf", "mimeType": "application/pdf", "buffer": scans.pdf(3)}])
    expect(page.locator("[data-pages] button")).to_have_count(1)
    press(page, "F8")
    expect(page.locator("form[data-capture] [name=key]")).not_to_have_value(key)
    press(page, "Escape")
    expect(page.get_by_role("heading", name="下一步：收材料")).to_be_visible()


def _text(pdf: bytes) -> str:
    """The words of a paper without blanks."""
    return "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


def _key(page: Page) -> str:
    return str(page.locator("form[data-capture] [name=key]").input_value())


def _camera(page: Page) -> None:
    for _ in range(200):
        if page.evaluate("() => document.querySelector('[data-video]')?.videoWidth > 0"):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"the camera shows nothing: {page.locator('main').inner_text()}")


def _say(visits: dict[str, tuple[Work, dict[str, int]]]) -> None:
    """Print counts and modelled time, and keep them in build/keystrokes.json."""
    found = {
        name: {
            **asdict(work),
            "keys": keys,
            "seconds": {skill: work.seconds(skill) for skill in ("good", "skilled", "average")},
            "parts": work.parts(),
        }
        for name, (work, keys) in visits.items()
    }
    kept = Path(ROOT, "build", "keystrokes.json")
    found = (json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}) | found
    text = json.dumps(found, indent=1, ensure_ascii=False)
    print(text)
    kept.parent.mkdir(exist_ok=True)
    kept.write_text(text + "\n", encoding="utf-8")
