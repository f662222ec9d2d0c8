"""Start the steps that have become ready (开始一步): at a desk, at a department's system, or at the citizen to pay.

Waiting for another department never stops a clock (行政许可法 art 45 gives no such ground).
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.steps import begin
from yimen.cases.models import Case, Step
from yimen.cases.reads.context import context_of
from yimen.cases.rules.steps import StepFacts, ready
from yimen.cases.states import FINAL, CaseVerb
from yimen.catalogue.reads import standard
from yimen.catalogue.states import Decider
from yimen.exchange.actions.queue import queue
from yimen.exchange.reads import connectors
from yimen.kernel.action import Deed
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words


@entry(
    "case",
    CaseVerb.START,
    citizen=Words("开始办理：{names}", "Started: {names_en}"),
    clerk=Words("开始办理：{names}", "Started: {names_en}"),
)
class Start(Entry, frozen=True):
    """Steps were started."""

    steps: list[str]
    names: str
    names_en: str


def start(*, application_id: UUID, actor: Actor) -> list[str]:
    """Return the keys of the steps started now; none when nothing has become ready."""
    affected = {s.case_id for s in _ready(application_id)}
    if not affected:
        return []
    with CASE.act(CaseVerb.START, affected, actor=actor) as deed:
        by_case: dict[UUID, list[Step]] = {}
        for step in _ready(application_id):  # read again now that the cases are locked
            if step.case_id in affected:
                by_case.setdefault(step.case_id, []).append(step)
        started = [s for steps in by_case.values() for s in steps]
        begin(started, deed.now)
        for case in deed.subjects:
            if case.id in by_case:
                _note(deed, case, by_case[case.id])
        for step in started:
            if step.decided_by == Decider.CONNECTOR:
                send_step(step, actor)
    return [s.key for s in started]


def send_step(step: Step, actor: Actor) -> None:
    """Write the message of a connector's step, in the step's own transaction."""
    connector = connectors()[step.connector]
    payload = connector.build(context_of(step))
    queue(
        connector=connector,
        source_kind="step",
        source_id=step.id,
        payload=payload,
        attempt=step.attempt,
        actor=actor,
    )


def _ready(application_id: UUID) -> list[Step]:
    rows = list(Step.objects.filter(case__application=application_id).select_related("case").order_by("case_id", "id"))
    keys = set(ready(StepFacts(s.key, s.state, tuple(s.needs)) for s in rows))
    return [s for s in rows if s.key in keys and s.case.state not in FINAL]


def _note(deed: Deed[Case], case: Case, steps: Sequence[Step]) -> None:
    names = [standard(case.matter_id).steps[s.code].name for s in steps]
    deed.note(
        case,
        Start(
            steps=[s.code for s in steps],
            names="、".join(n.zh for n in names),
            names_en=", ".join(n.en for n in names),
        ),
    )
