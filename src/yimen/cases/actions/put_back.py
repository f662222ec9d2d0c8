"""Put a claimed step back (放回): it waits for any colleague with its post again.

Who has it can; and the house does it for whoever lost the post, was locked out or is away, so that nothing waits
for her.
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.claims import check_claim, check_post, desk_step, give, reach, whole_step
from yimen.cases.models import Step
from yimen.cases.states import CaseVerb
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.errors import Conflict
from yimen.kernel.journal import Entry, Privacy, entry
from yimen.kernel.rows import rows
from yimen.kernel.words import Words
from yimen.people.reads.standing_in import AWAY, HELD

_NO_LONGER = Words("领取的人已不在这个岗位。", "Who had claimed it no longer holds the post.")
_AWAY = Words("领取的人请假。", "Who had claimed it is away.")
_AT_ONCE = 200
_ABANDONED = f"""
SELECT s.id, s.case_id, s.code, {AWAY.format(account="s.claimed_by_id")}
  FROM cases_step s
 WHERE s.claimed_by_id IS NOT NULL AND s.state IN ('open', 'trouble')
   AND ({AWAY.format(account="s.claimed_by_id")}
        OR NOT EXISTS (SELECT 1 FROM ({HELD}) h
                        WHERE h.account_id = s.claimed_by_id AND h.office = s.office
                          AND (h.post = s.post OR s.post = '' AND h.post IN ('examiner', 'approver'))))
"""  # noqa: S608
"""The claimed steps under way whose claimant may not go on with them, or is away today.

A step taken over from a system bears no post: any desk post of its department goes on with it.
"""


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
    """Put back what is claimed by somebody who may not go on with it or is away; return how many steps.

    For the house's task: each case by itself, so that one that somebody works on at this moment waits for the next run.
    """
    days = [clock.today()] * 4
    cases = rows(f"SELECT DISTINCT case_id FROM ({_ABANDONED}) a ORDER BY case_id LIMIT %s", [*days, _AT_ONCE])  # noqa: S608
    return sum(_put_back_of(case_id, actor) for (case_id,) in cases)


def _put_back_of(case_id: UUID, actor: Actor) -> int:
    try:
        with CASE.act(CaseVerb.PUT_BACK, case_id, actor=actor) as deed:
            # Read again now that the case is locked.
            found = rows(f"{_ABANDONED} AND s.case_id = %s", [*[clock.today()] * 4, case_id])
            for _, _, code, is_away in found:
                why = _AWAY if is_away else _NO_LONGER
                deed.note(deed.subject, PutBack(code=code, reason_zh=why.zh, reason_en=why.en))
            give(list(Step.objects.filter(pk__in=[step for step, *_ in found])), None, deed.now)
    except Conflict:  # ended or being worked on since
        return 0
    return len(found)
