"""When the time before acceptance ends, and what follows. Pure; read from what is kept, never counted elsewhere."""

from __future__ import annotations

from datetime import datetime

from yimen.cases.rules.limits import ClockFacts, clock_sheet
from yimen.cases.states import ClockKind
from yimen.catalogue.rules.citations import cited, in_chinese
from yimen.catalogue.rules.limits import LawLimit, articles_of
from yimen.kernel.limits import Sheet
from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE, WorkCalendar

_DEEMS = Words(
    "到期没有答复的，依{law}，自收到申请材料之日起即为受理。",
    "Without an answer by then it is accepted from the day of receipt ({law_en}).",
)
_DEEMS_ON_THE_SPOT = Words(
    "当场没有书面告知不予受理的，依{law}，视为受理。",
    "Unless a refusal is told in writing on the spot, it is deemed accepted ({law_en}).",
)
_NO_LAW = Words(
    "没有收录规定逾期视为受理的法律，期限是本大厅的惯例；到期没有答复的，可以向大厅投诉。",
    "No law is recorded that deems it accepted: the limit is this hall's practice. "
    "When it passes, complain to the hall.",
)
_CORRECTION = Words(
    "这是本大厅给的补正时间；过了不会自动作废，来得及时请尽早补，来不及可以请窗口延长。",
    "This is the time the hall gives. Nothing lapses by itself when it passes; ask the window for more time if needed.",
)


def ends_at(clock: ClockFacts, calendar: WorkCalendar) -> datetime:
    """Return the last moment of a limit before acceptance; nothing pauses it."""
    at = clock_sheet(clock, calendar).due.at
    assert at is not None  # only a pause leaves it open
    return at


def sheet_of(clock: ClockFacts, calendar: WorkCalendar, rule: LawLimit | None) -> Sheet:
    """Return how the date comes about, by the articles of the law that gives it."""
    return clock_sheet(clock, calendar, (), articles_of(rule) if rule else None)


def has_lapsed(clock: ClockFacts, now: datetime, calendar: WorkCalendar) -> bool:
    """Return whether the limit has passed.

    >>> from datetime import UTC
    >>> from types import SimpleNamespace as Row
    >>> row = Row(count=5, unit="working_day", extension=0, started_at=datetime(2026, 3, 2, 1, tzinfo=UTC))
    >>> [has_lapsed(row, datetime(2026, 3, d, 1, tzinfo=UTC), WorkCalendar({})) for d in (9, 10)]
    [False, True]
    """
    return now > ends_at(clock, calendar)


def consequence(kind: str, rule: LawLimit | None) -> Words:
    """Return what follows when the limit passes, as people read it."""
    if kind == ClockKind.CORRECTION:
        return _CORRECTION
    if rule is None:
        return _NO_LAW
    sentence = _DEEMS if rule.period else _DEEMS_ON_THE_SPOT
    return sentence.fill(law=cited(rule.law, rule.article, in_chinese), law_en=f"{rule.law} art {rule.article}")


def day_of(moment: datetime) -> str:
    """Return a moment as the day that papers print."""
    return f"{moment.astimezone(OFFICE_ZONE):%Y年%m月%d日}"
