"""End a case for what never came (容缺未补，终止办理): by the approver, after its time has passed, with the ground.

Never by itself, and never silently: the paper names what did not come, until when it was promised, and the remedies.
Law: 广东省优化营商环境条例 art 32 (accepted on a written promise to add it in time), 行政许可法 art 38 (reasons).
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.opinions import opinion_text
from yimen.cases.actions.inside.owed import outstanding
from yimen.cases.actions.inside.paper import paper_of_case
from yimen.cases.actions.inside.steps import drop
from yimen.cases.models import Clock, Owed
from yimen.cases.rules.owed import Owing, Settled
from yimen.cases.states import CaseVerb, ClockKind
from yimen.kernel.actor import Actor
from yimen.kernel.errors import Obstacle
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.notices.states import DocumentKind

_NOT_YET = Words(
    "没有到期未补的容缺材料，不能以此终止办理。",
    "Nothing that was to come later is overdue: it cannot be ended for that.",
)


@entry(
    "case",
    CaseVerb.CALL_OFF,
    citizen=Words(
        "承诺后补的材料（{names}）到期没有补交，终止办理。理由：{ground}",
        "What was promised ({names_en}) did not come in time; the matter ends. {ground}",
    ),
    clerk=Words(
        "{by}：容缺材料（{names}）逾期未补，承诺没有兑现，终止办理。理由：{ground}",
        "{by} ended it: {names_en} never came, the promise was broken. {ground}",
    ),
)
class CallOff(Entry, frozen=True):
    """A case ended because what was promised did not come."""

    names: str
    names_en: str
    ground: str


def call_off(*, case_id: UUID, ground: str, actor: Actor) -> None:
    """End the case. Raises BadInput without a ground, Obstacle while the time runs or nothing is owed, FourEyes."""
    ground = opinion_text(ground, "ground")
    with CASE.act(CaseVerb.CALL_OFF, case_id, actor=actor) as deed:
        case, names = deed.subject, outstanding(deed.subject)
        clock = Clock.objects.filter(case=case.id, kind=ClockKind.TOLERANCE, stopped_at__isnull=True).first()
        if not names or clock is None or clock.until is None or deed.now <= clock.until:
            raise Obstacle(_NOT_YET, basis="广东省优化营商环境条例 32")
        open_ones = Owed.objects.filter(case=case.id, kind=Owing.TOLERANCE, outcome="")
        open_ones.update(outcome=Settled.NEVER_CAME, settled_at=deed.now)
        drop([case.id], deed.now)
        case.ended_at, case.has_papers = deed.now, True
        told = "、".join(n.zh for n in names)
        deed.note(case, CallOff(names=told, names_en=", ".join(n.en for n in names), ground=ground))
        paper_of_case(deed, case, DocumentKind.CALLED_OFF, ground=ground, what=told, until=clock.until)
