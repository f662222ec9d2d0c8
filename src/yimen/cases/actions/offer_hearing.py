"""Tell the parties that they may ask for a hearing (告知听证权利), or that the office holds one by itself.

Law: 行政许可法 art 46 (on the office's own initiative), art 47 (told before the decision; five days to ask).
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.opinions import opinion_text
from yimen.cases.actions.inside.paper import paper_of_case
from yimen.cases.actions.inside.proceedings import begin
from yimen.cases.models import Proceeding
from yimen.cases.reads.deadline import law_of
from yimen.cases.rules.proceedings import HearingData, asking_ends, check_knows_hearing, holding_ends
from yimen.cases.states import CaseVerb, ProceedingKind, ProceedingState
from yimen.catalogue.reads import standard
from yimen.catalogue.rules.citations import cited
from yimen.kernel.actor import Actor
from yimen.kernel.calendar import work_calendar
from yimen.kernel.errors import Conflict
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE
from yimen.notices.states import DocumentKind

_ONCE = Words("这一件已经告知过听证权利。", "The parties were told of a hearing already.")


@entry(
    "case",
    CaseVerb.OFFER_HEARING,
    citizen=Words("您可以要求听证，{until}前提出。{why}", "You may ask for a hearing until {until}. {why}"),
    clerk=Words("{by}告知听证权利（到{until}）：{why}", "{by} offered a hearing (until {until}): {why}"),
)
class OfferHearing(Entry, frozen=True):
    """The parties were told of their right, or of a hearing that the office holds by itself."""

    why: str
    until: str
    is_ex_officio: bool


def offer_hearing(*, case_id: UUID, why: str, is_ex_officio: bool = False, actor: Actor) -> None:
    """Offer a hearing, or announce one. Raises BadInput, Obstacle where no law gives one, Conflict, Refused."""
    why = opinion_text(why, "why")
    with CASE.act(CaseVerb.OFFER_HEARING, case_id, actor=actor) as deed:
        case, calendar = deed.subject, work_calendar()
        check_knows_hearing(standard(case.matter_id).acceptance.type, law_of(case))
        if Proceeding.objects.filter(case=case.id, kind=ProceedingKind.HEARING).exists():
            raise Conflict(_ONCE)
        until = holding_ends(deed.now, calendar) if is_ex_officio else asking_ends(deed.now, calendar)
        state = ProceedingState.ASKED if is_ex_officio else ProceedingState.TOLD
        data = HearingData(why, is_ex_officio, asked_by="office" if is_ex_officio else "")
        row = begin(deed, ProceedingKind.HEARING, state, data, until=until)
        day = f"{until.astimezone(OFFICE_ZONE):%Y-%m-%d}"
        deed.note(case, OfferHearing(why=why, until=day, is_ex_officio=is_ex_officio))
        article = "46" if is_ex_officio else "47"
        paper_of_case(
            deed,
            case,
            DocumentKind.HEARING_RIGHT,
            source=("proceeding", row.id),
            why=why,
            until=until,
            is_ex_officio=is_ex_officio,
            basis=cited("行政许可法", article),
        )
