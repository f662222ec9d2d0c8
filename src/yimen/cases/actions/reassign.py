"""Give a step to somebody else (改派), with the reason: who has it is away, or has too much.

Done by an approver of the department, or by the manager of the hall that accepted the application.
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.claims import day_text, desk_step, give, reach, whole_step
from yimen.cases.actions.inside.opinions import opinion_text
from yimen.cases.models import Case, Step
from yimen.cases.reads.hands import into_whose
from yimen.cases.states import CaseVerb
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput, Conflict, Refused
from yimen.kernel.journal import Entry, Privacy, entry
from yimen.kernel.words import Words
from yimen.people.reads.standing_in import Away, who_holds
from yimen.people.states import Post

_TO = Words("请选一位有这个岗位、又不违反一审一核的同事。", "Choose a colleague with this post whom four eyes allows.")
_NOT_YOURS = Words(
    "大厅的核准由大厅主管改派，部门的环节由该部门审批员或大厅主管改派。",
    "The hall manager reassigns a second check; a department's step is reassigned by its approver or the hall manager.",
)


@entry(
    "case",
    CaseVerb.REASSIGN,
    citizen=Words("改由另一位工作人员办理。", "Another member of staff works on it."),
    clerk=Words("{by}改派给{to}（{code}）：{reason}", "{by} gave it to {to} ({code}): {reason}"),
    privacy=Privacy.OFFICE,
)
class Reassign(Entry, frozen=True):
    """A step was given to somebody else."""

    code: str
    to: str
    reason: str


def reassign(*, case_id: UUID, to: int, reason: str, actor: Actor) -> None:
    """Give the step that waits to the account `to`.

    Raises BadInput without a reason, for somebody who may not do the step or is away (naming who stands in), Conflict
    when she has it already or nothing waits, Refused.
    """
    reason = opinion_text(reason, "reason")
    with CASE.act(CaseVerb.REASSIGN, reach(desk_step(case_id), actor), actor=actor) as deed:
        steps = whole_step(desk_step(case_id))
        cases = {c.id: c for c in deed.subjects}
        for step in steps:
            _check(step, actor)
        name = _name(steps[0], cases[steps[0].case_id], to)
        for step in steps:
            deed.note(cases[step.case_id], Reassign(code=step.code, to=name, reason=reason))
        give(steps, to, deed.now)


def _check(step: Step, actor: Actor) -> None:
    if not (actor.holds(Post.HALL_MANAGER) or actor.holds(Post.APPROVER, step.office)):
        raise Refused(_NOT_YOURS, verb=CaseVerb.REASSIGN)


def _name(step: Step, case: Case, to: int) -> str:
    names = dict(into_whose(step, case))
    away = next((h for h in who_holds(step.post, step.office) if h.account == to and h.away), None)
    if away is not None and away.away is not None:
        words = _is_away(away.name, away.away)
        raise BadInput(words, {"to": [words]})
    if to not in names:
        raise BadInput(_TO, {"to": [_TO]})
    if step.claimed_by_id == to:
        words = Words(f"{names[to]}已经领取了这一步。", f"{names[to]} has this step already.")
        raise Conflict(words, field="to")
    return names[to]


def _is_away(name: str, away: Away) -> Words:
    until = day_text(away.until_date)
    return Words(
        f"{name}请假到{until.zh}，由{away.substitute}代办，请改派给{away.substitute}或别的同事。",
        f"{name} is away until {until.en}; {away.substitute} stands in. Give it to {away.substitute} or to another "
        "colleague.",
    )
