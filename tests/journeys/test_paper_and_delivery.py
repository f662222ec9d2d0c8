"""Where the paper lies and how the result arrives: handed over line by line, compared, sent, served, within its limit.

The dates are worked out by hand: decided on Monday 2026-03-02; ten working days end on Monday 2026-03-16.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from tests.budgets.custody import permit_case
from tests.departments import Departments
from tests.journeys.selling import case_of, sold
from tests.offices import Office
from yimen.cases.actions import CASE
from yimen.cases.actions.choose import choose
from yimen.cases.actions.compare import compare, look_again
from yimen.cases.actions.deliver import deliver, fetch
from yimen.cases.actions.dispatch import come_back, dispatch
from yimen.cases.actions.hand_out import hand_out
from yimen.cases.actions.import_calendar import import_calendar
from yimen.cases.actions.refuse import note_refusal
from yimen.cases.actions.send_paper import send_paper
from yimen.cases.models import Case, Clock, Opening, Step
from yimen.cases.reads.deadline import deadline
from yimen.cases.reads.papers import case_document_pdf, own_certificate_pdf
from yimen.custody.actions.dispute import dispute
from yimen.custody.actions.recall import recall
from yimen.custody.actions.receive import receive
from yimen.custody.actions.resolve import resolve
from yimen.custody.models import Delivery, HandOver
from yimen.custody.reads import (
    DeliverySheet,
    address_of,
    hand_over_counts,
    hand_over_sheet,
    hand_overs,
    held,
    where,
)
from yimen.kernel import clock
from yimen.kernel.actor import Actor, ActorKind, department_system, house
from yimen.kernel.errors import BadInput, Conflict, FourEyes, NotFound, Refused
from yimen.kernel.models import JournalEntry
from yimen.kernel.workdays import OFFICE_ZONE, YearCalendar
from yimen.notices.models import Document
from yimen.notices.reads import pdf
from yimen.notices.states import DocumentKind

DESK = ("housing", "examiner")
ADDRESS = "佛山市禅城区祖庙街道示范路18号3座1501房"
WHO = "applicant[0]"


def on(office: Office, month: int, day: int) -> None:
    """Set the office clock to ten in the morning of a day of 2026."""
    office.at(datetime(2026, month, day, 2, tzinfo=UTC))


def sent(case: Case, clerk: Actor, to: tuple[str, str] = DESK) -> UUID:
    """Return the hand-over of the case's pile to a post."""
    return send_paper(case_ids=[case.id], to_office=to[0], to_post=to[1], actor=clerk)


def _sheet(viewer: Actor, case: Case) -> DeliverySheet:
    found = held(viewer, [case.id])[case.id][1]
    assert found is not None
    return found


def lies(case: Case) -> tuple[str, str, bool]:
    """Return where the pile lies and whether it is on its way."""
    at = where([case.id])[case.id]
    return at.office, at.post, bool(at.on_its_way)


def test_a_pile_goes_to_the_department_and_back(office: Office) -> None:
    """One answer at every moment; the list has its number, its lines and its paper."""
    case = permit_case(office, 1, is_granted=False)
    clerk, examiner = office.actor("clerk1", 7), office.actor("housing1")
    first = sent(case, clerk)
    assert lies(case) == ("hall-natural", "window_clerk", True)
    sheet = hand_over_sheet(examiner, first)
    assert [(p.key, p.paper) for p in sheet.papers] == [("request_form", "original"), ("identity_card", "copy")]
    assert sheet.allowed == {"receive"} and "交〔2026〕1号" in sheet.line.number
    assert sheet.limit.due.date == date(2026, 3, 3) == sheet.line.until.astimezone(OFFICE_ZONE).date()
    assert pdf("hand_over", first, DocumentKind.PAPER_LIST).startswith(b"%PDF")
    receive(hand_over_id=first, found={1: "present", 2: "present"}, remarks={}, actor=examiner)
    assert lies(case) == (*DESK, False)
    with pytest.raises((Refused, Conflict)):
        sent(case, clerk, ("registry", "examiner"))
    back = sent(case, examiner, ("hall-natural", "window_clerk"))
    with pytest.raises(NotFound):
        receive(hand_over_id=back, found={1: "present", 2: "present"}, remarks={}, actor=office.actor("registrar1"))
    receive(hand_over_id=back, found={1: "present", 2: "present"}, remarks={}, actor=office.actor("clerk2", 8))
    assert lies(case) == ("hall-natural", "window_clerk", False)


def test_what_is_missing_is_noted_and_resolved_by_the_other_side(office: Office) -> None:
    """Every line is answered; a gap needs words; who noted it does not resolve it."""
    case = permit_case(office, 1, is_granted=False)
    clerk, examiner = office.actor("clerk1", 7), office.actor("housing1")
    one = sent(case, clerk)
    with pytest.raises(BadInput) as half:
        receive(hand_over_id=one, found={1: "present", 2: "missing"}, remarks={}, actor=examiner)
    assert set(half.value.fields) == {"remark-2"}
    with pytest.raises(BadInput) as nothing:
        receive(hand_over_id=one, found={}, remarks={}, actor=examiner)
    assert set(nothing.value.fields) == {"found-1", "found-2"}
    receive(hand_over_id=one, found={1: "present", 2: "missing"}, remarks={2: "没有复印件"}, actor=examiner)
    assert HandOver.objects.get(pk=one).state == "disputed"
    assert [h.not_right for h in hand_overs(examiner, "disputed")] == [1]
    dispute(hand_over_id=one, place=1, found="different", remark="少第2页", actor=examiner)
    with pytest.raises(Refused):
        resolve(hand_over_id=one, resolution="找到了", actor=examiner)
    with pytest.raises(BadInput):
        resolve(hand_over_id=one, resolution=" ", actor=clerk)
    resolve(hand_over_id=one, resolution="复印件在窗口找到，已补送。", actor=clerk)
    assert hand_over_sheet(clerk, one).line.state == "resolved"
    assert lies(case) == (*DESK, False)


def test_nothing_came_so_it_lies_where_it_lay(office: Office) -> None:
    """All lines missing: the pile never left; and the giver may take a list back that nobody received."""
    case = permit_case(office, 1, is_granted=False)
    clerk, examiner = office.actor("clerk1", 7), office.actor("housing1")
    one = sent(case, clerk)
    with pytest.raises(Conflict, match="on its way"):
        sent(case, clerk)
    with pytest.raises(Refused):
        recall(hand_over_id=one, actor=office.actor("clerk2", 8))
    recall(hand_over_id=one, actor=clerk)
    assert lies(case) == ("hall-natural", "window_clerk", False)
    two = sent(case, clerk)
    empty = {1: "missing", 2: "missing"}
    receive(hand_over_id=two, found=empty, remarks=dict.fromkeys(empty, "没有收到"), actor=examiner)
    assert lies(case) == ("hall-natural", "window_clerk", False)


def test_who_sends_does_not_receive_and_no_post_without_anybody(office: Office) -> None:
    """Two people; a place that nobody holds is none; a case that is not hers is not found; no paper, no list."""
    case = permit_case(office, 1, is_granted=False)
    both, clerk = office.actor("both1", 9), office.actor("clerk1", 7)
    for to in (("housing", "second_checker"), ("nowhere", "examiner"), ("housing", "agency_head")):
        with pytest.raises(BadInput):
            sent(case, clerk, to)
    with pytest.raises(BadInput):
        sent(case, clerk, ("hall-natural", "window_clerk"))
    with pytest.raises(NotFound):
        sent(case, office.actor("zumiao1"))
    one = sent(case, both, ("hall-natural", "second_checker"))
    with pytest.raises(FourEyes):
        receive(hand_over_id=one, found={1: "present", 2: "present"}, remarks={}, actor=both)
    with pytest.raises(BadInput):
        send_paper(case_ids=[], to_office="housing", to_post="examiner", actor=clerk)


def test_late_ones_are_listed_for_both_sides_and_the_hall(office: Office) -> None:
    """From the day after the next working day; for nobody else."""
    case = permit_case(office, 1, is_granted=False)
    sent(case, office.actor("clerk1", 7))
    assert hand_over_counts(office.actor("manager1")) == {"open": 1, "late": 0, "disputed": 0}
    on(office, 3, 4)
    for who in ("manager1", "housing1", "head2", "clerk2"):
        assert [h.is_late for h in hand_overs(office.actor(who), "late")] == [True], who
    assert hand_overs(office.actor("registrar1"), "late") == []
    assert hand_over_counts(office.actor("zumiao1"))["open"] == 0


def test_the_limit_for_delivery_is_the_laws_and_explains_itself(office: Office) -> None:
    """行政许可法 art 44 and 82; only a licence has one; a new calendar counts it again."""
    case = permit_case(office, 1)
    told = deadline(office.actor("housing1"), case.id, "delivery")
    assert told.sheet.due.date == date(2026, 3, 16) and told.basis == ("《行政许可法》第44条",)
    assert told.name.zh == "送达期限" and told.sheet.counted == 10
    notice = YearCalendar(2026, frozenset({date(2026, 3, 10)}), frozenset(), "测试用的放假通知")
    import_calendar(years=[notice], actor=house("calendar"))
    assert deadline(office.actor("housing1"), case.id, "delivery").sheet.due.date == date(2026, 3, 17)
    until = Clock.objects.get(case=case.id, kind="delivery").until
    assert until is not None and until.astimezone(OFFICE_ZONE).date() == date(2026, 3, 17)


def test_by_courier_and_back_and_there(office: Office) -> None:
    """Compared first; the clock stops when it has arrived, not when it left; the receipt says who, when, how."""
    case = permit_case(office, 1)
    clerk = office.actor("clerk1", 7)
    ids = {"application_id": case.application_id, "case_id": case.id}
    with pytest.raises(Conflict):
        dispatch(**ids, carrier="EMS", tracking_no="EA1", actor=clerk)
    with pytest.raises(BadInput) as lacking:
        choose(**ids, way="courier", receiver=WHO, address="", actor=clerk)
    assert set(lacking.value.fields) == {"address"}
    choose(**ids, way="courier", receiver=WHO, address=ADDRESS, actor=clerk)
    assert address_of(_sheet(clerk, case)) == ADDRESS and ADDRESS.encode() not in bytes(
        Delivery.objects.get().address_sealed or b""
    )
    with pytest.raises(Conflict, match="Compare the originals"):
        dispatch(**ids, carrier="EMS", tracking_no="EA1", actor=clerk)
    with pytest.raises(BadInput) as untold:
        compare(**ids, same=[], differing={}, actor=clerk)
    assert set(untold.value.fields) == {"compare-request_form"}
    assert compare(**ids, same=["request_form"], differing={}, actor=clerk)
    with pytest.raises(BadInput) as wrong:
        dispatch(**ids, carrier=" ", tracking_no="单号", actor=clerk)
    assert set(wrong.value.fields) == {"carrier", "tracking_no"}
    dispatch(**ids, carrier="邮政EMS", tracking_no="EA123456789CN", actor=clerk)
    with pytest.raises(Conflict, match="courier"):
        deliver(**ids, way="counter", receiver=WHO, proof="本人领取", actor=clerk)
    with pytest.raises(Conflict):
        choose(**ids, way="counter", receiver=WHO, address="", actor=clerk)
    assert Clock.objects.get(case=case.id, kind="delivery").stopped_at is None
    come_back(**ids, reason="家中无人，三次未送到", actor=clerk)
    dispatch(**ids, carrier="邮政EMS", tracking_no="EA123456790CN", actor=clerk)
    deliver(**ids, way="courier", receiver=WHO, proof="3月5日本人签收，邮政EMS回单", actor=clerk)
    assert Clock.objects.get(case=case.id, kind="delivery").stopped_at is not None
    assert case_document_pdf(clerk, case.id, DocumentKind.SERVICE).startswith(b"%PDF")
    with pytest.raises(Conflict):
        deliver(**ids, way="courier", receiver=WHO, proof="又一次", actor=clerk)
    said = [str(e.data) for e in JournalEntry.objects.filter(kind="delivery")]
    assert len(said) == 6 and not any("测试人" in data or "示范路" in data for data in said)


def test_a_difference_stops_it_until_another_has_looked(office: Office) -> None:
    """Nothing goes out by any way; who noted it does not clear it."""
    case = permit_case(office, 1)
    clerk, other = office.actor("clerk1", 7), office.actor("clerk2", 8)
    ids = {"application_id": case.application_id, "case_id": case.id}
    office.client("clerk2", 8)
    assert not compare(**ids, same=[], differing={"request_form": "扫描件少第2页"}, actor=clerk)
    with pytest.raises(Conflict, match="papers differ"):
        deliver(**ids, way="counter", receiver=WHO, proof="本人领取", actor=clerk)
    with pytest.raises(FourEyes):
        look_again(**ids, finding="一致", actor=clerk)
    with pytest.raises(NotFound):
        look_again(**ids, finding="一致", actor=other)
    opened_by(case, other)
    with pytest.raises(BadInput):
        look_again(**ids, finding=" ", actor=other)
    look_again(**ids, finding="原件背面就是第2页，一致。", actor=other)
    deliver(**ids, way="counter", receiver=WHO, proof="本人到窗口领取，已签名", actor=clerk)
    assert Delivery.objects.get().state == "delivered"


def opened_by(case: Case, clerk: Actor) -> None:
    """Let a second clerk have the application open at her window today."""
    with clock.office_time():
        Opening.objects.create(application_id=case.application_id, account_id=int(clerk.id), day=clock.today())


def test_what_was_only_seen_or_not_scanned_is_not_compared(office: Office) -> None:
    """Kept in the original but not scanned: there is nothing to compare it with."""
    case = permit_case(office, 1, is_scanned=False)
    clerk = office.actor("clerk1", 7)
    ids = {"application_id": case.application_id, "case_id": case.id}
    with pytest.raises(Conflict):
        compare(**ids, same=["request_form"], differing={}, actor=clerk)
    deliver(**ids, way="counter", receiver=WHO, proof="本人领取", actor=clerk)


def test_a_refusal_is_served_too(office: Office) -> None:
    """With the number of the decision; no limit of art 44 runs for it."""
    case = permit_case(office, 1, is_granted=False, is_scanned=False)
    clerk = office.actor("clerk1", 7)
    ids = {"application_id": case.application_id, "case_id": case.id}
    with pytest.raises(Conflict):
        deliver(**ids, way="counter", receiver=WHO, proof="本人领取", actor=clerk)
    step = Step.objects.get(case=case.id, verb="examine")
    with CASE.act("refuse", case.id, actor=department_system(case.department_id, "业务系统")) as deed:
        note_refusal(deed, deed.subject, step, "不符合条件。", "行政许可法第38条")
    office.deliver()
    choose(**ids, way="courier", receiver=WHO, address=ADDRESS, actor=clerk)
    dispatch(**ids, carrier="邮政EMS", tracking_no="EA1", actor=clerk)
    deliver(**ids, way="courier", receiver=WHO, proof="本人签收", actor=clerk)
    assert Document.objects.filter(source_id=case.id, kind=DocumentKind.SERVICE).count() == 1
    assert not Clock.objects.filter(case=case.id, kind="delivery").exists()


def test_the_applicant_chooses_on_the_portal_but_not_online(office: Office) -> None:
    """Online is opened at a window; a matter without a certificate has nothing to fetch."""
    case = permit_case(office, 1)
    citizen = Actor(ActorKind.CITIZEN, "anybody", "本人")
    ids = {"application_id": case.application_id, "case_id": case.id}
    choose(**ids, way="courier", receiver=WHO, address=ADDRESS, actor=citizen)
    assert Delivery.objects.get().way == "courier"
    for way, receiver in (("pigeon", WHO), ("online", WHO), ("counter", "seller[0]")):
        with pytest.raises(BadInput):
            choose(**ids, way=way, receiver=receiver, address="", actor=citizen)
    with pytest.raises(NotFound):
        choose(
            application_id=case.application_id,
            case_id=UUID(int=5),
            way="counter",
            receiver=WHO,
            address="",
            actor=citizen,
        )


def test_she_fetches_it_online_with_the_code_of_the_window(office: Office, departments: Departments) -> None:
    """Her code and her places; nobody else's; fetched, it is delivered: the window hands nothing out any more."""
    application = sold(departments.sale(), office, departments)
    case, clerk = case_of(application, "house_transfer_registration"), office.actor("clerk1", 7)
    citizen = Actor(ActorKind.CITIZEN, "anybody", "本人")
    ids: dict[str, UUID] = {"application_id": application, "case_id": case.id}
    with pytest.raises(Refused):
        choose(**ids, way="online", receiver="buyer[0]", address="", actor=citizen)
    code = choose(**ids, way="online", receiver="buyer[0]", address="", actor=clerk)
    for place, told in (("buyer[0]", "000000000000"), ("seller[0]", code), ("buyer[0]", "")):
        with pytest.raises(BadInput):
            fetch(**ids, receiver=place, code=told, actor=citizen)
    fetch(**ids, receiver="buyer[0]", code=code, actor=citizen)
    fetch(**ids, receiver="buyer[0]", code=code, actor=citizen)
    assert own_certificate_pdf(application, case.id, "buyer[0]", code).startswith(b"%PDF")
    with pytest.raises(NotFound):
        own_certificate_pdf(application, case.id, "buyer[0]", "000000000000")
    assert case_document_pdf(clerk, case.id, DocumentKind.SERVICE).startswith(b"%PDF")
    with pytest.raises(Conflict):
        hand_out(**ids, receiver="buyer[0]", actor=clerk)


def test_what_the_courier_has_is_not_handed_out(office: Office, departments: Departments) -> None:
    """And what came back is; an application closes as ever, its delivery goes on."""
    application = sold(departments.sale(), office, departments)
    case, clerk = case_of(application, "house_transfer_registration"), office.actor("clerk1", 7)
    ids: dict[str, UUID] = {"application_id": application, "case_id": case.id}
    choose(**ids, way="courier", receiver="buyer[0]", address=ADDRESS, actor=clerk)
    dispatch(**ids, carrier="邮政EMS", tracking_no="EA1", actor=clerk)
    with pytest.raises(Conflict, match="courier"):
        hand_out(**ids, receiver="buyer[0]", actor=clerk)
    with pytest.raises(Conflict):
        deliver(**ids, way="counter", receiver="buyer[0]", proof="本人领取", actor=clerk)
    come_back(**ids, reason="家中无人", actor=clerk)
    hand_out(**ids, receiver="buyer[0]", actor=clerk)
    assert Delivery.objects.get().delivered_by_way == "counter"
    page = office.client("clerk1", 7).get(f"/counter/application/{application}/").content.decode()
    assert "已送达" in page and "家中无人" in page
