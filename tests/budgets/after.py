"""The walk over what may still happen to a case, at the desk and by machine."""

from __future__ import annotations

from typing import Any

from tests.aftercase import appointed, at_approval, cases, refused
from tests.budgets.walk import Walk
from tests.offices import Office
from yimen.cases.models import Case

DAY = "2026-03-02"
ORDER = {
    "by": "court",
    "organ": "禅城区人民法院",
    "document_no": "（2026）粤0604行初12号",
    "issued_on": DAY,
    "arrived_on": DAY,
    "ordered": "撤销不予许可的决定，责令重新作出决定。",
}
WHY = {"reason": "不属于本部门职责。", "basis": "三定方案第二条"}


def walk_after(walk: Walk, office: Office) -> None:
    """Decided anew, corrected, handed over, sent away, reported: each by its form, the page read around it."""
    approver, head = office.client("approver2"), office.client("head2")
    case, over, away, up = _scenes(office, 7201)
    for base, client, verb, told in (
        (
            case,
            approver,
            "rectify",
            {"what": "basis", "right": "第三十八条第二款", "why": "漏写了款。", "after": "rectify"},
        ),
        (case, approver, "reopen", {**ORDER, "after": "reopen"}),
        (over, approver, "hand-over", _typed({"to": "housing"})),
        (away, approver, "transfer", _typed({"authority": "南海区自然资源局", "address": "示范路1号"})),
        (up, head, "report-up", {"report_opinion": "建议准予。"}),
    ):
        page = f"/desk/case/{base.id}/"
        walk.get(client, page)
        walk.post(client, f"{page}{verb}/", told)
        walk.get(client, page)
    office.deliver()
    walk.get(office.client("mayor1"), "/desk/")


def _typed(told: dict[str, str]) -> dict[str, str]:
    return {**told, "transfer_reason": WHY["reason"], "transfer_basis": WHY["basis"]}


def walk_after_by_machine(machines: Any, office: Office) -> None:
    """The same by machine."""
    case, over, away, up = _scenes(office, 7251)
    slip = {"what": "basis", "right": "第三十八条第二款", "reason": "漏写了款。"}
    machines.post("approver2", f"cases/{case.id}/rectify", slip)
    machines.post("approver2", f"cases/{case.id}/reopen", ORDER)
    machines.post("approver2", f"cases/{over.id}/hand-over", {**WHY, "to": "housing"})
    told = {**WHY, "authority": "南海区自然资源局", "address": "示范路1号"}
    machines.post("approver2", f"cases/{away.id}/transfer", told)
    machines.post("head2", f"cases/{up.id}/report-up", {"opinion": "建议准予。"})


def _scenes(office: Office, serial: int) -> tuple[Case, Case, Case, Case]:
    """A refused case, two at their examiner's desk, one reviewed below."""
    appointed(office, "head2", "approver", "housing")
    (over,), (away,) = (cases(office, "reviewed_case", serial + n) for n in (1, 2))
    up = at_approval(office, cases(office, "upward_case", serial + 3)[0], "housing1")
    return refused(office, cases(office, "reviewed_case", serial)[0]), over, away, up
