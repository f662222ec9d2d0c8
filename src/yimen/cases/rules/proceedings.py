"""What stands between a case and its decision: opinions awaited, a hearing to be asked for or held, people to be heard.

Law: 行政许可法 art 36 (interested parties are told and heard), art 46 to 48 (hearings: asked for within 5 days, held
within 20, told 7 days before, chaired by somebody who does not examine; the decision follows the record), art 34(3)
(two or more look on the spot). The days are the agency's working days (art 82). Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime

import msgspec

from yimen.cases.states import ProceedingKind, ProceedingState, Stand
from yimen.catalogue.rules.limits import LawLimit, law_limit
from yimen.catalogue.states import LICENCE
from yimen.kernel.errors import BadInput, Obstacle
from yimen.kernel.limits import due, last_day_before
from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE, Limit, WorkCalendar

LEAST_OFFICERS = 2
"""行政许可法 art 34(3): two or more look on the spot."""
LONGEST_OPINION = 45
"""Working days that another department may be given: no whole limit is longer."""


class OpinionData(msgspec.Struct):
    """What a department is asked, and what it says: its stand is empty until it has answered."""

    question: str
    stand: str = ""
    text: str = ""
    by: str = ""


class HearingData(msgspec.Struct):
    """A hearing: why it is offered, who asked for it, when and where it is, who chairs it, and its record."""

    why: str
    is_ex_officio: bool = False
    asked_by: str = ""
    place: str = ""
    chair: int = 0
    chair_name: str = ""
    attended: str = ""
    record: str = ""
    pauses: bool = False
    """The case's limit stands still because of it."""


class VisitData(msgspec.Struct):
    """A look on the spot: which officers, where, what they found."""

    officers: list[str]
    place: str
    finding: str


class InterestData(msgspec.Struct):
    """An interested third party that was told, why it is concerned, and what was said."""

    name: str
    contact: str
    interest: str
    statement: str = ""


DATA: dict[ProceedingKind, type[msgspec.Struct]] = {
    ProceedingKind.OPINION: OpinionData,
    ProceedingKind.HEARING: HearingData,
    ProceedingKind.VISIT: VisitData,
    ProceedingKind.INTEREST: InterestData,
}


class Facts(msgspec.Struct, frozen=True):
    """What the rules need of a proceeding: kind, state, the moment that counts next, and whose turn it is in words."""

    kind: ProceedingKind
    state: ProceedingState
    until: datetime | None
    office: Words


_OPINION = Words(
    "{office}的会办意见还没有回来（{until}到期），到期前不能作决定。",
    "The opinion of {office} is awaited until {until}: no decision before.",
)
_ASK = Words(
    "当事人到{until}为止可以要求听证，期满前不能作决定。",
    "The parties may ask for a hearing until {until}: no decision before.",
)
_HOLD = Words(
    "已经有人要求听证，听证举行并制成笔录之后才能作决定。",
    "A hearing was asked for: the decision comes after it is held and recorded.",
)
_HEAR = Words(
    "已告知利害关系人陈述、申辩（到{until}为止），听取之前或期满之前不能作决定。",
    "An interested party may state its view until {until}: no decision before it is heard or the time is over.",
)


def check_decidable(proceedings: Iterable[Facts], now: datetime) -> None:
    """Raise Obstacle while something must be awaited before a decision; an opinion that is late does not hold it up.

    No law lets a department's silence stand for consent: the decision is then made without it, and that is noted.
    """
    for one in proceedings:
        words, basis = _hindrance(one, now)
        if words is not None:
            until = f"{one.until.astimezone(OFFICE_ZONE):%Y-%m-%d}" if one.until else ""
            zh, en = (
                text.format(office=name, until=until)
                for text, name in ((words.zh, one.office.zh), (words.en, one.office.en))
            )
            raise Obstacle(Words(zh, en), basis=basis)


def _hindrance(one: Facts, now: datetime) -> tuple[Words | None, str]:
    is_running = one.until is not None and now <= one.until
    match (one.kind, one.state):
        case (ProceedingKind.OPINION, ProceedingState.ASKED) if is_running:
            return _OPINION, "行政许可法 art 26(2)"
        case (ProceedingKind.HEARING, ProceedingState.TOLD) if is_running:
            return _ASK, "行政许可法 art 47"
        case (ProceedingKind.HEARING, ProceedingState.ASKED | ProceedingState.SCHEDULED):
            return _HOLD, "行政许可法 art 48"
        case (ProceedingKind.INTEREST, ProceedingState.TOLD) if is_running:
            return _HEAR, "行政许可法 art 36"
    return None, ""


_LATE_REQUEST = Words(
    "要求听证的期限{until}已经届满（被告知之日起五日内提出）。",
    "The time to ask for a hearing ended on {until} (five days from being told).",
)
_TOO_SOON = Words(
    "听证要提前七个工作日通知：最早可以安排在{first}。",
    "A hearing is told seven working days before: {first} is the earliest day.",
)
_TOO_LATE = Words(
    "要在收到听证申请之日起二十个工作日内举行：最晚{last}。",
    "It is held within twenty working days of the request: {last} is the latest day.",
)
_DAY_OFF = Words("{day}不是工作日，请另选一天。", "{day} is no working day: choose another.")
_NO_LICENCE = Words(
    "听证是行政许可法规定的程序，本事项不是行政许可，没有收录它适用的听证规定。",
    "Hearings are a procedure of the licensing law; for this matter no law that gives one is recorded.",
)
_CHAIR = Words(
    "审查这一件的人不能主持听证，请换一位。", "Who examines the case may not chair its hearing: choose somebody else."
)
_OFFICERS = Words("现场核查要有两名以上工作人员，请写齐。", "Two or more officers look on the spot: name them.")


def knows_hearing(matter_type: str, rule: LawLimit | None) -> bool:
    """Return whether 行政许可法 governs the matter: a licence, or one whose limit is that law's."""
    return matter_type == LICENCE or (rule is not None and rule.law == "行政许可法")


def check_knows_hearing(matter_type: str, rule: LawLimit | None) -> None:
    """Raise Obstacle for a matter to which no law recorded here gives a hearing."""
    if not knows_hearing(matter_type, rule):
        raise Obstacle(_NO_LICENCE, basis="行政许可法 art 2")


def asking_ends(told_at: datetime, calendar: WorkCalendar) -> datetime:
    """Return until when a hearing may be asked for (art 47: five days from being told)."""
    found = due(_period("licensing.hearing_request", told_at), told_at, calendar).at
    assert found is not None
    return found


def holding_ends(asked_at: datetime, calendar: WorkCalendar) -> datetime:
    """Return until when a hearing that was asked for is held (art 47: within twenty days)."""
    found = due(_period("licensing.hearing", asked_at), asked_at, calendar).at
    assert found is not None
    return found


def _period(code: str, on: datetime) -> Limit:
    period = law_limit(code, on.astimezone(OFFICE_ZONE).date()).period
    assert period is not None
    return period


def check_request(until: datetime | None, now: datetime) -> None:
    """Raise Obstacle when the time to ask for a hearing is over."""
    if until is not None and now > until:
        day = until.astimezone(OFFICE_ZONE).date()
        raise Obstacle(_LATE_REQUEST.fill(until=day), basis="行政许可法 art 47")


def check_planned(planned: date, *, today: date, latest: datetime | None, calendar: WorkCalendar) -> None:
    """Raise BadInput unless a hearing's day is a working day, seven working days after its notice, and in time.

    When no day is in time any more, the first after the notice is: the right to be heard does not end with the office's
    own delay, and no decision comes before it (art 46 to 48).
    """
    notice = _period("licensing.hearing_notice", datetime.combine(today, datetime.min.time(), OFFICE_ZONE))
    first = today
    while last_day_before(notice, first, calendar) < today or not calendar.is_working(first):
        first = date.fromordinal(first.toordinal() + 1)
    if planned < first:
        raise _wrong("planned", _TOO_SOON.fill(first=first))
    last = max(first, latest.astimezone(OFFICE_ZONE).date()) if latest is not None else planned
    if planned > last:
        raise _wrong("planned", _TOO_LATE.fill(last=last))
    if not calendar.is_working(planned):
        raise _wrong("planned", _DAY_OFF.fill(day=planned))


def check_chair(chair: int, concerned: Collection[int | None]) -> None:
    """Raise BadInput when the chair is somebody who accepted, examines or examined the case (art 48(1)3)."""
    if chair in concerned:
        raise _wrong("chair", _CHAIR)


def check_officers(officers: Collection[int], known: Collection[int]) -> None:
    """Raise BadInput unless two or more different officers of the department were on the spot (art 34(3))."""
    if len(set(officers)) < LEAST_OFFICERS or not set(officers) <= set(known):
        raise _wrong("officers", _OFFICERS)


def stand_of(text: str) -> Stand:
    """Return a department's stand. Raises BadInput for another word."""
    try:
        return Stand(text)
    except ValueError:
        words = Words("请选：同意、有条件同意或者不同意。", "Choose: agreed, agreed with conditions, or not agreed.")
        raise _wrong("stand", words) from None


def _wrong(field: str, words: Words) -> BadInput:
    return BadInput(words, {field: [words]})
