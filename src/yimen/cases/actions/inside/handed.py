"""A case goes from one department to another, inside the deed of the verb that hands it over or reports it."""

from __future__ import annotations

from collections.abc import Collection

from yimen.cases.models import Case, Proceeding, Step
from yimen.cases.states import StepState
from yimen.catalogue.reads import standard
from yimen.catalogue.states import HALL, Decider
from yimen.kernel.errors import BadInput, Conflict
from yimen.kernel.words import Words
from yimen.people.reads import OfficeSheet, offices, posts_held

_TO = Words(
    "请选一个有人能办这一件的部门：要有它后面各环节的岗位。",
    "Choose a department that can decide it: with the posts of the steps that are left.",
)
_AWAITED = Words(
    "还有会办意见没有回复，或者听证没有结束，先办完再移交、移送或者转报。",
    "An opinion is awaited or a hearing is under way: finish that before the case goes elsewhere.",
)
_WITH_A_SYSTEM = Words(
    "“{step}”由本部门的业务系统办理，不能转到别的部门。",
    "“{step}” is decided by this department's system: it cannot go to another department.",
)


def check_nothing_awaited(case: Case) -> None:
    """Raise Conflict while an opinion is awaited or a hearing is under way: it ends here first."""
    if case.has_proceedings and Proceeding.objects.filter(case=case.id, ended_at__isnull=True).exists():
        raise Conflict(_AWAITED)


def steps_left(case: Case) -> list[Step]:
    """Return the department's steps that are not done. Raises Conflict when a system of the department has one."""
    ended = (StepState.DONE, StepState.REFUSED, StepState.DROPPED)
    left = list(Step.objects.filter(case=case.id, office=case.department_id).exclude(state__in=ended))
    for step in left:
        if step.decided_by == Decider.CONNECTOR:
            name = standard(case.matter_id).steps[step.code].name
            raise Conflict(Words(_WITH_A_SYSTEM.zh.format(step=name.zh), _WITH_A_SYSTEM.en.format(step=name.en)))
    return left


def receiving(case: Case, to: str, posts: Collection[str]) -> OfficeSheet:
    """Return the department `to`. Raises BadInput unless it is another one that has somebody for every post."""
    if to == case.department_id or to not in offices() or not posts or set(posts) - posts_held(to):
        raise BadInput(_TO, {"to": [_TO]})
    return offices()[to]


def move(case: Case, steps: Collection[Step], to: str) -> None:
    """Move the case with these steps; claims fall, limits run on."""
    Step.objects.filter(pk__in=[s.pk for s in steps]).update(office=to, claimed_by=None, claimed_at=None)
    case.department_id = to


def posts_of_desk(case: Case) -> frozenset[str]:
    """Return the posts that the department's own steps of the matter need, done or not."""
    steps = standard(case.matter_id).process.steps
    return frozenset(s.post for s in steps if s.office != HALL and s.decided_by is Decider.DESK)
