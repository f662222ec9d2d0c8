"""A certificate's whole life by machine: from a sale to its renewal, reissue and end, its file fetched at each turn."""

from __future__ import annotations

from typing import Any

from django.test import Client

from tests.departments import Departments
from tests.journeys.licences import BASIS
from tests.journeys.selling import case_of, sold
from tests.machines import API, done, machine, send
from tests.offices import Office
from yimen.kernel.models import JournalEntry, Look

REGISTRATION = "house_transfer_registration"


def asked(verb: str) -> dict[str, str]:
    """Return a sound request for a change."""
    evidence = {"evidence": "2026年3月1日登报声明遗失"} if verb == "reissue" else {}
    return {"verb": verb, "reason": "权利人申请", "basis": BASIS, **evidence}


def state_of(client: Client, path: str) -> str:
    """Return where a version stands."""
    return str(client.get(API + path).json()["line"]["state"])


def test_a_sold_house_s_certificate_is_renewed_reissued_and_ended(office: Office, departments: Departments) -> None:
    """Each change is asked by one and done by another; every version keeps its own file."""
    application = sold(departments.sale(), office, departments)
    office.deliver()
    clerk, examiner, approver = machine("clerk1", "hall-natural-07"), machine("registrar1"), machine("approver1")
    case = case_of(application, REGISTRATION).id
    at_window = clerk.get(f"{API}applications/{application}/cases/{case}/certificate")
    number = clerk.get(f"{API}applications/{application}").json()["cases"][-1]["certificate_no"]
    (line,) = examiner.get(f"{API}licences", {"number": number}).json()["licences"]
    path, files = f"licences/{line['licence_id']}", [at_window.content]
    assert examiner.get(f"{API}{path}/certificate").content == at_window.content
    for verb, after in (("renew", "replaced"), ("reissue", "void")):
        old = path
        path = _changed(examiner, approver, path, verb)
        office.deliver()
        assert (state_of(examiner, old), state_of(examiner, path)) == (after, "valid")
        files.append(clerk.get(f"{API}applications/{application}/cases/{case}/certificate").content)
    assert all(file.startswith(b"%PDF-") for file in files) and len(set(files)) == 3
    assert _changed(examiner, approver, path, "deregister") == path
    assert state_of(examiner, path) == "deregistered"
    assert clerk.get(f"{API}applications/{application}/cases/{case}/certificate").status_code == 404
    versions = examiner.get(API + path).json()["versions"]
    assert [v["state"] for v in versions] == ["deregistered", "void", "replaced"]
    assert not send(Client(), "verify/number", {"number": number}).json()["is_valid"]


def _changed(examiner: Client, approver: Client, path: str, verb: str) -> str:
    """Ask for a change and do it; return the address of the version that counts then."""
    done(examiner, f"{path}/request", asked(verb))
    assert send(examiner, f"{path}/{verb}", {"opinion": "同意"}).status_code == 403
    again = send(examiner, f"{path}/request", asked(verb))
    assert (again.status_code, again.json()["code"]) == (409, "conflict")
    first = done(approver, f"{path}/{verb}", {"opinion": "同意"}, Idempotency_Key=f"{path}-{verb}")
    assert done(approver, f"{path}/{verb}", {"opinion": "同意"}, Idempotency_Key=f"{path}-{verb}") == first
    return f"licences/{first['licence_id']}"


def test_another_department_s_certificate_is_not_found_byte_for_byte(office: Office, departments: Departments) -> None:
    """Read, file and verbs alike; and every look at one's own is written down."""
    application = sold(departments.sale(), office, departments)
    office.deliver()
    case = case_of(application, REGISTRATION).id
    clerk = machine("clerk1", "hall-natural-07")
    licence = clerk.get(f"{API}applications/{application}").json()["cases"][-1]["licence_id"]
    other, examiner = machine("tax1"), machine("registrar1")
    nothing = other.get(f"{API}licences/0190a0a0-0000-7000-8000-000000000000")
    answers: list[Any] = [other.get(f"{API}licences/{licence}"), other.get(f"{API}licences/{licence}/certificate")]
    answers.append(send(other, f"licences/{licence}/request", asked("renew")))
    assert {(a.status_code, a.content) for a in answers} == {(404, nothing.content)}
    assert other.get(f"{API}licences").json() == {"licences": []}
    before = Look.objects.count()
    for path in (f"licences/{licence}", f"licences/{licence}/certificate", f"cases/{case}"):
        assert examiner.get(API + path).status_code == 200
    assert Look.objects.count() == before + 3
    assert not JournalEntry.objects.filter(kind="licence", subject_id=licence, verb="request").exists()
