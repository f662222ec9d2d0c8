"""The walk from receipt to acceptance: a pile that waits, its limit, the notice answered from a phone, more time."""

from __future__ import annotations

from base64 import b64encode
from datetime import UTC, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.budgets.walk import Walk
from tests.offices import Office
from tests.onecase import PDF, number
from tests.onelicence import CARD, FORM, LATER, PLAN, RENT, draft, publish_one_licence
from yimen.cases.actions.check import check
from yimen.cases.actions.examine import examine
from yimen.cases.models import Application, Case, Clock

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
    _owed(walk, office, clerk, phone)


def _owed(walk: Walk, office: Office, clerk: Client, phone: Client) -> None:
    """Accepted with a plan to come later and a promise; it comes, the promise is checked; another case is ended."""
    examiner, approver = office.client("registrar1"), office.client("approver1")
    cases = []
    for serial in (SERIAL + 2, SERIAL + 3):
        pile = draft(office, serial, subject=LATER)
        base = f"/counter/draft/{pile}/"
        walk.get(clerk, f"{base}to-sign/tolerance.pdf")
        walk.post(clerk, f"{base}tolerate/", {"key": PLAN, "is_signed_tolerance": "yes"})
        walk.post(clerk, f"{base}promise/", {"key": RENT, "is_signed_promise": "yes"})
        walk.get(clerk, base)
        walk.post(clerk, f"{base}accept/")
        cases.append(Case.objects.get(application=pile))
        at_approval(office, cases[-1])
    kept, ended = cases
    application, case = f"/counter/application/{kept.application_id}/", f"/desk/case/{kept.id}/"
    walk.post(clerk, f"{application}supply/", {"key": PLAN, "scan": SimpleUploadedFile("a.pdf", PDF)})
    walk.get(clerk, application)
    walk.post(approver, f"{case}approve/")
    walk.get(examiner, "/desk/promises/")
    walk.get(examiner, case)
    found = {"key": RENT, "result": "untrue", "evidence": "现场没有经营场所。"}
    walk.post(examiner, f"{case}check-promise/", found)
    walk.post(clerk, f"{application}case/{kept.id}/object/", {"key": RENT, "objection": "在二楼。"})
    walk.post(examiner, f"{case}check-promise/", found)
    receipt = Application.objects.get(pk=kept.application_id).receipt_no
    walk.post(phone, "/portal/progress/", {"receipt_no": receipt, "last_four": number(SERIAL + 2)[-4:]})
    walk.get(phone, "/portal/progress/mine/")
    walk.post(phone, f"/portal/progress/mine/{kept.id}/object/", {"key": RENT, "objection": "在二楼。"})
    Clock.objects.filter(case=ended.id, kind="tolerance").update(until=datetime(2026, 2, 1, tzinfo=UTC))
    walk.post(approver, f"/desk/case/{ended.id}/call-off/", {"ground": "多次提醒仍未补交。"})


def at_approval(office: Office, case: Case) -> None:
    """Bring a licence to its approver."""
    office.deliver()
    check(application_id=case.application_id, actor=office.actor("checker1"))
    office.deliver()
    examine(case_id=case.id, opinion="符合条件。", actor=office.actor("registrar1"))
    office.deliver()


def walk_intake_by_machine(machines: Any, office: Office) -> None:
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
    _owed_by_machine(machines, office)


def _owed_by_machine(machines: Any, office: Office) -> None:
    cases = []
    for serial in (SERIAL + 4, SERIAL + 5):
        party = {"role": "applicant", "number": number(serial), "name": "测试人"}
        papers = [{"key": key, "scans": []} for key in (FORM, CARD)]
        half = {"bundle": "one_licence", "parties": [party], "documents": papers, "accept": False}
        half |= {"answers": {"request.subject": LATER}}
        one = f"applications/{machines.post('clerk1', 'applications/hand-in', half)['application_id']}"
        machines.post("clerk1", f"{one}/tolerate", {"keys": [PLAN], "is_signed": True})
        machines.post("clerk1", f"{one}/promise", {"keys": [RENT], "is_signed": True})
        receipt_no = machines.post("clerk1", f"{one}/accept")["receipt_no"]
        cases.append(Case.objects.get(application__receipt_no=receipt_no))
        at_approval(office, cases[-1])
    kept, ended = cases
    machines.post("clerk1", f"applications/{kept.application_id}/supply", {"key": PLAN})
    machines.post("approver1", f"cases/{kept.id}/approve")
    (line,) = machines.get("registrar1", "promises").json()["promises"]
    assert line["case_id"] == str(kept.id)
    found = {"key": RENT, "is_true": False, "evidence": "现场没有经营场所。"}
    machines.post("registrar1", f"cases/{kept.id}/check-promise", found)
    machines.post("clerk1", f"cases/{kept.id}/object", {"key": RENT, "objection": "在二楼。"})
    machines.post("registrar1", f"cases/{kept.id}/check-promise", found)
    proof = {"receipt_no": kept.number[:-3], "last_four": number(SERIAL + 4)[-4:]}
    machines.post(
        "anybody", "progress/object", {**proof, "case_id": str(kept.id), "key": RENT, "objection": "在二楼。"}
    )
    Clock.objects.filter(case=ended.id, kind="tolerance").update(until=datetime(2026, 2, 1, tzinfo=UTC))
    machines.post("approver1", f"cases/{ended.id}/call-off", {"ground": "多次提醒仍未补交。"})


def _base64(content: bytes) -> str:
    return b64encode(content).decode()
