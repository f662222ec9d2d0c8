"""Examine a case at the department's desk (审查) with an opinion. Law: 不动产登记暂行条例 art 18 (what is examined)."""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.opinions import opinion_text
from yimen.cases.actions.inside.steps import conclude_if_last, finish, open_step
from yimen.cases.states import CaseVerb
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words


@entry(
    "case",
    CaseVerb.EXAMINE,
    citizen=Words("已审查。", "Examined."),
    clerk=Words("{by}审查：{opinion}", "{by} examined: {opinion}"),
)
class Examine(Entry, frozen=True):
    """A case was examined."""

    opinion: str


def examine(*, case_id: UUID, opinion: str, actor: Actor) -> None:
    """Finish the examination. Raises BadInput without an opinion, Conflict when it is not at the desk now."""
    opinion = opinion_text(opinion)
    with CASE.act(CaseVerb.EXAMINE, case_id, actor=actor) as deed:
        case = deed.subject
        finish(deed, open_step(deed, case, CaseVerb.EXAMINE), remark=opinion)
        case.examined_by_id = int(actor.id)
        deed.note(case, Examine(opinion=opinion))
        conclude_if_last(deed, case)
