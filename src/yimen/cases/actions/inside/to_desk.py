"""A step goes to the approver's desk of its department: from a table, or from the window. Used inside deeds."""

from __future__ import annotations

from yimen.cases.models import Case, Step
from yimen.cases.states import CaseVerb, StepState
from yimen.catalogue.states import Decider
from yimen.kernel.errors import Stale
from yimen.people.states import Post

WAITS = (StepState.WAITING, StepState.OPEN)


def to_desk(case: Case, step: Step) -> None:
    """Give the step to an approver of the case's department, who grants or refuses. Raises Stale when it is over."""
    changed = Step.objects.filter(pk=step.pk, state__in=WAITS).update(
        decided_by=Decider.DESK,
        verb=CaseVerb.APPROVE,
        post=Post.APPROVER,
        office=case.department_id,
        claimed_by=None,
        claimed_at=None,
    )
    if changed != 1:
        raise Stale


def table_step(case: Case) -> Step | None:
    """Return the case's step that a table is to decide, open or waiting; None when there is none any more."""
    return Step.objects.filter(case=case.id, decided_by=Decider.TABLE, state__in=WAITS).first()
