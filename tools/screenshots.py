"""Takes the pictures of the README anew: `.venv/bin/python -m tools.screenshots` fills docs/images/.

Starts a district of its own in var/screenshots, sells houses in it over HTTP as the demo does, and looks at its pages
with Chromium (named in YIMEN_CHROMIUM, or in PATH). Every picture stays below 150 KB. Must never touch the demo.
"""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys

import msgspec
import typst
from playwright.sync_api import Browser, Page

from demo.browser import Browser as Person
from demo.browser import first
from demo.sale import WINDOW, SaleOfAHouse
from tests.browser.chromium import chromium, find
from yimen.kernel.printing import qr_svg
from yimen.licences.rules import number as e_number
from yimen.site.cli_site import DEMO_PASSWORD
from yimen.site.embedded import Purpose, start, stop
from yimen.site.instance import ROOT, Instance
from yimen.site.processes import running
from yimen.site.settings import FONTS

FOLDER = ROOT / "var" / "screenshots"
IMAGES = ROOT / "docs" / "images"
CERTIFICATE = ROOT / "src" / "yimen" / "packs" / "realestate" / "templates" / "ownership_certificate.typ"
MOST_BYTES = 150_000
SOLD, DUE, DRAFTED = 5, 10, 41  # seeds whose sales show much: several parties, a mortgage, taxes to pay
PATIENCE = 60.0


def main() -> int:
    """Start a district, sell, look, and say what was written."""
    path = find()
    if path is None:
        print("There is no Chromium. As root: apt-get install chromium; or name one in YIMEN_CHROMIUM.")
        return 1
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    IMAGES.mkdir(parents=True, exist_ok=True)
    try:
        instance = Instance.make(FOLDER, start(FOLDER / "pg", Purpose.DEMO).dsn(), seeds=(SOLD, DUE, DRAFTED))
        _load(instance)
        with running(FOLDER, instance.programs()) as site, chromium(path) as browser:
            site.wait_until_healthy(instance.health())
            _take(instance.url, browser)
    finally:
        stop(FOLDER / "pg")
    return 0


def _load(instance: Instance) -> None:
    argv = [sys.executable, "-m", "yimen.site.cli", "load", "--kind", "demo"]
    subprocess.run(argv, env={**os.environ, **instance.environment}, check=True)


def _take(url: str, browser: Browser) -> None:
    due, case = _due(url)
    draft = _draft(url)
    clerk, approver = _signed_in(browser, url, "clerk1"), _signed_in(browser, url, "approver1")
    _picture(clerk, draft, "counter-draft", 1010)
    _picture(clerk, due, "application", 1010)
    _picture(approver, case, "desk-case", 900)
    _certificate(browser)


def _due(url: str) -> tuple[str, str]:
    """Bring one sale to its payment and its registration to the approver; return both addresses."""
    sale = _sale(url, DUE)
    sale._at_the_window()
    sale._second_check()
    sale._wait("the payment", lambda page: first(page, "//*[@data-payment='due']") is not None)
    sale._do_at_desk(Person(url, "registrar1"), "/examine/", "材料齐全，登记簿与申请一致。")
    approver = Person(url, "approver1")
    approver.sign_in(DEMO_PASSWORD)
    link = None
    while link is None:
        link = first(approver.open("/desk/"), f"//tr[@data-receipt='{sale.receipt_no}']//a/@href")
    return sale.application, str(link).removeprefix(url)


def _draft(url: str) -> str:
    """Fill a draft in up to its last questions and return its address."""
    sale = _sale(url, DRAFTED)
    clerk = sale.clerk
    clerk.sign_in(DEMO_PASSWORD)
    clerk.submit(clerk.open("/counter/"), "/counter/sit/", {"window": WINDOW})
    page = clerk.submit(clerk.open("/counter/"), "/counter/open/", {"bundle": "house_sale"})
    for role, owners in (("seller", sale.sale.sellers), ("buyer", sale.sale.buyers)):
        for owner in owners:
            page = sale._join(role, owner.person, page)
    page = clerk.submit(page, "/look-up/", {"key": sale.sale.house.cert_no})
    left_open = ("deal.buyer_ownership", "deal.original_value_proven")
    answers = {k: v for k, v in sale._answers(page).items() if k not in left_open and not k.endswith(".share")}
    clerk.submit(page, "/fill/", answers)
    return clerk.path


def _sale(url: str, seed: int) -> SaleOfAHouse:
    papers = FOLDER / "papers" / str(seed)
    papers.mkdir(parents=True, exist_ok=True)
    return SaleOfAHouse(url, seed, DEMO_PASSWORD, papers, PATIENCE)


def _signed_in(browser: Browser, url: str, name: str) -> Page:
    page = browser.new_context(base_url=url, viewport={"width": 1440, "height": 900}, locale="zh-CN").new_page()
    page.goto("/sign-in/")
    page.fill("#username", name)
    page.fill("#password", DEMO_PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_selector("form[action='/sign-out/']")
    if name.startswith("clerk"):
        page.select_option("#window", WINDOW)
        page.click("form[action='/counter/sit/'] button")
    return page


def _picture(page: Page, path: str, name: str, height: int) -> None:
    page.set_viewport_size({"width": 1440, "height": height})
    page.goto(path)
    page.wait_for_load_state("networkidle")
    page.evaluate("window.scrollTo(0, 0)")
    _write(page, name)


def _certificate(browser: Browser) -> None:
    """Draw the certificate from its template as it stands."""
    house = _sale("http://127.0.0.1", SOLD).sale
    number = "粤(2026)佛禅不动产权第0000001号"
    data = {
        "number": number,
        "qr": qr_svg(number),
        "holders": "、".join(o.person.name for o in house.buyers),
        "ownership": {"sole": "单独所有", "joint": "共同共有", "shares": "按份共有"}[house.buying.value],
        "location": house.house.address,
        "unit_no": house.house.unit_no,
        "right": "国有建设用地使用权／房屋所有权",
        "use": "住宅",
        "area": f"{house.house.area} 平方米",
        "entry_no": "DB202600000001",
        "issuer": "不动产登记中心（自然资源分局）",
        "issued": "2026年3月25日",
        "e_number": e_number("11100000MB03271699022", "114406040000002387", "20260000001", 1),
        "version": 1,
        "is_trial": True,
    }
    inputs = {"data": msgspec.json.encode(data).decode()}
    drawn = typst.Compiler(CERTIFICATE, root=CERTIFICATE.parent, font_paths=[FONTS])
    png = drawn.compile(sys_inputs=inputs, format="png", ppi=96)
    page = browser.new_page(viewport={"width": 1123, "height": 794})
    source = base64.b64encode(png).decode()
    page.set_content(
        f"<style>*{{margin:0}}img{{width:1123px;display:block}}</style><img src='data:image/png;base64,{source}'>"
    )
    _write(page, "certificate")


def _write(page: Page, name: str) -> None:
    """Write a picture as WebP, small enough for a page that loads four of them."""
    session = page.context.new_cdp_session(page)
    for quality in (90, 80, 65, 50):
        shot = session.send("Page.captureScreenshot", {"format": "webp", "quality": quality})
        content = base64.b64decode(shot["data"])
        if len(content) <= MOST_BYTES:
            break
    file = IMAGES / f"{name}.webp"
    file.write_bytes(content)
    print(f"{file.relative_to(ROOT)}: {len(content) // 1000} KB")


if __name__ == "__main__":
    sys.exit(main())
