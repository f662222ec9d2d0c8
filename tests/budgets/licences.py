"""The walk through the licence desk and the public verification: every verb, every address."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.budgets.walk import Walk
from tests.departments import Departments
from tests.journeys.licences import BASIS, signed, token_of
from tests.offices import Office
from yimen.licences.reads import file_of


def walk_licences(walk: Walk, office: Office, departments: Departments) -> None:
    """A certificate is corrected, exchanged, reissued and deregistered, and looked up by anybody at each turn."""
    licence = signed(office)
    examiner, approver, citizen = office.client("registrar1"), office.client("approver1"), Client()
    walk.get(examiner, "/desk/licences/")
    walk.get(examiner, f"/desk/licences/?number={licence.number}")
    base = f"/desk/licence/{licence.id}/"
    walk.get(examiner, base)
    assert walk.get(examiner, f"{base}certificate.pdf").content.startswith(b"%PDF-")
    walk.post(examiner, f"{base}request/", _asked("renew"))
    walk.post(examiner, f"{base}withdraw/")
    walk.post(examiner, f"{base}request/", _asked("deregister"))
    walk.get(approver, base)
    walk.post(approver, f"{base}refuse/", {"opinion": "房屋没有灭失"})
    for verb in ("rectify", "renew", "reissue", "deregister"):
        walk.post(examiner, f"{base}request/", _asked(verb))
        walk.get(approver, base)
        base = walk.post(approver, f"{base}{verb}/", {"opinion": "同意"}).url
        office.deliver()
        walk.get(approver, base)
    walk.get(citizen, "/verify/")
    walk.post(citizen, "/verify/", {"number": licence.number})
    walk.get(citizen, f"/verify/{token_of(licence)}/")
    walk.post(citizen, "/verify/file/", {"file": SimpleUploadedFile("a.pdf", file_of(licence.id), "application/pdf")})


def _asked(verb: str) -> dict[str, Any]:
    evidence = {"evidence": "2026年3月1日登报"} if verb == "reissue" else {}
    changes = {"data.area": "99.00 平方米"} if verb == "rectify" else {}
    return {"verb": verb, "reason": "权利人申请", "basis": BASIS, **evidence, **changes}
