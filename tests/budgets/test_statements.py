"""Statements that single acts and sheets may cost: acceptance of one case, a case's sheet, a person's cases."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.departments import Departments
from tests.journeys.selling import accepted, case_of
from tests.offices import Office
from tests.onecase import PDF, number, publish_one_case
from yimen.cases.actions.accept import accept
from yimen.cases.actions.hand_in import Given, hand_in
from yimen.cases.reads.earlier import earlier
from yimen.cases.reads.sheets import case_sheet
from yimen.kernel import clock
from yimen.people.actions.present import present


def statements(do: Callable[[], object]) -> list[str]:
    """What `do` says to the database."""
    with CaptureQueriesContext(connection) as seen:
        do()
    return [q["sql"] for q in seen.captured_queries]


def test_accepting_one_case_costs_few_statements_and_one_commit(office: Office) -> None:
    """At most 25."""
    publish_one_case()
    clerk = office.actor("clerk1", 7)
    drafts = [
        hand_in(
            bundle="one_case",
            parties=[Given("applicant", "resident_id", number(n), "测试人")],
            answers={"request.subject": "请予办理"},
            pile={"request_form": [("a.pdf", PDF)], "identity_card": [("b.pdf", PDF)]},
            is_accepting=False,
            actor=clerk,
        ).application_id
        for n in (1, 2)
    ]
    with clock.office_time():
        accept(application_id=drafts[0], actor=clerk)
        said = statements(lambda: accept(application_id=drafts[1], actor=clerk))
    assert said.count("COMMIT") == 1
    assert len(said) <= 25, "\n".join(said)


def test_a_cases_sheet_costs_six(office: Office, departments: Departments) -> None:
    """The aim of issue 4. One more while a system is asked something, and for what a case that has ended gave."""
    application = accepted(departments.sale(), office.actor("clerk1", 7))
    officer, case = office.actor("registrar1"), case_of(application, "house_transfer_registration").id
    with clock.office_time():
        case_sheet(officer, case)
        said = statements(lambda: case_sheet(officer, case))
    assert len(said) <= 6, "\n".join(said)


def test_a_persons_cases_cost_five(office: Office) -> None:
    """However many she has: asked with one and with four."""
    publish_one_case()
    clerk = office.actor("clerk1", 7)
    person_id = present(number=number(1), name="测试人", actor=clerk)
    for held in (1, 4):
        for _ in range(held):
            hand_in(
                bundle="one_case",
                parties=[Given("applicant", "resident_id", number(1), "测试人")],
                answers={"request.subject": "请予办理"},
                pile={"request_form": [("a.pdf", PDF)], "identity_card": [("b.pdf", PDF)]},
                is_accepting=False,
                actor=clerk,
            )
        with clock.office_time():
            earlier(clerk, person_id)
            said = statements(lambda: earlier(clerk, person_id))
        assert len(said) <= 5, "\n".join(said)
    assert len(earlier(clerk, person_id)[1]) == 5
