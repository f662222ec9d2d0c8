"""The machines' door, walked further: limits, certificates, persons at the window, and what needs no token."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from typing import Any, Protocol

from simulators.identity import identity
from tests.budgets.after import walk_after_by_machine
from tests.budgets.at_once import walk_at_once_by_machine
from tests.budgets.custody import permit_case
from tests.budgets.limits import licence_case
from tests.budgets.portal import LIST
from tests.journeys.licences import BASIS, REASON, permitted, signed, token_of
from tests.offices import Office, set_office_time
from tests.onecase import number
from yimen.cases.models import Application, Case, Opening, Party
from yimen.kernel import clock
from yimen.licences.reads import file_of
from yimen.notices.models import Document
from yimen.notices.reads import token_of as paper_token
from yimen.people.reads import known

CHILD, GUARDIAN = identity(170_040, 2016, female=False).number, identity(170_041, 1982, female=True).number
COUNTS = {"seller": 1, "buyer": 1}
PREPARED = {name: value for name, value in LIST.items() if not name.startswith("count.")}
COMPANY = "91110000600037341L"


class Machines(Protocol):
    """Who asks."""

    def get(self, who: str, path: str) -> Any:
        """Read."""

    def post(self, who: str, path: str, told: Any = None) -> Any:
        """Do a verb."""


def walk_desk_by_machine(machines: Machines, office: Office) -> None:
    """Every verb and read that the sale itself does not need."""
    _people(machines)
    _limits(machines, office)
    _proceedings(machines, office)
    _custody(machines, office)
    walk_after_by_machine(machines, office)
    walk_at_once_by_machine(machines, office)
    _licences(machines, office)
    _licence_law(machines, office)
    _guides(machines)
    _prepared(machines)
    _progress(machines)
    _verification(machines, office)


def _people(machines: Machines) -> None:
    draft = machines.post("clerk1", "applications/open", {"bundle": "house_sale"})["application_id"]
    base = f"applications/{draft}"
    for name in ("黄小明", "黄晓明"):
        machines.post("clerk1", "people/present", {"number": CHILD, "name": name, "corrects": True})
    machines.post("clerk1", f"{base}/join", {"role": "buyer", "number": CHILD, "name": "黄小明", "corrects": True})
    company = {"role": "seller", "document": "credit_code", "number": COMPANY, "name": "示例置业有限公司"}
    machines.post("clerk1", f"{base}/join", company)
    acting = {"place": "buyer[0]", "kind": "guardian", "number": GUARDIAN}
    for name in ("黄一", "黄𬭎"):
        machines.post("clerk1", f"{base}/represent", {**acting, "name": name, "corrects": True})
    child = Party.objects.get(application=draft, role="buyer").person_id
    permit = {"document": "hk_macao_permit", "number": "H00112244"}
    machines.post("clerk1", f"{base}/people/{child}/add-document", permit)
    assert [p["person_id"] for p in machines.get("clerk1", "people?q=huangxiaoming").json()["people"]] == [str(child)]
    (mine,) = machines.get("clerk1", f"people/{child}/applications").json()["applications"]
    assert mine["application_id"] == draft and machines.get("clerk1", base).json()["parties"][0]["acting"]
    shown = machines.post("clerk1", f"{base}/people/{child}/unmask", {"reason": "核对身份证"})
    assert shown["number"] == CHILD


def _limits(machines: Machines, office: Office) -> None:
    case = licence_case(office, 7101)
    base = f"cases/{case.id}"
    machines.post("housing1", f"{base}/pause", {"reason": "hearing", "needed_days": 5, "ground": "依法听证。"})
    assert machines.get("housing1", f"{base}/deadlines/statutory").json()["until"] is None
    machines.post("housing1", f"{base}/resume", {"finding": "听证已结束。"})
    machines.post("head2", f"{base}/extend", {"ground": "案情复杂。"})
    assert machines.get("clerk1", f"{base}/deadlines/statutory").json()["lines"]
    told = {"reason": "不办了。", "is_signed_by_all": True}
    machines.post("clerk1", f"applications/{case.application_id}/withdraw", told)


def _proceedings(machines: Machines, office: Office) -> None:
    """A day each: opinions and the offer of a hearing on the first, the hearing itself ten days later."""
    case = licence_case(office, 7102)
    base, chair = f"cases/{case.id}", office.account("head2")
    machines.post("housing1", f"{base}/consult", {"offices": ["tax"], "question": "有无欠税？", "days": 5})
    machines.post("tax1", f"{base}/opine", {"stand": "agreed", "text": "没有欠税。"})
    told = {"name": "测试商铺", "contact": "门牌号", "interest": "采光。", "days": 5}
    machines.post("housing1", f"{base}/inform", told)
    party = machines.get("housing1", f"{base}/proceedings").json()["proceedings"][1]["proceeding_id"]
    machines.post("housing1", f"{base}/hear", {"party": party, "statement": "没有意见。"})
    visit = {"officers": [office.account("housing1"), chair], "place": "店内", "finding": "相符。"}
    machines.post("housing1", f"{base}/visit", visit)
    machines.post("housing1", f"{base}/offer-hearing", {"why": "关系他人重大利益。"})
    machines.post("housing1", f"{base}/ask-hearing", {"asked_by": "applicant"})
    plan = {"planned": "2026-03-12T09:00:00+08:00", "place": "会议室", "chair": office.account("housing1")}
    machines.post("housing1", f"{base}/schedule-hearing", plan | {"chair": chair})
    machines.post("head2", f"{base}/replace-chair", {"chair": office.account("housing1"), "reason": "回避。"})
    set_office_time(datetime(2026, 3, 12, 2, tzinfo=UTC))
    record = {"attended": "双方", "record": "双方陈述。", "is_signed": True}
    machines.post("housing1", f"{base}/hold-hearing", record)
    set_office_time()


def _licences(machines: Machines, office: Office) -> None:
    licence = signed(office)
    (line,) = machines.get("registrar1", f"licences?number={licence.number}").json()["licences"]
    base = f"licences/{line['licence_id']}"
    assert machines.get("registrar1", f"{base}/certificate").content.startswith(b"%PDF-")
    machines.post("registrar1", f"{base}/request", _asked("renew"))
    machines.post("registrar1", f"{base}/withdraw")
    machines.post("registrar1", f"{base}/request", _asked("deregister"))
    machines.post("approver1", f"{base}/refuse", {"opinion": "房屋没有灭失"})
    for verb in ("rectify", "renew", "reissue", "deregister"):
        machines.post("registrar1", f"{base}/request", _asked(verb))
        assert machines.get("approver1", "licences").json()["licences"][0]["asked"]
        assert machines.get("approver1", base).json()["change"]["verb"] == verb
        base = f"licences/{machines.post('approver1', f'{base}/{verb}', {'opinion': '同意'})['licence_id']}"
        office.deliver()


def _licence_law(machines: Machines, office: Office) -> None:
    base = f"licences/{permitted(office).id}"
    told = {"verb": "revoke", "ground": "unqualified", "reason": REASON, "answer_days": 5}
    machines.post("registrar1", f"{base}/forewarn", told)
    assert machines.get("approver1", "licences/due").json()["forewarned"]
    machines.post("approver1", f"{base}/desist", {"because": "not_found", "reason": "材料属实。"})
    machines.post("registrar1", f"{base}/ask-renewal")
    base = f"licences/{machines.post('approver1', f'{base}/prolong')['licence_id']}"
    office.deliver()
    machines.post("registrar1", f"{base}/forewarn", told)
    machines.post("registrar1", f"{base}/hear", {"stated": "证明是真的。"})
    life = machines.get("approver1", f"{base}/life").json()
    assert life["intention"]["may_decide"] and life["validity"]["valid_to"]
    machines.post("approver1", f"{base}/revoke", {"opinion": "不采纳。", "is_harmless": True})
    machines.post("approver1", f"{base}/deregister")
    paper = machines.get("registrar1", f"{base}/papers/{life['papers'][0]['paper_id']}")
    assert paper.content.startswith(b"%PDF-")
    base = f"licences/{permitted(office).id}"
    machines.post("registrar1", f"{base}/ask-renewal")
    machines.post("approver1", f"{base}/deny-renewal", {"reason": "不再符合条件", "basis": "行政许可法第五十条"})
    recall = {"verb": "recall", "ground": "facts_changed", "compensation": "补偿装修损失。"}
    machines.post("registrar1", f"{base}/forewarn", told | recall)
    machines.post("registrar1", f"{base}/hear", {"stated": "同意。"})
    machines.post("approver1", f"{base}/recall", {"opinion": "已同意。", "interest": "防洪需要。"})


def _guides(machines: Machines) -> None:
    for path in ("bundles/house_sale/guide", "matters/deed_tax/guide"):
        machines.get("anybody", path)
    told = machines.post("anybody", "bundles/house_sale/needs", {"counts": {"seller": 1, "buyer": 1}})
    assert told["questions"] and told["pile"]


def _prepared(machines: Machines) -> None:
    told = {"bundle": "house_sale", "counts": COUNTS, "answers": PREPARED}
    code = machines.post("anybody", "preparations/prepare", told)["code"]
    base = f"preparations/{code}"
    assert machines.get("anybody", base).json()["counts"] == COUNTS
    assert machines.get("clerk1", base).json()["pile"]
    assert machines.get("anybody", f"{base}/list").content.startswith(b"%PDF-")
    machines.post("anybody", f"{base}/revise", {"answers": {"deal.price": "1050000"}})
    draft = machines.post("clerk1", f"{base}/adopt")["application_id"]
    assert machines.get("clerk1", f"applications/{draft}").json()["state"] == "draft"
    second = machines.post("anybody", "preparations/prepare", told)["code"]
    machines.post("anybody", f"preparations/{second}/erase")


def _progress(machines: Machines) -> None:
    case = Case.objects.filter(application__receipt_no__isnull=False, accepted_at__isnull=False).earliest("accepted_at")
    party: Any = Party.objects.filter(application=case.application_id, person__isnull=False).earliest("role", "place")
    proof = {
        "receipt_no": case.application.receipt_no,
        "last_four": known([party.person_id])[party.person_id].number[-4:],
    }
    assert machines.post("anybody", "progress", proof)["cases"]
    shown = machines.post("anybody", "progress/deadline", {**proof, "case_id": str(case.id), "which": "promised"})
    assert shown["lines"]


def _verification(machines: Machines, office: Office) -> None:
    licence = signed(office)
    assert machines.post("anybody", "verify/number", {"number": licence.number})["is_valid"]
    assert machines.post("anybody", "verify/token", {"token": token_of(licence)})["printed"]
    content = base64.b64encode(file_of(licence.id)).decode()
    assert machines.post("anybody", "verify/file", {"content": content})["finding"] == "intact"
    paper = paper_token(Document.objects.earliest("issued_at").id)
    assert machines.post("anybody", "verify/paper", {"token": paper})["number"]


def _asked(verb: str) -> dict[str, Any]:
    evidence = {"evidence": "2026年3月1日登报"} if verb == "reissue" else {}
    changes = {"changes": {"area": "99.00 平方米"}} if verb == "rectify" else {}
    return {"verb": verb, "reason": "权利人申请", "basis": BASIS, **evidence, **changes}


def _custody(machines: Machines, office: Office) -> None:
    case, other = permit_case(office, 7301), permit_case(office, 7302)
    told = {"case_ids": [str(case.id)], "to_office": "housing", "to_post": "examiner"}
    assert str(case.id) not in {p["case_id"] for p in machines.get("clerk1", "hand-overs/piles").json()["piles"]}
    for _ in range(2):
        sent = f"hand-overs/{machines.post('clerk1', 'hand-overs/send', told)['hand_over_id']}"
        assert machines.get("clerk1", f"{sent}/list").content.startswith(b"%PDF")
        if machines.get("clerk1", sent).json()["line"]["number"].endswith("1号"):
            machines.post("clerk1", f"{sent}/recall")
    found = [{"place": 1, "found": "present"}, {"place": 2, "found": "missing", "remark": "没有复印件"}]
    machines.post("housing1", f"{sent}/receive", {"lines": found})
    machines.post("housing1", f"{sent}/dispute", {"place": 1, "found": "different", "remark": "少第2页"})
    machines.post("clerk1", f"{sent}/resolve", {"resolution": "已补送。"})
    assert machines.get("manager1", "hand-overs?which=all").json()["hand_overs"]
    assert machines.get("housing1", f"cases/{case.id}/custody").json()["paper"]["office"] == "housing"
    at = f"applications/{case.application_id}/cases/{case.id}/delivery"
    way = {"way": "courier", "receiver": "applicant[0]", "address": "示范路18号3座1501房"}
    assert machines.post("clerk1", f"{at}/choose", way)["code"] == ""
    machines.post("clerk1", f"{at}/compare", {"same": ["request_form"]})
    machines.post("clerk1", f"{at}/dispatch", {"carrier": "邮政EMS", "tracking_no": "EA1"})
    machines.post("clerk1", f"{at}/come-back", {"reason": "家中无人"})
    machines.post("clerk1", f"{at}/dispatch", {"carrier": "邮政EMS", "tracking_no": "EA2"})
    machines.post("clerk1", f"{at}/deliver", {"way": "courier", "receiver": "applicant[0]", "proof": "本人签收"})
    assert machines.get("clerk1", f"cases/{case.id}/custody").json()["stopped_at"]
    at = f"applications/{other.application_id}/cases/{other.id}/delivery"
    machines.post("clerk1", f"{at}/compare", {"differing": [{"key": "request_form", "words": "少第2页"}]})
    with clock.office_time():
        Opening.objects.create(
            application_id=other.application_id, account_id=office.account("clerk2"), day=clock.today()
        )
    machines.post("clerk2", f"{at}/look-again", {"finding": "背面就是第2页，一致。"})
    proof = {
        "receipt_no": Application.objects.get(pk=other.application_id).receipt_no,
        "last_four": number(7302)[-4:],
    }
    own = {**proof, "case_id": str(other.id), "way": "courier", "address": "示范路18号3座1501房"}
    machines.post("anybody", "progress/choose", own)
