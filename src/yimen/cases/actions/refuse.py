"""Refuse a case at the desk (不予办理) with reason and basis; the remedies go with it.

Law: 行政许可法 art 38 (reasons, and the right to review and suit); 不动产登记暂行条例 art 22.
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.opinions import opinion_texts
from yimen.cases.actions.inside.steps import drop, open_step
from yimen.cases.models import Case, Step
from yimen.cases.states import CaseVerb, StepState
from yimen.kernel.action import Deed
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words


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
        case.approved_by_id = int(actor.id)
        note_refusal(deed, case, step, told["reason"], told["basis"])


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
