"""The walk through the licence desk and the public verification: every verb, every address."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.budgets.limits import licence_case
from tests.budgets.walk import Walk
from tests.departments import Departments
from tests.journeys.licences import BASIS, REASON, permitted, signed, token_of, warn
from tests.offices import Office
from tests.onecase import number
from yimen.cases.models import Application, Party
from yimen.licences.models import Licence
from yimen.licences.reads import file_of
from yimen.licences.reads.proceedings import life_of


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
    _law(walk, office)
    _held(walk, office)


def _law(walk: Walk, office: Office) -> None:
    """A licence of 行政许可法: kept, renewed, revoked, written off; another not renewed, and recalled."""
    examiner, approver = office.client("registrar1"), office.client("approver1")
    base = f"/desk/licence/{permitted(office).id}/"
    told = {"verb": "revoke", "ground": "unqualified", "reason": REASON, "answer_days": "5"}
    walk.post(examiner, f"{base}forewarn/", told)
    walk.get(examiner, "/desk/licences/due/")
    walk.post(approver, f"{base}desist/", {"because": "not_found", "reason": "材料属实。"})
    walk.post(examiner, f"{base}ask-renewal/")
    walk.get(approver, base)
    base = walk.post(approver, f"{base}prolong/").url
    office.deliver()
    walk.post(examiner, f"{base}forewarn/", told)
    walk.post(examiner, f"{base}hear/", {"stated": "证明是真的。"})
    walk.get(approver, base)
    walk.post(approver, f"{base}revoke/", {"opinion": "不采纳。", "is_harmless": "yes"})
    walk.post(approver, f"{base}deregister/")
    paper = life_of(office.actor("approver1"), UUID(base.split("/")[3])).papers[0]
    assert walk.get(examiner, f"{base}paper/{paper.id}.pdf").content.startswith(b"%PDF-")
    base = f"/desk/licence/{permitted(office).id}/"
    walk.post(examiner, f"{base}ask-renewal/")
    walk.post(approver, f"{base}deny-renewal/", {"reason": "不再符合条件", "basis": "行政许可法第五十条"})
    recall = {"verb": "recall", "ground": "facts_changed", "compensation": "补偿装修损失。"}
    walk.post(examiner, f"{base}forewarn/", told | recall)
    walk.post(examiner, f"{base}hear/", {"stated": "同意。"})
    walk.post(approver, f"{base}recall/", {"opinion": "已同意。", "interest": "防洪需要。"})


def _held(walk: Walk, office: Office) -> None:
    """Its holder sees it, with its papers, by her receipt number."""
    licence, proof = held_licence(office, 7201)
    warn(office, licence)
    anybody = Client()
    walk.post(anybody, "/portal/progress/", proof)
    page = walk.get(anybody, "/portal/progress/mine/").content.decode()
    (paper,) = re.findall(r"/portal/progress/mine/licence-paper/[0-9a-f-]+\.pdf", page)
    assert walk.get(anybody, paper).content.startswith(b"%PDF-")


def held_licence(office: Office, serial: int) -> tuple[Licence, dict[str, str]]:
    """Return a licence whose holder applied for it in a case, and what proves that it is hers."""
    case = licence_case(office, serial)
    party = Party.objects.filter(application=case.application_id).first()
    assert party is not None and party.person_id is not None
    licence = permitted(office, holders=(party.person_id,), source=case.id)
    receipt = str(Application.objects.get(pk=case.application_id).receipt_no)
    return licence, {"receipt_no": receipt, "last_four": number(serial)[-4:]}


def _asked(verb: str) -> dict[str, Any]:
    evidence = {"evidence": "2026年3月1日登报"} if verb == "reissue" else {}
    changes = {"data.area": "99.00 平方米"} if verb == "rectify" else {}
    return {"verb": verb, "reason": "权利人申请", "basis": BASIS, **evidence, **changes}
