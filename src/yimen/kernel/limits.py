"""When a limit ends, and why: pauses, one extension, and a sheet that explains the date line by line. Pure.

Law: 民法典 art 201 (the day of the start is not counted; hours run from the moment itself), art 203 (natural days
that end on a day off end on the next working day); 行政许可法 art 82 (working days), art 45 (what is not counted),
art 42 (one extension). The Civil Code is used by analogy where the matter's own law is silent: general, not verified.

Decided here: both days of a pause and all between are left out. Pauses may overlap (a day is left out once) or begin
before the start; one that begins after the last day that counted changes nothing, even where art 203 moves the end, so
that nobody lengthens a limit that is used up. A pause without end means that there is no date yet. An extension counts
on in the unit of the limit, and natural days are moved once, at the very end. Hours and minutes run on through nights
and days off, because somebody waits, and stand still on the whole days of a pause.

This must never ask a clock or a database, or say which reasons a law gives (`catalogue.rules.limits`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from yimen.kernel.errors import BadInput
from yimen.kernel.limit_lines import LICENSING, Articles, Line, LineKind, general
from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE, DayKind, Limit, Run, Unit, WorkCalendar, add_working_days

_LAST_MOMENT = time(23, 59, 59)
_NEVER = date.max.toordinal() + 1
_EVERY_DAY = Run(1, _NEVER, DayKind.WORKDAY, "")
_LINE_OF = {
    DayKind.WORKDAY: LineKind.COUNTED,
    DayKind.EXCHANGED: LineKind.EXCHANGED,
    DayKind.WEEKEND: LineKind.WEEKEND,
    DayKind.HOLIDAY: LineKind.HOLIDAY,
}
_SECONDS = {Unit.HOUR: 3600, Unit.MINUTE: 60}
_MINUTE = timedelta(minutes=1)
_NO_REASON = Words("", "")
_BACKWARDS = Words("暂停的起止日期倒了：{first}至{last}。", "A pause ends before it begins: {first} to {last}.")
_UNITS_DIFFER = Words(
    "延长期限要用和原期限一样的单位：原期限{limit}，延长{extension}。",
    "An extension is counted in the unit of its limit: {limit}, extended by {extension}.",
)
_TOO_LATE = Words("期限超出了公元9999年，算不出来。", "The limit ends after the year 9999 and cannot be worked out.")
_BY_THE_DAY = Words("倒算的期限要以日计算。", "A period counted backwards is counted in days.")


@dataclass(frozen=True, slots=True)
class Pause:
    """Days of office time that are not counted: `first_date`, `last_date` and all between.

    `last_date` is None while the pause lasts. `reason` is what the written notice gives as reason.
    """

    first_date: date
    last_date: date | None
    reason: Words = _NO_REASON

    def __post_init__(self) -> None:
        if self.last_date is not None and self.last_date < self.first_date:
            raise BadInput(_BACKWARDS.fill(first=self.first_date, last=self.last_date))


@dataclass(frozen=True, slots=True)
class Due:
    """When a limit ends; `at` is None while a pause lasts.

    `is_provisional`: it reaches a year whose holiday notice is not recorded.
    """

    at: datetime | None
    is_provisional: bool

    @property
    def date(self) -> date | None:
        """Return the last day, in office time."""
        return self.at.astimezone(OFFICE_ZONE).date() if self.at else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A date that explains itself: when the limit ends and, line by line, what counted, what did not, and why.

    `counted` and `left_out` are days (minutes for a limit in hours or minutes) after the day of the start.
    """

    limit: Limit
    extension: Limit | None
    due: Due
    lines: tuple[Line, ...]

    @property
    def counted(self) -> int:
        """Return what counted."""
        return sum(line.counted for line in self.lines)

    @property
    def left_out(self) -> int:
        """Return what did not count, without the day of the start."""
        return sum(line.left_out for line in self.lines)


def due(
    limit: Limit,
    start: datetime,
    calendar: WorkCalendar,
    *,
    pauses: Sequence[Pause] = (),
    extension: Limit | None = None,
) -> Due:
    """Return when `limit` ends if it starts at the moment `start`.

    Days end with the last second of the office's day. Raises BadInput for an extension in another unit.

    >>> from datetime import UTC
    >>> due(Limit.parse("5 working days"), datetime(2026, 3, 2, 1, tzinfo=UTC), WorkCalendar({})).date
    datetime.date(2026, 3, 9)
    """
    return sheet(limit, start, calendar, pauses=pauses, extension=extension).due


def sheet(
    limit: Limit,
    start: datetime,
    calendar: WorkCalendar,
    *,
    pauses: Sequence[Pause] = (),
    extension: Limit | None = None,
    articles: Articles | None = None,
) -> Sheet:
    """Return when `limit` ends and why; `articles` are those of the matter's own law.

    Without them a limit in working days is explained by 行政许可法, any other by the general rules alone. Raises
    BadInput for an extension in another unit, or an end beyond the calendar.

    >>> from datetime import UTC
    >>> told = sheet(Limit.parse("3 working days"), datetime(2026, 3, 5, 1, tzinfo=UTC), WorkCalendar({}))
    >>> [(line.kind.value, line.counted) for line in told.lines]
    [('start', 0), ('counted', 1), ('weekend', 0), ('counted', 2)]
    """
    if extension is not None and extension.unit is not limit.unit:
        raise BadInput(_UNITS_DIFFER.fill(limit=limit.words, extension=extension.words))
    known = articles or (LICENSING if limit.unit is Unit.WORKING_DAY else general(limit.unit))
    quotas = (limit.count, extension.count) if extension else (limit.count,)
    stretches = _apart(pauses)
    try:
        if limit.unit in _SECONDS:
            return _by_the_minute(limit, extension, quotas, start, stretches, known)
        return _by_the_day(limit, extension, quotas, start, calendar, stretches, known)
    except (OverflowError, ValueError):
        raise BadInput(_TOO_LATE) from None


def last_day_before(limit: Limit, day: date, calendar: WorkCalendar) -> date:
    """Return the last day on which something is in time that must happen `limit` before `day`.

    A notice 7 working days before a hearing, an application 30 days before expiry. `day` itself is not counted.
    Natural days that lead to a day off give the next working day (民法典 art 203 by analogy, in the applicant's favour:
    general).

    >>> last_day_before(Limit.parse("7 working days"), date(2026, 3, 20), WorkCalendar({}))
    datetime.date(2026, 3, 11)
    """
    if limit.unit is Unit.WORKING_DAY:
        return add_working_days(day, -limit.count, calendar)
    if limit.unit is Unit.NATURAL_DAY:
        return calendar.next_working(day - timedelta(days=limit.count))
    raise BadInput(_BY_THE_DAY)


def _by_the_day(
    limit: Limit,
    extension: Limit | None,
    quotas: tuple[int, ...],
    start: datetime,
    calendar: WorkCalendar,
    stretches: Sequence[_Stretch],
    articles: Articles,
) -> Sheet:
    first = start.astimezone(OFFICE_ZONE).date()
    lines = [Line(LineKind.START, first, first, articles=articles)]
    is_natural = limit.unit is Unit.NATURAL_DAY
    last = _counted_day(lines, first, quotas, calendar, stretches, is_natural, articles)
    if last is not None and is_natural:
        last = _moved(lines, last, calendar, articles)
    reached = last or lines[-1].first
    is_provisional = any(year not in calendar.years for year in range(first.year, reached.year + 1))
    at = datetime.combine(last, _LAST_MOMENT, OFFICE_ZONE) if last else None
    return Sheet(limit, extension, Due(at, is_provisional), tuple(lines))


def _counted_day(
    lines: list[Line],
    start: date,
    quotas: tuple[int, ...],
    calendar: WorkCalendar,
    stretches: Sequence[_Stretch],
    is_natural: bool,
    articles: Articles,
) -> date | None:
    """Write the lines from the day after `start` to the day that uses up the quotas; return that day, or None."""
    day = start.toordinal() + 1
    runs = iter((_EVERY_DAY,)) if is_natural else calendar.runs(start)
    run, coming, total = next(runs), iter(stretches), 0
    stretch = next(coming, _NO_STRETCH)
    for part, quota in enumerate(quotas):
        needed = quota
        while needed:
            while stretch.last < day:
                stretch = next(coming, _NO_STRETCH)
            if stretch.first <= day:
                if stretch.last == _NEVER:
                    begun = date.fromordinal(day)
                    lines.append(Line(LineKind.PAUSED, begun, None, 0, 0, total, stretch.reason, articles=articles))
                    return None
                _add(lines, LineKind.PAUSE, day, stretch.last, 0, total, stretch.reason, "", articles)
                day = stretch.last + 1
                continue
            while run.last < day:
                run = next(runs)
            end = min(run.last, stretch.first - 1)
            counted = 0
            if is_natural or run.kind.is_working:
                counted = min(needed, end - day + 1)
                end, needed, total = day + counted - 1, needed - counted, total + counted
            kind = LineKind.NATURAL if is_natural else _LINE_OF[run.kind]
            _add(lines, kind, day, end, counted, total, _NO_REASON, run.notice, articles)
            day = end + 1
        if part < len(quotas) - 1:
            end_of_limit = date.fromordinal(day - 1)
            lines.append(
                Line(LineKind.EXTENSION, end_of_limit, end_of_limit, total=total, extra=quotas[1], articles=articles)
            )
    return date.fromordinal(day - 1)


def _add(
    lines: list[Line],
    kind: LineKind,
    first: int,
    last: int,
    counted: int,
    total: int,
    reason: Words,
    notice: str,
    articles: Articles,
) -> None:
    """Add days to the sheet; a weekend at New Year's Eve goes on in the line of the year before."""
    before = lines[-1]
    begun = date.fromordinal(first)
    left_out = 0 if counted else last - first + 1
    if before.kind is kind and before.notice == notice and before.reason == reason and kind is not LineKind.PAUSE:
        lines.pop()
        begun, counted, left_out = before.first, before.counted + counted, before.left_out + left_out
    lines.append(Line(kind, begun, date.fromordinal(last), counted, left_out, total, reason, notice, 0, articles))


def _moved(lines: list[Line], last: date, calendar: WorkCalendar, articles: Articles) -> date:
    moved = calendar.next_working(last)
    if moved != last:
        total = lines[-1].total
        days = (moved - last).days
        after = last + timedelta(days=1)
        lines.append(Line(LineKind.MOVED, after, moved, left_out=days, total=total, articles=articles))
    return moved


def _by_the_minute(
    limit: Limit,
    extension: Limit | None,
    quotas: tuple[int, ...],
    start: datetime,
    stretches: Sequence[_Stretch],
    articles: Articles,
) -> Sheet:
    lines: list[Line] = []
    moment, run = start.astimezone(UTC), timedelta()
    for part, quota in enumerate(quotas):
        needed = timedelta(seconds=quota * _SECONDS[limit.unit])
        for begins, ends, reason in _moments(stretches):
            if not needed or (ends is not None and ends <= moment):
                continue
            if begins > moment:
                step = min(needed, begins - moment)
                lines.append(_ran(moment, step, run, articles))
                moment, needed, run = moment + step, needed - step, run + step
            if not needed:
                break
            if ends is None:
                lines.append(Line(LineKind.PAUSED, moment, None, 0, 0, run // _MINUTE, reason, articles=articles))
                return Sheet(limit, extension, Due(None, False), tuple(lines))
            stood = (ends - moment) // _MINUTE
            lines.append(Line(LineKind.PAUSE, moment, ends, 0, stood, run // _MINUTE, reason, articles=articles))
            moment = ends
        if needed:
            lines.append(_ran(moment, needed, run, articles))
            moment, run = moment + needed, run + needed
        if part < len(quotas) - 1:
            minutes = quotas[1] * _SECONDS[limit.unit] // 60
            lines.append(
                Line(LineKind.EXTENSION, moment, moment, total=run // _MINUTE, extra=minutes, articles=articles)
            )
    return Sheet(limit, extension, Due(moment, False), tuple(lines))


def _ran(moment: datetime, step: timedelta, run: timedelta, articles: Articles) -> Line:
    total = (run + step) // _MINUTE
    return Line(LineKind.RAN, moment, moment + step, total - run // _MINUTE, 0, total, articles=articles)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Days of pauses that do not overlap any more, by ordinal."""

    first: int
    last: int
    reason: Words


_NO_STRETCH = _Stretch(_NEVER, _NEVER + 1, _NO_REASON)


def _apart(pauses: Sequence[Pause]) -> Sequence[_Stretch]:
    """Return the pauses in order, each without the days that an earlier one holds already."""
    stretches: list[_Stretch] = []
    free = 0
    for pause in sorted(pauses, key=lambda p: (p.first_date, p.last_date or date.max)):
        first = max(pause.first_date.toordinal(), free)
        last = pause.last_date.toordinal() if pause.last_date else _NEVER
        if first <= last:
            stretches.append(_Stretch(first, last, pause.reason))
            free = last + 1
    return stretches


def _moments(stretches: Sequence[_Stretch]) -> Iterator[tuple[datetime, datetime | None, Words]]:
    for stretch in stretches:
        ends = None if stretch.last == _NEVER else _midnight(stretch.last + 1)
        yield _midnight(stretch.first), ends, stretch.reason


def _midnight(ordinal: int) -> datetime:
    return datetime.combine(date.fromordinal(ordinal), time(), OFFICE_ZONE).astimezone(UTC)
