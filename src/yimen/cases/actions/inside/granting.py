"""A case is granted at once: its written decision, whose number is the result. Used by the verbs that grant.

Law: 行政许可法 art 38(1) (a written decision to grant); 个人信息保护法 art 24 (how it was decided is told).
"""

from __future__ import annotations

from typing import Any

from yimen.cases.actions.inside.paper import paper_of_case
from yimen.cases.models import Case, Step
from yimen.cases.rules.at_once import Shortcut
from yimen.catalogue.reads import standard
from yimen.catalogue.rules.citations import cited
from yimen.kernel.action import Deed
from yimen.notices.states import DocumentKind

BY_PERSON = "由工作人员审查后决定。"
AT_WINDOW = "由窗口工作人员当场审查决定（即办），经另一位同事核准。"
AT_WINDOW_ALONE = "由窗口工作人员当场审查决定（即办）。"


def grant(
    deed: Deed[Case], case: Case, step: Step, how: str = BY_PERSON, table: dict[str, str] | None = None
) -> dict[str, Any]:
    """Issue the decision of a case with a shortcut; return the outcome of its step: the decision's number.

    `how` says who decided it; `table` what of a table is printed. Nothing for a step that has no such outcome.
    """
    text = standard(case.matter_id)
    outcome = text.steps[step.code].outcome
    if case.shortcut == Shortcut.NONE or len(outcome) != 1:
        return {}
    basis = "；".join(cited(b.law, b.article) if b.article else b.law for b in text.acceptance.basis)
    number = paper_of_case(
        deed,
        case,
        DocumentKind.GRANT,
        result=text.acceptance.result.name.zh,
        how=how,
        basis=basis,
        table=table or {},
    )
    return {"values": {outcome[0].element: number}}


def at_window(case: Case) -> str:
    """Return how a decision at the window came about: with a colleague's check where the standard asks for one."""
    has_check = any(s.verb == "check" for s in standard(case.matter_id).process.steps)
    return AT_WINDOW if has_check else AT_WINDOW_ALONE
