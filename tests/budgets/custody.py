"""The walk over paper and delivery: a pile is sent, received with a gap, resolved; a result goes out by courier."""

from __future__ import annotations

from uuid import UUID

from tests.offices import Office
from tests.onecase import PDF, number, publish_one_permit
from yimen.cases.actions.check import check
from yimen.cases.actions.examine import examine
from yimen.cases.actions.hand_in import Given, hand_in
from yimen.cases.models import Case


def permit_case(office: Office, serial: int, *, is_granted: bool = True, is_scanned: bool = True) -> Case:
    """Return a licence's case, granted or at its examiner's desk; number `serial` of invented people applies."""
    publish_one_permit()
    scans = [("a.pdf", PDF)] if is_scanned else []
    handed = hand_in(
        bundle="one_permit",
        parties=[Given("applicant", "resident_id", number(serial), "测试人")],
        answers={"request.subject": "请予办理"},
        pile={"request_form": scans, "identity_card": scans},
        is_accepting=True,
        actor=office.actor("clerk1", 7),
    )
    office.deliver()
    check(application_id=handed.application_id, actor=office.actor("checker1"))
    office.deliver()
    case = Case.objects.get(application=handed.application_id)
    if is_granted:
        examine(case_id=case.id, opinion="准予。", actor=office.actor("housing1"))
        office.deliver()
        case.refresh_from_db()
    return case


def application_of(case: Case) -> UUID:
    """Return the application of a case."""
    return case.application_id
