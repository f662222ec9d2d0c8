"""Takes the pictures of the docs anew: `.venv/bin/python -m tools.screenshots` fills docs/images/.

Starts a district of its own in var/screenshots, sells houses in it over HTTP as the demo does, and looks at its pages
with Chromium (named in YIMEN_CHROMIUM, or in PATH). Every picture stays below 150 KB. Must never touch the demo.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page

from demo.browser import Browser as Person
from demo.browser import first
from demo.sale import WINDOW, SaleOfAHouse
from tests.browser.bridges import Desk, bridge
from tests.browser.chromium import chromium, find
from tools.pictures import PHONE, as_jpeg, paper, phones, take, under_the_camera
from yimen.site.cli_site import DEMO_PASSWORD
from yimen.site.embedded import Purpose, start, stop
from yimen.site.instance import ROOT, Instance
from yimen.site.ports import free_port
from yimen.site.processes import running

FOLDER = ROOT / "var" / "screenshots"
SOLD, DUE, DRAFTED, CARD = 5, 10, 41, 18  # seeds whose sales show much: several parties, a mortgage, taxes to pay
IN_POOL = (7, 12, 22)
PATIENCE = 60.0
CAMERA = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
CONTRACT = (
    "存量房买卖合同",
    (
        "第一条　卖方自愿将本合同所列房屋出卖给买方，买方已看过房屋，愿意购买。",
        "第二条　成交价见双方在窗口申报的金额，由买方一次付清。",
        "第三条　房屋没有出租，也没有被查封。有抵押的，双方已与抵押权人说好。",
        "第四条　双方同到行政服务中心任一窗口申请转移登记，税费依法各自承担。",
        "第五条　本合同一式三份，双方各一份，交登记机构一份。",
    ),
)
ESTIMATE = {
    "on": "2026-03-02",
    "price": "1050000",
    "area_m2": "95",
    "house_order": "1",
    "held_years": "3",
    "only_home": "true",
    "house_type": "ordinary",
    "region_class": "other",
}


@dataclass(frozen=True)
class Stage:
    """A district that is up: where it answers, who looks at it, and a page under the camera."""

    url: str
    browser: Browser
    sheet: bytes
    port: int


def main() -> int:
    """Start a district, sell, look, and say what was written."""
    path = find()
    if path is None:
        print("There is no Chromium. As root: apt-get install chromium; or name one in YIMEN_CHROMIUM.")
        return 1
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    sheet = paper(FOLDER, *CONTRACT)
    film = under_the_camera(sheet, FOLDER / "camera.mjpeg")
    port = free_port(17700)
    os.environ["YIMEN_DEVICE_PORT"] = str(port)
    try:
        seeds = (SOLD, DUE, DRAFTED, CARD, *IN_POOL)
        instance = Instance.make(FOLDER, start(FOLDER / "pg", Purpose.DEMO).dsn(), seeds=seeds)
        _load(instance)
        with (
            running(FOLDER, instance.programs()) as site,
            chromium(path, *CAMERA, f"--use-file-for-fake-video-capture={film}") as browser,
        ):
            site.wait_until_healthy(instance.health())
            _take(Stage(instance.url, browser, as_jpeg(sheet), port))
    finally:
        stop(FOLDER / "pg")
    return 0


def _load(instance: Instance) -> None:
    argv = [sys.executable, "-m", "yimen.site.cli", "load", "--kind", "demo"]
    subprocess.run(argv, env={**os.environ, **instance.environment}, check=True)


def _take(stage: Stage) -> None:
    sold = _sale(stage.url, SOLD)
    sold.go()
    for seed in IN_POOL:
        _accepted(stage, seed)._second_check()
    due, case = _due(stage)
    draft = _draft(stage)
    clerk = _signed_in(stage, "clerk1")
    _counter(clerk, draft, due.application)
    _cards(stage, clerk)
    _desk(stage, case)
    _certificate(stage, sold)
    _portal(stage, due, sold)
    manager = _signed_in(stage, "manager1")
    manager.goto("/control/")
    take(manager, "control", 620)


def _accepted(stage: Stage, seed: int) -> SaleOfAHouse:
    """Bring a sale to its receipt, its contract scanned."""
    sale = _sale(stage.url, seed)
    page = _filled(sale, ())
    key = "sale_contract"
    _scanned(stage, sale.clerk, key)
    page = sale.clerk.open(sale.clerk.path.removesuffix("capture/"))
    keys = [str(k) for k in page.xpath("//form[contains(@action,'/keep/')]//input[@name='every']/@value")]
    page = sale.clerk.submit(page, "/keep/", {"key": keys})
    page = sale.clerk.submit(page, "/accept/", {})
    sale.application = sale.clerk.path
    sale.receipt_no = str(first(page, "//h1//*[@data-receipt]/@data-receipt"))
    return sale


def _scanned(stage: Stage, clerk: Person, key: str) -> None:
    """Send the sheet as the scan of one document: the demo's people choose no files, so this is done beside them."""
    base = clerk.path
    page = clerk.open(f"{base}capture/?key={key}")
    token = str(first(page, "//form[@data-capture]//input[@name='csrfmiddlewaretoken']/@value"))
    client = clerk._client
    answer = client.post(
        f"{base}capture/keep/",
        data={"csrfmiddlewaretoken": token, "key": key},
        files=[("scan", ("contract.jpg", stage.sheet, "image/jpeg"))],
        headers={"Referer": str(client.base_url)},
    )
    answer.raise_for_status()


def _due(stage: Stage) -> tuple[SaleOfAHouse, str]:
    """Bring one sale to its payment and its registration to the approver; return it and the case's address."""
    sale = _accepted(stage, DUE)
    sale._second_check()
    sale._wait("the payment", lambda page: first(page, "//*[@data-payment='due']") is not None)
    sale._do_at_desk(Person(stage.url, "registrar1"), "/examine/", "材料齐全，登记簿与申请一致。")
    approver = Person(stage.url, "approver1")
    approver.sign_in(DEMO_PASSWORD)
    link = None
    while link is None:
        link = first(approver.open("/desk/"), f"//tr[@data-receipt='{sale.receipt_no}']//a/@href")
    return sale, str(link).removeprefix(stage.url)


def _draft(stage: Stage) -> str:
    """Fill a draft in up to its last questions and return its address."""
    sale = _sale(stage.url, DRAFTED)
    _filled(sale, ("deal.buyer_ownership", "deal.original_value_proven"))
    return sale.clerk.path


def _filled(sale: SaleOfAHouse, left_open: tuple[str, ...]) -> Any:
    """Open a sale at the window, register its people, ask the register and fill in the form; return the page."""
    clerk = sale.clerk
    clerk.sign_in(DEMO_PASSWORD)
    clerk.submit(clerk.open("/counter/"), "/counter/sit/", {"window": WINDOW})
    page = clerk.submit(clerk.open("/counter/"), "/counter/open/", {"bundle": "house_sale"})
    for role, owners in (("seller", sale.sale.sellers), ("buyer", sale.sale.buyers)):
        for owner in owners:
            page = sale._join(role, owner.person, page)
    page = clerk.submit(page, "/look-up/", {"key": sale.sale.house.cert_no})
    while not left_open and not sale._is_filled(page):
        page = clerk.submit(page, "/fill/", sale._answers(page))
    if left_open:
        answers = sale._answers(page).items()
        kept = {k: v for k, v in answers if k not in left_open and not k.endswith(".share")}
        page = clerk.submit(page, "/fill/", kept)
    return page


def _sale(url: str, seed: int) -> SaleOfAHouse:
    papers = FOLDER / "papers" / str(seed)
    papers.mkdir(parents=True, exist_ok=True)
    return SaleOfAHouse(url, seed, DEMO_PASSWORD, papers, PATIENCE)


def _signed_in(stage: Stage, name: str) -> Page:
    context = stage.browser.new_context(
        base_url=stage.url, viewport={"width": 1440, "height": 900}, locale="zh-CN", permissions=["camera"]
    )
    page = context.new_page()
    page.goto("/sign-in/")
    page.fill("#username", name)
    page.fill("#password", DEMO_PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_selector("form[action='/sign-out/']")
    if name.startswith("clerk"):
        page.select_option("#window", WINDOW)
        page.click("form[action='/counter/sit/'] button")
    return page


def _cards(stage: Stage, clerk: Page) -> None:
    """Pair the reader, read two cards of a sale, and look."""
    with bridge(FOLDER / "device", stage.port, stage.url, _sale(stage.url, CARD).sale) as pc:
        clerk.goto("/counter/device/")
        pc.yimen_device("pair", clerk.locator("[data-code]").inner_text())
        clerk.get_by_text("已配对，可以读卡了。").wait_for()
        clerk.goto("/counter/")
        clerk.keyboard.press("F2")
        _read(clerk, pc, "seller0", "seller[0]")
        _read(clerk, pc, "buyer0", "buyer[0]")
        take(clerk, "counter-card", 720)


def _read(clerk: Page, pc: Desk, card: str, place: str) -> None:
    clerk.get_by_text("请把证件放到读卡器上。").wait_for()
    pc.card(card)
    clerk.locator(f"[data-party='{place}']").wait_for()
    clerk.get_by_text("已读。请把证件还给本人。").wait_for()
    pc.card("off")


def _counter(clerk: Page, draft: str, due: str) -> None:
    clerk.goto(draft)
    take(clerk, "counter-draft", 1010)
    clerk.goto(f"{draft}capture/?key=sale_contract")
    clerk.wait_for_function("() => document.querySelector('[data-video]')?.videoWidth > 0")
    clerk.keyboard.press("F2")
    clerk.get_by_text("已拍第 1 页。").wait_for()
    clerk.locator("[data-cameras] option").first.evaluate(
        "option => { option.textContent = '高拍仪'; }"
    )  # not our file
    take(clerk, "counter-capture", 1010)
    clerk.goto("/counter/matter/?q=开个小饭馆")
    take(clerk, "counter-matter", 430)
    clerk.goto(due)
    take(clerk, "application", 1010)


def _desk(stage: Stage, case: str) -> None:
    registrar, approver = _signed_in(stage, "registrar2"), _signed_in(stage, "approver1")
    registrar.goto("/desk/?list=pool")
    take(registrar, "desk-pool", 460)
    approver.goto(case)
    take(approver, "desk-case", 900)
    approver.keyboard.press("F6")
    approver.fill("#reason", "出卖人不是登记簿上的权利人。")
    approver.locator("#basis").fill("不动产登记暂行条例第二十二条")
    take(approver, "desk-refuse", 1180)


def _certificate(stage: Stage, sold: SaleOfAHouse) -> None:
    """Ask for a reissue of the certificate of the sale, and look at it as the approver."""
    number = str(first(sold.clerk.open(sold.application), "//@data-certificate"))
    examiner, approver = _signed_in(stage, "registrar1"), _signed_in(stage, "approver1")
    examiner.goto(f"/desk/licences/?number={number}")
    examiner.locator("a[href^='/desk/licence/']").first.click()
    examiner.get_by_text("补证", exact=True).click()
    examiner.fill("#evidence", "2026年3月6日在本中心网站刊登遗失声明")
    examiner.fill("#reissue-reason", "权利人遗失证书")
    examiner.fill("#reissue-basis", "不动产登记暂行条例实施细则第二十二条")
    examiner.get_by_role("button", name="提请补证").click()
    examiner.wait_for_load_state()
    approver.goto(examiner.url)
    take(approver, "desk-certificate", 900)


def _portal(stage: Stage, due: SaleOfAHouse, sold: SaleOfAHouse) -> None:
    """Prepare at home and follow what became of it, on a phone."""
    context = stage.browser.new_context(
        base_url=stage.url, viewport=PHONE, locale="zh-CN", is_mobile=True, has_touch=True, device_scale_factor=2
    )
    phone = context.new_page()
    guide = _shot(phone, "/portal/bundle/house_sale/")
    question = _shot(phone, "/portal/need/house_sale/")
    while phone.get_by_role("button", name="存下并打印清单").count() == 0:
        _answer(phone)
    phone.get_by_role("button", name="存下并打印清单").click()
    phone.locator("[data-code]").wait_for()
    phones(stage.browser, (guide, question, phone.screenshot()), "portal-prepare")
    estimate = _shot(phone, "/portal/estimate/tax/?asked=1&" + "&".join(f"{k}={v}" for k, v in ESTIMATE.items()))
    phone.goto("/portal/progress/")
    phone.fill("#receipt_no", due.receipt_no)
    phone.fill("#last_four", due.sale.buyers[0].person.id_number[-4:])
    phone.press("#last_four", "Enter")
    phone.locator("[data-standing]").wait_for()
    progress = phone.screenshot()
    phone.goto("/verify/")
    phone.fill("#number", str(first(sold.clerk.open(sold.application), "//@data-certificate")))
    phone.get_by_role("button", name="核验", exact=True).click()
    phone.locator("[data-answer]").wait_for()
    phones(stage.browser, (estimate, progress, phone.screenshot()), "portal-follow")


def _answer(phone: Page) -> None:
    """Answer the question that is shown: no where it is one, else the first choice; one person, a price."""
    choices, no = phone.locator("main input[type='radio']"), phone.get_by_label("否", exact=True)
    if choices.count():
        (no if no.count() else choices).first.check()
    elif phone.locator("main select").count():
        phone.locator("main select").select_option(index=1)
    else:
        phone.locator("main input.form-control").fill("1050000" if "price" in phone.content() else "1")
    phone.locator("main form .btn-primary").click()
    phone.wait_for_load_state()


def _shot(phone: Page, path: str) -> bytes:
    phone.goto(path)
    phone.wait_for_load_state()
    return phone.screenshot()


if __name__ == "__main__":
    sys.exit(main())
