"""Take the request for a hearing (收听证申请) of the applicant or of an interested party.

Law: 行政许可法 art 47 (asked for within five days of being told; the office holds it within twenty, free to them).
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.proceedings import carry_on, hearing
from yimen.cases.rules.proceedings import check_request, holding_ends
from yimen.cases.states import CaseVerb, ProceedingState
from yimen.kernel.actor import Actor
from yimen.kernel.calendar import work_calendar
from yimen.kernel.errors import BadInput
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE

BY = {"applicant": Words("申请人", "the applicant"), "interested": Words("利害关系人", "an interested party")}
_BY = Words("请选是谁要求听证。", "Choose who asks for the hearing.")
_NOT_OFFERED = Words(
    "没有告知过听证权利，或者听证已经要求过了。", "No hearing was offered, or it was asked for already."
)


@entry(
    "case",
    CaseVerb.ASK_HEARING,
    citizen=Words(
        "{who}要求听证，{until}前举行，不收费用。", "{who_en} asked for a hearing; it is held by {until}, free."
    ),
    clerk=Words(
        "{by}收到{who}的听证申请，{until}前举行。", "{by} took the request of {who_en}; it is held by {until}."
    ),
)
class AskHearing(Entry, frozen=True):
    """A hearing was asked for."""

    who: str
    who_en: str
    until: str


def ask_hearing(*, case_id: UUID, asked_by: str, actor: Actor) -> None:
    """Take the request of `applicant` or `interested`.

    Raises BadInput, Obstacle when the time to ask is over, Conflict when none was offered, Refused.
    """
    who = BY.get(asked_by)
    if who is None:
        raise BadInput(_BY, {"asked_by": [_BY]})
    with CASE.act(CaseVerb.ASK_HEARING, case_id, actor=actor) as deed:
        case = deed.subject
        row, data = hearing(case, ProceedingState.TOLD, lacking=_NOT_OFFERED)
        check_request(row.until, deed.now)
        until = holding_ends(deed.now, work_calendar())
        data.asked_by = asked_by
        carry_on(row, ProceedingState.ASKED, data, deed.now, until)
        day = f"{until.astimezone(OFFICE_ZONE):%Y-%m-%d}"
        deed.note(case, AskHearing(who=who.zh, who_en=who.en, until=day))
