"""Pages of what may still happen to a case in Chromium: its forms, what is wrong in them, and what they lead to."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import Page, expect

from tests.aftercase import appointed, at_approval, cases, granted, refused
from tests.browser.shown import Shown
from tests.departments import Departments
from tests.offices import Office
from yimen.cases.actions.hand_over import hand_over
from yimen.cases.actions.rectify import Correction, rectify
from yimen.cases.actions.reopen import Order, reopen
from yimen.cases.actions.transfer import Authority, transfer
from yimen.kernel import clock
from yimen.kernel.actor import Actor

SERIAL = 7301
_WHY = {"reason": "设施在南海区，应由该区办理。", "basis": "级别管辖规定第三条"}


def _no_day(page: Page) -> None:
    page.locator("details:has([data-after=reopen]) summary").click()
    for field, text in (("organ", "禅城区人民法院"), ("document_no", "12号"), ("ordered", "重新作出。")):
        page.fill(f"#{field}", text)
    page.fill("#issued_on", "上周")
    page.fill("#arrived_on", "2026-03-02")
    page.locator("[data-after=reopen] button").click()
    expect(page.locator("#issued_on-p")).to_be_visible()


def _no_department(page: Page) -> None:
    page.locator("details:has([data-after=over]) summary").click()


def _no_address(page: Page) -> None:
    page.locator("details:has([data-after=away]) summary").click()
    page.fill("#authority", "南海区自然资源局")
    page.fill("#away_reason", "设施在南海区。")
    page.fill("#away_basis", "级别管辖规定第三条")
    page.locator("[data-after=away] button").click()
    expect(page.locator("#address-p")).to_be_visible()


PAGES: tuple[Shown, ...] = (
    Shown("afterwards, an order that came", "approver2", "after_refused", _no_day),
    Shown("afterwards, decided anew", "approver2", "after_anew"),
    Shown("afterwards, handed over", "approver2", "after_running", _no_department),
    Shown("afterwards, sent away without an address", "approver2", "after_running", _no_address),
    Shown("afterwards, reported to the upper office", "head2", "after_reviewed"),
    Shown("afterwards, what departments handle together", "mayor1", "after_joint"),
    Shown("afterwards, one refused and one granted", "clerk1", "after_summed"),
    Shown("afterwards, sent away", "clerk1", "after_away"),
)


def paths_after(office: Office, departments: Departments, clerk: Actor) -> dict[str, str]:
    """Cases refused, decided anew, running, sent away, reviewed below, handled together, ended differently."""
    appointed(office, "head2", "approver", "housing")
    approver, today = office.actor("approver2"), clock.today()
    first, second = cases(office, "two_cases", SERIAL)
    refused(office, first)
    granted(office, second)
    closed, anew = (refused(office, cases(office, "reviewed_case", SERIAL + n)[0]) for n in (1, 2))
    rectify(case_id=anew.id, correction=Correction("basis", "第三十八条第二款", "漏写了款。"), actor=approver)
    reopen(case_id=anew.id, order=_order(today), actor=approver)
    running, away, moved = (cases(office, "reviewed_case", SERIAL + n)[0] for n in (3, 4, 5))
    to = Authority("南海区自然资源局", "佛山市南海区示范路1号", "0757-00000099")
    transfer(case_id=away.id, to=to, actor=approver, **_WHY)
    hand_over(case_id=moved.id, to="housing", actor=approver, **_WHY)
    reviewed = at_approval(office, cases(office, "upward_case", SERIAL + 6)[0], "housing1")
    joint = cases(office, "joint_case", SERIAL + 7)[0]
    office.deliver()
    return {
        "after_refused": f"/desk/case/{closed.id}/",
        "after_anew": f"/desk/case/{anew.id}/",
        "after_running": f"/desk/case/{running.id}/",
        "after_reviewed": f"/desk/case/{reviewed.id}/",
        "after_joint": f"/desk/case/{joint.id}/",
        "after_summed": f"/counter/application/{first.application_id}/",
        "after_away": f"/counter/application/{away.application_id}/",
    }


def _order(today: date) -> Order:
    return Order("court", "禅城区人民法院", "（2026）粤0604行初12号", today, today, "撤销原决定，责令重新作出决定。")
