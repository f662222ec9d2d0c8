"""Pages of the licence desk and of the public verification in Chromium."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.shown import Shown
from tests.budgets.licences import held_licence
from tests.departments import Departments
from tests.journeys.licences import asked_for, pending, permitted, signed, token_of, warn
from tests.offices import Office
from yimen.kernel.actor import Actor
from yimen.licences.actions.ask_renewal import ask_renewal
from yimen.licences.actions.deregister import deregister
from yimen.licences.actions.hear import hear
from yimen.licences.actions.rectify import rectify
from yimen.licences.actions.request import request
from yimen.licences.actions.revoke import revoke
from yimen.licences.reads import file_of

_PROOF: dict[str, str] = {}
_FOLDER = tempfile.TemporaryDirectory(prefix="yimen-licences-")
_FILES = Path(_FOLDER.name)


def _look_up(number: str) -> None:
    (_FILES / "yimen-licence-number.txt").write_text(number, encoding="utf-8")


def _by_number(page: Page) -> None:
    page.fill("#number", (_FILES / "yimen-licence-number.txt").read_text(encoding="utf-8"))
    page.get_by_role("button").filter(has=page.locator("use[href$='#search']")).click()
    expect(page.locator("[data-state='valid']")).to_be_visible()


def _unknown_number(page: Page) -> None:
    page.fill("#number", "粤(1999)佛禅不动产权第0000000号")
    page.get_by_role("button").filter(has=page.locator("use[href$='#search']")).click()
    expect(page.locator("[data-answer='miss']")).to_be_visible()


def _a_file(page: Page, name: str) -> None:
    page.set_input_files("#file", _FILES / name)
    page.get_by_role("button").filter(has=page.locator("use[href$='#file-check']")).click()


def _good_file(page: Page) -> None:
    _a_file(page, "yimen-licence.pdf")
    expect(page.locator("[data-state='valid']")).to_be_visible()


def _altered_file(page: Page) -> None:
    _a_file(page, "yimen-licence-altered.pdf")
    expect(page.locator("[data-finding]")).to_be_visible()


def _find_nothing(page: Page) -> None:
    page.fill("#number", "没有这个号")
    page.press("#number", "Enter")
    expect(page.locator("#problem")).to_be_visible()


def _change_nothing(page: Page) -> None:
    page.locator("details summary").nth(2).click()
    page.fill("#rectify-reason", "登记簿无误，证书打印有误")
    page.fill("#rectify-basis", "不动产登记暂行条例第二十一条")
    page.press("#rectify-basis", "Enter")
    expect(page.get_by_role("alert")).to_be_visible()


def _refuse_without_reason(page: Page) -> None:
    page.locator("button[formaction]").click()
    expect(page.locator("#opinion-p")).to_be_visible()


def _no_time_to_answer(page: Page) -> None:
    page.locator("details:has(#revoke-days) summary").click()
    page.select_option("#revoke-ground", "fraud")
    page.fill("#revoke-why", "申请时提交的场所证明是伪造的。")
    page.fill("#revoke-days", "2")
    page.locator("form:has(#revoke-days) button").click()
    expect(page.locator("#revoke-days-p")).to_be_visible()


def _harm_not_examined(page: Page) -> None:
    page.fill("#revoke-opinion", "签名核对一致，不予采纳。")
    page.locator("form:has(#is_harmless) button").click()
    expect(page.locator("#is_harmless-p")).to_be_visible()


def _held(page: Page) -> None:
    page.fill("#receipt_no", _PROOF["receipt_no"])
    page.fill("#last_four", _PROOF["last_four"])
    page.press("#last_four", "Enter")
    expect(page.locator("[data-licence]")).to_be_visible()


PAGES: tuple[Shown, ...] = (
    Shown("verify", path="/verify/"),
    Shown("verify, by number", path="/verify/", do=_by_number),
    Shown("verify, unknown", path="/verify/", do=_unknown_number),
    Shown("verify, paper", path="verify_paper"),
    Shown("verify, replaced", path="verify_replaced"),
    Shown("verify, deregistered", path="verify_deregistered"),
    Shown("verify, file", path="/verify/", do=_good_file),
    Shown("verify, altered file", path="/verify/", do=_altered_file),
    Shown("licences", "registrar1", "/desk/licences/"),
    Shown("licences, none found", "registrar1", "/desk/licences/", _find_nothing),
    Shown("licences of another office", "tax1", "/desk/licences/"),
    Shown("licence", "registrar1", "licence"),
    Shown("licence, nothing changed", "registrar1", "licence", _change_nothing),
    Shown("licence, approve", "approver1", "licence_pending"),
    Shown("licence, refuse without reason", "approver1", "licence_pending", _refuse_without_reason),
    Shown("licence, own request", "registrar1", "licence_pending"),
    Shown("licence, ended", "registrar1", "licence_ended"),
    Shown("licences, what ends", "registrar1", "/desk/licences/due/"),
    Shown("licence of the law, no time to answer", "registrar1", "licence_of_law", _no_time_to_answer),
    Shown("licence, holder to be heard", "registrar1", "licence_warned"),
    Shown("licence, harm not examined", "approver1", "licence_heard", _harm_not_examined),
    Shown("licence, decide on recall", "approver1", "licence_recalled"),
    Shown("licence, decide on renewal", "approver1", "licence_asked"),
    Shown("licence, to be written off", "approver1", "licence_revoked"),
    Shown("progress, licence to be revoked", path="/portal/progress/", do=_held),
)


def paths_licences(office: Office, departments: Departments, clerk: Actor) -> dict[str, str]:
    """A valid certificate, one that was corrected, one to be decided on, one deregistered."""
    valid, old, ended = signed(office), signed(office), pending(office, "deregister")
    approver = office.actor("approver1")
    request(licence_id=old.id, asked=asked_for("rectify"), actor=office.actor("registrar1"))
    rectify(licence_id=old.id, opinion="已核对登记簿。", actor=approver)
    deregister(licence_id=ended.id, opinion="房屋灭失，已核实。", actor=approver)
    waiting = pending(office, "rectify")
    office.deliver()
    content = file_of(valid.id)
    (_FILES / "yimen-licence.pdf").write_bytes(content)
    (_FILES / "yimen-licence-altered.pdf").write_bytes(content[:900] + b"0" + content[901:])
    _look_up(valid.number)
    return _paths_law(office) | {
        "verify_paper": f"/verify/{token_of(valid)}/",
        "verify_replaced": f"/verify/{token_of(old)}/",
        "verify_deregistered": f"/verify/{token_of(ended)}/",
        "licence": f"/desk/licence/{valid.id}/",
        "licence_pending": f"/desk/licence/{waiting.id}/",
        "licence_ended": f"/desk/licence/{old.id}/",
    }


def _paths_law(office: Office) -> dict[str, str]:
    """Licences of 行政许可法: told of, heard on, recalled, asked to be renewed, revoked, and one with its holder."""
    plain, told, heard, recalled, asked, revoked = (permitted(office) for _ in range(6))
    examiner, approver = office.actor("registrar1"), office.actor("approver1")
    for licence in (told, heard, revoked):
        warn(office, licence, "fraud")
    warn(office, recalled, "facts_changed", "recall")
    for licence in (heard, recalled, revoked):
        hear(licence_id=licence.id, stated="场所证明是房东给的，我不知情，请再核实。", actor=examiner)
    revoke(licence_id=revoked.id, opinion="签名核对一致，不予采纳。", is_harmless=True, actor=approver)
    ask_renewal(licence_id=asked.id, reason="继续经营。", actor=examiner)
    mine, proof = held_licence(office, 7301)
    _PROOF.update(proof)
    warn(office, mine)
    office.deliver()
    return {
        "licence_of_law": f"/desk/licence/{plain.id}/",
        "licence_warned": f"/desk/licence/{told.id}/",
        "licence_heard": f"/desk/licence/{heard.id}/",
        "licence_recalled": f"/desk/licence/{recalled.id}/",
        "licence_asked": f"/desk/licence/{asked.id}/",
        "licence_revoked": f"/desk/licence/{revoked.id}/",
    }
