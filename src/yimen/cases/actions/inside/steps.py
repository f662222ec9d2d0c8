"""Moves of steps, used inside the deeds of the verbs.

The case is locked, and each move asks the state it comes from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import UNSET

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
from yimen.kernel.rows import rows, whole
from yimen.kernel.shell_sql import change
from yimen.kernel.words import Words
from yimen.kernel.workdays import Limit

_DECIDED_ABOVE = Words(
    "依法由上级机关决定：请写明初步审查意见，转报上级。",
    "The upper office decides it by law: give the opinion of the review and report it.",
)
AT_WORK = (StepState.OPEN, StepState.TROUBLE)
_OPEN_AT_DESK = "case_id = %s AND state = 'open' AND decided_by = 'desk' AND verb = %s ORDER BY id LIMIT 1"
_FINISHED = ("state", "done_at", "done_by", "outcome", "remark", "claimed_by_id", "claimed_at")
_RESULT = """
SELECT bool_and(state = 'done'), coalesce(max(outcome->'values'->>%s) FILTER (WHERE code = %s), '')
  FROM cases_step WHERE case_id = %s
"""


def open_step(deed: Deed[Case], case: Case, verb: CaseVerb) -> Step:
    """Return the case's open desk step for `verb` that the actor's post may do.

    Raises Conflict when there is none now, Obstacle before a decision that must await something (`rules.proceedings`).
    """
    found = whole(Step, _OPEN_AT_DESK, [case.id, str(verb)])
    if not found:
        raise Conflict(NOT_AT_DESK, state=case.state, verb=verb)
    (step,) = found
    check_post(step, deed.actor, verb)
    _check_decides_here(case, verb)
    check_earlier_rounds(step, deed.actor, verb)
    check_claim(step, deed.actor)
    if verb == CaseVerb.EXAMINE:
        check_not_chair(case, deed.actor)
    if verb in (CaseVerb.APPROVE, CaseVerb.GRANT):
        check_awaited(case, deed.now)
    return step


def _check_decides_here(case: Case, verb: CaseVerb) -> None:
    """Raise Conflict when the case is reviewed here and decided by the upper office (行政许可法 art 35)."""
    to = standard(case.matter_id).process.reports_to
    if verb in (CaseVerb.APPROVE, CaseVerb.REFUSE) and to is not UNSET and to != case.department_id:
        raise Conflict(_DECIDED_ABOVE)


def finish(deed: Deed[Any], step: Step, *, outcome: Mapping[str, Any] | None = None, remark: str = "") -> None:
    """Set a step done; raises Stale when somebody else did."""
    step.state, step.done_at, step.done_by = StepState.DONE, deed.now, deed.actor.reference
    step.outcome, step.remark, step.claimed_by_id, step.claimed_at = dict(outcome or {}), remark, None, None
    changed = change(Step, _FINISHED, [step], only="t.state IN ('open', 'trouble')")
    if changed != 1:
        raise Stale


def begin(steps: Sequence[Step], now: datetime) -> None:
    """Open waiting steps, each with its own limit; raises Stale when one is not waiting any more."""
    for step in steps:
        text = standard(step.case.matter_id).steps[step.code]
        step.state, step.opened_at = StepState.OPEN, now
        step.until = due(Limit.parse(text.limit), now, work_calendar()).at if text.limit else None
    if change(Step, ("state", "opened_at", "until"), steps, only="t.state = 'waiting'") != len(steps):
        raise Stale


def conclude_if_last(deed: Deed[Case], case: Case) -> bool:
    """Conclude the case when every step is done; its result is what the standard names."""
    code, _, field = standard(case.matter_id).acceptance.result.number.partition(".")
    ((is_last, result),) = rows(_RESULT, [field, code, case.id])
    if not is_last:
        return False
    if deed.actor.kind is ActorKind.STAFF:  # where no step approves, the last one decides
        check_awaited(case, deed.now)
    case.result = result
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
