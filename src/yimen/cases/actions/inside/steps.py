"""Moves of steps, used inside the deeds of the verbs.

The case is locked, and each move asks the state it comes from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from yimen.cases.actions.conclude import Conclude
from yimen.cases.actions.inside.claims import NOT_AT_DESK, check_claim, check_earlier_rounds, check_post
from yimen.cases.actions.inside.clocks import end_pauses, start_delivery
from yimen.cases.actions.inside.proceedings import check_awaited, check_not_chair
from yimen.cases.models import Case, Clock, Step
from yimen.cases.states import CaseVerb, StepState
from yimen.catalogue.reads import standard
from yimen.kernel.action import Deed
from yimen.kernel.actor import ActorKind
from yimen.kernel.calendar import work_calendar
from yimen.kernel.errors import Conflict, Stale
from yimen.kernel.limits import due
from yimen.kernel.workdays import Limit

AT_WORK = (StepState.OPEN, StepState.TROUBLE)


def open_step(deed: Deed[Case], case: Case, verb: CaseVerb) -> Step:
    """Return the case's open desk step for `verb` that the actor's post may do.

    Raises Conflict when there is none now, Obstacle before a decision that must await something (`rules.proceedings`).
    """
    step = Step.objects.filter(case=case.id, state=StepState.OPEN, decided_by="desk", verb=verb).first()
    if step is None:
        raise Conflict(NOT_AT_DESK, state=case.state, verb=verb)
    check_post(step, deed.actor, verb)
    check_earlier_rounds(step, deed.actor, verb)
    check_claim(step, deed.actor)
    if verb == CaseVerb.EXAMINE:
        check_not_chair(case, deed.actor)
    if verb == CaseVerb.APPROVE:
        check_awaited(case, deed.now)
    return step


def finish(deed: Deed[Any], step: Step, *, outcome: Mapping[str, Any] | None = None, remark: str = "") -> None:
    """Set a step done; raises Stale when somebody else did."""
    changed = Step.objects.filter(pk=step.pk, state__in=AT_WORK).update(
        state=StepState.DONE,
        done_at=deed.now,
        done_by=deed.actor.reference,
        outcome=dict(outcome or {}),
        remark=remark,
        claimed_by=None,
        claimed_at=None,
    )
    if changed != 1:
        raise Stale


def begin(steps: Sequence[Step], now: datetime) -> None:
    """Open waiting steps, each with its own limit; raises Stale when one is not waiting any more."""
    for step in steps:
        text = standard(step.case.matter_id).steps[step.code]
        step.state, step.opened_at = StepState.OPEN, now
        step.until = due(Limit.parse(text.limit), now, work_calendar()).at if text.limit else None
    waiting = Step.objects.filter(pk__in=[s.pk for s in steps], state=StepState.WAITING).count()
    if waiting != len(steps):
        raise Stale
    Step.objects.bulk_update(steps, ["state", "opened_at", "until"])


def conclude_if_last(deed: Deed[Case], case: Case) -> bool:
    """Conclude the case when every step is done; its result is what the standard names."""
    rows = list(Step.objects.filter(case=case.id).values_list("code", "state", "outcome"))
    if any(state != StepState.DONE for _, state, _ in rows):
        return False
    if deed.actor.kind is ActorKind.STAFF:  # where no step approves, the last one decides
        check_awaited(case, deed.now)
    code, _, field = standard(case.matter_id).acceptance.result.number.partition(".")
    outcomes = {step: outcome for step, _, outcome in rows}
    case.result = str(outcomes[code].get("values", {}).get(field, ""))
    case.ended_at = deed.now
    stop_clocks([case.id], deed.now)
    start_delivery(case, deed.now)
    deed.note(case, Conclude(result=case.result))
    return True


def drop(case_ids: Sequence[UUID], now: datetime) -> None:
    """Drop every step that is not done: the cases have ended."""
    ended = Step.objects.filter(case__in=case_ids, state__in=(*AT_WORK, StepState.WAITING))
    ended.update(state=StepState.DROPPED, done_at=now, claimed_by=None, claimed_at=None)
    stop_clocks(case_ids, now)


def stop_clocks(case_ids: Sequence[UUID], now: datetime) -> None:
    """Stop the clocks of cases that have ended; one that stood still stands still no more."""
    end_pauses(case_ids, now)
    Clock.objects.filter(case__in=case_ids, stopped_at__isnull=True).update(stopped_at=now)
