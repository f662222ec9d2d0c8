"""Record a hearing (听证笔录): by its chair, confirmed and signed by those who took part; the limit runs again.

Law: 行政许可法 art 48(1)4 and 5 (evidence, defence, the record signed by those who took part), 48(2) (the decision
follows the record).
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.opinions import opinion_texts
from yimen.cases.actions.inside.paper import paper_of_case
from yimen.cases.actions.inside.proceedings import carry_on, hearing
from yimen.cases.actions.resume import note_resumption
from yimen.cases.rules.proceedings import HearingData
from yimen.cases.states import CaseState, CaseVerb, ProceedingState
from yimen.catalogue.rules.citations import cited
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput, Conflict, FourEyes
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE
from yimen.notices.states import DocumentKind

_NOT_SCHEDULED = Words("没有已经安排好的听证。", "No hearing is scheduled.")
_TOO_EARLY = Words("听证还没有到时间。", "The hearing has not begun yet.")
_NOT_CHAIR = Words("听证笔录由主持人{chair}制作。", "The record is made by the chair, {chair}.")
_SIGNED = Words(
    "笔录要交参加人确认无误后签字或者盖章，签好以后再记。",
    "Those who took part confirm and sign the record first (行政许可法 art 48(1)5).",
)
_OVER = Words("听证已于{day}举行。", "The hearing was held on {day}.")


@entry(
    "case",
    CaseVerb.HOLD_HEARING,
    citizen=Words("听证已经举行，笔录已由参加人签字。", "The hearing was held; its record is signed."),
    clerk=Words("{by}主持听证并制成笔录。", "{by} held the hearing and made its record."),
)
class HoldHearing(Entry, frozen=True):
    """A hearing was held; what was said lies sealed with it."""


def hold_hearing(*, case_id: UUID, attended: str, record: str, is_signed: bool, actor: Actor) -> None:
    """Keep the record, with who took part. By the chair only.

    Raises BadInput (empty, not signed), FourEyes for anybody but the chair, Conflict before its time, Refused.
    """
    told = opinion_texts(attended=attended, record=record)
    if not is_signed:
        raise BadInput(_SIGNED, {"is_signed": [_SIGNED]})
    with CASE.act(CaseVerb.HOLD_HEARING, case_id, actor=actor) as deed:
        case = deed.subject
        row, data = hearing(case, ProceedingState.SCHEDULED, lacking=_NOT_SCHEDULED)
        _check_chair(data, actor)
        if row.until is not None and deed.now < row.until:
            raise Conflict(_TOO_EARLY)
        data.attended, data.record = told["attended"], told["record"]
        planned = row.until
        carry_on(row, ProceedingState.DONE, data, deed.now, planned)
        deed.note(case, HoldHearing())
        paper_of_case(
            deed,
            case,
            DocumentKind.HEARING_RECORD,
            source=("proceeding", row.id),
            at=f"{(planned or deed.now).astimezone(OFFICE_ZONE):%Y-%m-%d %H:%M}",
            place=data.place,
            chair=data.chair_name,
            attended=data.attended,
            record=data.record,
            basis=cited("行政许可法", "48"),
        )
        if data.pauses and case.state == CaseState.PAUSED:
            day = f"{deed.now.astimezone(OFFICE_ZONE):%Y-%m-%d}"
            note_resumption(deed, case, _OVER.zh.format(day=day))


def _check_chair(data: HearingData, actor: Actor) -> None:
    if int(actor.id) != data.chair:
        raise FourEyes(_NOT_CHAIR.fill(chair=data.chair_name), verb=CaseVerb.HOLD_HEARING)
