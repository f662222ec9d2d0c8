"""Call an absence off before its first day (取消请假): she does not go."""

from __future__ import annotations

from uuid import UUID

from yimen.accounts.states import AbsenceVerb
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.errors import Conflict
from yimen.kernel.journal import Entry, Privacy, entry
from yimen.kernel.words import Words
from yimen.people.actions import ABSENCE

_BEGUN = Words("请假已经开始，要提前回来请结束请假。", "It has begun: end it instead.")


@entry(
    "absence",
    AbsenceVerb.CALL_OFF,
    citizen=Words("工作人员照常上班。", "The member of staff is here after all."),
    clerk=Words("{by}取消请假。", "{by} called the absence off."),
    privacy=Privacy.OFFICE,
)
class CallOff(Entry, frozen=True):
    """An absence was called off."""


def call_off(*, absence_id: UUID, actor: Actor) -> None:
    """Call the absence off. Raises NotFound, Refused, and Conflict when it has begun or is called off already."""
    with ABSENCE.act(AbsenceVerb.CALL_OFF, absence_id, actor=actor) as deed:
        if deed.subject.from_date <= clock.today():
            raise Conflict(_BEGUN)
        deed.note(deed.subject, CallOff())
