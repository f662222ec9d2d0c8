"""Decide at the desk what a department's system should have decided (人工办理).

The outcome fields of the step are typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.owed import refuse_while_owed
from yimen.cases.actions.inside.steps import conclude_if_last, finish, open_step
from yimen.cases.models import Case, Step
from yimen.cases.reads.context import context_of
from yimen.cases.states import CaseVerb, StepState
from yimen.catalogue.reads import elements, standard
from yimen.catalogue.rules.forms import Asked, wrong_answers
from yimen.exchange.reads import connectors
from yimen.exchange.rules import Outcome, OutcomeKind
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words


@entry(
    "case",
    CaseVerb.DECIDE,
    citizen=Words("{step}完成（人工办理）。", "{step_en} is done (by hand)."),
    clerk=Words("{by}人工办理“{step}”：{summary}", "{by} decided “{step_en}” by hand: {summary}"),
)
class Decide(Entry, frozen=True):
    """A step was decided at the desk."""

    code: str
    step: str
    step_en: str
    summary: str


def decide(*, case_id: UUID, values: Mapping[str, str], actor: Actor) -> None:
    """Finish the taken-over step with the typed outcome.

    Raises BadInput naming each field, Obstacle when it would grant while something that was to come later is not here.
    """
    with CASE.act(CaseVerb.DECIDE, case_id, actor=actor) as deed:
        case = deed.subject
        step = open_step(deed, case, CaseVerb.DECIDE)
        if case.has_owed and _is_last(step):
            refuse_while_owed(case)
        values = _checked(case, step, values)
        outcome = _outcome(step, values)
        finish(deed, step, outcome={"values": dict(outcome.values), **outcome.details})
        name = standard(case.matter_id).steps[step.code].name
        summary = "、".join(outcome.values.values())
        deed.note(case, Decide(code=step.code, step=name.zh, step_en=name.en, summary=summary))
        conclude_if_last(deed, case)


def _is_last(step: Step) -> bool:
    """Return whether nothing else is to be done: then deciding it grants."""
    return not Step.objects.filter(case=step.case_id).exclude(pk=step.pk).exclude(state=StepState.DONE).exists()


def _outcome(step: Step, values: Mapping[str, str]) -> Outcome:
    """What a connector makes of the typed values; a step without a system takes them as they are."""
    if not step.connector:
        return Outcome(OutcomeKind.DONE, values)
    outcome: Outcome = connectors()[step.connector].by_hand(context_of(step), values)
    return outcome


def _checked(case: Case, step: Step, values: Mapping[str, str]) -> dict[str, str]:
    form = [
        Asked(f.element, elements()[f.element], f.required, (f.purpose,), (step.key,))
        for f in standard(case.matter_id).steps[step.code].outcome
    ]
    given = {f.field: values.get(f.field, "").strip() for f in form}
    wrong = wrong_answers(form, given)
    if wrong:
        raise BadInput(
            Words("有几项填得不对，请看标红的地方。", "Some fields are not right; see the marked ones."),
            {f: [w] for f, w in wrong.items()},
        )
    return given
