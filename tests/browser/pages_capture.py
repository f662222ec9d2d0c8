"""Pages of capture as the tests of pages look at them."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from simulators.population import Sale
from tests import scans
from tests.browser.shown import Shown
from tests.departments import Departments
from tests.journeys.selling import drafted
from tests.offices import Office
from yimen.cases.actions.keep import keep
from yimen.cases.actions.open import open_
from yimen.kernel.actor import Actor
from yimen.materials.models import Material
from yimen.materials.states import Trust


def _two_files(page: Page) -> None:
    page.locator("#scan").set_input_files(
        [
            {"name": "第一页.png", "mimeType": "image/png", "buffer": scans.png()},
            {"name": "名字很长很长的合同扫描件.pdf", "mimeType": "application/pdf", "buffer": scans.pdf(3)},
        ]
    )
    expect(page.locator("[data-pages] button")).to_have_count(2)
    page.locator("[data-pages] button").first.click()
    expect(page.locator("[data-turn]")).to_be_visible()


def _crop(page: Page) -> None:
    _two_files(page)
    page.locator("[data-crop]").click()
    expect(page.locator("[data-edge='left']")).to_be_visible()


def _refused(page: Page) -> None:
    page.locator("#scan").set_input_files(
        [{"name": "锁.pdf", "mimeType": "application/pdf", "buffer": scans.locked_pdf()}]
    )
    expect(page.locator("[data-pages] button")).to_have_count(1)
    page.locator("[data-save]").click()
    expect(page.locator("[data-problem]")).to_be_visible()


PAGES: tuple[Shown, ...] = (
    Shown("reader pairing", "clerk1", "/counter/device/"),
    Shown("capture", "clerk1", "capture_draft"),
    Shown("capture two files", "clerk1", "capture_draft", _two_files),
    Shown("capture crop", "clerk1", "capture_draft", _crop),
    Shown("capture refused", "clerk1", "capture_draft", _refused),
    Shown("capture again", "clerk1", "capture_held"),
    Shown("capture nothing", "clerk1", "capture_empty"),
    Shown("draft with scans", "clerk1", "capture_pile"),
)


def paths_capture(office: Office, departments: Departments, clerk: Actor) -> dict[str, str]:
    """Return where a draft lies that has scans, an upload, and documents to be captured."""
    sale: Sale = departments.sale()
    draft = drafted(sale, clerk)
    photo, printed = ("1.jpg", scans.photo()), ("2.pdf", scans.pdf(3))
    keep(application_id=draft, keys=["sale_contract"], pages=[photo], actor=clerk)
    keep(application_id=draft, keys=["sale_contract"], pages=[("1.png", scans.png()), printed], actor=clerk)
    keep(application_id=draft, keys=["ownership_certificate"], pages=[photo], actor=clerk)
    Material.objects.filter(source_id=draft, code="ownership_certificate").update(trust=Trust.UPLOADED)
    base = f"/counter/draft/{draft}/"
    return {
        "capture_draft": f"{base}capture/",
        "capture_held": f"{base}capture/?key=sale_contract",
        "capture_empty": f"/counter/draft/{open_(bundle='house_sale', actor=clerk)}/capture/",
        "capture_pile": base,
    }
