"""Report a case to the upper office that decides it (初审转报): with the opinion of the review and all the material.

Law: 行政许可法 art 35 (opinion and all material go to the upper office directly; it does not ask the applicant again),
art 43 (the review below takes 20 days at most, from acceptance). The matter's own limit runs on: no article says that
it begins anew above (general).
"""

from __future__ import annotations

from uuid import UUID

import msgspec

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.handed import check_nothing_awaited, move, receiving, steps_left
from yimen.cases.actions.inside.paper import paper_of_case
from yimen.cases.actions.inside.turns import texts, turned
from yimen.cases.models import Case, Clock, Step
from yimen.cases.reads.seen import seen_case
from yimen.cases.rules.turns import TurnKind
from yimen.cases.states import CaseVerb, ClockKind, StepState
from yimen.catalogue.reads import standard
from yimen.catalogue.states import Decider
from yimen.kernel.actor import Actor
from yimen.kernel.errors import Conflict
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.notices.states import DocumentKind

BASIS = "《行政许可法》第三十五条、第四十三条"
_NOWHERE = Words(
    "这个事项由本部门决定，不用转报上级。", "This department decides the matter itself: it is reported nowhere."
)
_ABOVE = Words("这一件已经转报上级。", "It has been reported to the upper office already.")
_NOT_REVIEWED = Words("审查还没有完成，审查完毕后再转报。", "The review is not done yet: report it when it is.")


@entry(
    "case",
    CaseVerb.REPORT_UP,
    citizen=Words(
        "已审查，连同全部材料报送{to}决定。", "Reviewed, and sent with all material to the {to_en} to decide."
    ),
    clerk=Words("{by}转报{to}，初步审查意见：{opinion}", "{by} reported it to the {to_en}: {opinion}"),
)
class ReportUp(Entry, frozen=True):
    """A case went to the office that decides it."""

    code: str
    to: str
    to_en: str
    opinion: str


def report_up(*, case_id: UUID, opinion: str, actor: Actor) -> None:
    """Report the case that was reviewed.

    Raises BadInput, Conflict (nothing to report, or not yet), Refused, NotFound.
    """
    row = seen_case(actor, case_id)
    CASE.guard(actor, CaseVerb.REPORT_UP, row)
    told = texts(row, report_opinion=opinion)
    with CASE.act(CaseVerb.REPORT_UP, case_id, actor=actor) as deed:
        case, to = deed.subject, _upper_office(deed.subject)
        if not to:
            raise Conflict(_NOWHERE)
        if case.department_id == to:
            raise Conflict(_ABOVE)
        if Step.objects.filter(case=case.id, verb=CaseVerb.EXAMINE).exclude(state=StepState.DONE).exists():
            raise Conflict(_NOT_REVIEWED)
        check_nothing_awaited(case)
        left = steps_left(case)
        office = receiving(case, to, {s.post for s in left if s.decided_by == Decider.DESK})
        opinion = told["report_opinion"]
        turn = turned(deed, case, TurnKind.REPORTED, {"to": to, "opinion": opinion})
        Clock.objects.filter(case=case.id, kind=ClockKind.REVIEW, stopped_at__isnull=True).update(stopped_at=deed.now)
        Step.objects.filter(pk__in=[s.pk for s in left], state=StepState.OPEN).update(opened_at=deed.now)
        deed.note(case, ReportUp(code=to, to=office.name.zh, to_en=office.name.en, opinion=opinion))
        where = {"to": office.name.zh, "address": office.address, "phone": office.phone}
        paper_of_case(
            deed, case, DocumentKind.REPORT_UP, source=("turn", turn.id), opinion=opinion, basis=BASIS, **where
        )
        move(case, left, to)


def _upper_office(case: Case) -> str:
    """The code of the office that decides the case after the department's review; empty where there is none."""
    to = standard(case.matter_id).process.reports_to
    return "" if to is msgspec.UNSET else str(to)
