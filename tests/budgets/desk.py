"""The walk over the desk's lists and through many hands: every list, claim, put back, reassign, return, scans."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.budgets.walk import Walk
from tests.departments import Departments
from tests.journeys.desk import scanned_sale
from tests.journeys.selling import case_of
from tests.offices import Office
from yimen.cases.actions.check import check
from yimen.cases.models import Application
from yimen.cases.reads.application import filled_row

REGISTRATION = "house_transfer_registration"
HEAVIEST = 60 * 1024


def walk_desk(walk: Walk, office: Office, departments: Departments) -> None:
    """A registration is claimed, put back, given to a colleague, examined, returned, examined again."""
    office.deliver()
    clerk = office.actor("clerk1", 7)
    application = scanned_sale(departments.sale(), clerk)
    office.deliver()
    _checker(walk, office, application)
    check(application_id=application, actor=office.actor("checker1"))
    office.deliver()
    case = f"/desk/case/{case_of(application, REGISTRATION).id}/"
    one, approver = office.client("registrar1"), office.client("approver1")
    for client in (one, approver, office.client("tax1"), office.client("checker1")):
        for which in ("mine", "pool", "colleagues", "trouble", "waiting", "done"):
            light(walk.get(client, f"/desk/?list={which}"))
    number = Application.objects.get(pk=application).receipt_no
    light(walk.get(one, f"/desk/?list=pool&q={number}"))
    light(walk.get(one, "/desk/?list=pool&q=zhang"))
    walk.post(one, f"{case}claim/?list=pool")
    light(walk.get(one, f"{case}?list=mine"))
    walk.post(one, f"{case}put-back/")
    for manager in (approver, office.client("manager1")):
        light(walk.get(manager, "/desk/"))
        light(walk.get(manager, f"{case}reassign/"))
    second = office.account("registrar2")
    walk.post(approver, f"{case}reassign/", {"to": second, "reason": "他今天开会"})
    two = office.client("registrar2")
    walk.post(two, f"{case}examine/", {"opinion": "材料齐全。"})
    office.deliver()
    light(walk.get(approver, f"{case}?list=pool"))
    walk.post(approver, f"{case}return/", {"return_reason": "面积请再核一次"})
    light(walk.get(two, case))
    walk.post(two, f"{case}examine/", {"opinion": "面积已核。"})
    office.deliver()


def _checker(walk: Walk, office: Office, application: UUID) -> None:
    checker, base = office.client("checker1"), f"/desk/application/{application}/"
    case = case_of(application, REGISTRATION).id
    walk.post(checker, f"/desk/case/{case}/claim/", {"application": str(application)})
    light(walk.get(checker, base))
    walk.post(checker, f"/desk/case/{case}/put-back/", {"application": str(application)})
    scans = [s for m in filled_row(Application.objects.get(pk=application)).given.values() for s in m.scans]
    small = next(s for s in scans if s.has_thumbnail)
    assert walk.get(checker, f"{base}thumbnail/{small.digest}/")["Content-Type"] == "image/jpeg"
    of_pdf = next(s for s in scans if s.media_type == "application/pdf")
    drawn = walk.get(checker, f"{base}scan/{of_pdf.digest}/page/1/")
    assert drawn["Content-Type"] == "image/jpeg" and "frame-ancestors 'self'" in drawn["Content-Security-Policy"]
    assert checker.get(f"{base}scan/{of_pdf.digest}/page/2/").status_code == 404
    shown = walk.get(checker, f"{base}scan/{small.digest}/")
    assert "frame-ancestors 'self'" in shown["Content-Security-Policy"]
    assert shown["X-Frame-Options"] == "SAMEORIGIN"


def light(answer: Any) -> None:
    """A page for old PCs: less than 60 KB, and no picture or style in it."""
    assert len(answer.content) < HEAVIEST, f"{len(answer.content)} bytes"
    assert b"<style" not in answer.content and b" style=" not in answer.content
