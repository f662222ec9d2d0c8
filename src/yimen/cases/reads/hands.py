"""In whose hands a step is, and into whose it may come: what a manager sees before reassigning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yimen.cases.access import may_case
from yimen.cases.models import Case, Step
from yimen.cases.reads.seen import seen_case
from yimen.cases.rules.hands import decided_before, examined_before, keeps_four_eyes
from yimen.cases.states import CaseVerb, StepState
from yimen.catalogue.reads import standard
from yimen.catalogue.states import Decider
from yimen.kernel import history
from yimen.kernel.actor import Actor, ActorKind
from yimen.kernel.errors import NotFound
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
    row = seen_case(viewer, case_id)
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
    may = [(account, name) for account, name in into_whose(step, row) if account != step.claimed_by_id]
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


def into_whose(step: Step, case: Case) -> list[tuple[int, str]]:
    """Return who may do a step: number and name of those who hold its post and whom four eyes allows.

    Who examined the case in an earlier round is none of them. For actions as well, inside their deed.
    """
    is_again = step.verb == CaseVerb.EXAMINE and step.attempt > 1
    rounds = history.of([("case", case.id)]) if step.verb == CaseVerb.APPROVE or is_again else []
    return [
        (account, name)
        for account, name in who_holds(step.post, step.office)
        if keeps_four_eyes(step.verb, account, case.accepted_by_id, case.examined_by_id)
        and not (step.verb == CaseVerb.APPROVE and examined_before(rounds, f"{ActorKind.STAFF}:{account}"))
        and not decided_before(rounds, f"{ActorKind.STAFF}:{account}")
    ]
