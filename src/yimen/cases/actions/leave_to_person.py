"""Leave a case to its department's desk (转部门决定): the table does not grant it, or the clerk at the window does not.

Neither refuses: a refusal is always decided by an approver, with reason and basis. Law: 个人信息保护法 art 24;
行政许可法 art 38(2).
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.opinions import opinion_text
from yimen.cases.actions.inside.steps import open_step
from yimen.cases.actions.inside.to_desk import to_desk
from yimen.cases.models import Case, Step
from yimen.cases.states import CaseVerb
from yimen.kernel.action import Deed
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words


@entry(
    "case",
    CaseVerb.LEAVE_TO_PERSON,
    citizen=Words(
        "没有当场办结，改由部门工作人员决定。{reason}",
        "Not decided at once: the department's staff decide. {reason_en}",
    ),
    clerk=Words("{by}转部门决定：{reason}", "{by} left it to the department: {reason_en}"),
)
class LeaveToPerson(Entry, frozen=True):
    """A case was left to its department's desk."""

    code: str
    reason: str
    reason_en: str


def leave_to_person(*, case_id: UUID, reason: str, actor: Actor) -> None:
    """Pass the case on from the window to the department's approver. Raises BadInput, Conflict, Refused."""
    reason = opinion_text(reason, "reason")
    with CASE.act(CaseVerb.LEAVE_TO_PERSON, case_id, actor=actor) as deed:
        step = open_step(deed, deed.subject, CaseVerb.GRANT)
        note_left(deed, deed.subject, step, Words(reason, reason))


def note_left(deed: Deed[Case], case: Case, step: Step, reason: Words) -> None:
    """Put the step on the approver's desk, inside an open deed."""
    to_desk(case, step)
    deed.note(case, LeaveToPerson(code=step.code, reason=reason.zh, reason_en=reason.en))
