"""Pages between receipt and acceptance in Chromium: a pile that waits, the notice answered from a phone, silence."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.shown import Shown
from tests.budgets.intake import at_approval
from tests.offices import Office
from tests.onecase import number
from tests.onelicence import FORM, LATER, PLAN, RENT, draft, publish_one_licence
from yimen.cases.actions.accept import accept
from yimen.cases.actions.approve import approve
from yimen.cases.actions.correct import correct
from yimen.cases.actions.promise import promise
from yimen.cases.actions.receive import receive
from yimen.cases.actions.supply import supply
from yimen.cases.actions.tolerate import tolerate
from yimen.cases.models import Application, Case
from yimen.kernel.actor import Actor

_PROOF: dict[str, str] = {}
SERIAL = 8101


def _no_days(page: Page) -> None:
    page.locator("details:has(#days) summary").click()
    page.fill("#reason-give-time", "申请人出差。")
    page.fill("#days", "很多")
    page.locator("form:has(#days) button").click()
    expect(page.locator("#days-p")).to_be_visible()


def proved(page: Page, receipt_no: str, last_four: str) -> None:
    """Ask for progress and come to one's own page."""
    page.goto("/portal/progress/")
    page.fill("#receipt_no", receipt_no)
    page.fill("#last_four", last_four)
    page.press("#last_four", "Enter")
    expect(page.locator("[data-standing]")).to_be_visible()


def _asked(page: Page) -> None:
    proved(page, _PROOF["correcting"], number(SERIAL + 1)[-4:])
    expect(page.locator("[data-point='open']")).to_have_count(2)


def _answering(page: Page) -> None:
    _asked(page)
    page.locator("[data-supplement]").click()
    page.get_by_role("button", name="提交").or_(page.get_by_role("button", name="Send")).click()
    expect(page.locator("#problem")).to_be_visible()


def _not_signed(page: Page) -> None:
    page.locator("[data-waivable='tolerance'] summary").click()
    page.locator("[data-waivable='tolerance'] input[name='key']").check()
    page.locator("[data-waivable='tolerance'] button").click()
    expect(page.locator("#is_signed_tolerance-p")).to_be_visible()
    expect(page.locator("[data-waivable='tolerance'] input[name='key']")).to_be_checked()


def _owing(page: Page) -> None:
    proved(page, _PROOF["owing"], number(SERIAL + 3)[-4:])
    expect(page.locator("[data-owed]")).to_have_count(2)
    expect(page.locator("[data-standing].tone-act")).to_be_visible()


def _nothing_found(page: Page) -> None:
    page.locator("form:has(#evidence) button").click()
    page.fill("#evidence", "现场没有经营场所。")
    page.locator("form:has(#evidence) button").click()
    expect(page.locator("#result-p")).to_be_visible()


PAGES: tuple[Shown, ...] = (
    Shown("intake, a pile waits", "clerk1", "intake_received"),
    Shown("intake, the hall's list", "clerk1", "/counter/"),
    Shown("intake, explained", "clerk1", "intake_explained"),
    Shown("intake, more time", "clerk1", "intake_correcting", _no_days),
    Shown("intake, asked on a phone", path="/portal/progress/", do=_asked),
    Shown("intake, answered with nothing", path="/portal/progress/", do=_answering),
    Shown("owed, chosen without a promise", "clerk1", "owed_draft", _not_signed),
    Shown("owed, waited for", "clerk1", "owed_application"),
    Shown("owed, told on a phone", path="/portal/progress/", do=_owing),
    Shown("owed, a promise to check", "registrar1", "owed_case", _nothing_found),
    Shown("owed, promises to check", "registrar1", "/desk/promises/"),
)


def _owed(office: Office, serial: int, clerk: Actor) -> Case:
    """A licence at its approver, accepted with a plan to come later and a promise."""
    found = draft(office, serial, subject=LATER)
    tolerate(application_id=found, keys=[PLAN], is_signed=True, actor=clerk)
    promise(application_id=found, keys=[RENT], is_signed=True, actor=clerk)
    accept(application_id=found, actor=clerk)
    case = Case.objects.get(application=found)
    at_approval(office, case)
    return case


def paths_intake(office: Office, departments: object, clerk: Actor) -> dict[str, str]:
    """A pile that waits for its answer, and one that was sent back for a document and a field."""
    publish_one_licence()
    waiting = draft(office, SERIAL, keys=(FORM,))
    receive(application_id=waiting, actor=clerk)
    asked = draft(office, SERIAL + 1, keys=(FORM,), subject="")
    _PROOF["correcting"] = correct(application_id=asked, actor=clerk)
    choosing = draft(office, SERIAL + 2, subject=LATER)
    waits, kept = (_owed(office, SERIAL + n, clerk) for n in (3, 4))
    _PROOF["owing"] = str(Application.objects.get(pk=waits.application_id).receipt_no)
    supply(application_id=kept.application_id, keys=[PLAN], actor=clerk)
    approve(case_id=kept.id, opinion="同意。", actor=office.actor("approver1"))
    office.deliver()
    return {
        "owed_draft": f"/counter/draft/{choosing}/",
        "owed_application": f"/counter/application/{waits.application_id}/",
        "owed_case": f"/desk/case/{kept.id}/",
        "intake_received": f"/counter/draft/{waiting}/",
        "intake_explained": f"/counter/application/{waiting}/deadline/acceptance/",
        "intake_correcting": f"/counter/draft/{asked}/",
    }
