"""The district's directory.

Imported, every line opened as a draft, fifty of them walked from a random window to a result.

Through the doors: HTTP clients, as clerks and officers use them.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.models import Count
from django.test import Client

from simulators.identity import identity
from tests.databases import drop, fresh_database
from tests.directory import shared_file
from tests.offices import Office, district_template, set_office_time, use_database
from tests.replay import assert_journal_tells_the_rows
from yimen.cases.models import Application, Case
from yimen.catalogue.models import DirectoryLine
from yimen.catalogue.reads import directory
from yimen.catalogue.states import EntryKind, Flaw
from yimen.kernel import clock
from yimen.people.actions.appoint import appoint
from yimen.people.models import Appointment, Department, Window
from yimen.people.rules.identity import credit_check, organisation_check
from yimen.site.cli_catalogue import import_file

SEED, WALKED = 20260302, 50
CLERKS = {
    "hall-natural": "clerk1",
    "hall-legal": "legal1",
    "town-zumiao": "zumiao1",
    "town-shiwan": "shiwan1",
    "town-zhangcha": "zhangcha1",
    "town-nanzhuang": "nanzhuang1",
}


@pytest.fixture(scope="module")
def imported() -> Iterator[Office]:
    """The demo district with the real directory in it."""
    file = shared_file("matters-guangan.jsonl")
    dsn = fresh_database(district_template())
    use_database(dsn)
    set_office_time()
    try:
        import_file(file)
        yield Office(dsn)
        with clock.office_time():
            assert_journal_tells_the_rows()
    finally:
        connection.close()
        drop(dsn)


def test_all_lines_land_with_their_flaws(imported: Office) -> None:
    """1,135 lines of 34 departments, with so many of each flaw; the second run changes nothing."""
    again, appointed = import_file(shared_file("matters-guangan.jsonl"))
    assert (again.lines, again.departments, again.is_changed, appointed) == (1135, 34, False, 0)
    assert DirectoryLine.objects.filter(vanished_at=None).count() == 1135
    wanted = {
        Flaw.CODE_LAYOUT: 3,
        Flaw.CODE_FILLER: 2,
        Flaw.AREA_DIFFERS: 1,
        Flaw.BODY_CHECK: 7,
        Flaw.BODY_LENGTH: 112,
        Flaw.DEPT_LENGTH: 293,
        Flaw.SEVERAL_BODIES: 251,
        Flaw.TYPE_SHORT: 605,
        Flaw.NO_GROUP: 615,
        Flaw.NAME_TWICE: 4,
    }
    assert {flaw: again.flaws[flaw] for flaw in wanted} == wanted
    unnamed = Department.objects.filter(code__startswith="dir-", name_en__regex="^[A-Z][a-z]+$")
    assert not unnamed.exists(), "every department has its English name"


def _clerk(window: str) -> Client:
    centre = window.rpartition("-")[0]
    client = Office("").client(CLERKS[centre])
    assert client.post("/counter/sit/", {"window": window}).status_code == 302
    return client


def _credit_code(n: int) -> str:
    organisation = f"{n:08d}"
    code = f"91440604{organisation}{organisation_check(organisation)}"
    return code + credit_check(code)


def _walk(code: str, window: str, n: int, office: Office) -> None:
    """One matter from the window to its result: nobody of the earlier steps may do the later ones alone."""
    clerk = _clerk(window)
    draft = clerk.post("/counter/open/", {"bundle": code}).url
    who = {"role": "applicant", "number": identity(n, 1985, female=True).number, "name": "周晓梅"}
    if n % 3 == 0:
        who = {"role": "applicant", "document": "credit_code", "number": _credit_code(n), "name": f"示范商店{n}号"}
    assert clerk.post(f"{draft}join/", who).status_code == 302
    lacking = clerk.post(f"{draft}accept/")
    assert lacking.status_code == 422, "identity is asked"
    assert clerk.post(f"{draft}keep/", {"key": "not-in-the-guide"}).status_code == 422, "the list is closed"
    keys = ["identity@applicant[0]"] + ["voluntary"] * (n % 2)
    assert clerk.post(f"{draft}keep/", {"key": keys}).status_code == 302
    accepted = clerk.post(f"{draft}accept/")
    assert accepted.status_code == 302, accepted.content.decode()[-1500:]
    office.deliver()
    case = Case.objects.get(application=draft.split("/")[3])
    desk = f"/desk/case/{case.id}/"
    examiner, approver = office.client("officer1"), office.client("officer2")
    assert examiner.post(f"{desk}approve/", {}).status_code == 403, "another person approves"
    assert examiner.post(f"{desk}examine/", {"opinion": "符合条件。"}).status_code == 302
    office.deliver()
    assert approver.post(f"{desk}approve/", {"opinion": "同意"}).status_code == 302
    office.deliver()
    assert examiner.post(f"{desk}decide/", {"result_no": "", "result_text": ""}).status_code == 422
    result = {"result_no": f"示〔2026〕{n}号", "result_text": "准予。"}
    assert examiner.post(f"{desk}decide/", result).status_code == 302
    office.deliver()
    case.refresh_from_db()
    assert (case.state, case.result) == ("granted", result["result_no"])
    assert Application.objects.get(pk=case.application_id).state == "closed"
    assert result["result_no"] in clerk.get(f"/counter/application/{case.application_id}/").content.decode()


def test_fifty_random_lines_go_from_a_random_window_to_a_result(imported: Office) -> None:
    """Any window of any centre takes any matter handed in at one window."""
    lines = [line for line in directory().lines.values() if line.entry == EntryKind.ONE_WINDOW]
    chance = random.Random(SEED)
    windows = list(Window.objects.order_by("code").values_list("code", flat=True))
    chosen = [(line.code, chance.choice(windows)) for line in chance.sample(lines, WALKED)]
    assert len({window.rpartition("-")[0] for _, window in chosen}) == len(CLERKS), "every centre takes some"
    for n, (code, window) in enumerate(chosen, start=1):
        _walk(code, window, n, imported)
    assert Case.objects.filter(matter__matter__in=[code for code, _ in chosen], state="granted").count() == WALKED
    licences = Case.objects.filter(state="granted", matter__acceptance__type="01")
    assert licences.exists()
    assert not licences.filter(statutory_until=None).exists(), "行政许可法 art 42"


def test_every_line_can_be_opened_as_a_draft_and_shown(imported: Office) -> None:
    """At a hall's window, all 1,135: those handed in elsewhere say where to go, and no draft is made."""
    clerk, refused = _clerk("hall-natural-03"), 0
    for line in directory().lines.values():
        opened = clerk.post("/counter/open/", {"bundle": line.code})
        if line.entry == EntryKind.ELSEWHERE:
            refused += 1
            assert opened.status_code == 409
            assert "请" in opened.content.decode()
            continue
        assert opened.status_code == 302, line.code
        page = clerk.get(opened.url)
        assert page.status_code == 200, line.code
        assert line.name.replace("&", "&amp;")[:20] in page.content.decode(), line.code
        clerk.post(f"{opened.url}discard/")
    assert refused == DirectoryLine.objects.filter(entry=EntryKind.ELSEWHERE).count() > 0


def test_one_door_is_refused_in_a_town_and_taken_in_the_hall(imported: Office) -> None:
    line = next(line for line in directory().lines.values() if line.entry == EntryKind.ONE_DOOR)
    refused = _clerk("town-zumiao-01").post("/counter/open/", {"bundle": line.code})
    assert refused.status_code == 409
    assert "行政服务中心大厅" in refused.content.decode()
    assert _clerk("hall-natural-01").post("/counter/open/", {"bundle": line.code}).status_code == 302


def test_a_department_without_staff_is_named_before_acceptance(imported: Office) -> None:
    line = next(line for line in directory().lines.values() if line.department == "区统计局")
    posts = Appointment.objects.filter(office=line.office)
    posts.filter(post="approver").update(is_held=False)
    clerk = _clerk("hall-legal-02")
    try:
        draft = clerk.post("/counter/open/", {"bundle": line.code}).url
        page = clerk.get(draft).content.decode()
        assert re.search(r"区统计局”还没有审批员", page)
        clerk.post(
            f"{draft}join/", {"role": "applicant", "number": identity(900, 1985, female=True).number, "name": "周晓梅"}
        )
        clerk.post(f"{draft}keep/", {"key": "identity@applicant[0]"})
        assert clerk.post(f"{draft}accept/").status_code in (409, 422)
        assert not Case.objects.filter(application=draft.split("/")[3]).exists()
    finally:
        officer = imported.account("officer2")
        assert appoint(account_id=officer, post="approver", at=[line.office], actor=imported.actor("officer1")) == 1
    assert clerk.post(f"{draft}accept/").status_code == 302


def test_nobody_is_appointed_twice(imported: Office) -> None:
    held = Appointment.objects.filter(office__startswith="dir-", is_held=True).values("office", "post")
    assert {row["n"] for row in held.annotate(n=Count("id"))} == {1}
    assert held.distinct().count() == 2 * 34
