"""Tell an interested third party (告知利害关系人) what is applied for and that it may state its view.

Law: 行政许可法 art 36 (who is greatly concerned is told, may state and defend, and is heard). The law gives no day; the
office gives one, and decides only after it or after the party was heard.
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.opinions import opinion_texts
from yimen.cases.actions.inside.paper import paper_of_case
from yimen.cases.actions.inside.proceedings import begin
from yimen.cases.rules.proceedings import InterestData
from yimen.cases.states import CaseVerb, ProceedingKind, ProceedingState
from yimen.catalogue.rules.citations import cited
from yimen.kernel.actor import Actor
from yimen.kernel.calendar import work_calendar
from yimen.kernel.errors import BadInput
from yimen.kernel.journal import Entry, entry
from yimen.kernel.limits import due
from yimen.kernel.words import Words
from yimen.kernel.workdays import Limit, Unit
from yimen.notices.states import DocumentKind

MOST_DAYS = 20
_DAYS = Words(f"请写明给几个工作日陈述（1至{MOST_DAYS}）。", f"Say how many working days it has (1 to {MOST_DAYS}).")


@entry(
    "case",
    CaseVerb.INFORM,
    citizen=Words(
        "已告知利害关系人，可在{days}个工作日内陈述意见。", "An interested party was told; it has {days} working days."
    ),
    clerk=Words("{by}告知利害关系人，{days}个工作日内陈述。", "{by} told an interested party; {days} working days."),
)
class Inform(Entry, frozen=True):
    """An interested party was told; who it is lies sealed with the proceeding."""

    days: int


def inform(*, case_id: UUID, name: str, contact: str, interest: str, days: int, actor: Actor) -> None:
    """Tell somebody who is greatly concerned, with a notice. Raises BadInput naming each field, Refused, Conflict."""
    told = opinion_texts(name=name, contact=contact, interest=interest)
    if not 1 <= days <= MOST_DAYS:
        raise BadInput(_DAYS, {"days": [_DAYS]})
    with CASE.act(CaseVerb.INFORM, case_id, actor=actor) as deed:
        case = deed.subject
        until = due(Limit(days, Unit.WORKING_DAY), deed.now, work_calendar()).at
        data = InterestData(told["name"], told["contact"], told["interest"])
        row = begin(deed, ProceedingKind.INTEREST, ProceedingState.TOLD, data, until=until)
        deed.note(case, Inform(days=days))
        paper_of_case(
            deed,
            case,
            DocumentKind.INTEREST,
            source=("proceeding", row.id),
            party=data.name,
            interest=data.interest,
            until=until,
            basis=cited("行政许可法", "36"),
        )
