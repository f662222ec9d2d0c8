"""Check what the window accepted (核准): one look at form and pile for every case of the application (一审一核).

Who accepted may not check. 无差别审批: the same standard at every window.
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import APPLICATION, CASE
from yimen.cases.actions.inside.claims import check_claim
from yimen.cases.actions.inside.opinions import free_opinion
from yimen.cases.actions.inside.steps import finish
from yimen.cases.models import Step
from yimen.cases.states import ApplicationVerb, CaseVerb, StepState
from yimen.kernel.actor import Actor
from yimen.kernel.errors import Conflict
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words


@entry(
    "application",
    ApplicationVerb.CHECK,
    citizen=Words("申请材料已核准。", "The application was checked."),
    clerk=Words("{by}核准{cases}个事项。{opinion}", "{by} checked {cases} matters. {opinion}"),
)
class Check(Entry, frozen=True):
    """The application was checked."""

    cases: int
    opinion: str


@entry(
    "case",
    CaseVerb.CHECK,
    citizen=Words("申请材料已核准。", "The application was checked."),
    clerk=Words("{by}核准。{opinion}", "{by} checked it. {opinion}"),
)
class CheckCase(Entry, frozen=True):
    """A case was checked."""

    opinion: str


def check(*, application_id: UUID, opinion: str = "", actor: Actor) -> None:
    """Check every case of the application whose check is open.

    Raises FourEyes, Conflict when it is checked already, BadInput for an unfit opinion.
    """
    opinion = free_opinion(opinion)
    with APPLICATION.act(ApplicationVerb.CHECK, application_id, actor=actor) as deed:
        row = deed.subject
        waiting = Step.objects.filter(case__application=row.id, verb=CaseVerb.CHECK, state=StepState.OPEN)
        ids = list(waiting.values_list("case_id", flat=True))
        if not ids:
            raise Conflict(Words("这件已经核准过了。", "This has been checked already."), verb=ApplicationVerb.CHECK)
        cases = {c.id: c for c in deed.join(CASE, CaseVerb.CHECK, ids)}
        for step in waiting.all():  # read now that the cases are locked: whose it is cannot change any more
            check_claim(step, actor)
            finish(deed, step, remark=opinion)
            cases[step.case_id].checked_by_id = int(actor.id)
            deed.note(cases[step.case_id], CheckCase(opinion=opinion))
        row.checked_by_id = int(actor.id)
        deed.note(row, Check(cases=len(cases), opinion=opinion))
