"""Take a department's decision from its own system (采用业务系统回复).

Where the department's system decides, its answer binds.

A second answer, or one that comes after the desk took over, changes nothing.
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.steps import AT_WORK, conclude_if_last, finish
from yimen.cases.actions.refuse import note_refusal
from yimen.cases.actions.return_ import note_return
from yimen.cases.models import Case, Step
from yimen.cases.states import CaseState, CaseVerb
from yimen.catalogue.reads import standard
from yimen.catalogue.states import Decider
from yimen.exchange.rules import Outcome, OutcomeKind
from yimen.kernel.actor import Actor
from yimen.kernel.errors import NotFound
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words, joined


@entry(
    "case",
    CaseVerb.ANSWER,
    citizen=Words("{by}：{step}完成。", "{by}: {step_en} is done."),
    clerk=Words("{by}回复“{step}”：{summary}{differences}", "{by} answered “{step_en}”: {summary} {differences_en}"),
)
class AnswerStep(Entry, frozen=True):
    """A department's system decided a step; differences from our own figures are written down."""

    code: str
    step: str
    step_en: str
    summary: str
    differences: str
    differences_en: str


def answer(*, step_id: UUID, outcome: Outcome, actor: Actor) -> bool:
    """Take the outcome for a step; return whether it was taken. Raises NotFound."""
    step = Step.objects.filter(pk=step_id).first()
    if step is None:
        raise NotFound
    if step.decided_by != Decider.CONNECTOR or step.state not in AT_WORK:
        return False
    with CASE.act(CaseVerb.ANSWER, step.case_id, actor=actor) as deed:
        step = Step.objects.get(pk=step_id)
        if step.decided_by != Decider.CONNECTOR or step.state not in AT_WORK:
            return False
        case = deed.subject
        if outcome.kind is OutcomeKind.REFUSED:
            if case.state == CaseState.APPROVED:
                note_return(deed, case, step, outcome.words)
            else:
                note_refusal(deed, case, step, outcome.words.zh, actor.name)
            return True
        finish(deed, step, outcome={"values": dict(outcome.values), **outcome.details})
        deed.note(case, _entry(case, step, outcome))
        conclude_if_last(deed, case)
    return True


def _entry(case: Case, step: Step, outcome: Outcome) -> AnswerStep:
    name = standard(case.matter_id).steps[step.code].name
    differences = joined(list(outcome.differences))
    return AnswerStep(
        code=step.code,
        step=name.zh,
        step_en=name.en,
        summary="、".join(outcome.values.values()),
        differences=differences.zh,
        differences_en=differences.en,
    )
