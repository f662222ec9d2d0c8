"""End the cases that can never go on (终止办理): a case they depend on was refused.

They end with that reason, not in silence.
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.steps import drop
from yimen.cases.models import Step
from yimen.cases.rules.steps import StepFacts, can_never_start
from yimen.cases.states import FINAL, CaseVerb
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words


@entry(
    "case",
    CaseVerb.TERMINATE,
    citizen=Words(
        "前面的事项“{because}”没有准予，本事项终止办理。", "“{because}” was not granted, so this matter ends."
    ),
    clerk=Words("“{because}”没有准予，终止办理。", "Ended because “{because}” was not granted."),
)
class Terminate(Entry, frozen=True):
    """A case ended because one it depends on was not granted here."""

    because: str


def terminate(*, application_id: UUID, because: str, actor: Actor) -> None:
    """End every running case of the application that needs a step which was refused or dropped."""
    steps = list(Step.objects.filter(case__application=application_id).select_related("case"))
    stuck = can_never_start(StepFacts(s.key, s.state, tuple(s.needs)) for s in steps)
    affected = {s.case_id for s in steps if s.key in stuck and s.case.state not in FINAL}
    if not affected:
        return
    with CASE.act(CaseVerb.TERMINATE, affected, actor=actor) as deed:
        drop([c.id for c in deed.subjects], deed.now)
        for case in deed.subjects:
            case.ended_at = deed.now
            deed.note(case, Terminate(because=because))
