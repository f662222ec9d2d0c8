"""A slow second opinion on when a limit ends: one day, or one minute, after the other. Imports nothing from `yimen`.

A history is what happened to one limit, in plain words of the standard library: received, corrected, accepted, paused,
resumed, extended, and holidays that become known later. What the law says stands here a second time, on purpose.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field

DAY, MINUTE = dt.timedelta(days=1), dt.timedelta(minutes=1)
OFFICE = dt.timezone(dt.timedelta(hours=8))
UNITS = ("working day", "natural day", "hour", "minute")


@dataclass
class Notice:
    """A year's notice: days off and days worked, as text `YYYY-MM-DD`; it may name days of the December before."""

    off: set[str] = field(default_factory=set)
    worked: set[str] = field(default_factory=set)


@dataclass
class History:
    """Events `(what, moment or day, number of the pause)` of one limit."""

    count: int
    unit: str
    events: list[tuple[str, dt.datetime | dt.date, int]]
    extension: int
    known: dict[int, Notice]
    later: dict[int, Notice]
    """The notices of the years that become known after the first answer was given."""


@dataclass(frozen=True)
class Answer:
    """When the limit ends (office time without zone), None while it is paused; whether a year is not known."""

    ends: dt.datetime | None
    is_provisional: bool
    counted: int


def is_worked(day: dt.date, notices: dict[int, Notice]) -> bool:
    """Whether offices work: the notice of the coming year speaks before that of the day's own."""
    text = day.isoformat()
    for year in (day.year + 1, day.year):
        if year in notices and text in notices[year].worked:
            return True
        if year in notices and text in notices[year].off:
            return False
    return day.weekday() not in (5, 6)


def begins(history: History) -> dt.datetime:
    """The last of the moments from which a limit may run: received, then what was corrected, then accepted."""
    moments = [at for what, at, _ in history.events if what in ("received", "corrected", "accepted")]
    last = moments[-1]
    assert isinstance(last, dt.datetime)
    return last.astimezone(OFFICE).replace(tzinfo=None)


def is_paused(day: dt.date, history: History) -> bool:
    """Whether any pause holds the day: from the day it was paused to the day it was resumed, both within."""
    held = set()
    for what, at, number in history.events:
        if what == "paused" and at <= day:
            held.add(number)
        if what == "resumed" and at < day:
            held.discard(number)
    return bool(held)


def last_event(history: History) -> dt.date:
    """The last day on which a pause begins or ends."""
    days = [at for what, at, _ in history.events if what in ("paused", "resumed")]
    return max(days, default=dt.date.min)  # type: ignore[type-var]


def answer(history: History, notices: dict[int, Notice]) -> Answer:
    """Walk until everything is counted."""
    if history.unit in ("hour", "minute"):
        return minute_by_minute(history)
    return day_by_day(history, notices)


def day_by_day(history: History, notices: dict[int, Notice]) -> Answer:
    """The day of the start does not count; a paused day does not; of working days, a day off does not."""
    start = begins(history).date()
    day, counted, asked, end_of_events = start, 0, history.count + history.extension, last_event(history)
    while counted < asked:
        day += DAY
        if is_paused(day, history):
            if day > end_of_events:
                return Answer(None, False, counted)
        elif history.unit == "natural day" or is_worked(day, notices):
            counted += 1
    if history.unit == "natural day":
        while not is_worked(day, notices):
            day += DAY
    unknown = False
    for year in range(start.year, day.year + 1):
        unknown = unknown or year not in notices
    return Answer(dt.datetime.combine(day, dt.time(23, 59, 59)), unknown, counted)


def minute_by_minute(history: History) -> Answer:
    """Every minute counts but those of a paused day."""
    moment, counted, end_of_events = begins(history), 0, last_event(history)
    asked = (history.count + history.extension) * (60 if history.unit == "hour" else 1)
    paused: dict[dt.date, bool] = {}
    while counted < asked:
        day = moment.date()
        if day not in paused:
            paused[day] = is_paused(day, history)
        if paused[day] and day > end_of_events:
            return Answer(None, False, counted)
        if not paused[day]:
            counted += 1
            moment += MINUTE
        else:
            moment = dt.datetime.combine(day + DAY, dt.time())
    return Answer(moment, False, counted)


def invent(chance: random.Random) -> History:
    """One random history; most begin near a year's end, a leap day or Spring Festival."""
    year = chance.randint(1996, 2090)
    days = (dt.date(year, 12, 15), dt.date(year, 2, 20), dt.date(year, 1, 15), dt.date(year, 6, 1))
    received = chance.choice(days) + DAY * chance.randint(-20, 30)
    unit = chance.choices(UNITS, (6, 3, 1, 1))[0]
    count = chance.randint(1, 60) if "day" in unit else chance.randint(1, 72 if unit == "hour" else 400)
    events: list[tuple[str, dt.datetime | dt.date, int]] = [("received", moment(chance, received), 0)]
    if chance.random() < 0.3:
        received += DAY * chance.randint(0, 12)
        events.append(("corrected", moment(chance, received), 0))
    received += DAY * chance.randint(0, 5)
    events.append(("accepted", moment(chance, received), 0))
    events += pauses(chance, received, count if "day" in unit else 5)
    extension = chance.choice((0, 0, chance.randint(1, 30)))
    notices = {y: notice(chance, y) for y in range(year - 1, year + 3) if chance.random() < 0.85}
    known = {y: n for y, n in notices.items() if chance.random() < 0.7}
    return History(count, unit, events, extension, known, notices)


def moment(chance: random.Random, day: dt.date) -> dt.datetime:
    """A minute of the day, written in one of several zones."""
    zone = dt.timezone(dt.timedelta(hours=chance.choice((8, 8, 8, 0, -11, 14))))
    return dt.datetime.combine(day, dt.time(chance.randint(0, 23), chance.randint(0, 59)), zone)


def pauses(chance: random.Random, start: dt.date, length: int) -> list[tuple[str, dt.datetime | dt.date, int]]:
    """Pauses before, over and after each other, before the start and after the end, some of them never resumed."""
    found: list[tuple[str, dt.datetime | dt.date, int]] = []
    for number in range(chance.choice((0, 0, 1, 1, 2, 3, 5))):
        first = start + DAY * chance.randint(-6, length * 2)
        found.append(("paused", first, number))
        if chance.random() < 0.93:
            found.append(("resumed", first + DAY * chance.randint(0, 25), number))
    return found


def notice(chance: random.Random, year: int) -> Notice:
    """A made-up notice: a few holidays of several days, weekends worked for them, sometimes in the December before."""
    found = Notice()
    firsts = [dt.date(year, 1, 1), dt.date(year, 2, chance.randint(1, 20)), dt.date(year, 10, 1)]
    firsts += [dt.date(year, chance.randint(1, 12), chance.randint(1, 28)) for _ in range(chance.randint(0, 4))]
    if chance.random() < 0.3:
        firsts.append(dt.date(year - 1, 12, chance.randint(27, 30)))
    for first in firsts:
        for n in range(chance.randint(1, 8)):
            day = first + DAY * n
            in_reach = day.year == year or (day.year, day.month) == (year - 1, 12)
            if in_reach and day.weekday() < 5:
                found.off.add(day.isoformat())
        for n in (-chance.randint(1, 9), chance.randint(8, 16)):
            day = first + DAY * n
            in_reach = day.year == year or (day.year, day.month) == (year - 1, 12)
            if in_reach and day.weekday() > 4 and chance.random() < 0.7:
                found.worked.add(day.isoformat())
    return found
