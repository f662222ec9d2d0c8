"""Claim a step that waits (领取): it is mine now, and colleagues see that. Of two people one gets it."""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.claims import (
    check_claim,
    check_earlier_rounds,
    check_eyes,
    check_post,
    check_present,
    desk_step,
    give,
    reach,
    whole_step,
)
from yimen.cases.states import CaseVerb
from yimen.kernel.actor import Actor
from yimen.kernel.errors import Conflict
from yimen.kernel.journal import Entry, Privacy, entry
from yimen.kernel.words import Words


@entry(
    "case",
    CaseVerb.CLAIM,
    citizen=Words("已有工作人员领取办理。", "A member of staff has taken it up."),
    clerk=Words("{by}领取（{code}）。", "{by} claimed it ({code})."),
    privacy=Privacy.OFFICE,
)
class Claim(Entry, frozen=True):
    """A step was claimed."""

    code: str


def claim(*, case_id: UUID, actor: Actor) -> None:
    """Take the step of the case that waits for a person; a second check is taken for the whole application.

    Raises Conflict when a colleague has it (naming her), nothing waits or the actor is away today, Refused for another
    post, FourEyes.
    """
    with CASE.act(CaseVerb.CLAIM, reach(desk_step(case_id), actor), actor=actor) as deed:
        check_present(actor)
        steps = whole_step(desk_step(case_id))  # read again now that the cases are locked
        cases = {c.id: c for c in deed.subjects}
        for step in steps:
            check_post(step, actor, CaseVerb.CLAIM)
            check_earlier_rounds(step, actor, CaseVerb.CLAIM)
            check_claim(step, actor)
            case = cases[step.case_id]
            check_eyes(step, case, actor, CaseVerb.CLAIM)
            if step.claimed_by_id == int(actor.id):
                raise Conflict(Words("您已经领取了这一步。", "You have claimed this step already."))
            deed.note(case, Claim(code=step.code))
        give(steps, int(actor.id), deed.now)
