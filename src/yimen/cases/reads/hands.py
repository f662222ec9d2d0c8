"""In whose hands a step is, and into whose it may come: what a manager sees before reassigning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yimen.cases.access import may_case, scope
from yimen.cases.models import Case, Step, visible_cases
from yimen.cases.rules.hands import keeps_four_eyes
from yimen.cases.states import CaseVerb, StepState
from yimen.catalogue.reads import standard
from yimen.catalogue.states import Decider
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.errors import NotFound
from yimen.kernel.visible import within
from yimen.kernel.words import Words
from yimen.people.reads import offices, who_holds


@dataclass(frozen=True)
class Hands:
    """A case's step that waits for a person: who has it, and who else may do it by post and four eyes."""

    case_id: UUID
    number: str
    matter: Words
    step: Words
    office: Words
    claimed_by: str
    claimed_at: datetime | None
    others: tuple[tuple[int, str], ...]


def in_whose_hands(viewer: Actor, case_id: UUID) -> Hands:
    """Return the step of a case that waits for a person. Raises NotFound, Refused, and NotFound when none waits."""
    row = within(Case.objects.all(), visible_cases(scope(viewer), clock.today())).filter(pk=case_id).first()
    if row is None:
        raise NotFound
    refusal = may_case(viewer, CaseVerb.REASSIGN, row)
    if refusal is not None:
        raise refusal
    waiting = Step.objects.filter(case=case_id, state__in=(StepState.OPEN, StepState.TROUBLE)).order_by("-state", "id")
    step = next(
        (
            s
            for s in waiting.select_related("claimed_by")
            if s.state == StepState.TROUBLE or s.decided_by == Decider.DESK
        ),
        None,
    )
    if step is None:
        raise NotFound
    text = standard(row.matter_id)
    may = [
        (account, name)
        for account, name in who_holds(step.post, step.office)
        if account != step.claimed_by_id and keeps_four_eyes(step.verb, account, row.accepted_by_id, row.examined_by_id)
    ]
    return Hands(
        case_id=case_id,
        number=row.number,
        matter=text.acceptance.name,
        step=text.steps[step.code].name,
        office=offices()[step.office].name,
        claimed_by=step.claimed_by.name if step.claimed_by_id is not None else "",
        claimed_at=step.claimed_at,
        others=tuple(may),
    )
