"""Pages of paper and delivery in Chromium: what lies here, a list to receive, what is wrong, a result on its way."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.shown import Shown
from tests.budgets.custody import permit_case
from tests.departments import Departments
from tests.offices import Office
from tests.onecase import number
from yimen.cases.actions.choose import choose
from yimen.cases.actions.compare import compare
from yimen.cases.actions.deliver import deliver
from yimen.cases.actions.dispatch import come_back, dispatch
from yimen.cases.actions.send_paper import send_paper
from yimen.cases.models import Application, Case
from yimen.custody.actions.receive import receive
from yimen.kernel.actor import Actor

_PROOF: dict[str, str] = {}
SERIAL = 7401
ADDRESS = "佛山市禅城区祖庙街道示范路18号3座1501房"


def _half_checked(page: Page) -> None:
    page.locator("#found-1-present").check()
    page.locator("form[action$='receive/'] button").click()
    expect(page.locator("#line-2-p")).to_be_visible()


def _nowhere(page: Page) -> None:
    page.locator("input[name='case']").first.check()
    page.locator("form[action$='send/'] button").click()
    page.evaluate("document.querySelector('#to').required = false")
    page.locator("form[action$='send/'] button").click()
    expect(page.locator("#to-p")).to_be_visible()


def _no_address(page: Page) -> None:
    page.locator("details:has(input[name='way']) summary").click()
    page.locator("input[name='way'][value='courier']").check()
    page.locator("form[action$='choose/'] button").click()
    expect(page.locator(".y-problem").first).to_be_visible()


def _on_the_phone(page: Page) -> None:
    page.fill("#receipt_no", _PROOF["receipt_no"])
    page.fill("#last_four", _PROOF["last_four"])
    page.press("#last_four", "Enter")
    expect(page.locator("[data-delivery]")).to_be_visible()


def _on_its_way(page: Page) -> None:
    page.fill("#receipt_no", _PROOF["sent_no"])
    page.fill("#last_four", _PROOF["sent_four"])
    page.press("#last_four", "Enter")
    expect(page.locator("[data-under-way]")).to_be_visible()


PAGES: tuple[Shown, ...] = (
    Shown("paper, at the counter", "clerk1", "/counter/paper/"),
    Shown("paper, to nowhere", "clerk1", "/counter/paper/", _nowhere),
    Shown("paper, sent", "clerk1", "paper_sent"),
    Shown("paper, to receive", "housing1", "paper_to_receive"),
    Shown("paper, half checked", "housing1", "paper_to_receive", _half_checked),
    Shown("paper, disputed", "clerk1", "paper_disputed"),
    Shown("paper, the hall's list", "manager1", "/desk/paper/?list=disputed"),
    Shown("paper, at the case", "housing1", "paper_case"),
    Shown("delivery, to be compared", "clerk1", "delivery_compare"),
    Shown("delivery, no address", "clerk1", "delivery_compare", _no_address),
    Shown("delivery, stopped", "clerk1", "delivery_stopped"),
    Shown("delivery, to dispatch", "clerk1", "delivery_to_send"),
    Shown("delivery, with the courier", "clerk1", "delivery_sent"),
    Shown("delivery, limit explained", "clerk1", "delivery_limit"),
    Shown("delivery, done", "clerk1", "delivery_done"),
    Shown("progress, how it is delivered", path="/portal/progress/", do=_on_the_phone),
    Shown("progress, with the courier", path="/portal/progress/", do=_on_its_way),
)


def paths_custody(office: Office, departments: Departments, clerk: Actor) -> dict[str, str]:
    """Lists on their way, received with a gap; results to be compared, stopped, sent, delivered."""
    cases = [permit_case(office, SERIAL + n, is_granted=2 < n < 8) for n in range(9)]
    sent, coming, gap, plain, stopped, to_send, away, done, _ = cases
    first, second, third = (
        send_paper(case_ids=[c.id], to_office="housing", to_post="examiner", actor=clerk) for c in (sent, coming, gap)
    )
    told = {1: "present", 2: "missing"}
    receive(hand_over_id=third, found=told, remarks={2: "袋里没有身份证复印件"}, actor=office.actor("housing1"))
    compare(**_of(stopped), same=[], differing={"request_form": "扫描件少第2页"}, actor=clerk)
    for case in (to_send, away, done):
        choose(**_of(case), way="courier", receiver="applicant[0]", address=ADDRESS, actor=clerk)
        compare(**_of(case), same=["request_form"], differing={}, actor=clerk)
    for case in (away, done):
        dispatch(**_of(case), carrier="邮政EMS", tracking_no="EA123456789CN", actor=clerk)
    come_back(**_of(done), reason="家中无人", actor=clerk)
    dispatch(**_of(done), carrier="邮政EMS", tracking_no="EA123456790CN", actor=clerk)
    deliver(**_of(done), way="courier", receiver="applicant[0]", proof="3月2日本人签收，快递回单", actor=clerk)
    office.deliver()
    _PROOF.update(receipt_no=_receipt(plain), last_four=number(SERIAL + 3)[-4:])
    _PROOF.update(sent_no=_receipt(away), sent_four=number(SERIAL + 6)[-4:])
    at = "/counter/application/"
    return {
        "paper_sent": f"/counter/paper/{first}/",
        "paper_to_receive": f"/desk/paper/{second}/",
        "paper_disputed": f"/counter/paper/{third}/",
        "paper_case": f"/desk/case/{sent.id}/",
        "delivery_compare": f"{at}{plain.application_id}/",
        "delivery_stopped": f"{at}{stopped.application_id}/",
        "delivery_to_send": f"{at}{to_send.application_id}/",
        "delivery_sent": f"{at}{away.application_id}/",
        "delivery_limit": f"{at}{away.application_id}/case/{away.id}/deadline/delivery/",
        "delivery_done": f"{at}{done.application_id}/",
    }


def _of(case: Case) -> dict[str, object]:
    return {"application_id": case.application_id, "case_id": case.id}


def _receipt(case: Case) -> str:
    return str(Application.objects.get(pk=case.application_id).receipt_no)
