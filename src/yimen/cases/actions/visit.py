"""Note a look on the spot (现场核查) by two or more officers. Law: 行政许可法 art 34(3)."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.opinions import opinion_texts
from yimen.cases.actions.inside.paper import paper_of_case
from yimen.cases.actions.inside.proceedings import begin
from yimen.cases.reads.proceedings import officers_of
from yimen.cases.rules.proceedings import VisitData, check_officers
from yimen.cases.states import CaseVerb, ProceedingKind, ProceedingState
from yimen.catalogue.rules.citations import cited
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.notices.states import DocumentKind


@entry(
    "case",
    CaseVerb.VISIT,
    citizen=Words("{officers}进行了现场核查。", "{officers} looked on the spot."),
    clerk=Words("{by}记录现场核查（{officers}）：{finding}", "{by} noted a visit ({officers}): {finding}"),
)
class Visit(Entry, frozen=True):
    """Officers looked on the spot; `officers` are the names of staff."""

    officers: str
    finding: str


def visit(*, case_id: UUID, officers: Collection[int], place: str, finding: str, actor: Actor) -> None:
    """Note a visit by the accounts `officers` of the case's department. Raises BadInput naming each field, Refused."""
    told = opinion_texts(place=place, finding=finding)
    with CASE.act(CaseVerb.VISIT, case_id, actor=actor) as deed:
        case = deed.subject
        known = officers_of(case.department_id)
        check_officers(officers, known)
        names = [known[account] for account in dict.fromkeys(officers)]
        data = VisitData(names, told["place"], told["finding"])
        row = begin(deed, ProceedingKind.VISIT, ProceedingState.DONE, data)
        deed.note(case, Visit(officers="、".join(names), finding=told["finding"]))
        paper_of_case(
            deed,
            case,
            DocumentKind.VISIT,
            source=("proceeding", row.id),
            officers="、".join(names),
            place=data.place,
            finding=data.finding,
            basis=cited("行政许可法", "34(3)"),
        )
