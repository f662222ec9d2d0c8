"""Two hands on one pile or one result at the same moment: it is handed over once, it goes out one way."""

from __future__ import annotations

from functools import partial

from tests.budgets.custody import permit_case
from tests.offices import Office
from tests.races.rivals import one_wins, rivals, rounds
from yimen.cases.actions.choose import choose
from yimen.cases.actions.compare import compare
from yimen.cases.actions.deliver import deliver
from yimen.cases.actions.dispatch import come_back, dispatch
from yimen.cases.actions.send_paper import send_paper
from yimen.cases.models import Opening
from yimen.custody.actions.recall import recall
from yimen.custody.actions.receive import receive
from yimen.custody.models import Delivery, HandOver, Pile
from yimen.kernel import clock
from yimen.kernel.models import JournalEntry

ALL_HERE = {1: "present", 2: "present"}


def entries(kind: str, verb: str) -> int:
    """Return how often a verb stands in the journal."""
    return JournalEntry.objects.filter(kind=kind, verb=verb).count()


def test_two_receive_one_hand_over_and_two_send_one_pile(office: Office) -> None:
    """One receipt, one list; who was slower reads that it is done, or that it is on its way."""
    case = permit_case(office, 8001, is_granted=False)
    one, other = office.actor("clerk1", 7), office.actor("clerk2", 8)
    with clock.office_time():
        Opening.objects.create(application_id=case.application_id, account_id=int(other.id), day=clock.today())
    to_desk = {"case_ids": [case.id], "to_office": "hall-natural", "to_post": "second_checker"}
    back = {"case_ids": [case.id], "to_office": "hall-natural", "to_post": "window_clerk"}
    checkers = [office.actor("checker1"), office.actor("checker2")]
    with rivals() as both:
        for n, _ in enumerate(rounds()[::2]):
            sent = both.at_once(*[partial(send_paper, **to_desk, actor=a) for a in (one, other)])
            won = one_wins(sent)
            assert (
                HandOver.objects.filter(state="sent").count() == 1 == Pile.objects.filter(hand_over=sent[won]).count()
            )
            took = both.at_once(
                *[partial(receive, hand_over_id=sent[won], found=ALL_HERE, remarks={}, actor=a) for a in checkers]
            )
            one_wins(took)
            assert entries("hand_over", "receive") == 2 * n + 1
            returned = send_paper(**back, actor=checkers[0])
            receive(hand_over_id=returned, found=ALL_HERE, remarks={}, actor=one)
            assert Pile.objects.get().post == "window_clerk"


def test_receive_against_take_back(office: Office) -> None:
    """The pile lies at one side of it, never at both or between."""
    case = permit_case(office, 8002, is_granted=False)
    clerk, checker = office.actor("clerk1", 7), office.actor("checker1")
    with rivals() as both:
        for _ in rounds()[::2]:
            sent = send_paper(case_ids=[case.id], to_office="hall-natural", to_post="second_checker", actor=clerk)
            won = one_wins(
                both.at_once(
                    partial(receive, hand_over_id=sent, found=ALL_HERE, remarks={}, actor=checker),
                    partial(recall, hand_over_id=sent, actor=clerk),
                )
            )
            pile = Pile.objects.get()
            assert (pile.post, pile.hand_over_id) == (("second_checker", "window_clerk")[won], None)
            if not won:
                told = {"case_ids": [case.id], "to_office": "hall-natural", "to_post": "window_clerk"}
                receive(hand_over_id=send_paper(**told, actor=checker), found=ALL_HERE, remarks={}, actor=clerk)


def test_handed_over_against_dispatched(office: Office) -> None:
    """At the counter or with the courier: not both."""
    clerk = office.actor("clerk1", 7)
    case = permit_case(office, 8003)
    ids = {"application_id": case.application_id, "case_id": case.id}
    choose(**ids, way="courier", receiver="applicant[0]", address="示范路18号3座1501房", actor=clerk)
    compare(**ids, same=["request_form"], differing={}, actor=clerk)
    with rivals() as both:
        for _ in rounds()[::2]:
            won = one_wins(
                both.at_once(
                    partial(deliver, **ids, way="counter", receiver="applicant[0]", proof="本人领取", actor=clerk),
                    partial(dispatch, **ids, carrier="邮政EMS", tracking_no="EA1", actor=clerk),
                )
            )
            state = Delivery.objects.get().state
            assert state == ("delivered", "under_way")[won]
            if not won:
                break
            come_back(**ids, reason="家中无人", actor=clerk)
    assert entries("delivery", "deliver") <= 1
