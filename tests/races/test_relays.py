"""Two relays, two dispatchers, an answer that comes twice: whoever is first does it, and nobody does it again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import partial
from threading import Event
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection

from tests.races.rivals import one_wins, rivals, rounds
from tests.races.scene import RELAY, Scene
from yimen.cases.actions.demand import demand
from yimen.cases.actions.open import open_
from yimen.cases.actions.take_over import take_over
from yimen.cases.actions.trouble import trouble
from yimen.cases.models import Step
from yimen.exchange.actions.answer import take_answer
from yimen.exchange.actions.dispatch import dispatch
from yimen.exchange.actions.park import park
from yimen.exchange.actions.queue import queue
from yimen.exchange.models import Message
from yimen.exchange.rules import Answered, Misunderstood, Reply, Request
from yimen.exchange.states import MessageState
from yimen.kernel import outbox
from yimen.kernel.actor import department_system
from yimen.kernel.errors import Conflict
from yimen.kernel.journal import Recorded
from yimen.kernel.models import JournalEntry, OutboxRow
from yimen.kernel.words import Words
from yimen.payments.models import Payment

DOWN = Words("没有响应。", "It does not answer.")


def followed() -> Counter[tuple[str, UUID, int]]:
    """Return how often each journal entry was followed by its effects."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, subject_id, seq FROM kernel_outboxsent")
        return Counter(cursor.fetchall())


def test_three_relays_deliver_the_same_outbox(scene: Scene) -> None:
    """Every entry is followed once, every step begins once, every message is written once."""
    from yimen.cases.actions.check import check

    checker = scene.office.actor("checker1")
    with rivals(3) as relays:
        for _ in rounds():
            applications = [scene.accepted() for _ in range(3)]
            for application in applications:
                check(application_id=application, actor=checker)
            while OutboxRow.objects.exists():
                assert not any(isinstance(r, Conflict) for r in relays.at_once(*[outbox.deliver_all] * 3))
            for application in applications:
                filing = Step.objects.get(case__application=application, connector="housing.file")
                assert filing.state == "open"
                assert Message.objects.filter(source_id=filing.id).count() == 1
                entries = JournalEntry.objects.filter(subject_id=filing.case_id, verb="start")
                assert entries.count() == 1
    assert set(followed().values()) == {1}


def test_a_slow_effect_holds_up_nobody_else(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """While one relay works at a row, another passes it by; later rows of the same subject wait for it."""
    begun, go_on, done = Event(), Event(), list[str]()

    def effect(recorded: Recorded) -> None:
        if recorded.subject_id == slow and recorded.verb == "open":
            begun.set()
            assert go_on.wait(20)
        done.append(f"{'slow' if recorded.subject_id == slow else 'other'} {recorded.verb}")

    def pass_by() -> int:
        assert begun.wait(20)
        try:
            return outbox.deliver_all()
        finally:
            go_on.set()

    from yimen.cases.actions.discard import discard

    for verb in ("open", "discard"):
        monkeypatch.setitem(outbox._effects, f"application.{verb}", [effect])
    slow = open_(bundle="house_sale", actor=scene.clerk)
    discard(application_id=slow, actor=scene.clerk)
    open_(bundle="house_sale", actor=scene.clerk)
    with rivals() as relays:
        relays.at_once(outbox.deliver_next, pass_by)
    assert done == ["other open", "slow open"]
    outbox.deliver_all()
    assert done[-1] == "slow discard"


class Slow:
    """A connector that takes its time and keeps who was called."""

    code, system, name = "utilities.water", "utilities", Words("供水公司", "Water company")

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.waits_for: Event | None = None
        self.begun = Event()

    def send(self, request: Request) -> Reply:
        """Answer at once, unless it is to wait."""
        self.sent.append(request.number)
        self.begun.set()
        if self.waits_for is not None:
            waits_for, self.waits_for = self.waits_for, None
            assert waits_for.wait(20)
        return Answered(f"A-{request.number}", {"accepted": True})

    def read(self, context: Any, request: Mapping[str, Any], answer: Mapping[str, Any]) -> Any:
        """Is never asked here."""
        raise AssertionError


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    """The water company, answering from this process."""
    found = Slow()
    monkeypatch.setattr("yimen.exchange.actions.dispatch.connectors", lambda: {found.code: found})
    monkeypatch.setattr(outbox, "_effects", {})
    return found


def written(connector: Any) -> UUID:
    """Return a new message to it."""
    return queue(connector=connector, source_kind="case", source_id=uuid4(), payload={}, actor=RELAY)


def all_sent() -> int:
    """Send every message that is due; return how many."""
    count = 0
    while dispatch(system="utilities", state=MessageState.QUEUED, actor=RELAY):
        count += 1
    return count


def test_two_dispatchers_of_the_same_messages(scene: Scene, slow: Slow) -> None:
    """Each message goes out once and is answered once."""
    with rivals() as both:
        for _ in rounds():
            asked = [str(written(slow)) for _ in range(4)]
            slow.sent.clear()
            while Message.objects.exclude(state="answered").exists():
                assert not any(isinstance(r, Conflict) for r in both.at_once(all_sent, all_sent))
            assert sorted(slow.sent) == sorted(asked)
    assert set(JournalEntry.objects.filter(kind="message", verb="answer").values_list("seq", flat=True)) == {2}
    assert scene.office.dsn


def test_a_slow_system_holds_up_no_other_message(scene: Scene, slow: Slow) -> None:
    """While one message waits for its answer, another dispatcher passes it by."""
    written(slow)
    written(slow)
    slow.waits_for = go_on = Event()

    def pass_by() -> int:
        assert slow.begun.wait(20)
        try:
            return all_sent()
        finally:
            go_on.set()

    with rivals() as both:
        assert both.at_once(partial(dispatch, system="utilities", state=MessageState.QUEUED, actor=RELAY), pass_by) == [
            True,
            1,
        ]
    assert scene.office.dsn


def test_the_same_answer_twice_at_once(scene: Scene, slow: Slow) -> None:
    """It is taken once; the other is told that it was not taken, or to come again."""
    system = department_system("utilities", "供水公司")
    with rivals() as both:
        for _ in rounds():
            message = written(slow)
            answer = partial(
                take_answer, message_id=message, answer=Answered(f"A-{message}", {"accepted": True}), actor=system
            )
            results = both.at_once(answer, answer)
            assert results.count(True) == 1
            assert all(r in (True, False) or isinstance(r, Conflict) for r in results)
            assert answer() is False
            assert JournalEntry.objects.filter(subject_id=message).count() == 2
    assert scene.office.dsn


def test_two_different_answers_at_once(scene: Scene, slow: Slow) -> None:
    """One counts; the other is kept in the journal and not taken."""
    system = department_system("utilities", "供水公司")
    with rivals() as both:
        for _ in rounds():
            message = written(slow)
            answers = [
                partial(take_answer, message_id=message, answer=Answered(f"{n}-{message}", {"n": n}), actor=system)
                for n in range(2)
            ]
            results = both.at_once(*answers)
            winner = results.index(True)
            assert results[1 - winner] is False
            assert Message.objects.get(pk=message).answer_no == f"{winner}-{message}"
            verbs = list(JournalEntry.objects.filter(subject_id=message).order_by("seq").values_list("verb", flat=True))
            assert verbs == ["queue", "answer", "repeat"]
    assert scene.office.dsn


def test_one_answer_number_for_two_requests_at_once(scene: Scene, slow: Slow) -> None:
    """An answer belongs to one request: for the other it makes no sense, and that one is still awaited."""
    system = department_system("utilities", "供水公司")

    def taken(message: UUID, number: str) -> bool:
        try:
            return take_answer(message_id=message, answer=Answered(number, {"accepted": True}), actor=system)
        except Misunderstood:
            return False

    with rivals() as both:
        for n in rounds():
            messages = [written(slow), written(slow)]
            results = both.at_once(*[partial(taken, message, f"N-{n}") for message in messages])
            assert sorted(results) == [False, True]
            states = list(Message.objects.filter(pk__in=messages).order_by("state").values_list("state", flat=True))
            assert states == ["answered", "queued"]
    assert scene.office.dsn


def test_two_relays_demand_the_payment(scene: Scene) -> None:
    """One payment with its lines."""
    with rivals() as relays:
        for _ in rounds():
            application = scene.declared()
            results = relays.at_once(*[partial(demand, application_id=application, actor=RELAY)] * 2)
            assert sum(isinstance(r, UUID) for r in results) == 1, results
            payment = Payment.objects.get(source_id=application)
            assert payment.lines.count() == len({(x.case_id, x.payer, x.item_code) for x in payment.lines.all()})
            assert payment.total_fen == sum(x.amount_fen for x in payment.lines.all()) > 0
            assert JournalEntry.objects.filter(subject_id=application, verb="demand").count() == 1


def test_the_answer_comes_while_the_desk_takes_over(scene: Scene) -> None:
    """The system decides or the desk does, never both."""
    housing = scene.office.actor("housing1")
    with rivals() as both:
        for _ in rounds():
            application = scene.checked()
            step = scene.step(application, "housing.file")
            park(message_id=Message.objects.get(source_id=step.id).id, reason=DOWN, actor=RELAY)
            trouble(step_id=step.id, reason=DOWN, actor=RELAY)
            desk, answered = both.at_once(
                partial(take_over, case_id=step.case_id, code=step.code, actor=housing),
                partial(scene.decided, application, "housing.file"),
            )
            step.refresh_from_db()
            if answered is True:
                one_wins([desk, answered])
                assert (step.state, step.decided_by) == ("done", "connector")
            else:
                assert (desk, answered) == (None, False)
                assert (step.state, step.decided_by, step.verb) == ("open", "desk", "decide")
