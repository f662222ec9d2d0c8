"""What happens within a case beside its steps: opinions of other departments, third parties, visits, a hearing."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from tests.budgets.limits import licence_case
from tests.departments import Departments
from tests.journeys.selling import accepted
from tests.offices import Office, set_office_time
from tests.onecase import number
from yimen.cases.actions.ask_hearing import ask_hearing
from yimen.cases.actions.claim import claim
from yimen.cases.actions.consult import consult
from yimen.cases.actions.examine import examine
from yimen.cases.actions.hear import hear
from yimen.cases.actions.hold_hearing import hold_hearing
from yimen.cases.actions.inform import inform
from yimen.cases.actions.offer_hearing import offer_hearing
from yimen.cases.actions.opine import opine
from yimen.cases.actions.replace_chair import replace_chair
from yimen.cases.actions.schedule_hearing import schedule_hearing
from yimen.cases.actions.visit import visit
from yimen.cases.models import Case, Pause, Proceeding
from yimen.cases.reads.papers import case_document_pdf, scan
from yimen.cases.reads.sheets import case_sheet
from yimen.cases.reads.work import Which, work
from yimen.kernel.errors import BadInput, Conflict, FourEyes, NotFound, Obstacle, Refused
from yimen.kernel.workdays import OFFICE_ZONE
from yimen.materials.reads import pile


@pytest.fixture
def case(office: Office) -> Case:
    """A licence's case at its examiner's desk, accepted on Monday 2 March 2026."""
    return licence_case(office, 7101)


def on(month: int, day: int, hour: int = 10) -> None:
    """Set the office's clock."""
    set_office_time(datetime(2026, month, day, hour, tzinfo=OFFICE_ZONE).astimezone(UTC))


def at(month: int, day: int) -> datetime:
    """Return nine in the morning of a day."""
    return datetime(2026, month, day, 9, tzinfo=OFFICE_ZONE)


def concluded(office: Office, case: Case) -> str:
    """Let the examiner decide; returns the case's state."""
    examine(case_id=case.id, opinion="符合条件。", actor=office.actor("housing1"))
    case.refresh_from_db()
    return str(case.state)


def test_a_department_that_is_asked_sees_the_case_and_answers(office: Office, case: Case) -> None:
    """Nobody else does; the list of the lead says how many have answered; the limit runs on."""
    lead, asked = office.actor("housing1"), office.actor("tax1")
    ends = case.statutory_until
    with pytest.raises(NotFound):
        case_sheet(asked, case.id)
    consult(case_id=case.id, offices=["tax"], question="有无欠税？", days=5, actor=lead)
    assert [line.case_id for line in work(asked, Which.OPINIONS).lines] == [case.id]
    assert case_sheet(asked, case.id).case.allowed == {"opine"}
    (scanned, *_) = pile("application", case.application_id).values()
    assert scan(asked, case.application_id, scanned.files[0])[0].startswith(b"%PDF")
    with pytest.raises(NotFound):
        scan(office.actor("registrar1"), case.application_id, scanned.files[0])
    consult(case_id=case.id, offices=["registry"], question="有无查封？", days=5, actor=lead)
    with pytest.raises(Obstacle, match="opinion of"):
        concluded(office, case)
    opine(case_id=case.id, stand="conditions", text="补缴后可以。", actor=asked)
    assert work(asked, Which.OPINIONS).count == 0
    assert work(lead, Which.TODO).lines[0].opinions == (1, 2)
    with pytest.raises(Conflict):
        opine(case_id=case.id, stand="agreed", text="再说一次。", actor=asked)
    opine(case_id=case.id, stand="agreed", text="没有查封。", actor=office.actor("registrar1"))
    case.refresh_from_db()
    assert case.statutory_until == ends and not Pause.objects.exists()
    assert concluded(office, case) == "granted"
    assert case_sheet(asked, case.id).case.proceedings[0].data.text == "补缴后可以。"  # type: ignore[attr-defined]


def test_silence_is_no_consent_and_no_hindrance_once_its_day_is_over(office: Office, case: Case) -> None:
    """Five working days from Monday end on the next Monday; on Tuesday the lead decides without it."""
    consult(case_id=case.id, offices=["tax"], question="有无欠税？", days=5, actor=office.actor("housing1"))
    on(3, 9)
    with pytest.raises(Obstacle):
        concluded(office, case)
    on(3, 10)
    assert concluded(office, case) == "granted"
    assert Proceeding.objects.get().ended_at is None


@pytest.mark.parametrize(
    ("offices", "question", "days", "field"),
    [
        ([], "问。", 5, "offices"),
        (["housing"], "问。", 5, "offices"),
        (["hall-natural"], "问。", 5, "offices"),
        (["tax"], " ", 5, "question"),
        (["tax"], "问。", 0, "days"),
        (["tax"], "问。", 30, "days"),
    ],
)
def test_what_is_asked_is_checked(
    office: Office, case: Case, offices: list[str], question: str, days: int, field: str
) -> None:
    """Nobody, oneself or a hall; no question; no day, or one beyond the case's own limit: nothing is written."""
    with pytest.raises(BadInput) as problem:
        consult(case_id=case.id, offices=offices, question=question, days=days, actor=office.actor("housing1"))
    assert set(problem.value.fields) == {field}
    assert not Proceeding.objects.exists()


def test_a_registration_knows_opinions_but_no_hearing(office: Office, departments: Departments) -> None:
    """Opinions are for every kind of matter; hearings only where a law gives them."""
    sale = accepted(departments.sale(), office.actor("clerk1", 7))
    office.deliver()
    row = Case.objects.get(application=sale, department="registry")
    with pytest.raises(Obstacle, match="licensing law"):
        offer_hearing(case_id=row.id, why="有争议。", actor=office.actor("registrar1"))
    consult(case_id=row.id, offices=["tax"], question="已缴税？", days=3, actor=office.actor("registrar1"))
    assert work(office.actor("tax1"), Which.OPINIONS).lines[0].case_id == row.id
    opine(case_id=row.id, stand="not_agreed", text="税款没有缴清。", actor=office.actor("tax1"))
    assert work(office.actor("tax1"), Which.OPINIONS).count == 0


def test_an_interested_party_is_told_and_heard(office: Office, case: Case) -> None:
    """With a notice of its own; who it is stands in no journal."""
    examiner = office.actor("housing1")
    inform(case_id=case.id, name="邻居甲", contact="电话", interest="采光。", days=5, actor=examiner)
    sheet = case_sheet(examiner, case.id)
    party, paper = sheet.case.proceedings[0], sheet.case.documents[0]
    assert "邻居甲" not in str([e.data for e in sheet.history])
    assert case_document_pdf(examiner, case.id, paper.kind).startswith(b"%PDF")
    with pytest.raises(Obstacle):
        concluded(office, case)
    hear(case_id=case.id, party=party.id, statement="不同意加层。", actor=examiner)
    with pytest.raises(Conflict):
        hear(case_id=case.id, party=party.id, statement="再说一次。", actor=examiner)
    assert concluded(office, case) == "granted"


def test_two_look_on_the_spot(office: Office, case: Case) -> None:
    """One is too few, one named twice as well, and a stranger is none."""
    examiner = office.actor("housing1")
    one, head, stranger = (office.account(name) for name in ("housing1", "head2", "tax1"))
    for officers in ([one], [one, one], [one, stranger]):
        with pytest.raises(BadInput) as problem:
            visit(case_id=case.id, officers=officers, place="门店", finding="相符。", actor=examiner)
        assert set(problem.value.fields) == {"officers"}
    visit(case_id=case.id, officers=[one, head], place="门店", finding="相符。", actor=examiner)
    paper = case_sheet(examiner, case.id).case.documents[0]
    assert case_document_pdf(examiner, case.id, paper.kind).startswith(b"%PDF")
    with pytest.raises(NotFound):
        case_document_pdf(office.actor("tax1"), case.id, paper.kind)


def test_a_hearing_that_is_late_is_held_as_soon_as_its_notice_allows(office: Office, case: Case) -> None:
    """Asked for on 2 March, to be held by the 30th, forgotten until April: it is not lost, nor is the case stuck."""
    examiner, chair = office.actor("housing1"), office.account("head2")
    offer_hearing(case_id=case.id, why="关系邻居的重大利益。", is_ex_officio=True, actor=examiner)
    on(4, 14)
    with pytest.raises(Obstacle, match="after it is held"):
        concluded(office, case)
    for planned in (at(4, 22), at(4, 24)):
        with pytest.raises(BadInput) as problem:
            schedule_hearing(case_id=case.id, planned_at=planned, place="三楼会议室", chair=chair, actor=examiner)
        assert set(problem.value.fields) == {"planned"}
    schedule_hearing(case_id=case.id, planned_at=at(4, 23), place="三楼会议室", chair=chair, actor=examiner)
    on(4, 23)
    hold_hearing(case_id=case.id, attended="双方", record="略", is_signed=True, actor=office.actor("head2"))
    assert concluded(office, case) == "granted"


def test_a_hearing_from_the_offer_to_the_decision(office: Office, case: Case) -> None:
    """Told on 2 March, asked on the 6th, told on the 9th for the 18th; the limit stands still meanwhile."""
    examiner, head = office.actor("housing1"), office.actor("head2")
    chair = office.account("head2")
    offer_hearing(case_id=case.id, why="关系邻居的重大利益。", actor=examiner)
    with pytest.raises(Obstacle, match="may ask"):
        concluded(office, case)
    on(3, 6)
    ask_hearing(case_id=case.id, asked_by="interested", actor=examiner)
    on(3, 9)
    claim(case_id=case.id, actor=examiner)
    for planned, who, field in (
        (at(3, 17), chair, "planned"),  # six working days
        (at(4, 7), chair, "planned"),  # the 21st
        (at(3, 21), chair, "planned"),  # a Saturday
        (at(3, 18), office.account("housing1"), "chair"),  # who examines it
        (at(3, 18), office.account("clerk1"), "chair"),
    ):
        with pytest.raises(BadInput) as problem:
            schedule_hearing(case_id=case.id, planned_at=planned, place="三楼会议室", chair=who, actor=examiner)
        assert set(problem.value.fields) == {field}, planned
    schedule_hearing(case_id=case.id, planned_at=at(3, 18), place="三楼会议室", chair=chair, actor=examiner)
    case.refresh_from_db()
    assert case.state == "paused"
    assert Pause.objects.get().first_date == date(2026, 3, 9)
    with pytest.raises(Conflict, match="not begun"):
        hold_hearing(case_id=case.id, attended="双方", record="略", is_signed=True, actor=head)
    on(3, 18)
    with pytest.raises(BadInput):
        hold_hearing(case_id=case.id, attended="双方", record="双方陈述。", is_signed=False, actor=head)
    with pytest.raises(FourEyes):
        hold_hearing(case_id=case.id, attended="双方", record="双方陈述。", is_signed=True, actor=examiner)
    hold_hearing(case_id=case.id, attended="双方", record="双方陈述。", is_signed=True, actor=head)
    case.refresh_from_db()
    assert case.state == "accepted" and Pause.objects.get().last_date == date(2026, 3, 18)
    kinds = [d.kind.rsplit("-", 5)[0] for d in case_sheet(examiner, case.id).case.documents]
    assert sorted(kinds) == ["hearing-notice", "hearing-record", "hearing-right", "pause"]
    assert concluded(office, case) == "granted"


def test_nobody_asks_in_time(office: Office, case: Case) -> None:
    """Five working days from Monday 2 March: until Monday the 9th, and not a day longer."""
    examiner = office.actor("housing1")
    offer_hearing(case_id=case.id, why="关系重大。", actor=examiner)
    on(3, 10)
    with pytest.raises(Obstacle, match="2026-03-09"):
        ask_hearing(case_id=case.id, asked_by="applicant", actor=examiner)
    assert concluded(office, case) == "granted"


def test_the_head_replaces_the_chair(office: Office, case: Case) -> None:
    """By somebody else of the department; an examiner may not decide on it herself."""
    examiner, head = office.actor("housing1"), office.actor("head2")
    offer_hearing(case_id=case.id, why="关系重大。", is_ex_officio=True, actor=examiner)
    schedule_hearing(
        case_id=case.id, planned_at=at(3, 12), place="会议室", chair=office.account("head2"), actor=examiner
    )
    with pytest.raises(Refused):
        replace_chair(case_id=case.id, chair=office.account("head2"), reason="回避。", actor=examiner)
    with pytest.raises(BadInput):
        replace_chair(case_id=case.id, chair=office.account("head2"), reason="回避。", actor=head)
    replace_chair(case_id=case.id, chair=office.account("housing1"), reason="申请人要求回避。", actor=head)
    on(3, 12)
    hold_hearing(case_id=case.id, attended="双方", record="双方陈述。", is_signed=True, actor=examiner)
    with pytest.raises(FourEyes, match="chairs the hearing"):
        concluded(office, case)


def test_the_desk_does_all_of_it(office: Office, case: Case) -> None:
    """Through the forms of the case's page, what is wrong beside its field."""
    officer, base = office.client("housing1"), f"/desk/case/{case.id}/"
    wrong = officer.post(f"{base}consult/", {"form": "consult", "question": "问。", "days": "5"})
    assert wrong.status_code == 422 and "consult-offices-p" in wrong.content.decode()
    told = {"form": "consult", "offices": ["tax"], "question": "有无欠税？", "days": "5"}
    assert officer.post(f"{base}consult/", told).status_code == 302
    other = office.client("tax1")
    assert "待回复意见" in other.get("/desk/?list=opinions").content.decode()
    assert 'id="opine"' in other.get(base).content.decode()
    assert other.post(f"{base}opine/", {"form": "opine", "stand": "agreed", "text": "无欠税。"}).status_code == 302
    assert "已收1/1" in officer.get("/desk/?list=pool").content.decode()
    offered = {"form": "offer_hearing", "why": "关系重大。", "is_ex_officio": "yes"}
    assert officer.post(f"{base}offer-hearing/", offered).status_code == 302
    chair = str(office.account("head2"))
    planned = {"form": "schedule_hearing", "planned": "2026-03-12T09:00", "place": "会议室", "chair": chair}
    assert officer.post(f"{base}schedule-hearing/", planned | {"planned": "很快"}).status_code == 422
    assert officer.post(f"{base}schedule-hearing/", planned).status_code == 302
    anybody, receipt = Client(), case.application.receipt_no
    anybody.post("/portal/progress/", {"receipt_no": receipt, "last_four": number(7101)[-4:]})
    assert "听证：3月12日 09:00，会议室" in anybody.get("/portal/progress/mine/").content.decode()
    on(3, 12)
    held = {"form": "hold_hearing", "attended": "双方", "record": "双方陈述。", "is_signed": "yes"}
    assert office.client("head2").post(f"{base}hold-hearing/", held).status_code == 302
    page = officer.get(base).content.decode()
    assert "已举行，笔录已签" in page and "无欠税。" in page
    examined = officer.post(f"{base}examine/", {"opinion": "根据听证笔录，符合条件。"})
    assert examined.status_code == 302
