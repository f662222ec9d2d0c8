"""Pages of a case's limit in Chromium: running, standing still, extended, explained to officer, clerk and citizen."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.shown import Shown
from tests.budgets.limits import licence_case
from tests.departments import Departments
from tests.offices import Office
from tests.onecase import number
from yimen.cases.actions.extend import extend
from yimen.cases.actions.pause import pause
from yimen.cases.actions.resume import resume
from yimen.cases.actions.withdraw import withdraw
from yimen.cases.models import Application
from yimen.kernel.actor import Actor

_PROOF: dict[str, str] = {}
SERIAL = 7031


def _no_days(page: Page) -> None:
    page.locator("details:has(#needed_days) summary").click()
    page.fill("#needed_days", "很久")
    page.fill("#pause_ground", "依法听证。")
    page.locator("form:has(#needed_days) button").click()
    expect(page.locator("#needed_days-p")).to_be_visible()


def _not_signed(page: Page) -> None:
    page.locator("details:has(#withdraw_reason) summary").click()
    page.fill("#withdraw_reason", "不办了。")
    page.locator("form:has(#withdraw_reason) button").click()
    expect(page.locator("#is_signed_by_all-p")).to_be_visible()


def _proved(page: Page) -> None:
    page.fill("#receipt_no", _PROOF["receipt_no"])
    page.fill("#last_four", number(SERIAL)[-4:])
    page.press("#last_four", "Enter")
    expect(page.locator("[data-paused]")).to_be_visible()


def _read_on(page: Page) -> None:
    _proved(page)
    page.locator("[data-paused] a").click()
    expect(page.locator("[data-due]")).to_be_visible()


PAGES: tuple[Shown, ...] = (
    Shown("limit, running", "housing1", "limit_running"),
    Shown("limit, no days", "housing1", "limit_running", _no_days),
    Shown("limit, standing still", "housing1", "limit_paused"),
    Shown("limit, explained at the desk", "housing1", "limit_explained"),
    Shown("limit, the head's list", "head2", "/desk/"),
    Shown("limit, the head extends", "head2", "limit_running"),
    Shown("limit, explained at the counter", "clerk1", "limit_counter"),
    Shown("application, to be taken back", "clerk1", "limit_application", _not_signed),
    Shown("application, taken back", "clerk1", "limit_withdrawn"),
    Shown("progress, standing still", path="/portal/progress/", do=_proved),
    Shown("progress, explained", path="/portal/progress/", do=_read_on),
)


def paths_limits(office: Office, departments: Departments, clerk: Actor) -> dict[str, str]:
    """Cases with a licence's limits: running, standing still, extended after a pause, taken back."""
    paused, running, extended, back = (licence_case(office, SERIAL + n) for n in range(4))
    examiner = office.actor("housing1")
    for case in (paused, extended):
        pause(case_id=case.id, reason="expert_review", needed_days=10, ground="请三位专家评审。", actor=examiner)
    resume(case_id=extended.id, finding="专家评审通过。", actor=examiner)
    extend(case_id=extended.id, ground="案情复杂，需要到现场核实。", actor=office.actor("head2"))
    withdraw(application_id=back.application_id, reason="房子不卖了。", is_signed_by_all=True, actor=clerk)
    office.deliver()
    _PROOF["receipt_no"] = str(Application.objects.get(pk=paused.application_id).receipt_no)
    return {
        "limit_running": f"/desk/case/{running.id}/",
        "limit_paused": f"/desk/case/{paused.id}/",
        "limit_explained": f"/desk/case/{extended.id}/deadline/statutory/",
        "limit_counter": f"/counter/application/{extended.application_id}/case/{extended.id}/deadline/statutory/",
        "limit_application": f"/counter/application/{running.application_id}/",
        "limit_withdrawn": f"/counter/application/{back.application_id}/",
    }
