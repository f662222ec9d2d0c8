"""The walk from receipt to acceptance: a pile that waits, its limit, the notice answered from a phone, more time."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.budgets.walk import Walk
from tests.offices import Office
from tests.onecase import PDF, number
from tests.onelicence import CARD, FORM, draft, publish_one_licence
from yimen.cases.models import Application

SERIAL = 8001


def walk_intake(walk: Walk, office: Office) -> None:
    """At the window and on the phone."""
    publish_one_licence()
    clerk, phone = office.client("clerk1", 7), Client()
    pile = draft(office, SERIAL, keys=(FORM,), subject="")
    base, told = f"/counter/draft/{pile}/", f"/counter/application/{pile}/deadline/"
    walk.post(clerk, f"{base}receive/")
    walk.get(clerk, base)
    walk.get(clerk, "/counter/")
    walk.get(clerk, f"{told}acceptance/")
    walk.post(clerk, f"{base}correct/")
    walk.post(clerk, f"{base}give-time/", {"reason": "申请人出差", "days": "5"})
    walk.get(clerk, f"{told}correction/")
    receipt = Application.objects.get(pk=pile).receipt_no
    walk.post(phone, "/portal/progress/", {"receipt_no": receipt, "last_four": number(SERIAL)[-4:]})
    walk.get(phone, "/portal/progress/mine/")
    walk.get(phone, "/portal/progress/mine/deadline/correction/")
    walk.get(phone, "/portal/progress/mine/supplement/")
    answer = {"request.subject": "请予许可", f"material:{CARD}": SimpleUploadedFile("a.pdf", PDF, "application/pdf")}
    walk.post(phone, "/portal/progress/mine/supplement/", answer)
    walk.get(clerk, base)


def walk_intake_by_machine(machines: Any) -> None:
    """The same by operations."""
    publish_one_licence()
    party = {"role": "applicant", "number": number(SERIAL + 1), "name": "测试人"}
    content = {"name": "a.pdf", "content": _base64(PDF)}
    half = {"bundle": "one_licence", "parties": [party], "accept": False}
    pile = machines.post("clerk1", "applications/hand-in", half)["application_id"]
    one = f"applications/{pile}"
    receipt = {
        "receipt_no": machines.post("clerk1", f"{one}/receive")["receipt_no"],
        "last_four": number(SERIAL + 1)[-4:],
    }
    machines.get("clerk1", "applications/waiting")
    machines.get("clerk1", f"{one}/deadlines/acceptance")
    machines.post("clerk1", f"{one}/correct")
    machines.post("clerk1", f"{one}/give-time", {"reason": "申请人出差", "days": 5})
    machines.post("anybody", "progress/deadline", {**receipt, "which": "correction"})
    answered = machines.post(
        "anybody",
        "progress/supplement",
        {
            **receipt,
            "answers": {"request.subject": "请予许可"},
            "documents": [{"key": key, "scans": [content]} for key in (FORM, CARD)],
        },
    )
    assert answered == {"count": 3, "is_all": True}
    told = machines.post("anybody", "progress", receipt)
    assert [point["is_here"] or point["is_uploaded"] for point in told["asked"]] == [True] * 3
    machines.get("clerk1", "applications")


def _base64(content: bytes) -> str:
    return b64encode(content).decode()
