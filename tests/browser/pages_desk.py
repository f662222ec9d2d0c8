"""Pages of the desk's lists and hands in Chromium: every list, full and empty, a case beside its list, scans."""

from __future__ import annotations

from uuid import UUID

from playwright.sync_api import Page, expect

from tests.browser.shown import Shown
from tests.departments import Departments
from tests.journeys.desk import scanned_sale
from tests.journeys.selling import accepted, case_of
from tests.offices import Office
from yimen.cases.actions.check import check
from yimen.cases.actions.claim import claim
from yimen.cases.actions.examine import examine
from yimen.cases.actions.return_ import return_
from yimen.kernel.actor import Actor

REGISTRATION = "house_transfer_registration"


def _nothing_found(page: Page) -> None:
    page.fill("#q", "没有这个人")
    page.press("#q", "Enter")
    expect(page.get_by_role("search")).to_be_visible()
    expect(page.locator(".y-empty")).to_be_visible()


def _return_without_reason(page: Page) -> None:
    page.keyboard.press("F8")
    page.fill("#return_reason", "   ")
    page.get_by_role("button").filter(has=page.locator("use[href$='#arrow-back-up']")).last.click()
    expect(page.locator("#return_reason-p")).to_be_visible()


def _give_to_nobody(page: Page) -> None:
    page.locator("#to").evaluate("e => { e.required = false; }")
    page.fill("#reason", "他今天开会")
    page.keyboard.press("F9")
    expect(page.locator("#to-p")).to_be_visible()


def _turned(page: Page) -> None:
    page.locator("[data-scan]").first.wait_for()
    page.keyboard.press("r")
    page.keyboard.press("+")
    expect(page.locator("[data-view] img")).to_have_class("is-large")


PAGES = (
    Shown("desk, mine", "registrar1", "/desk/?list=mine"),
    Shown("desk, pool", "registrar2", "/desk/?list=pool"),
    Shown("desk, colleagues", "registrar2", "/desk/?list=colleagues"),
    Shown("desk, in trouble", "tax1", "/desk/?list=trouble"),
    Shown("desk, waiting", "tax1", "/desk/?list=waiting"),
    Shown("desk, waiting of the registry", "approver1", "/desk/?list=waiting"),
    Shown("desk, done", "approver1", "/desk/?list=done"),
    Shown("desk, nothing found", "registrar1", "/desk/?list=pool", _nothing_found),
    Shown("desk of the manager", "manager1", "/desk/"),
    Shown("check with scans", "checker1", "desk_check"),
    Shown("scan turned", "checker1", "desk_check", _turned),
    Shown("case claimed", "registrar1", "desk_claimed"),
    Shown("case of a colleague", "registrar2", "desk_claimed"),
    Shown("case returned", "registrar1", "desk_returned"),
    Shown("return, no reason", "approver1", "desk_approve", _return_without_reason),
    Shown("reassign", "approver1", "desk_reassign"),
    Shown("reassign to nobody", "manager1", "desk_reassign", _give_to_nobody),
)


def paths_desk(office: Office, departments: Departments, clerk: Actor) -> dict[str, str]:
    """Return the paths of a scanned pile to check, and of cases claimed, at their approval and returned."""
    unchecked = scanned_sale(departments.sale(), clerk)
    claimed, approving, returned = (_checked(office, departments, clerk, n == 0) for n in range(3))
    examiner, approver = office.actor("registrar1"), office.actor("approver1")
    claim(case_id=claimed, actor=examiner)
    for case in (approving, returned):
        examine(case_id=case, opinion="材料齐全，登记簿与申请一致。", actor=examiner)
        office.deliver()
    return_(case_id=returned, reason="建筑面积请与登记簿再核一次。", actor=approver)
    return {
        "desk_check": f"/desk/application/{unchecked}/",
        "desk_claimed": f"/desk/case/{claimed}/",
        "desk_approve": f"/desk/case/{approving}/",
        "desk_returned": f"/desk/case/{returned}/",
        "desk_reassign": f"/desk/case/{claimed}/reassign/",
    }


def _checked(office: Office, departments: Departments, clerk: Actor, is_scanned: bool) -> UUID:
    make = scanned_sale if is_scanned else accepted
    application = make(departments.sale(), clerk)
    office.deliver()
    check(application_id=application, actor=office.actor("checker1"))
    office.deliver()
    return case_of(application, REGISTRATION).id
