"""Put a claimed step back (放回): it waits for any colleague with its post again.

Who has it can; and the house does it for whoever lost the post or was locked out, so that nothing waits for her.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.claims import check_claim, check_post, desk_step, give, reach, whole_step
from yimen.cases.models import Step
from yimen.cases.states import CaseVerb, StepState
from yimen.kernel.actor import Actor
from yimen.kernel.errors import Conflict
from yimen.kernel.journal import Entry, Privacy, entry
from yimen.kernel.words import Words
from yimen.people.models import Appointment
from yimen.people.states import Post

_NO_LONGER = Words("领取的人已不在这个岗位。", "Who had claimed it no longer holds the post.")
_AT_ONCE = 200


@entry(
    "case",
    CaseVerb.PUT_BACK,
    citizen=Words("等工作人员领取办理。", "It waits for a member of staff."),
    clerk=Words("{by}放回（{code}）。{reason_zh}", "{by} put it back ({code}). {reason_en}"),
    privacy=Privacy.OFFICE,
)
class PutBack(Entry, frozen=True):
    """A step was put back; with the reason when the house did it."""

    code: str
    reason_zh: str = ""
    reason_en: str = ""


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


def put_back_abandoned(*, actor: Actor) -> int:
    """Put back what is claimed by somebody who holds the step's post no more or is locked out; return how many steps.

    For the house's task: each case by itself, so that one that somebody works on at this moment waits for the next run.
    """
    cases = list(_abandoned().order_by("case_id").values_list("case_id", flat=True).distinct()[:_AT_ONCE])
    return sum(_put_back_of(case_id, actor) for case_id in cases)


def _put_back_of(case_id: UUID, actor: Actor) -> int:
    try:
        with CASE.act(CaseVerb.PUT_BACK, case_id, actor=actor) as deed:
            steps = list(_abandoned().filter(case=case_id))  # read again now that the case is locked
            for step in steps:
                told = PutBack(code=step.code, reason_zh=_NO_LONGER.zh, reason_en=_NO_LONGER.en)
                deed.note(deed.subject, told)
            give(steps, None, deed.now)
    except Conflict:  # ended or being worked on since
        return 0
    return len(steps)


def _abandoned() -> QuerySet[Step]:
    """The claimed steps under way whose claimant may not go on with them.

    A step taken over from a system bears no post: any desk post of its department goes on with it.
    """
    held = Appointment.objects.filter(
        account=OuterRef("claimed_by"), office=OuterRef("office"), is_held=True, account__is_active=True
    )
    of_post = Exists(held.filter(post=OuterRef("post")))
    of_desk = Exists(held.filter(post__in=(Post.EXAMINER, Post.APPROVER)))
    claimed = Step.objects.filter(claimed_by__isnull=False, state__in=(StepState.OPEN, StepState.TROUBLE))
    return claimed.exclude(of_post).exclude(Q(post="") & of_desk)
