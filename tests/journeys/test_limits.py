"""A limit stands still, runs again and is extended once; its date explains itself to officer and citizen alike.

The dates are worked out by hand: accepted on Monday 2026-03-02, Tomb-sweeping Day off from 4 to 6 April 2026.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.budgets.limits import licence_case
from tests.departments import Departments
from tests.directory import made_up
from tests.journeys.selling import accepted, case_of
from tests.offices import Office
from tests.onecase import number
from yimen.cases.actions import CASE
from yimen.cases.actions.approve import approve
from yimen.cases.actions.check import check
from yimen.cases.actions.examine import examine
from yimen.cases.actions.extend import extend
from yimen.cases.actions.hand_in import Given, hand_in
from yimen.cases.actions.import_calendar import import_calendar
from yimen.cases.actions.pause import pause
from yimen.cases.actions.recount import recount
from yimen.cases.actions.refuse import note_refusal, refuse
from yimen.cases.actions.resume import resume
from yimen.cases.actions.return_ import return_
from yimen.cases.actions.withdraw import withdraw
from yimen.cases.models import Application, Case, Clock, Pause, Step
from yimen.cases.reads.deadline import deadline
from yimen.cases.reads.papers import case_document_pdf
from yimen.cases.reads.sheets import case_sheet
from yimen.cases.states import ApplicationState, CaseState
from yimen.catalogue.reads import directory
from yimen.kernel.actor import department_system, house
from yimen.kernel.errors import BadInput, Conflict, NotFound, Obstacle, Refused
from yimen.kernel.workdays import OFFICE_ZONE, YearCalendar
from yimen.notices.models import Document
from yimen.notices.states import DocumentKind
from yimen.site.cli_catalogue import import_file

REGISTRATION = "house_transfer_registration"


@pytest.fixture
def case(office: Office) -> Case:
    """A case with a licence's limits, at its examiner's desk."""
    return licence_case(office, 1)


def ends(case: Case) -> tuple[date | None, date | None]:
    """Return the last days of the limit by law and of the promised one."""
    case.refresh_from_db()
    return _day(case.statutory_until), _day(case.promised_until)


def _day(at: datetime | None) -> date | None:
    return at.astimezone(OFFICE_ZONE).date() if at else None


def on(office: Office, month: int, day: int) -> None:
    """Set the office clock to ten in the morning of a day of 2026."""
    office.at(datetime(2026, month, day, 2, tzinfo=UTC))


def test_a_pause_and_an_extension_move_the_date_as_the_law_says(office: Office, case: Case) -> None:
    """行政许可法 art 42(1) and 45: both days of the pause are left out, the extension comes after the 20th day."""
    assert ends(case) == (date(2026, 3, 30), date(2026, 3, 9))
    on(office, 3, 4)
    examiner = office.actor("housing1")
    pause(case_id=case.id, reason="专家评审", needed_days=5, ground="请三位专家评审。", actor=examiner)
    assert ends(case) == (None, None)
    assert case.state == CaseState.PAUSED
    on(office, 3, 10)
    resume(case_id=case.id, finding="专家同意。", actor=examiner)
    assert ends(case) == (date(2026, 4, 7), date(2026, 3, 16))
    extend(case_id=case.id, ground="要到现场核实。", actor=office.actor("head2"))
    assert ends(case) == (date(2026, 4, 21), date(2026, 3, 16))
    told = deadline(examiner, case.id, "statutory").sheet
    assert told.due.date == date(2026, 4, 21) and told.counted == 30
    assert [line.reason.zh for line in told.lines if line.kind == "pause"] == ["专家评审"]
    assert deadline(examiner, case.id, "promised").sheet.due.date == date(2026, 3, 16)


def test_each_has_its_written_notice(office: Office, case: Case) -> None:
    """Two pauses have two notices, each of its own number; the sheet lists them before the case has ended."""
    examiner = office.actor("housing1")
    for reason in ("hearing", "testing"):
        pause(case_id=case.id, reason=reason, needed_days=3, ground="依法需要。", actor=examiner)
        resume(case_id=case.id, finding="已完成。", actor=examiner)
    extend(case_id=case.id, ground="案情复杂。", actor=office.actor("head2"))
    papers = case_sheet(examiner, case.id).case.documents
    assert len({p.number for p in papers}) == 3
    for paper in papers:
        assert case_document_pdf(examiner, case.id, paper.kind).startswith(b"%PDF")
    with pytest.raises(NotFound):
        case_document_pdf(examiner, case.id, "pause-nonsense")


def test_waiting_for_another_department_is_no_reason(office: Office, case: Case) -> None:
    """Only the eight of art 45; nothing is written for any other."""
    examiner = office.actor("housing1")
    for reason in ("等其他部门", "consultation"):
        with pytest.raises((BadInput, Obstacle)):
            pause(case_id=case.id, reason=reason, needed_days=5, ground="等。", actor=examiner)
    for days in (0, 251):
        with pytest.raises(BadInput):
            pause(case_id=case.id, reason="hearing", needed_days=days, ground="听证。", actor=examiner)
    with pytest.raises(BadInput):
        pause(case_id=case.id, reason="hearing", needed_days=5, ground=" ", actor=examiner)
    assert not Pause.objects.exists() and not Document.objects.filter(kind=DocumentKind.PAUSE).exists()


def test_no_decision_while_it_stands_still(office: Office, case: Case) -> None:
    """And none twice at once; the desk says why."""
    examiner = office.actor("housing1")
    pause(case_id=case.id, reason="hearing", needed_days=5, ground="听证。", actor=examiner)
    with pytest.raises(Conflict):
        pause(case_id=case.id, reason="testing", needed_days=5, ground="检测。", actor=examiner)
    with pytest.raises(Refused):
        refuse(case_id=case.id, reason="不符合", basis="行政许可法第38条", actor=examiner)
    page = office.client("housing1").get(f"/desk/case/{case.id}/").content.decode()
    assert "恢复计时" in page and "审查通过" not in page


def test_a_case_that_ends_stands_still_no_more(office: Office, case: Case) -> None:
    """Whoever ends it: here a department's system that refuses while the limit stands still."""
    pause(case_id=case.id, reason="hearing", needed_days=5, ground="听证。", actor=office.actor("housing1"))
    step = Step.objects.get(case=case.id, verb="examine")
    with CASE.act("refuse", case.id, actor=department_system(case.department_id, "业务系统")) as deed:
        note_refusal(deed, deed.subject, step, "不符合条件。", "行政许可法第38条")
    assert not Pause.objects.filter(last_date__isnull=True).exists()
    assert deadline(office.actor("housing1"), case.id, "statutory").sheet.due.date is not None


def test_only_the_head_extends_and_only_once_and_in_time(office: Office, case: Case) -> None:
    """Art 42(1)."""
    with pytest.raises(Refused):
        extend(case_id=case.id, ground="忙。", actor=office.actor("housing1"))
    with pytest.raises(NotFound):
        extend(case_id=case.id, ground="忙。", actor=office.actor("head1"))
    head = office.actor("head2")
    with pytest.raises(BadInput):
        extend(case_id=case.id, ground="", actor=head)
    extend(case_id=case.id, ground="案情复杂。", actor=head)
    with pytest.raises(Obstacle, match="extended once"):
        extend(case_id=case.id, ground="再延长。", actor=head)
    assert Clock.objects.get(case=case.id, kind="statutory").extension == 10


def test_a_limit_that_has_passed_is_not_extended(office: Office, case: Case) -> None:
    """The last day is the 30th of March."""
    on(office, 3, 31)
    with pytest.raises(Obstacle, match="has passed"):
        extend(case_id=case.id, ground="忙不过来。", actor=office.actor("head2"))


def test_a_matter_whose_law_gives_neither_has_neither(office: Office, departments: Departments) -> None:
    """不动产登记暂行条例 knows no pause and no extension: nothing is invented."""
    sale = accepted(departments.sale(), office.actor("clerk1", 7))
    registration = case_of(sale, REGISTRATION)
    with pytest.raises(Obstacle):
        pause(
            case_id=registration.id,
            reason="hearing",
            needed_days=5,
            ground="听证。",
            actor=office.actor("registrar1"),
        )
    with pytest.raises(Obstacle):
        extend(case_id=registration.id, ground="忙。", actor=office.actor("head1"))


def test_the_applicants_take_it_back(office: Office, case: Case) -> None:
    """Where it lies open, on a request signed by all; a pause ends with it, and so does the application."""
    pause(case_id=case.id, reason="hearing", needed_days=5, ground="听证。", actor=office.actor("housing1"))
    clerk = office.actor("clerk1", 7)
    with pytest.raises(BadInput):
        withdraw(application_id=case.application_id, reason="不办了。", is_signed_by_all=False, actor=clerk)
    with pytest.raises(NotFound):
        withdraw(
            application_id=case.application_id,
            reason="不办了。",
            is_signed_by_all=True,
            actor=office.actor("clerk2", 8),
        )
    withdraw(application_id=case.application_id, reason="不办了。", is_signed_by_all=True, actor=clerk)
    office.deliver()
    case.refresh_from_db()
    assert case.state == CaseState.WITHDRAWN and case.ended_at is not None
    assert not Pause.objects.filter(last_date__isnull=True).exists()
    assert not Clock.objects.filter(case=case.id, stopped_at__isnull=True).exists()
    assert Application.objects.get(pk=case.application_id).state == ApplicationState.CLOSED
    assert case_document_pdf(clerk, case.id, DocumentKind.WITHDRAWAL).startswith(b"%PDF")
    with pytest.raises(Conflict):
        withdraw(application_id=case.application_id, reason="再撤。", is_signed_by_all=True, actor=clerk)


def test_what_is_approved_and_not_entered_is_taken_back_with_the_rest(office: Office, tmp_path: Path) -> None:
    """不动产登记暂行条例 art 15(2): until the entry; the approval is not the result."""
    file = tmp_path / "lines.jsonl"
    file.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in made_up(2)), encoding="utf-8")
    import_file(file)
    line = next(line for line in directory().lines.values() if line.entry == "one_window")
    clerk = office.actor("clerk1", 7)
    given = [Given("applicant", "resident_id", number(3), "测试人")]
    pile: dict[str, list[tuple[str, bytes]]] = {"identity@applicant[0]": []}
    handed = hand_in(bundle=line.code, parties=given, answers={}, pile=pile, is_accepting=True, actor=clerk)
    case_id = handed.cases[0][0]
    examine(case_id=case_id, opinion="符合条件。", actor=office.actor("officer1"))
    office.deliver()
    approve(case_id=case_id, opinion="同意", actor=office.actor("officer2"))
    office.deliver()
    assert Case.objects.get(pk=case_id).state == CaseState.APPROVED
    page = office.client("clerk1", 7).get(f"/counter/application/{handed.application_id}/").content.decode()
    assert "申请人要撤回申请" in page
    withdraw(application_id=handed.application_id, reason="不办了。", is_signed_by_all=True, actor=clerk)
    office.deliver()
    assert Case.objects.get(pk=case_id).state == CaseState.WITHDRAWN
    assert Application.objects.get(pk=handed.application_id).state == ApplicationState.CLOSED


def test_the_limit_of_a_step_that_comes_back_runs_on(office: Office, departments: Departments) -> None:
    """Ten working days of the examination run from 2 March, sent back or not, counted again or not."""
    sale = accepted(departments.sale(), office.actor("clerk1", 7))
    office.deliver()
    check(application_id=sale, actor=office.actor("checker1"))
    office.deliver()
    registration = case_of(sale, REGISTRATION)
    examiner = office.actor("registrar1")
    assert deadline(examiner, registration.id, "examine").sheet.due.date == date(2026, 3, 16)
    on(office, 3, 4)
    examine(case_id=registration.id, opinion="符合。", actor=examiner)
    office.deliver()
    on(office, 3, 6)
    return_(case_id=registration.id, reason="请核实面积。", actor=office.actor("approver1"))
    recount(years=[2026], actor=house("calendar"))
    back = Step.objects.get(case=registration.id, code="examine")
    assert _day(back.until) == deadline(examiner, registration.id, "examine").sheet.due.date == date(2026, 3, 16)


def test_the_sheet_is_read_at_every_door(office: Office, case: Case) -> None:
    """Examiner, clerk, head, and the citizen with number and four places; nobody else."""
    address = f"/desk/case/{case.id}/deadline/statutory/"
    for name in ("housing1", "head2"):
        page = office.client(name).get(address).content.decode()
        assert 'data-due="2026-03-30"' in page and "《民法典》第201条" in page
    counter = f"/counter/application/{case.application_id}/case/{case.id}/deadline/promised/"
    assert 'data-due="2026-03-09"' in office.client("clerk1", 7).get(counter).content.decode()
    assert office.client("registrar1").get(address).status_code == 404
    assert office.client("housing1").get(f"/desk/case/{case.id}/deadline/nothing/").status_code == 404
    citizen = office.client("clerk1").__class__()
    mine = f"/portal/progress/mine/{case.id}/deadline/statutory/"
    assert citizen.get(mine).status_code == 302
    receipt = Application.objects.get(pk=case.application_id).receipt_no
    citizen.post("/portal/progress/", {"receipt_no": receipt, "last_four": number(1)[-4:]})
    assert 'data-due="2026-03-30"' in citizen.get(mine).content.decode()


def test_the_doors_pause_resume_and_extend(office: Office, case: Case) -> None:
    """By the forms on the case; what is wrong stands beside its field."""
    examiner, head = office.client("housing1"), office.client("head2")
    base = f"/desk/case/{case.id}/"
    wrong = examiner.post(f"{base}pause/", {"pause_reason": "hearing", "needed_days": "x", "ground": "听证。"})
    assert wrong.status_code == 422 and 'id="needed_days-p"' in wrong.content.decode()
    told = {"pause_reason": "hearing", "needed_days": "5", "ground": "听证。"}
    assert examiner.post(f"{base}pause/", told).status_code == 302
    assert str(case.id) in head.get("/desk/").content.decode()
    assert examiner.post(f"{base}resume/", {"finding": "已听证。"}).status_code == 302
    assert "延长期限" in head.get(base).content.decode()
    assert head.post(f"{base}extend/", {"ground": "案情复杂。"}).status_code == 302
    page = office.client("clerk1", 7).get(f"/counter/application/{case.application_id}/").content.decode()
    assert "申请人要撤回申请" in page and "不计入期限告知书" in page


def test_a_notice_that_comes_later_counts_the_pause_and_the_extension_too(office: Office) -> None:
    """What importing the year gives is what the sheet says; an open pause stays without a date."""
    on(office, 12, 14)
    case, still = licence_case(office, 1), licence_case(office, 2)
    examiner = office.actor("housing1")
    for one in (case, still):
        pause(case_id=one.id, reason="testing", needed_days=3, ground="检测。", actor=examiner)
    on(office, 12, 16)
    resume(case_id=case.id, finding="检测合格。", actor=examiner)
    extend(case_id=case.id, ground="案情复杂。", actor=office.actor("head2"))
    before = ends(case)[0]
    off = frozenset(date(2027, 1, day) for day in (1, 4, 5))
    notice = YearCalendar(2027, off, frozenset(), "测试用的放假通知")
    import_calendar(years=[notice], actor=house("calendar"))
    after = ends(case)[0]
    assert before is not None and after is not None and after > before
    assert deadline(examiner, case.id, "statutory").sheet.due.date == after
    assert not Clock.objects.get(case=case.id, kind="statutory").is_provisional
    assert ends(still) == (None, None)


def test_no_page_leads_to_a_sheet_that_is_not_there(office: Office, departments: Departments) -> None:
    """Every address of a sheet on the counter's, the checker's, the desk's page answers to who reads that page."""
    sale = accepted(departments.sale(), office.actor("clerk1", 7))
    office.deliver()
    found = 0
    for client, page in (
        (office.client("clerk1", 7), f"/counter/application/{sale}/"),
        (office.client("checker1"), f"/desk/application/{sale}/"),
        (office.client("registrar1"), f"/desk/case/{case_of(sale, REGISTRATION).id}/"),
    ):
        for address in re.findall(r'href="([^"]*/deadline/[^"]*)"', client.get(page).content.decode()):
            assert client.get(address).status_code == 200, f"{page}: {address}"
            found += 1
    assert found >= 8
