"""Find the step in trouble that a verb is about. Used by `retry` and `take_over` inside their deeds."""

from __future__ import annotations

from uuid import UUID

from yimen.cases.models import Step
from yimen.cases.states import StepState
from yimen.kernel.errors import Conflict
from yimen.kernel.words import Words


def troubled(case_id: UUID, code: str) -> Step:
    """Return the step `code` of the case; raises Conflict when it is not in trouble."""
    step = Step.objects.filter(case=case_id, code=code, state=StepState.TROUBLE).first()
    if step is None:
        raise Conflict(Words("这一步没有联系故障，不用处理。", "This step is in no trouble; there is nothing to do."))
    return step
