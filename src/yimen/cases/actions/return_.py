"""An approved case comes back to the desk (退回重审): the responsible system did not make the entry.

The desk decides again.
"""

from __future__ import annotations

from yimen.cases.models import Case, Step
from yimen.cases.states import CaseVerb, StepState
from yimen.kernel.action import Deed
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words


@entry(
    "case",
    CaseVerb.RETURN,
    citizen=Words("登簿未通过，退回重新审批：{reason_zh}", "The entry was not made; it is decided again: {reason_en}"),
    clerk=Words("{by}未登簿，退回重审：{reason_zh}", "{by} did not make the entry; returned: {reason_en}"),
)
class Return(Entry, frozen=True):
    """A case came back to the desk."""

    reason_zh: str
    reason_en: str


def note_return(deed: Deed[Case], case: Case, step: Step, reason: Words) -> None:
    """Put the approval back on the desk and the entry back to waiting, inside an open deed.

    The next try is a new request.
    """
    Step.objects.filter(pk=step.pk).update(
        state=StepState.WAITING, opened_at=None, until=None, attempt=step.attempt + 1, remark=reason.zh
    )
    Step.objects.filter(case=case.id, verb=CaseVerb.APPROVE).update(
        state=StepState.OPEN, opened_at=deed.now, done_at=None, done_by="", remark=reason.zh
    )
    case.approved_by_id = None
    deed.note(case, Return(reason_zh=reason.zh, reason_en=reason.en))
