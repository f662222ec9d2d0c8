"""What may still happen to a case: decided anew by order, corrected, handed over, sent away, reported, extended above.

The dates are worked out by hand: accepted on Monday 2026-03-02, Tomb-sweeping Day off from 4 to 6 April 2026.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.aftercase import NAME, appointed, at_approval, cases, granted, refused
from tests.offices import Office
from yimen.cases.actions.approve import approve
from yimen.cases.actions.claim import claim
from yimen.cases.actions.decide import decide
from yimen.cases.actions.examine import examine
from yimen.cases.actions.extend import extend
from yimen.cases.actions.hand_over import hand_over
from yimen.cases.actions.pause import pause
from yimen.cases.actions.rectify import Correction, rectify
from yimen.cases.actions.refuse import refuse
from yimen.cases.actions.reopen import Order, reopen
from yimen.cases.actions.report_up import report_up
from yimen.cases.actions.transfer import Authority, transfer
from yimen.cases.models import Application, Case, Clock, Step
from yimen.cases.reads.deadline import deadline
from yimen.cases.reads.papers import case_document_pdf, document_pdf
from yimen.cases.reads.sheets import application_sheet, case_sheet
from yimen.cases.reads.work import Which, work
from yimen.cases.states import ApplicationState, CaseState
from yimen.kernel.errors import BadInput, Conflict, FourEyes, NotFound, Obstacle, Refused
from yimen.kernel.workdays import OFFICE_ZONE
from yimen.notices.models import Document

ORDER = Order(
    by="court",
    organ="禅城区人民法院",
    document_no="（2026）粤0604行初12号",
    issued_on=date(2026, 3, 16),
    arrived_on=date(2026, 3, 18),
    ordered="撤销不予许可的决定，责令重新作出决定。",
)


def on(office: Office, month: int, day: int) -> None:
    """Set the office clock to ten in the morning of a day of 2026."""
    office.at(datetime(2026, month, day, 2, tzinfo=UTC))


def until(case: Case) -> date | None:
    """Return the last day of the limit by law."""
    case.refresh_from_db()
    return case.statutory_until.astimezone(OFFICE_ZONE).date() if case.statutory_until else None


@pytest.fixture
def quashed(office: Office) -> Case:
    """A case that was refused, the order arriving on the 18th of March."""
    case = refused(office, cases(office, "reviewed_case", 1)[0])
    on(office, 3, 18)
    return case


def test_a_refused_case_is_decided_anew_by_other_people(office: Office, quashed: Case) -> None:
    """Its own limit from the day the order arrived; both papers stay; who decided before decides nothing again."""
    before = Document.objects.get(source_id=quashed.id, kind="refusal").number
    reopen(case_id=quashed.id, order=ORDER, actor=office.actor("approver2"))
    assert until(quashed) == date(2026, 4, 16)  # 20 working days after the 18th of March, one of them a holiday
    assert quashed.state == CaseState.ACCEPTED and quashed.ended_at is None
    assert Application.objects.get(pk=quashed.application_id).state == ApplicationState.ACCEPTED
    office.deliver()
    assert Step.objects.get(case=quashed.id, code="examine").state == "open"
    for verb in (examine, None):
        with pytest.raises(FourEyes):
            if verb:
                examine(case_id=quashed.id, opinion="再看。", actor=office.actor("registrar1"))
            else:
                claim(case_id=quashed.id, actor=office.actor("registrar1"))
    (line,) = [x for x in work(office.actor("registrar1"), Which.POOL).lines if x.case_id == quashed.id]
    assert line.is_for_others and line.is_returned
    examine(case_id=quashed.id, opinion="场地重新量过。", actor=office.actor("registrar2"))
    office.deliver()
    with pytest.raises(FourEyes):
        approve(case_id=quashed.id, actor=office.actor("approver1"))
    with pytest.raises(Obstacle, match="very reason"):
        refuse(case_id=quashed.id, reason="场地不符合要求。", basis="第38条", actor=office.actor("approver2"))
    refuse(case_id=quashed.id, reason="消防通道不足。", basis="第38条", actor=office.actor("approver2"))
    office.deliver()
    papers = {p.kind.partition("-")[0]: p for p in case_sheet(office.actor("approver2"), quashed.id).case.documents}
    refusals = [p for p in case_sheet(office.actor("approver2"), quashed.id).case.documents if "refusal" in p.kind]
    assert len({p.number for p in refusals}) == 2 and before in {p.number for p in refusals} and "reopening" in papers
    for paper in (*refusals, papers["reopening"]):
        assert case_document_pdf(office.actor("approver2"), quashed.id, paper.kind).startswith(b"%PDF")
    assert Application.objects.get(pk=quashed.application_id).state == ApplicationState.CLOSED


def test_the_day_that_an_order_names_is_the_limit(office: Office, quashed: Case) -> None:
    """A Sunday: the last working day before it. It is neither paused nor extended here."""
    review = replace(ORDER, by="review", organ="禅城区人民政府", until=date(2026, 4, 19), is_procedural=True)
    reopen(case_id=quashed.id, order=review, actor=office.actor("head1"))
    assert until(quashed) == date(2026, 4, 17)
    told = deadline(office.actor("approver1"), quashed.id, "statutory")
    assert told.sheet.due.date == date(2026, 4, 17) and "2026年04月19日" in told.basis[0]
    with pytest.raises(Obstacle):
        extend(case_id=quashed.id, ground="忙。", actor=office.actor("head1"))
    with pytest.raises(Obstacle):
        pause(case_id=quashed.id, reason="hearing", needed_days=5, ground="听证。", actor=office.actor("registrar2"))
    office.deliver()
    examine(case_id=quashed.id, opinion="程序已补正。", actor=office.actor("registrar2"))
    office.deliver()
    refuse(case_id=quashed.id, reason="场地不符合要求。", basis="第38条", actor=office.actor("approver2"))
    quashed.refresh_from_db()
    assert quashed.state == CaseState.REFUSED


def test_an_order_that_is_not_right_is_not_taken(office: Office, quashed: Case) -> None:
    """Every field says its own; a name is not written into the history; other posts and departments do it not."""
    actor = office.actor("approver2")
    for field, order in (
        ("by", replace(ORDER, by="rumour")),
        ("organ", replace(ORDER, organ=" ")),
        ("issued_on", replace(ORDER, issued_on=date(2026, 3, 19))),
        ("arrived_on", replace(ORDER, arrived_on=date(2026, 3, 19))),
        ("until", replace(ORDER, until=date(2026, 3, 18))),
        ("ordered", replace(ORDER, ordered=f"给{NAME}重新办理。")),
    ):
        with pytest.raises(BadInput) as told:
            reopen(case_id=quashed.id, order=order, actor=actor)
        assert set(told.value.fields) == {field}
    with pytest.raises(Refused):
        reopen(case_id=quashed.id, order=ORDER, actor=office.actor("registrar1"))
    with pytest.raises(NotFound):
        reopen(case_id=quashed.id, order=ORDER, actor=office.actor("head2"))
    reopen(case_id=quashed.id, order=ORDER, actor=actor)
    with pytest.raises(Conflict):
        reopen(case_id=quashed.id, order=ORDER, actor=actor)
    assert Document.objects.filter(kind="reopening").count() == 1


def test_an_error_in_a_decision_is_corrected(office: Office) -> None:
    """The decision stands; the former text is kept; who examined does not correct it."""
    case = refused(office, cases(office, "reviewed_case", 1)[0])
    wrong = Correction(what="basis", right="行政许可法第三十八条第二款", reason="漏写了款。")
    with pytest.raises(Refused):
        rectify(case_id=case.id, correction=wrong, actor=office.actor("registrar1"))
    approver = office.actor("approver2")
    rectify(case_id=case.id, correction=wrong, actor=approver)
    with pytest.raises(BadInput):
        rectify(case_id=case.id, correction=wrong, actor=approver)  # it is the same now
    with pytest.raises(BadInput):
        rectify(case_id=case.id, correction=replace(wrong, what="result"), actor=approver)
    printed = Correction(what="printed", former="标牌", right="设施", reason="事项名称写错。")
    rectify(case_id=case.id, correction=printed, actor=approver)
    sheet = case_sheet(approver, case.id)
    assert sheet.case.state == CaseState.REFUSED
    assert next(s.basis for s in sheet.case.steps if s.state == "refused") == "行政许可法第三十八条第二款"
    papers = [d for d in sheet.case.documents if d.kind.startswith("rectification-")]
    assert len({d.number for d in papers}) == 2
    assert case_document_pdf(approver, case.id, papers[0].kind).startswith(b"%PDF")
    assert "漏写了款" in str(sheet.history[-2].data)
    numbered = at_approval(office, cases(office, "numbered_case", 2)[0])
    decide(case_id=numbered.id, values={"subject": "2026-1"}, actor=office.actor("registrar2"))
    rectify(case_id=numbered.id, correction=Correction("result", "2026-11", "少写一位。"), actor=approver)
    numbered.refresh_from_db()
    assert (numbered.state, numbered.result) == (CaseState.GRANTED, "2026-11")


def test_another_department_takes_it_over(office: Office) -> None:
    """It examines anew; the limit runs on; the former department reads on and decides nothing any more."""
    case = at_approval(office, cases(office, "reviewed_case", 1)[0])
    former, limit = office.actor("approver1"), until(case)
    why = {"reason": "属于住建部门的职责。", "basis": "三定方案第二条"}
    with pytest.raises(BadInput) as told:
        hand_over(case_id=case.id, to="housing", actor=former, **why)  # nobody approves there
    assert set(told.value.fields) == {"to"}
    appointed(office, "head2", "approver", "housing")
    hand_over(case_id=case.id, to="housing", actor=former, **why)
    office.deliver()
    assert until(case) == limit and case.department_id == "housing" and case.examined_by_id is None
    assert case.id in {x.case_id for x in work(office.actor("housing1"), Which.POOL).lines}
    assert case_sheet(former, case.id).case.documents[0].kind.startswith("hand-over-")
    assert case_document_pdf(former, case.id, case_sheet(former, case.id).case.documents[0].kind).startswith(b"%PDF")
    with pytest.raises(Refused):
        approve(case_id=case.id, actor=former)
    with pytest.raises(NotFound):
        case_sheet(office.actor("tax1"), case.id)
    at_approval(office, case, "housing1")
    approve(case_id=case.id, actor=office.actor("head2"))
    case.refresh_from_db()
    assert case.state == CaseState.GRANTED


def test_an_authority_outside_takes_it(office: Office) -> None:
    """It ends here; the paper says where it went; what it waited for ends with it."""
    case = cases(office, "reviewed_case", 1)[0]
    approver = office.actor("approver1")
    why = {"reason": "设施在南海区。", "basis": "级别管辖规定第三条"}
    with pytest.raises(BadInput) as told:
        transfer(case_id=case.id, to=Authority("南海区自然资源局"), actor=approver, **why)
    assert set(told.value.fields) == {"address"}
    transfer(case_id=case.id, to=Authority("南海区自然资源局", "佛山市南海区示范路1号"), actor=approver, **why)
    office.deliver()
    case.refresh_from_db()
    assert case.state == CaseState.TRANSFERRED and case.ended_at is not None
    assert not Clock.objects.filter(case=case.id, stopped_at__isnull=True).exists()
    assert Application.objects.get(pk=case.application_id).state == ApplicationState.CLOSED
    (paper,) = case_sheet(approver, case.id).case.documents
    assert case_document_pdf(approver, case.id, paper.kind).startswith(b"%PDF")
    page = office.client("clerk1", 7).get(f"/counter/application/{case.application_id}/").content.decode()
    assert "已移送其他机关" in page and "移送通知书" in page


def test_the_lower_office_reviews_and_the_upper_one_decides(office: Office) -> None:
    """行政许可法 art 35 and 43: 20 working days below, opinion and material go up, nothing is asked again."""
    case = cases(office, "upward_case", 1)[0]
    head = office.actor("head2")
    assert deadline(head, case.id, "review").sheet.due.date == date(2026, 3, 30)
    with pytest.raises(Conflict, match="not done yet"):
        report_up(case_id=case.id, opinion="同意。", actor=head)
    at_approval(office, case, "housing1")
    appointed(office, "head2", "approver", "housing")
    with pytest.raises(Conflict, match="upper office decides"):
        approve(case_id=case.id, actor=office.actor("head2"))
    report_up(case_id=case.id, opinion="经审查，建议准予。", actor=head)
    assert Clock.objects.get(case=case.id, kind="review").stopped_at is not None
    assert case.id in {x.case_id for x in work(office.actor("approver1"), Which.POOL).lines}
    assert case_sheet(head, case.id).case.documents[0].kind.startswith("report-up-")
    with pytest.raises(Refused):
        report_up(case_id=case.id, opinion="再报。", actor=head)
    approve(case_id=case.id, actor=office.actor("approver1"))
    case.refresh_from_db()
    assert case.state == CaseState.GRANTED
    with pytest.raises(Conflict, match="reported nowhere"):
        report_up(case_id=cases(office, "reviewed_case", 2)[0].id, opinion="报。", actor=office.actor("head1"))


def test_joint_handling_is_extended_by_the_head_of_the_government(office: Office) -> None:
    """行政许可法 art 42(2): 45 working days and 15 more; she sees nothing else and nobody else gives them."""
    joint, other = cases(office, "joint_case", 1)[0], cases(office, "reviewed_case", 2)[0]
    mayor = office.actor("mayor1")
    assert until(joint) == date(2026, 5, 8)
    with pytest.raises(Obstacle):
        extend(case_id=joint.id, ground="案情复杂。", actor=office.actor("head1"))
    with pytest.raises(NotFound):
        extend(case_id=other.id, ground="案情复杂。", actor=mayor)
    assert [x.case_id for x in work(mayor, Which.RUNNING).lines] == [joint.id]
    page = office.client("mayor1").get(f"/desk/case/{joint.id}/").content.decode()
    assert "批准延长" in page and "15" in page
    assert "批准延长" not in office.client("head1").get(f"/desk/case/{joint.id}/").content.decode()
    extend(case_id=joint.id, ground="案情复杂。", actor=mayor)
    assert until(joint) == date(2026, 5, 28)  # Saturday the 9th of May is worked
    assert case_document_pdf(mayor, joint.id, "extension").startswith(b"%PDF")


def test_what_ends_differently_is_summed_up_in_one_paper(office: Office) -> None:
    """One refused, the other goes on and is granted; a new decision has a new summary."""
    first, second = cases(office, "two_cases", 1)
    clerk = office.actor("clerk1", 7)
    refused(office, first)
    assert not Document.objects.filter(kind="summary").exists()
    second.refresh_from_db()
    assert second.state == CaseState.ACCEPTED
    granted(office, second)
    assert "summary" in [d.kind for d in application_sheet(clerk, first.application_id).documents]
    assert document_pdf(clerk, first.application_id, "summary").startswith(b"%PDF")
    page = office.client("clerk1", 7).get(f"/counter/application/{first.application_id}/").content.decode()
    assert "办理结果汇总" in page
    alone = granted(office, cases(office, "reviewed_case", 2)[0])
    assert Document.objects.filter(kind="summary").count() == 1 and alone.state == CaseState.GRANTED
