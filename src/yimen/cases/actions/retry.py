"""Try a department's system again for a step in trouble (再试一次)."""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.claims import check_claim
from yimen.cases.actions.inside.troubled import troubled
from yimen.cases.models import Step
from yimen.cases.states import CaseVerb, StepState
from yimen.exchange.actions.retry import retry as send_again
from yimen.exchange.reads import for_sources
from yimen.exchange.states import MessageState
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, Privacy, entry
from yimen.kernel.words import Words


@entry(
    "case",
    CaseVerb.RETRY,
    citizen=Words("再次联系业务系统。", "The department's system is tried again."),
    clerk=Words("{by}再次联系业务系统（{code}）。", "{by} tries the system again ({code})."),
    privacy=Privacy.OFFICE,
)
class Retry(Entry, frozen=True):
    """A step's system is tried again."""

    code: str


def retry(*, case_id: UUID, code: str, actor: Actor) -> None:
    """Send the step's message again. Raises Conflict when the step is not in trouble."""
    with CASE.act(CaseVerb.RETRY, case_id, actor=actor) as deed:
        step = troubled(case_id, code)
        check_claim(step, actor)
        Step.objects.filter(pk=step.pk).update(state=StepState.OPEN, remark="", claimed_by=None, claimed_at=None)
        for message in for_sources("step", [step.id]):
            if message.state == MessageState.PARKED:
                send_again(message_id=message.id, actor=actor)
        deed.note(deed.subject, Retry(code=code))
