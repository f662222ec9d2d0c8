"""A step comes back with its reason (退回重审): the approver sends it back to the examiner, or the responsible system
did not make the entry and the desk decides again.

The examination comes back to who did it; what she and the others wrote stays in the journal, in its order. Form and
pile are frozen since acceptance (what is found wrong later goes into the decision), so nothing returns to the hall.
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.opinions import opinion_text
from yimen.cases.actions.inside.steps import open_step
from yimen.cases.models import Case, Pause, Step
from yimen.cases.rules.limits import left_out
from yimen.cases.states import CaseVerb, StepState
from yimen.catalogue.reads import standard
from yimen.kernel.action import Deed
from yimen.kernel.actor import Actor
from yimen.kernel.calendar import work_calendar
from yimen.kernel.errors import Conflict
from yimen.kernel.journal import Entry, entry
from yimen.kernel.limits import due
from yimen.kernel.words import Words
from yimen.kernel.workdays import Limit


@entry(
    "case",
    CaseVerb.RETURN,
    citizen=Words("退回重新{step}：{reason_zh}", "It goes back to “{step_en}”: {reason_en}"),
    clerk=Words("{by}退回“{step}”重办：{reason_zh}", "{by} returned it to “{step_en}”: {reason_en}"),
)
class Return(Entry, frozen=True):
    """A case came back to a step of the desk."""

    step: str
    step_en: str
    reason_zh: str
    reason_en: str


def return_(*, case_id: UUID, reason: str, actor: Actor) -> None:
    """Send the case from its approval back to its examination.

    Raises BadInput without a reason, FourEyes, Conflict when it is not at its approval, a colleague has it, or nothing
    was examined before.
    """
    reason = opinion_text(reason, "return_reason")
    with CASE.act(CaseVerb.RETURN, case_id, actor=actor) as deed:
        case = deed.subject
        step = open_step(deed, case, CaseVerb.APPROVE)
        done = Step.objects.filter(case=case.id, verb=CaseVerb.EXAMINE, state=StepState.DONE)
        back = done.select_related("case").first()
        if back is None:
            raise Conflict(
                Words("前面没有审查，不能退回。", "Nothing was examined before: there is nothing to return to.")
            )
        gone_on = Step.objects.filter(case__application=case.application_id, needs__contains=[back.key])
        if gone_on.exclude(pk=step.pk).exclude(state=StepState.WAITING).exists():
            raise Conflict(
                Words("后面的环节已经开始，不能退回。", "Later steps have begun on it: it cannot be returned any more.")
            )
        Step.objects.filter(pk=step.pk).update(
            state=StepState.WAITING,
            opened_at=None,
            until=None,
            attempt=step.attempt + 1,
            remark="",
            claimed_by=None,
            claimed_at=None,
        )
        _reopen(back, reason, deed, case.examined_by_id)
        _note(deed, case, back, Words(reason, reason))


def note_return(deed: Deed[Case], case: Case, step: Step, reason: Words) -> None:
    """Put the approval back on the desk and the entry back to waiting, inside an open deed.

    The next try is a new request; the approval waits for any approver.
    """
    Step.objects.filter(pk=step.pk).update(
        state=StepState.WAITING,
        opened_at=None,
        until=None,
        attempt=step.attempt + 1,
        remark=reason.zh,
        claimed_by=None,
        claimed_at=None,
    )
    back = Step.objects.select_related("case").get(case=case.id, verb=CaseVerb.APPROVE)
    _reopen(back, reason.zh, deed, None)
    case.approved_by_id = None
    _note(deed, case, back, reason)


def _reopen(step: Step, reason: str, deed: Deed[Case], to: int | None) -> None:
    """Open a finished step again, with the reason for whoever gets it; its limit runs on from when it first began."""
    text = standard(step.case.matter_id).steps[step.code]
    if text.limit and step.opened_at:  # what was paused, or announced, while it was done counts too
        pauses = left_out(Pause.objects.filter(case=step.case_id))
        step.until = due(Limit.parse(text.limit), step.opened_at, work_calendar(), pauses=pauses).at
    Step.objects.filter(pk=step.pk).update(
        state=StepState.OPEN,
        until=step.until,
        done_at=None,
        done_by="",
        remark=reason,
        claimed_by=to,
        claimed_at=deed.now if to else None,
    )


def _note(deed: Deed[Case], case: Case, back: Step, reason: Words) -> None:
    name = standard(case.matter_id).steps[back.code].name
    deed.note(case, Return(step=name.zh, step_en=name.en, reason_zh=reason.zh, reason_en=reason.en))
