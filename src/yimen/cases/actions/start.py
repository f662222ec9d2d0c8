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
from yimen.kernel.rows import rows, whole
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
    affected = set(_ready(application_id).values())
    if not affected:
        return []
    with CASE.act(CaseVerb.START, affected, actor=actor) as deed:
        by_case: dict[UUID, list[Step]] = {}
        cases = {c.id: c for c in deed.subjects}
        still = _ready(application_id)  # read again now that the cases are locked
        for step in whole(Step, "id = ANY(%s) ORDER BY case_id, id", [[s for s, c in still.items() if c in affected]]):
            step.case = cases[step.case_id]
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


_FACTS = """
SELECT s.id, s.case_id, s.key, s.state, s.needs, cases_case.state
  FROM cases_step s JOIN cases_case ON cases_case.id = s.case_id
 WHERE cases_case.application_id = %s ORDER BY s.case_id, s.id
"""


def _ready(application_id: UUID) -> dict[UUID, UUID]:
    """Return the steps that can be started, with their cases."""
    found = rows(_FACTS, [application_id])
    keys = set(ready(StepFacts(key, state, tuple(needs)) for _, _, key, state, needs, _ in found))
    return {step: case for step, case, key, _, _, state in found if key in keys and state not in FINAL}


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
