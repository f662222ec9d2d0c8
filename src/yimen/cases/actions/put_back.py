"""Put a claimed step back (放回): it waits for any colleague with its post again. Only who has it can."""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.claims import check_claim, check_post, desk_step, give, reach, whole_step
from yimen.cases.states import CaseVerb
from yimen.kernel.actor import Actor
from yimen.kernel.errors import Conflict
from yimen.kernel.journal import Entry, Privacy, entry
from yimen.kernel.words import Words


@entry(
    "case",
    CaseVerb.PUT_BACK,
    citizen=Words("等工作人员领取办理。", "It waits for a member of staff."),
    clerk=Words("{by}放回（{code}）。", "{by} put it back ({code})."),
    privacy=Privacy.OFFICE,
)
class PutBack(Entry, frozen=True):
    """A step was put back."""

    code: str


def put_back(*, case_id: UUID, actor: Actor) -> None:
    """Give the step up. Raises Conflict when it is a colleague's (naming her) or nobody's."""
    with CASE.act(CaseVerb.PUT_BACK, reach(desk_step(case_id), actor), actor=actor) as deed:
        steps = whole_step(desk_step(case_id))
        cases = {c.id: c for c in deed.subjects}
        for step in steps:
            check_post(step, actor, CaseVerb.PUT_BACK)
            check_claim(step, actor)
            if step.claimed_by_id is None:
                raise Conflict(Words("这一步没有人领取，不用放回。", "Nobody has claimed this step."))
            deed.note(cases[step.case_id], PutBack(code=step.code))
        give(steps, None, deed.now)
