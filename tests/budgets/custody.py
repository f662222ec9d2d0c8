"""The walk over paper and delivery: a pile is sent, received with a gap, resolved; a result goes out by courier."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.test import Client

from tests.budgets.walk import Walk
from tests.offices import Office
from tests.onecase import PDF, number, publish_one_permit
from yimen.cases.actions.check import check
from yimen.cases.actions.examine import examine
from yimen.cases.actions.hand_in import Given, hand_in
from yimen.cases.models import Application, Case, Party
from yimen.people.reads import known


def permit_case(office: Office, serial: int, *, is_granted: bool = True, is_scanned: bool = True) -> Case:
    """Return a licence's case, granted or at its examiner's desk; number `serial` of invented people applies."""
    publish_one_permit()
    scans = [("a.pdf", PDF)] if is_scanned else []
    handed = hand_in(
        bundle="one_permit",
        parties=[Given("applicant", "resident_id", number(serial), "测试人")],
        answers={"request.subject": "请予办理"},
        pile={"request_form": scans, "identity_card": scans},
        is_accepting=True,
        actor=office.actor("clerk1", 7),
    )
    office.deliver()
    check(application_id=handed.application_id, actor=office.actor("checker1"))
    office.deliver()
    case = Case.objects.get(application=handed.application_id)
    if is_granted:
        examine(case_id=case.id, opinion="准予。", actor=office.actor("housing1"))
        office.deliver()
        case.refresh_from_db()
    return case


def walk_custody(walk: Walk, office: Office) -> None:
    """Hand over, recall, receive with a gap, dispute, resolve; choose, compare, look again, dispatch, deliver."""
    case, asked = permit_case(office, 7201, is_granted=False), permit_case(office, 7202)
    clerk, examiner, manager = office.client("clerk1", 7), office.client("housing1"), office.client("manager1")
    told = {"case": str(case.id), "to": "housing:examiner"}
    base = walk.post(clerk, "/counter/paper/send/", told).url
    walk.get(clerk, "/counter/paper/")
    walk.get(clerk, base)
    assert walk.get(clerk, f"{base}list.pdf").content.startswith(b"%PDF")
    walk.post(clerk, f"{base}recall/")
    here = walk.post(clerk, "/counter/paper/send/", told).url.replace("/counter/", "/desk/")
    gap = {"found-1": "present", "found-2": "missing", "remark-2": "没有复印件"}
    walk.post(examiner, f"{here}receive/", gap)
    walk.post(examiner, f"{here}dispute/", {"place": "1", "found": "different", "remark": "少第2页"})
    walk.get(manager, here)
    walk.post(manager, f"{here}resolve/", {"resolution": "已补送。"})
    walk.get(manager, "/desk/paper/?list=all")
    walk.get(examiner, f"{here}list.pdf")
    walk.get(examiner, f"/desk/case/{case.id}/")
    back = {"case": str(case.id), "to": "hall-natural:window_clerk"}
    again = walk.post(examiner, "/desk/paper/send/", back).url
    walk.post(examiner, f"{again}recall/")
    again = walk.post(examiner, "/desk/paper/send/", back).url.replace("/desk/", "/counter/")
    walk.post(clerk, f"{again}receive/", gap)
    walk.post(clerk, f"{again}dispute/", {"place": "1", "found": "different", "remark": "少第2页"})
    mine = walk.post(clerk, "/counter/paper/send/", told).url
    walk.post(examiner, f"{mine}receive/".replace("/counter/", "/desk/"), gap)
    walk.post(clerk, f"{mine}resolve/", {"resolution": "已补送。"})
    _delivered(walk, office, asked)


def _delivered(walk: Walk, office: Office, case: Case) -> None:
    clerk, other = office.client("clerk1", 7), office.client("clerk2", 8)
    application = Application.objects.get(pk=case.application_id)
    base = f"/counter/application/{application.id}/"
    at = f"{base}case/{case.id}/"
    walk.post(clerk, f"{at}choose/", {"way": "courier", "receiver": "applicant[0]", "address": "示范路18号3座1501房"})
    walk.get(clerk, base)
    walk.get(clerk, f"{at}deadline/delivery/")
    walk.post(clerk, f"{at}compare/", {"differing:request_form": "少第2页"})
    who = {"receipt_no": application.receipt_no, "last_four": number(7202)[-4:]}
    walk.post(other, "/counter/present/", who)
    walk.post(other, f"{at}look-again/", {"finding": "背面就是第2页，一致。"})
    walk.post(clerk, f"{at}dispatch/", {"carrier": "邮政EMS", "tracking_no": "EA123456789CN"})
    walk.post(clerk, f"{at}come-back/", {"reason": "家中无人"})
    anybody = Client()
    walk.post(anybody, "/portal/progress/", who)
    walk.get(anybody, "/portal/progress/mine/")
    way = {"way": "courier", "address": "示范路20号1座101房"}
    walk.post(anybody, f"/portal/progress/mine/{case.id}/choose/", way)
    walk.post(clerk, f"{at}dispatch/", {"carrier": "邮政EMS", "tracking_no": "EA123456790CN"})
    told = {"way": "courier", "receiver": "applicant[0]", "proof": "本人签收"}
    walk.post(clerk, f"{at}deliver/", told)
    assert walk.get(clerk, f"{at}document/service.pdf").content.startswith(b"%PDF")


def walk_fetching(walk: Walk, clerk: Client, case: Case, receiver: str, hand_out: Callable[[], object]) -> None:
    """Open a certificate for fetching online, hand it out, and let her fetch it again with her code."""
    base = f"/counter/application/{case.application_id}/case/{case.id}/"
    answer = walk.post(clerk, f"{base}choose/", {"way": "online", "receiver": receiver}).content.decode()
    code = re.search(r"data-code>([^<]+)<", answer)
    assert code is not None
    hand_out()
    role, _, place = receiver.rstrip("]").partition("[")
    party: Any = Party.objects.get(application=case.application_id, role=role, place=int(place))
    last = known([party.person_id])[party.person_id].number[-4:]
    receipt, anybody = Application.objects.get(pk=case.application_id).receipt_no, Client()
    anybody.post("/portal/progress/", {"receipt_no": receipt, "last_four": last})
    fetched = walk.post(anybody, f"/portal/progress/mine/{case.id}/fetch/", {"code": code[1]})
    assert fetched.content.startswith(b"%PDF")
