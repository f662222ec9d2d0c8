"""Take a step over from a department's system that gives no answer (转人工办理): the department's own desk decides it.

A late answer of the system is kept in the journal and not taken.
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.claims import check_claim
from yimen.cases.actions.inside.troubled import troubled
from yimen.cases.models import Step
from yimen.cases.states import CaseVerb, StepState
from yimen.catalogue.states import Decider
from yimen.exchange.actions.cancel import cancel
from yimen.exchange.reads import for_sources
from yimen.exchange.states import MessageState
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words

_AWAITED = (MessageState.QUEUED, MessageState.SENT, MessageState.PARKED)


@entry(
    "case",
    CaseVerb.TAKE_OVER,
    citizen=Words("业务系统暂时不通，改由工作人员人工办理。", "The system cannot be reached; staff decide by hand."),
    clerk=Words("{by}转人工办理（{code}）。", "{by} took the step over ({code})."),
)
class TakeOver(Entry, frozen=True):
    """A step was taken over by the desk."""

    code: str


def take_over(*, case_id: UUID, code: str, actor: Actor) -> None:
    """Put the step on the desk of who takes it over. Raises Conflict when it is in no trouble or a colleague has it."""
    with CASE.act(CaseVerb.TAKE_OVER, case_id, actor=actor) as deed:
        step = troubled(case_id, code)
        check_claim(step, actor)
        Step.objects.filter(pk=step.pk).update(
            state=StepState.OPEN,
            decided_by=Decider.DESK,
            verb=CaseVerb.DECIDE,
            claimed_by=int(actor.id),
            claimed_at=deed.now,
        )
        for message in for_sources("step", [step.id]):
            if message.state in _AWAITED:
                cancel(message_id=message.id, actor=actor)
        deed.note(deed.subject, TakeOver(code=code))
