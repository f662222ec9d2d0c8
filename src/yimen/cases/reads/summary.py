"""What became of every matter of one application, for the paper that sums it up when they did not all end alike."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from yimen.cases.models import Application, Case, Step, Turn
from yimen.cases.reads.application import filled_row
from yimen.cases.reads.case_paper import day
from yimen.cases.rules.turns import TurnKind
from yimen.cases.states import CASE_STATE_WORDS, CaseState, StepState
from yimen.catalogue.reads import standard
from yimen.kernel import history
from yimen.people.reads import offices

_AGAINST = (CaseState.REFUSED, CaseState.TERMINATED)
Summary = tuple[str, dict[str, Any], tuple[str, UUID]]


def summary_data(application_id: UUID, at: datetime) -> Summary | None:
    """Return the hall, the data of the template `summary.typ` and the paper's source; None when all ended alike.

    Closed again after an order, the paper is that order's: the first one stays as it is. For effects.
    """
    cases = list(Case.objects.filter(application=application_id).order_by("number"))
    if len({case.state for case in cases}) < 2:
        return None
    row = Application.objects.get(pk=application_id)
    application = filled_row(row)
    orders = Turn.objects.filter(case__in=cases, kind=TurnKind.REOPENED, at__lte=at).order_by("-at", "-id")
    order = orders.first()
    states = [case.state for case in cases]
    granted, refused = states.count(CaseState.GRANTED), states.count(CaseState.REFUSED)
    data = {
        "title": application.bundle.text.name.zh,
        "receipt_no": row.receipt_no or "",
        "centre": offices()[row.centre_id].name.zh,
        "told_at": day(at),
        "names": "、".join(p.name for p in application.party_sheets) or "申请人",
        "granted": granted,
        "refused": refused,
        "others": len(states) - granted - refused,
        "cases": [_line(case) for case in cases],
    }
    return row.centre_id, data, ("turn", order.id) if order else ("application", application_id)


def _line(case: Case) -> dict[str, str]:
    acceptance = standard(case.matter_id).acceptance
    refused = Step.objects.filter(case=case.id, state=StepState.REFUSED).first()
    return {
        "matter": acceptance.name.zh,
        "state": CASE_STATE_WORDS[case.state].zh,
        "department": offices()[case.department_id].name.zh,
        "number": case.number,
        "ended_at": day(case.ended_at) if case.ended_at else "",
        "result_name": acceptance.result.name.zh,
        "result": case.result,
        "reason": refused.remark if refused else _because(case),
        "basis": str(refused.outcome.get("basis", "")) if refused else "",
        "remedies": acceptance.remedies.zh if case.state in _AGAINST else "",
    }


def _because(case: Case) -> str:
    """Why a case ended that nobody refused, as its last entry says."""
    if case.state == CaseState.GRANTED:
        return ""
    told = [e.data for e in history.of([("case", case.id)])]
    last = told[-1] if told else {}
    if case.state == CaseState.TERMINATED:
        return f"所依赖的“{last.get('because', '')}”没有准予" if last.get("because") else ""
    return str(last.get("reason", ""))
