"""Refuse a case at the desk (不予办理) with reason and basis; the remedies go with it.

Law: 行政许可法 art 38 (reasons, and the right to review and suit); 不动产登记暂行条例 art 22.
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.opinions import opinion_texts
from yimen.cases.actions.inside.steps import drop, open_step
from yimen.cases.actions.inside.turns import last_order
from yimen.cases.models import Case, Step
from yimen.cases.rules.turns import OrderBy
from yimen.cases.states import CaseVerb, StepState
from yimen.kernel.action import Deed
from yimen.kernel.actor import Actor
from yimen.kernel.errors import Obstacle
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words

_THE_SAME = Words(
    "原来的决定正是以这个理由作出、已被撤销：不得以同一的事实和理由作出基本相同的决定。",
    "The quashed decision gave this very reason: the same act is not done again on the same facts and reasons.",
)


@entry(
    "case",
    CaseVerb.REFUSE,
    citizen=Words("不予办理，理由：{reason} 依据：{basis}", "Refused: {reason} Basis: {basis}"),
    clerk=Words("{by}不予办理，理由：{reason} 依据：{basis}", "{by} refused: {reason} Basis: {basis}"),
)
class Refuse(Entry, frozen=True):
    """A case was refused."""

    reason: str
    basis: str


def refuse(*, case_id: UUID, reason: str, basis: str, actor: Actor) -> None:
    """Refuse the case at its approval. Raises BadInput without reason and basis, FourEyes, Conflict."""
    told = opinion_texts(reason=reason, basis=basis)
    with CASE.act(CaseVerb.REFUSE, case_id, actor=actor) as deed:
        case = deed.subject
        step = open_step(deed, case, CaseVerb.APPROVE)
        if step.attempt > 1:
            _check_not_the_same(case, told["reason"])
        case.approved_by_id = int(actor.id)
        note_refusal(deed, case, step, told["reason"], told["basis"])


def _check_not_the_same(case: Case, reason: str) -> None:
    """Raise Obstacle when an order quashed the refusal and the same reason is given again.

    Law: 行政诉讼法 art 71; 行政复议法 art 64(2), but for a decision quashed for its procedure. That the facts and the
    reason differ in more than words is the approver's to see.
    """
    order = last_order(case.id)
    if order is None or order.told.get("former_reason", "").strip() != reason:
        return
    if order.told["by"] == OrderBy.REVIEW and order.told.get("is_procedural"):
        return
    raise Obstacle(_THE_SAME, basis="行政诉讼法 71" if order.told["by"] == OrderBy.COURT else "行政复议法 64(2)")


def note_refusal(deed: Deed[Case], case: Case, step: Step, reason: str, basis: str) -> None:
    """End the case as refused at `step`, inside an open deed."""
    Step.objects.filter(pk=step.pk).update(
        state=StepState.REFUSED,
        done_at=deed.now,
        done_by=deed.actor.reference,
        remark=reason,
        outcome={"basis": basis},
        claimed_by=None,
        claimed_at=None,
    )
    drop([case.id], deed.now)
    case.ended_at = deed.now
    deed.note(case, Refuse(reason=reason, basis=basis))
