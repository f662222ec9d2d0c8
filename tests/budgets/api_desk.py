"""The machines' door, walked further: hands, limits, certificates, what was prepared at home, people at the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from tests.budgets.limits import licence_case
from tests.budgets.portal import LIST
from tests.departments import Departments
from tests.journeys.licences import BASIS, signed
from tests.journeys.selling import accepted, case_of
from tests.offices import Office
from tests.onecase import number
from yimen.cases.actions.check import check
from yimen.cases.actions.prepare import prepare
from yimen.doors.portal.visitor import ANYBODY

if TYPE_CHECKING:
    from tests.budgets.api import Machines

REGISTRATION = "house_transfer_registration"
OTHER_PASSPORT = {"document": "passport", "number": "E12345678"}


def walk_hands(machines: Machines, office: Office, departments: Departments) -> None:
    """A registration is given to a colleague."""
    application = accepted(departments.sale(), office.actor("clerk1", 7))
    office.deliver()
    check(application_id=application, actor=office.actor("checker1"))
    office.deliver()
    case = f"cases/{case_of(application, REGISTRATION).id}"
    others = machines.get("approver1", f"{case}/hands").json()["others"]
    machines.post("approver1", f"{case}/reassign", {"to": others[0]["account"], "reason": "他今天开会"})


def walk_limits(machines: Machines, office: Office) -> None:
    """Paused, resumed, extended, explained, its notices read; then taken back."""
    found = licence_case(office, 7011)
    case = f"cases/{found.id}"
    machines.post("housing1", f"{case}/pause", {"reason": "hearing", "needed_days": 5, "ground": "依法听证。"})
    told = machines.get("housing1", f"{case}/deadlines/statutory").json()
    assert told["due"] is None and told["lines"][-1]["kind"] == "paused"
    machines.post("housing1", f"{case}/resume", {"finding": "已听证。"})
    machines.post("head2", f"{case}/extend", {"ground": "案情复杂。"})
    papers = machines.get("housing1", case).json()["case"]["documents"]
    assert len(papers) == 2
    for paper in papers:
        assert machines.get("housing1", f"{case}/documents/{paper['kind']}").content.startswith(b"%PDF-")
    signed_by_all = {"reason": "不办了。", "is_signed_by_all": True}
    machines.post("clerk1", f"applications/{found.application_id}/withdraw", signed_by_all)


def walk_certificates(machines: Machines, office: Office) -> None:
    """A certificate goes through every change, each asked for by one person and done by another."""
    first = signed(office)
    listed = machines.get("registrar1", f"licences?number={first.number}").json()["licences"]
    licence = listed[0]["licence_id"]
    assert machines.get("registrar1", f"licences/{licence}/file").content.startswith(b"%PDF-")
    machines.post("registrar1", f"licences/{licence}/request", _asked("renew"))
    machines.post("registrar1", f"licences/{licence}/withdraw")
    machines.post("registrar1", f"licences/{licence}/request", _asked("deregister"))
    assert machines.get("approver1", "licences").json()["licences"]
    machines.post("approver1", f"licences/{licence}/refuse", {"opinion": "房屋没有灭失"})
    for verb in ("rectify", "renew", "reissue", "deregister"):
        machines.post("registrar1", f"licences/{licence}/request", _asked(verb))
        licence = machines.post("approver1", f"licences/{licence}/{verb}", {"opinion": "同意"})["licence_id"]
        office.deliver()
    assert machines.get("approver1", f"licences/{licence}").json()["version"]["state"] == "deregistered"


def walk_window(machines: Machines) -> None:
    """What was prepared at home is taken over; a person's number is seen, another document put on record."""
    answers = {k: v for k, v in LIST.items() if not k.startswith("count.")}
    code = prepare(bundle="house_sale", counts={"seller": 1, "buyer": 1}, answers=answers, address="", actor=ANYBODY)
    assert UUID(machines.post("clerk1", "applications/adopt", {"code": code})["application_id"])
    person = machines.post("clerk1", "people/present", {"number": number(7012), "name": "测试人"})["person_id"]
    seen = machines.post("clerk1", f"people/{person}/unmask", {"reason": "核对身份证"})
    assert seen["number"] == number(7012)
    machines.post("clerk1", f"people/{person}/documents", OTHER_PASSPORT)


def _asked(verb: str) -> dict[str, Any]:
    evidence = {"evidence": "2026年3月1日登报"} if verb == "reissue" else {}
    changes = {"changes": {"area": "99.00 平方米"}} if verb == "rectify" else {}
    return {"verb": verb, "reason": "权利人申请", "basis": BASIS, **evidence, **changes}
