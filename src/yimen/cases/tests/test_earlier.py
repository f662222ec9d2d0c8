"""A person's applications at the window: few statements however many there are, every role in them, nothing inside."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.offices import Office
from yimen.cases.actions.discard import discard
from yimen.cases.actions.join import join
from yimen.cases.actions.open import open_
from yimen.cases.actions.represent import represent
from yimen.cases.reads.earlier import earlier
from yimen.kernel import clock
from yimen.people.actions.enrol import enrol

NUMBER, NAME = "11010519491231002X", "王𠮷"
OTHERS = (("E0000001", "Ann Lee"), ("E0000002", "Bob Lee"))


def test_a_persons_applications_cost_at_most_five_statements(office: Office) -> None:
    """Six cost what one does; a discarded draft is not among them."""
    clerk = office.actor("clerk1", 1)
    for _ in range(6):
        draft = open_(bundle="house_sale", actor=clerk)
        join(application_id=draft, role="seller", number=NUMBER, name=NAME, actor=clerk)
    discard(application_id=draft, actor=clerk)
    with clock.office_time():
        who = enrol(number=NUMBER, name=NAME, actor=clerk)
        earlier(clerk, who)
        with CaptureQueriesContext(connection) as seen:
            _, lines = earlier(clerk, who)
    assert len(lines) == 5 and all(line.is_open for line in lines)
    assert len(seen.captured_queries) <= 5


def test_every_part_a_person_has_in_an_application_is_told_once(office: Office) -> None:
    """Seller, and agent of a fellow seller: one line with both."""
    clerk = office.actor("clerk1", 1)
    draft = open_(bundle="house_sale", actor=clerk)
    join(application_id=draft, role="seller", number=NUMBER, name=NAME, actor=clerk)
    for place, (number, name) in enumerate(OTHERS, 1):
        join(application_id=draft, role="seller", document="passport", number=number, name=name, actor=clerk)
        at = f"seller[{place}]"
        represent(application_id=draft, place=at, kind="agent", number=NUMBER, name=NAME, actor=clerk)
    with clock.office_time():
        _, (line,) = earlier(clerk, enrol(number=NUMBER, name=NAME, actor=clerk))
    assert [part.zh for part in line.parts] == ["卖方", "卖方的代理人"]
    assert (line.receipt_no, line.state) == ("", "draft")
