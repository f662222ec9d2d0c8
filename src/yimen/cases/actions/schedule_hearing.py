"""Set day, place and chair of a hearing and tell the parties (安排听证); the limit stands still from that day on.

Law: 行政许可法 art 48(1)1 (told seven days before), 48(1)3 (chaired by somebody who does not examine), art 45 (the time
of a hearing is not counted, and is told in writing). A law that knows no such pause lets the limit run on.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.opinions import opinion_text
from yimen.cases.actions.inside.paper import paper_of_case
from yimen.cases.actions.inside.proceedings import carry_on, chair_of, hearing
from yimen.cases.actions.pause import note_pause
from yimen.cases.models import Case
from yimen.cases.reads.deadline import law_of
from yimen.cases.rules.proceedings import check_planned
from yimen.cases.states import CaseState, CaseVerb, ProceedingState
from yimen.catalogue.rules.citations import cited
from yimen.kernel.actor import Actor
from yimen.kernel.calendar import work_calendar
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE, working_days_left
from yimen.notices.states import DocumentKind

HEARING = "hearing"
_NOT_ASKED = Words("没有要举行的听证，或者已经安排好了。", "No hearing is to be held, or it is scheduled already.")
_GROUND = Words("定于{day}在{place}举行听证。", "The hearing is held on {day} at {place}.")


@entry(
    "case",
    CaseVerb.SCHEDULE_HEARING,
    citizen=Words(
        "听证定于{at}在{place}举行，由{chair}主持。", "The hearing is on {at} at {place}; {chair} is in the chair."
    ),
    clerk=Words(
        "{by}安排听证：{at}，{place}，{chair}主持。", "{by} scheduled the hearing: {at}, {place}, chair {chair}."
    ),
)
class ScheduleHearing(Entry, frozen=True):
    """A hearing was scheduled; `chair` is a member of staff."""

    at: str
    place: str
    chair: str


def schedule_hearing(*, case_id: UUID, planned_at: datetime, place: str, chair: int, actor: Actor) -> None:
    """Schedule the hearing for a moment, with the account `chair` of the department in the chair.

    Raises BadInput naming each field (too soon, too late, a day off, a chair that examines), Conflict, Refused.
    """
    place = opinion_text(place, "place")
    with CASE.act(CaseVerb.SCHEDULE_HEARING, case_id, actor=actor) as deed:
        case, calendar = deed.subject, work_calendar()
        row, data = hearing(case, ProceedingState.ASKED, lacking=_NOT_ASKED)
        today, planned = (at.astimezone(OFFICE_ZONE).date() for at in (deed.now, planned_at))
        check_planned(planned, today=today, latest=row.until, calendar=calendar)
        data.chair, data.chair_name, data.place = chair, chair_of(case, chair), place
        data.pauses = case.state == CaseState.ACCEPTED and _knows_pause(case)
        carry_on(row, ProceedingState.SCHEDULED, data, deed.now, planned_at)
        case.has_papers = True
        at = f"{planned_at.astimezone(OFFICE_ZONE):%Y-%m-%d %H:%M}"
        deed.note(case, ScheduleHearing(at=at, place=place, chair=data.chair_name))
        paper_of_case(
            deed,
            case,
            DocumentKind.HEARING_NOTICE,
            source=("proceeding", row.id),
            at=at,
            place=place,
            chair=data.chair_name,
            basis=cited("行政许可法", "48"),
        )
        if data.pauses:
            days = max(1, working_days_left(today, planned, calendar))
            note_pause(deed, case, HEARING, days, _GROUND.zh.format(day=at, place=place))


def _knows_pause(case: Case) -> bool:
    rule = law_of(case)
    return rule is not None and rule.pauses is not None and HEARING in rule.pauses.reasons
