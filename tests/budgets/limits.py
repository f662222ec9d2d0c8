"""The walk over a case's limit: it stands still, runs again, is extended and explained; the applicants take it back."""

from __future__ import annotations

from django.test import Client

from tests.budgets.walk import Walk
from tests.offices import Office
from tests.onecase import PDF, number, publish_one_case
from yimen.cases.actions.check import check
from yimen.cases.actions.hand_in import Given, hand_in
from yimen.cases.models import Application, Case


def licence_case(office: Office, serial: int) -> Case:
    """Return a case with a licence's limits at its examiner's desk; number `serial` of invented people applies."""
    publish_one_case()
    handed = hand_in(
        bundle="one_case",
        parties=[Given("applicant", "resident_id", number(serial), "测试人")],
        answers={"request.subject": "请予办理"},
        pile={"request_form": [("a.pdf", PDF)], "identity_card": [("b.pdf", PDF)]},
        is_accepting=True,
        actor=office.actor("clerk1", 7),
    )
    office.deliver()
    check(application_id=handed.application_id, actor=office.actor("checker1"))
    office.deliver()
    return Case.objects.get(application=handed.application_id)


def walk_limits(walk: Walk, office: Office) -> None:
    """Pause, resume, extend, explain at every door, withdraw."""
    case = licence_case(office, 7001)
    examiner, head, clerk, anybody = (
        *(office.client(name) for name in ("housing1", "head2")),
        office.client("clerk1", 7),
        Client(),
    )
    base = f"/desk/case/{case.id}/"
    walk.post(examiner, f"{base}pause/", {"pause_reason": "hearing", "needed_days": "5", "ground": "依法听证。"})
    walk.get(examiner, base)
    walk.get(examiner, f"{base}deadline/statutory/")
    walk.post(examiner, f"{base}resume/", {"finding": "听证已结束。"})
    walk.get(head, "/desk/")
    walk.post(head, f"{base}extend/", {"ground": "案情复杂。"})
    application = f"/counter/application/{case.application_id}/"
    walk.get(clerk, application)
    walk.get(clerk, f"{application}case/{case.id}/deadline/promised/")
    receipt = Application.objects.get(pk=case.application_id).receipt_no
    walk.post(anybody, "/portal/progress/", {"receipt_no": receipt, "last_four": number(7001)[-4:]})
    walk.get(anybody, f"/portal/progress/mine/{case.id}/deadline/statutory/")
    walk.post(clerk, f"{application}withdraw/", {"reason": "不办了。", "is_signed_by_all": "yes"})
