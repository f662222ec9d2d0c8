"""End an absence (结束请假): she is back before its last day. The house ends what is over by itself.

From that moment on the substitute holds her own posts only; what she had claimed in the other's place is put back.
"""

from __future__ import annotations

from uuid import UUID

from yimen.accounts.models import Absence
from yimen.accounts.rules.absences import last_day_when_ended
from yimen.accounts.states import AbsenceState, AbsenceVerb
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.errors import Conflict
from yimen.kernel.journal import Entry, Privacy, entry
from yimen.kernel.words import Words
from yimen.people.actions import ABSENCE

_NOT_BEGUN = Words("请假还没有开始，要收回请取消。", "It has not begun yet: call it off instead.")


@entry(
    "absence",
    AbsenceVerb.END,
    citizen=Words("工作人员回来上班。", "The member of staff is back."),
    clerk=Words("{by}结束请假，最后一天是{last}。", "{by} ended the absence; its last day was {last}."),
    privacy=Privacy.OFFICE,
)
class End(Entry, frozen=True):
    """An absence ended."""

    last: str


def end(*, absence_id: UUID, actor: Actor) -> None:
    """End the absence today. Raises NotFound, Refused, and Conflict before its first day or when it is over."""
    with ABSENCE.act(AbsenceVerb.END, absence_id, actor=actor) as deed:
        row, today = deed.subject, clock.today()
        if row.from_date > today:
            raise Conflict(_NOT_BEGUN)
        row.to_date = last_day_when_ended(row.from_date, row.to_date, today)
        deed.note(row, End(last=row.to_date.isoformat()))


def end_over(*, actor: Actor) -> int:
    """End what lasted until yesterday or before, and return how many. For the house's task."""
    over = Absence.objects.filter(state=AbsenceState.ANNOUNCED, to_date__lt=clock.today())
    ended = 0
    for absence_id in over.values_list("pk", flat=True):
        try:
            end(absence_id=absence_id, actor=actor)
        except Conflict:  # ended since
            continue
        ended += 1
    return ended
