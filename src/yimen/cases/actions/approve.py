"""Approve a case (审批同意). Approval is not the result: it stands when the responsible system confirms its entry.

Who examined may not approve (一审一核). Law: 不动产登记暂行条例 art 21.
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.granting import grant
from yimen.cases.actions.inside.opinions import free_opinion
from yimen.cases.actions.inside.proceedings import was_heard
from yimen.cases.actions.inside.steps import conclude_if_last, finish, open_step
from yimen.cases.states import CaseVerb
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words

_FOLLOWS = Words(
    "这一件举行过听证：请写明怎样根据听证笔录作出决定。",
    "A hearing was held: say how the decision follows its record (行政许可法 art 48(2)).",
)


@entry(
    "case",
    CaseVerb.APPROVE,
    citizen=Words("已审批，等待出结果。", "Approved, awaiting the result."),
    clerk=Words("{by}审批同意。{opinion}", "{by} approved. {opinion}"),
)
class Approve(Entry, frozen=True):
    """A case was approved."""

    opinion: str


def approve(*, case_id: UUID, opinion: str = "", actor: Actor) -> None:
    """Approve the case. Raises FourEyes, Conflict when it is not at the desk now, BadInput for an unfit opinion."""
    opinion = free_opinion(opinion)
    with CASE.act(CaseVerb.APPROVE, case_id, actor=actor) as deed:
        case = deed.subject
        step = open_step(deed, case, CaseVerb.APPROVE)
        if not opinion and was_heard(case):
            raise BadInput(_FOLLOWS, {"opinion": [_FOLLOWS]})
        finish(deed, step, outcome=grant(deed, case, step), remark=opinion)
        case.approved_by_id = int(actor.id)
        deed.note(case, Approve(opinion=opinion))
        conclude_if_last(deed, case)
