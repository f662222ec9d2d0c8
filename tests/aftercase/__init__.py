"""Matters to which something happens beside their straight way: quashed, corrected, handed over, reported, joint."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.offices import Office
from tests.onecase import PDF, number
from yimen.cases.actions.approve import approve
from yimen.cases.actions.check import check
from yimen.cases.actions.examine import examine
from yimen.cases.actions.hand_in import Given, hand_in
from yimen.cases.actions.refuse import refuse
from yimen.cases.models import Case
from yimen.catalogue.actions.publish import publish
from yimen.kernel.actor import house
from yimen.kernel.registry import Pack
from yimen.kernel.words import Words
from yimen.people.models import Appointment

PACK = Pack("aftercase", Words("其后（测试）", "Afterwards (test)"), Path(__file__).parent / "text")
NAME = "测试人"


def cases(office: Office, bundle: str, serial: int) -> Sequence[Case]:
    """Return the cases of a new application at their examiners' desks; number `serial` of invented people applies."""
    publish(pack=PACK, region="440604", actor=house("load"))
    handed = hand_in(
        bundle=bundle,
        parties=[Given("applicant", "resident_id", number(serial), NAME)],
        answers={"request.subject": "请予办理"},
        pile={"request_form": [("a.pdf", PDF)], "identity_card": [("b.pdf", PDF)]},
        is_accepting=True,
        actor=office.actor("clerk1", 7),
    )
    office.deliver()
    check(application_id=handed.application_id, actor=office.actor("checker1"))
    office.deliver()
    return list(Case.objects.filter(application=handed.application_id).order_by("number"))


def at_approval(office: Office, case: Case, examiner: str = "registrar1") -> Case:
    """Examine a case and return it, at its approver's desk."""
    examine(case_id=case.id, opinion="材料齐全。", actor=office.actor(examiner))
    office.deliver()
    case.refresh_from_db()
    return case


def refused(office: Office, case: Case, reason: str = "场地不符合要求。") -> Case:
    """Examine and refuse a case of the registry and return it."""
    at_approval(office, case)
    refuse(case_id=case.id, reason=reason, basis="行政许可法第三十八条", actor=office.actor("approver1"))
    office.deliver()
    case.refresh_from_db()
    return case


def granted(office: Office, case: Case) -> Case:
    """Examine and approve a case of the registry and return it."""
    at_approval(office, case)
    approve(case_id=case.id, actor=office.actor("approver1"))
    office.deliver()
    case.refresh_from_db()
    return case


def appointed(office: Office, username: str, post: str, at: str) -> None:
    """Give somebody a post at a department."""
    who = {"account_id": office.account(username), "post": post, "office": at, "region_id": "440604"}
    Appointment.objects.get_or_create(**who, defaults={"is_held": True})
