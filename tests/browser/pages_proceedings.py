"""Pages of what happens within a case beside its steps in Chromium: nothing yet, an opinion, a hearing."""

from __future__ import annotations

from datetime import datetime

from playwright.sync_api import Page, expect

from tests.browser.shown import Shown
from tests.budgets.limits import licence_case
from tests.departments import Departments
from tests.offices import Office
from yimen.cases.actions.ask_hearing import ask_hearing
from yimen.cases.actions.consult import consult
from yimen.cases.actions.inform import inform
from yimen.cases.actions.offer_hearing import offer_hearing
from yimen.cases.actions.opine import opine
from yimen.cases.actions.schedule_hearing import schedule_hearing
from yimen.cases.actions.visit import visit
from yimen.kernel.actor import Actor
from yimen.kernel.workdays import OFFICE_ZONE

SERIAL = 7051


def _nobody_asked(page: Page) -> None:
    page.locator("details:has(#consult-question) summary").click()
    page.fill("#consult-question", "有无欠税？")
    page.locator("form:has(#consult-question) button").click()
    expect(page.locator("#consult-offices-p")).to_be_visible()


def _all_open(page: Page) -> None:
    for summary in page.locator("section:has(#proceedings) details summary").all():
        summary.click()


def _too_soon(page: Page) -> None:
    page.fill("#schedule_hearing-planned", "2026-03-03T09:00")
    page.fill("#schedule_hearing-place", "三楼会议室")
    page.select_option("#schedule_hearing-chair", label="欧阳慧")
    page.locator("form:has(#schedule_hearing-planned) button").click()
    expect(page.locator("#schedule_hearing-planned-p")).to_be_visible()


PAGES: tuple[Shown, ...] = (
    Shown("beside the steps, every form", "housing1", "beside_nothing", _all_open),
    Shown("beside the steps, nobody asked", "housing1", "beside_nothing", _nobody_asked),
    Shown("beside the steps, much of it", "housing1", "beside_much"),
    Shown("beside the steps, a hearing too soon", "housing1", "beside_asked", _too_soon),
    Shown("beside the steps, an opinion to give", "tax1", "beside_asked"),
    Shown("beside the steps, the list of opinions", "tax1", "/desk/?list=opinions"),
    Shown("beside the steps, the head replaces the chair", "head2", "beside_much", _all_open),
)


def paths_proceedings(office: Office, departments: Departments, clerk: Actor) -> dict[str, str]:
    """Cases with nothing, with a hearing asked for and an opinion awaited, and with a bit of everything."""
    nothing, asked, much = (licence_case(office, SERIAL + n) for n in range(3))
    examiner, tax = office.actor("housing1"), office.actor("tax1")
    for case in (asked, much):
        offer_hearing(case_id=case.id, why="经营场所与邻居共用出入口，关系邻居的重大利益。", actor=examiner)
        ask_hearing(case_id=case.id, asked_by="interested", actor=examiner)
        consult(case_id=case.id, offices=["tax", "registry"], question="有没有影响办理的情况？", days=5, actor=examiner)
    opine(case_id=much.id, stand="conditions", text="补缴印花税以后没有意见。", actor=tax)
    told = "经营场所的排烟口对着它的窗户。"
    inform(case_id=much.id, name="佛山市某某商铺", contact="祖庙街道某号", interest=told, days=5, actor=examiner)
    staff = [office.account("housing1"), office.account("head2")]
    visit(case_id=much.id, officers=staff, place="经营场所", finding="面积和布局与申报相符。", actor=examiner)
    planned = datetime(2026, 3, 12, 9, tzinfo=OFFICE_ZONE)
    schedule_hearing(case_id=much.id, planned_at=planned, place="三楼会议室", chair=staff[1], actor=examiner)
    return {f"beside_{n}": f"/desk/case/{c.id}/" for n, c in (("nothing", nothing), ("asked", asked), ("much", much))}
