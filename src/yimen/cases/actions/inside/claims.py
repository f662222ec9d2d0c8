"""Who has a step at a desk: used by the verbs that claim, put back, reassign and decide, inside their deeds.

The case is locked, so that of two people who reach for the same step one finds it taken.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from yimen.accounts.models import Account
from yimen.cases.access import DECIDED_YOURSELF, EXAMINED_YOURSELF
from yimen.cases.models import Step
from yimen.cases.rules.hands import decided_before, examined_before
from yimen.cases.states import CaseVerb, StepState
from yimen.catalogue.states import Decider
from yimen.kernel import history
from yimen.kernel.actor import Actor
from yimen.kernel.errors import Conflict, FourEyes, Refused
from yimen.kernel.rows import whole
from yimen.kernel.shell_sql import change
from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE
from yimen.people.states import Post

NOT_AT_DESK = Words(
    "这一步现在不在办：前面还有没办完的，或者已经办过了。",
    "This step is not at the desk now: something before it is not done, or it is done already.",
)
_AT_DESK = """
case_id = %s AND (state = 'trouble' OR (state = 'open' AND decided_by = 'desk'))
ORDER BY state = 'trouble' DESC, id LIMIT 1
"""


def desk_step(case_id: UUID) -> Step:
    """Return the step of the case that waits for a person: at a desk, or in trouble. Raises Conflict when none does."""
    found = whole(Step, _AT_DESK, [case_id])
    if not found:
        raise Conflict(NOT_AT_DESK)
    return found[0]


def whole_step(step: Step) -> list[Step]:
    """Return the step with those that are one piece of work with it: the second check of every case together."""
    if step.verb != CaseVerb.CHECK:
        return [step]
    same = Step.objects.filter(
        case__application=step.case.application_id, verb=CaseVerb.CHECK, state=StepState.OPEN, decided_by=Decider.DESK
    )
    return list(same.select_related("case").order_by("case_id"))


def reach(step: Step, actor: Actor) -> set[UUID]:
    """Return the cases to lock for a step: of a second check all of its application, for whoever has to do with it."""
    has_to_do = actor.holds(step.post, step.office) or actor.holds(Post.HALL_MANAGER)
    return {s.case_id for s in whole_step(step)} | {step.case_id} if has_to_do else {step.case_id}


def check_post(step: Step, actor: Actor, verb: str) -> None:
    """Raise Refused unless the step's post is the actor's."""
    if not actor.holds(step.post, step.office):
        raise Refused(Words("您的岗位不能办理这一步。", "Your post does not do this step."), verb=verb)


def check_earlier_rounds(step: Step, actor: Actor, verb: str) -> None:
    """Raise FourEyes when the actor examined the case in an earlier round: a return gives her no new eyes.

    Nor does an order to decide anew: who examined or decided before it does neither again.
    """
    if step.verb not in (CaseVerb.EXAMINE, CaseVerb.APPROVE) or step.attempt == 1:
        return
    rounds = history.of([("case", step.case_id)])
    if step.verb == CaseVerb.APPROVE and examined_before(rounds, actor.reference):
        raise FourEyes(EXAMINED_YOURSELF, verb=verb)
    if decided_before(rounds, actor.reference):
        raise FourEyes(DECIDED_YOURSELF, verb=verb)


def check_claim(step: Step, actor: Actor) -> None:
    """Raise Conflict, naming who has it, when somebody else has claimed the step."""
    if step.claimed_by_id is None or step.claimed_by_id == int(actor.id):
        return
    raise Conflict(taken(step), claimed_by=step.claimed_by_id)


def taken(step: Step) -> Words:
    """Return the sentence for who comes second: who has the step, since when, and what can be done."""
    assert step.claimed_by_id is not None and step.claimed_at is not None
    name = Account.objects.values_list("name", flat=True).get(pk=step.claimed_by_id)
    at = step.claimed_at.astimezone(OFFICE_ZONE)
    return Words(
        f"{name}已在{at.month}月{at.day}日 {at:%H:%M}领取这一步，正在办。"
        f"要换人，请{name}放回，或请审批员、大厅主管改派。",
        f"{name} claimed this step on {at.day} {at:%b} at {at:%H:%M} and is working on it. "
        f"To change hands, {name} puts it back, or an approver or the hall manager reassigns it.",
    )


def give(steps: list[Step], to: int | None, now: datetime) -> None:
    """Write whose the steps are from `now` on; nobody's when `to` is None."""
    for step in steps:
        step.claimed_by_id, step.claimed_at = to, now if to is not None else None
    change(Step, ("claimed_by_id", "claimed_at"), steps)
