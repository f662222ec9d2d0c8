"""The machines' door, walked: every verb and read with success, within its statements."""

from __future__ import annotations

import base64
import re
from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import resolve

from simulators.identity import identity
from tests.budgets.api_desk import walk_desk_by_machine
from tests.budgets.intake import walk_intake_by_machine
from tests.budgets.walk import Walk
from tests.departments import Departments
from tests.invariants.test_machine_verbs import KINDS
from tests.journeys.selling import accepted, answers_of, case_of, step_of
from tests.machines import API, machine, send
from tests.offices import Office
from tests.onecase import number, publish_one_case, whole
from tests.scans import png
from yimen.cases.actions.check import check
from yimen.cases.models import Application
from yimen.doors.api.machine import declarations
from yimen.kernel.models import JournalEntry
from yimen.materials.models import Material
from yimen.materials.states import Trust
from yimen.payments.reads import of_source

REGISTRATION, ASSESSMENT = "house_transfer_registration", "house_price_assessment"
PNG = png()
WINDOW = "hall-natural-07"
AGENT = identity(170_020, 1980, female=True).number
ESTIMATE = {
    "on": "2026-03-02",
    "price": "1050000",
    "area_m2": "95",
    "house_order": "1",
    "region_class": "other",
    "house_type": "ordinary",
    "held_years": "3",
    "only_home": "false",
}


class Machines:
    """Tokens of the district's staff on one walk; keeps which verbs their calls noted in the journal."""

    def __init__(self, walk: Walk) -> None:
        self._walk = walk
        self.noted: set[str] = set()
        at_desks = (
            "checker1",
            "registrar1",
            "approver1",
            "tax1",
            "manager1",
            "housing1",
            "head2",
            "approver2",
            "civil1",
        )
        at_desks += ("approver2", "civil1")
        self._clients = {"clerk1": machine("clerk1", WINDOW), "anybody": Client()}
        self._clients |= {name: machine(name) for name in at_desks}
        self._clients["clerk2"] = machine("clerk2", "hall-natural-08")

    def get(self, who: str, path: str) -> Any:
        """Read."""
        return self._walk.get(self._clients[who], API + path)

    def post(self, who: str, path: str, told: Any = None) -> Any:
        """Do a verb."""
        client, before = self._clients[who], _journal()
        answer = self._walk.post(client, API + path, told or {}, content_type="application/json")
        self._note(path, before)
        return answer.json()

    def refused(self, who: str, path: str, told: Any = None) -> None:
        """Try a verb that is refused and noted all the same."""
        before = _journal()
        assert send(self._clients[who], path, told).status_code == 409
        self._note(path, before)

    def _note(self, path: str, before: set[tuple[Any, ...]]) -> None:
        """What a call noted must be what its description says it does."""
        declared = declarations[_plain(str(resolve(f"{API}{path}").route))].does
        noted = {f"{kind}.{verb}" for kind, _, _, verb in _journal() - before if kind in KINDS}
        assert noted <= set(declared), f"{path} notes {sorted(noted - set(declared))}"
        self.noted |= noted


def _journal() -> set[tuple[Any, ...]]:
    return set(JournalEntry.objects.values_list("kind", "subject_id", "seq", "verb"))


def _plain(route: str) -> str:
    """Return a route as declarations name it."""
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route.removeprefix(API.lstrip("/"))).strip("/")


def walk_api(walk: Walk, office: Office, departments: Departments) -> None:
    """From a draft to the certificate, the desk's verbs, the lists, the catalogue."""
    machines = Machines(walk)
    publish_one_case()
    walk.get(Client(), f"{API}openapi.json")
    _catalogue(machines)
    _draft_thrown_away(machines)
    _turned_away(machines)
    _sale(machines, office, departments)
    _refused(machines, office, departments)
    _trouble(machines, office, departments)
    walk_desk_by_machine(machines, office)
    walk_intake_by_machine(machines, office)
    machines.get("manager1", "hall?state=closed")
    assert {verb for declared in declarations.values() for verb in declared.does} == machines.noted


def _turned_away(machines: Machines) -> None:
    for outcome, told in (("spare", {"reason": "已取消"}), ("redirect", {"reason": "外市", "where": "广州市"})):
        draft = machines.post("clerk1", "applications/open", {"bundle": "house_sale"})["application_id"]
        machines.post("clerk1", f"applications/{draft}/{outcome}", told)
    draft = machines.post("clerk1", "applications/open", {"bundle": "house_sale"})["application_id"]
    party = {"role": "seller", "document": "resident_id", "number": number(7009), "name": "测试人"}
    machines.post("clerk1", f"applications/{draft}/join", party)
    assert machines.post("clerk1", f"applications/{draft}/correct")["receipt_no"]
    machines.refused("clerk1", f"applications/{draft}/correct")
    machines.post("clerk1", f"applications/{draft}/reject", {"reason": "仍不齐"})


def _catalogue(machines: Machines) -> None:
    for path in ("bundles", "bundles/house_sale", "matters", f"matters/{REGISTRATION}"):
        machines.get("clerk1", path)
    machines.get("clerk1", "estimates")
    machines.post("clerk1", "estimates/tax", {"answers": ESTIMATE})
    facts = {"house_order": 1, "area_m2": "95", "region_class": "other"}
    machines.post("clerk1", "tables/deed_tax/decide", {"on": "2026-03-02", "facts": facts})


def _draft_thrown_away(machines: Machines) -> None:
    draft = machines.post("clerk1", "applications/open", {"bundle": "house_sale"})["application_id"]
    machines.post("clerk1", f"applications/{draft}/discard")
    handed = machines.post("clerk1", "applications/hand-in", whole(1))
    assert handed["state"] == "accepted" and len(handed["cases"]) == 1
    machines.get("clerk1", "applications")
    machines.get("clerk1", "applications?q=ceshiren")
    sheet = machines.get("clerk1", f"applications/{handed['application_id']}/completeness").json()
    paper = sheet["pile"][0]["given"]["scans"][0]["digest"]
    machines.get("clerk1", f"applications/{handed['application_id']}/scans/{paper}/pages/1")


def _sale(machines: Machines, office: Office, departments: Departments) -> None:
    sale = departments.sale()
    draft = machines.post("clerk1", "applications/open", {"bundle": "house_sale"})["application_id"]
    base = f"applications/{draft}"
    for role, owners in (("seller", sale.sellers), ("buyer", sale.buyers)):
        for o in owners:
            who = {"role": role, "number": o.person.id_number, "name": o.person.name}
            machines.post("clerk1", f"{base}/join", who)
    last = {"role": "buyer", "number": sale.buyers[-1].person.id_number, "name": sale.buyers[-1].person.name}
    machines.post("clerk1", f"{base}/leave", {"role": "buyer"})
    machines.post("clerk1", f"{base}/join", last)
    agent = {"place": "buyer[0]", "kind": "agent", "number": AGENT, "name": "代办人"}
    machines.post("clerk1", f"{base}/represent", agent)
    machines.post("clerk1", f"{base}/dismiss", {"place": "buyer[0]"})
    machines.post("clerk1", f"{base}/look-up", {"key": sale.house.cert_no})
    machines.post("clerk1", f"{base}/fill", {"answers": {**answers_of(sale), "deal.signed_date": "2026-03-01"}})
    machines.post("clerk1", f"{base}/fill", {"answers": answers_of(sale)})
    needed = machines.get("clerk1", f"{base}/completeness").json()["pile"]
    scan = {"name": "scan.png", "content": base64.b64encode(PNG).decode()}
    for one in needed:
        machines.post("clerk1", f"{base}/keep", {"key": one["key"], "scans": [scan]})
    machines.post("clerk1", f"{base}/give-back", {"key": needed[0]["key"]})
    assert machines.get("clerk1", f"{base}/materials").content.startswith(b"%PDF-")
    machines.post("clerk1", f"{base}/keep", {"key": needed[0]["key"], "scans": [scan]})
    code, _, holder = needed[0]["key"].partition("@")
    Material.objects.filter(source_id=draft, code=code, holder=holder).update(trust=Trust.UPLOADED)
    machines.post("clerk1", f"{base}/vouch", {"key": needed[0]["key"]})
    machines.post("clerk1", f"{base}/accept")
    _accepted(machines, office, departments, UUID(draft), last)


def _accepted(
    machines: Machines, office: Office, departments: Departments, application: UUID, last: dict[str, str]
) -> None:
    base = f"applications/{application}"
    sheet = machines.get("clerk1", base).json()
    told = {"receipt_no": sheet["receipt_no"], "last_four": last["number"][-4:]}
    machines.post("clerk1", "applications/present", told)
    found = machines.post("clerk1", "people/present", {"number": last["number"], "name": last["name"]})["person_id"]
    machines.get("clerk1", f"people/{found}")
    office.deliver()
    assert machines.get("clerk1", f"{base}/documents/acceptance").content.startswith(b"%PDF-")
    machines.get("checker1", "work")
    pile = machines.get("checker1", f"{base}/completeness").json()["pile"]
    digest = next(s["digest"] for one in pile for s in one["given"]["scans"])
    for path in ("", "/thumbnail"):
        machines.get("clerk1", f"{base}/scans/{digest}{path}")
    machines.post("checker1", f"{base}/check", {"opinion": "一致"})
    departments.work(office, lambda: of_source("application", application) is not None)
    case = case_of(application, REGISTRATION).id
    machines.get("registrar1", f"cases/{case}")
    machines.post("registrar1", f"cases/{case}/examine", {"opinion": "材料齐全。"})
    office.deliver()
    machines.post("approver1", f"cases/{case}/approve", {"opinion": "同意"})
    machines.post("clerk1", f"{base}/collect")
    departments.work(office, lambda: Application.objects.get(pk=application).state == "closed")
    assert machines.get("clerk1", f"{base}/cases/{case}/certificate").content.startswith(b"%PDF-")
    to_compare = machines.get("clerk1", f"cases/{case}/custody").json()["to_compare"]
    machines.post("clerk1", f"{base}/cases/{case}/delivery/compare", {"same": to_compare})
    place = [p["place"] for p in machines.get("clerk1", base).json()["parties"] if p["role"] == "buyer"][-1]
    online = {"way": "online", "receiver": place}
    code = machines.post("clerk1", f"{base}/cases/{case}/delivery/choose", online)["code"]
    machines.post("clerk1", f"{base}/cases/{case}/hand-out", {"receiver": place})
    assert machines.post("anybody", "progress/fetch", {**told, "case_id": str(case), "code": code})["content"]
    assert machines.get("clerk1", base).json()["state"] == "closed"


def _refused(machines: Machines, office: Office, departments: Departments) -> None:
    application = accepted(departments.sale(), office.actor("clerk1", 7))
    office.deliver()
    check(application_id=application, actor=office.actor("checker1"))
    office.deliver()
    case = f"cases/{case_of(application, REGISTRATION).id}"
    for who in ("registrar1", "approver1", "checker1", "tax1", "manager1", "head2"):
        for which in machines.get(who, "work/counts").json()["counts"]:
            machines.get(who, f"work?which={which}")
    assert machines.get("registrar1", "work?which=pool&q=zhang").json()["count"] >= 0
    machines.post("registrar1", f"{case}/claim")
    machines.post("registrar1", f"{case}/put-back")
    others = machines.get("approver1", f"{case}/hands").json()["others"]
    again = next(o["to"] for o in others if o["to"] == office.account("registrar1"))
    machines.post("approver1", f"{case}/reassign", {"to": again, "reason": "他今天在岗"})
    machines.post("registrar1", f"{case}/examine", {"opinion": "齐全。"})
    office.deliver()
    machines.post("approver1", f"{case}/return", {"reason": "请核对权利人"})
    machines.post("registrar1", f"{case}/examine", {"opinion": "不一致。"})
    office.deliver()
    machines.post("approver1", f"{case}/refuse", {"reason": "不是权利人。", "basis": "第22条"})
    office.deliver()
    (paper,) = machines.get("registrar1", case).json()["case"]["documents"]
    assert machines.get("clerk1", f"{case}/documents/{paper['kind']}").content.startswith(b"%PDF-")


def _trouble(machines: Machines, office: Office, departments: Departments) -> None:
    application = accepted(departments.sale(), office.actor("clerk1", 7))
    office.deliver()
    departments.switch("tax", wrong="house")
    check(application_id=application, actor=office.actor("checker1"))
    case = f"cases/{case_of(application, ASSESSMENT).id}"

    def is_stuck() -> bool:
        return step_of(application, f"{ASSESSMENT}:assess").state == "trouble"

    departments.work(office, is_stuck)
    machines.post("tax1", f"{case}/retry", {"code": "assess"})
    departments.work(office, is_stuck)
    departments.switch("tax")
    machines.post("tax1", f"{case}/take-over", {"code": "assess"})
    machines.post("tax1", f"{case}/decide", {"values": {"assessed_price": "1050000.00"}})
