"""Note that a step's department system cannot be reached or understood (记联系故障). No clock stops for it.

A person decides.
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.models import Step
from yimen.cases.states import CaseVerb, StepState
from yimen.catalogue.states import Decider
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, Privacy, entry
from yimen.kernel.words import Words


@entry(
    "case",
    CaseVerb.TROUBLE,
    citizen=Words(
        "与业务系统联系暂时不通，工作人员正在处理。",
        "The department's system cannot be reached for now; staff are on it.",
    ),
    clerk=Words("业务系统联系不通：{reason_zh}", "Trouble with the system: {reason_en}"),
    privacy=Privacy.OFFICE,
)
class Trouble(Entry, frozen=True):
    """A step is in trouble."""

    code: str
    reason_zh: str
    reason_en: str


def trouble(*, step_id: UUID, reason: Words, actor: Actor) -> None:
    """Mark an open connector step as in trouble; one that is done or taken over stays as it is."""
    step = Step.objects.get(pk=step_id)
    if step.state != StepState.OPEN or step.decided_by != Decider.CONNECTOR:
        return
    with CASE.act(CaseVerb.TROUBLE, step.case_id, actor=actor) as deed:
        changed = Step.objects.filter(pk=step_id, state=StepState.OPEN, decided_by=Decider.CONNECTOR).update(
            state=StepState.TROUBLE, remark=reason.zh
        )
        if changed:
            deed.note(deed.subject, Trouble(code=step.code, reason_zh=reason.zh, reason_en=reason.en))
