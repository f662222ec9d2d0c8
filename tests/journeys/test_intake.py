"""From receipt to acceptance: the pile waits, the law accepts in silence, the notice is answered from a phone."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from uuid import UUID

import pytest
from pypdf import PdfReader

from tests.offices import Office
from tests.onecase import PDF, number, publish_one_case
from tests.onelicence import CARD, FORM, draft, publish_one_licence
from yimen.cases.access import proved_party
from yimen.cases.actions.accept import accept
from yimen.cases.actions.correct import correct
from yimen.cases.actions.deem_accepted import deem_accepted, deem_lapsed
from yimen.cases.actions.give_time import give_time
from yimen.cases.actions.join import join
from yimen.cases.actions.keep import keep
from yimen.cases.actions.open import open_
from yimen.cases.actions.receive import receive
from yimen.cases.actions.spare import spare
from yimen.cases.actions.supplement import supplement
from yimen.cases.actions.vouch import vouch
from yimen.cases.models import Application, Case, Clock, IntakeClock
from yimen.cases.reads.intake import intake_deadline, intake_of
from yimen.cases.reads.papers import document_pdf
from yimen.cases.reads.supplement import supplement_sheet
from yimen.kernel.actor import Actor, house
from yimen.kernel.errors import BadInput, Conflict, NotFound, Obstacle, Refused
from yimen.kernel.models import JournalEntry
from yimen.kernel.workdays import OFFICE_ZONE

WORKER = house("worker")


def at(month: int, day: int, hour: int = 10) -> datetime:
    """A moment of 2026 in office time."""
    return datetime(2026, month, day, hour, tzinfo=OFFICE_ZONE)


def text(actor: Actor, application: UUID, kind: str) -> str:
    """The words of a paper without blanks."""
    pdf = PdfReader(BytesIO(document_pdf(actor, application, kind)))
    return "".join("".join(page.extract_text().split()) for page in pdf.pages)


def day(moment: datetime | None) -> str:
    """A moment's office day."""
    assert moment is not None
    return moment.astimezone(OFFICE_ZONE).date().isoformat()


def test_a_pile_waits_and_is_accepted_by_a_colleague(office: Office) -> None:
    """Received on Monday with a number and a paper; the next Monday is the last day; any clerk of the hall accepts."""
    publish_one_licence()
    first, second = office.actor("clerk1", 7), office.actor("clerk2", 8)
    pile = draft(office, 1)
    receipt_no = receive(application_id=pile, actor=first)
    row = Application.objects.get(pk=pile)
    assert (row.state, row.receipt_no, row.accepted_at) == ("received", receipt_no, None)
    assert not Case.objects.filter(application=pile).exists()
    paper = text(first, pile, "received")
    assert receipt_no in paper and "2026年03月09日" in paper and "《行政许可法》第三十二条第一款第四项" in paper
    running = intake_of(row)
    assert running and running.kind == "acceptance" and day(running.until) == "2026-03-09" and not running.is_over
    told = intake_deadline(second, pile, "acceptance")
    assert told.basis == ("《行政许可法》第32条第1款第4项",) and day(told.sheet.due.at) == "2026-03-09"
    with pytest.raises(NotFound):
        intake_deadline(second, pile, "promised")
    office.at(at(3, 5))
    assert accept(application_id=pile, actor=second) == receipt_no
    assert day(Application.objects.get(pk=pile).accepted_at) == "2026-03-05"
    assert not IntakeClock.objects.filter(stopped_at__isnull=True).exists()
    office.at(at(3, 20))
    assert deem_lapsed(actor=WORKER) == 0


def test_silence_accepts_a_licence_from_the_day_of_receipt(office: Office) -> None:
    """On the sixth working day the law accepts; every limit counts from receipt; the paper says by which article."""
    publish_one_licence()
    clerk = office.actor("clerk1", 7)
    pile = draft(office, 1, keys=(FORM,))
    receive(application_id=pile, actor=clerk)
    office.at(at(3, 9, 23))
    assert deem_lapsed(actor=WORKER) == 0
    assert deem_accepted(application_id=pile, actor=WORKER) is False
    office.at(at(3, 10))
    assert (deem_lapsed(actor=WORKER), deem_lapsed(actor=WORKER)) == (1, 0)
    row, case = Application.objects.get(pk=pile), Case.objects.get(application=pile)
    assert (row.state, row.deemed_by, row.accepted_by_id) == ("accepted", "licensing.acceptance", None)
    assert day(row.accepted_at) == day(case.accepted_at) == day(case.received_at) == "2026-03-02"
    assert day(case.statutory_until) == "2026-03-30"
    assert {day(c.started_at) for c in Clock.objects.filter(case=case.id)} == {"2026-03-02"}
    paper = text(clerk, pile, "acceptance")
    assert "自收到申请材料之日起即为受理" in paper and "第三十二条第一款第四项" in paper and "材料齐全" not in paper
    office.deliver()
    with pytest.raises(Conflict):
        deem_accepted(application_id=pile, actor=WORKER)


def test_after_silence_nothing_may_be_asked_or_refused(office: Office) -> None:
    """Before the worker has run as after it: a notice is refused and noted as a fault, other outcomes are refused."""
    publish_one_licence()
    clerk = office.actor("clerk1", 7)
    pile = draft(office, 1, keys=(FORM,))
    receive(application_id=pile, actor=clerk)
    office.at(at(3, 10))

    def faults() -> int:
        return JournalEntry.objects.filter(subject_id=pile, verb="fault").count()

    with pytest.raises(Obstacle):
        correct(application_id=pile, actor=clerk)
    with pytest.raises(Obstacle):
        spare(application_id=pile, reason="不用办", actor=clerk)
    with pytest.raises(Obstacle):
        accept(application_id=pile, actor=clerk)
    assert (faults(), Application.objects.get(pk=pile).state) == (1, "received")
    deem_lapsed(actor=WORKER)
    with pytest.raises(Obstacle):
        correct(application_id=pile, actor=clerk)
    assert faults() == 2


def test_a_matter_whose_law_says_nothing_only_turns_red(office: Office) -> None:
    """No deemed acceptance; a notice may still be given, late; a person accepts from today."""
    publish_one_case()
    clerk = office.actor("clerk1", 7)
    pile = open_(bundle="one_case", actor=clerk)
    with pytest.raises(BadInput):
        receive(application_id=pile, actor=clerk)
    join(application_id=pile, role="applicant", number=number(1), name="测试人", actor=clerk)
    receive(application_id=pile, actor=clerk)
    office.at(at(3, 12))
    assert deem_lapsed(actor=WORKER) == 0 and deem_accepted(application_id=pile, actor=WORKER) is False
    running = intake_of(Application.objects.get(pk=pile))
    assert running and running.is_over and "惯例" in running.follows.zh
    assert correct(application_id=pile, actor=clerk)


def test_registration_is_deemed_accepted_when_nothing_is_told_on_the_spot(office: Office) -> None:
    """不动产登记暂行条例 art 17: the day of receipt is all the window has."""
    clerk = office.actor("clerk1", 7)
    pile = open_(bundle="house_sale", actor=clerk)
    join(application_id=pile, role="seller", number=number(1), name="测试人", actor=clerk)
    receive(application_id=pile, actor=clerk)
    assert "第十七条" in text(clerk, pile, "received")
    assert deem_lapsed(actor=WORKER) == 0
    office.at(at(3, 3))
    assert deem_lapsed(actor=WORKER) == 1
    assert Application.objects.get(pk=pile).deemed_by == "registration.acceptance"
    assert "《不动产登记暂行条例》第十七条" in text(clerk, pile, "acceptance")
    office.deliver()


def test_the_notice_is_answered_from_afar(office: Office) -> None:
    """A field and an upload by a party who proved herself; the window checks it; the limits count from that day."""
    publish_one_licence()
    clerk = office.actor("clerk1", 7)
    pile = draft(office, 1, keys=(FORM,), subject="")
    receipt_no = correct(application_id=pile, actor=clerk)
    assert "2026年03月23日" in text(clerk, pile, "correction")
    citizen = proved_party(pile, "本人（网上）")
    other = draft(office, 2, keys=(FORM,))
    with pytest.raises(NotFound):
        supplement(application_id=other, place="applicant[0]", answers={"a.b": "x"}, pile={}, actor=citizen)
    stranger = draft(office, 3)
    with pytest.raises(Refused):
        keep(application_id=stranger, keys=[CARD], actor=proved_party(stranger, "本人"))
    for answers, files, place in (
        ({}, {}, ""),
        ({"request.other": "x"}, {}, "request.other"),
        ({}, {FORM: [("a.pdf", PDF)], CARD: [("b.pdf", b"no pdf")]}, f"material:{CARD}"),
    ):
        with pytest.raises(BadInput) as wrong:
            supplement(application_id=pile, place="applicant[0]", answers=answers, pile=files, actor=citizen)
        assert not place or place in wrong.value.fields
    sheet = supplement_sheet(pile, "applicant[0]")
    assert sheet and (sheet.left, sheet.others, sheet.receipt_no) == (2, 0, receipt_no)
    office.at(at(3, 4))
    first = supplement(
        application_id=pile, place="applicant[0]", answers={"request.subject": "请予许可"}, pile={}, actor=citizen
    )
    second = supplement(
        application_id=pile, place="applicant[0]", answers={}, pile={CARD: [("b.pdf", PDF)]}, actor=citizen
    )
    assert (first.is_all, second.is_all) == (False, True)
    sheet = supplement_sheet(pile, "applicant[0]")
    assert sheet and sheet.left == 0 and not sheet.is_answerable
    office.at(at(3, 6))
    with pytest.raises(BadInput):
        accept(application_id=pile, actor=clerk)
    colleague = office.actor("clerk2", 8)
    vouch(application_id=pile, key=CARD, actor=colleague)
    assert accept(application_id=pile, actor=colleague) == receipt_no
    case = Case.objects.get(application=pile)
    assert day(case.accepted_at) == "2026-03-04" and day(case.promised_until) == "2026-03-11"
    with pytest.raises(Conflict):
        supplement(application_id=pile, place="", answers={"request.subject": "x"}, pile={}, actor=citizen)


def test_more_time_to_correct_and_its_end_refuses_nothing(office: Office) -> None:
    """Fifteen working days by practice, longer once with a paper; past its end the answer is taken all the same."""
    publish_one_licence()
    clerk = office.actor("clerk1", 7)
    pile = draft(office, 1, keys=(FORM,))
    correct(application_id=pile, actor=clerk)
    with pytest.raises(BadInput):
        give_time(application_id=pile, days=0, reason="出差", actor=clerk)
    give_time(application_id=pile, days=5, reason="申请人出差", actor=clerk)
    with pytest.raises(Conflict):
        give_time(application_id=pile, days=5, reason="再延", actor=clerk)
    assert "2026年03月30日" in text(clerk, pile, "more-time")
    office.at(at(4, 1))
    running = intake_of(Application.objects.get(pk=pile))
    assert running and running.is_over and Application.objects.get(pk=pile).state == "correcting"
    keep(application_id=pile, keys=[CARD], actor=clerk)
    accept(application_id=pile, actor=clerk)
    assert day(Case.objects.get(application=pile).accepted_at) == "2026-04-01"
