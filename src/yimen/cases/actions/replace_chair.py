"""Replace the chair of a hearing (更换听证主持人): the parties challenged her, or she cannot come.

Law: 行政许可法 art 48(1)3 (who thinks that the chair is concerned may ask for another). The head decides; that the head
does is the house's own rule, no article names who.
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.opinions import opinion_text
from yimen.cases.actions.inside.proceedings import carry_on, chair_of, hearing
from yimen.cases.states import CaseVerb, ProceedingState
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words

_NOT_SCHEDULED = Words("没有已经安排好的听证。", "No hearing is scheduled.")
_SAME = Words("请另选一位，不能还是原来的主持人。", "Choose somebody else than the present chair.")


@entry(
    "case",
    CaseVerb.REPLACE_CHAIR,
    citizen=Words("听证改由{chair}主持。", "{chair} is in the chair of the hearing now."),
    clerk=Words("{by}决定听证改由{chair}主持：{reason}", "{by} put {chair} in the chair: {reason}"),
)
class ReplaceChair(Entry, frozen=True):
    """Another member of staff chairs the hearing."""

    chair: str
    reason: str


def replace_chair(*, case_id: UUID, chair: int, reason: str, actor: Actor) -> None:
    """Put the account `chair` in the chair. Raises BadInput, Conflict when no hearing is scheduled, Refused."""
    reason = opinion_text(reason, "reason")
    with CASE.act(CaseVerb.REPLACE_CHAIR, case_id, actor=actor) as deed:
        case = deed.subject
        row, data = hearing(case, ProceedingState.SCHEDULED, lacking=_NOT_SCHEDULED)
        if chair == data.chair:
            raise BadInput(_SAME, {"chair": [_SAME]})
        data.chair, data.chair_name = chair, chair_of(case, chair)
        carry_on(row, ProceedingState.SCHEDULED, data, deed.now, row.until)
        deed.note(case, ReplaceChair(chair=data.chair_name, reason=reason))
