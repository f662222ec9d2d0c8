"""The yearly notices as text: the years the program ships, and the same form for a notice that is imported. Pure.

    years:
      2027:
        source: 国务院办公厅关于2027年部分节假日安排的通知
        "off": 01-01 02-05..02-11
        worked: 02-13 2026-12-26

A day is `MM-DD` of the year or `YYYY-MM-DD`; `..` stands between the first and the last of several. A notice may name
days of the December before. Saturdays and Sundays within days off are off anyway and are left out. This must never
guess a day: what contradicts itself is refused.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

import yaml

from yimen.kernel.errors import BadInput
from yimen.kernel.words import Words
from yimen.kernel.workdays import WorkCalendar, YearCalendar

SHIPPED = files("yimen.kernel") / "calendars" / "cn.yaml"
FIRST, LAST = 1949, 2100
LONGEST = 256 * 1024
_KEYS = {"source", "off", "worked"}
_DAY = re.compile(r"(?:(\d{4})-)?(\d{2})-(\d{2})", re.ASCII)

_NOT_YAML = Words("{where}读不懂：{problem}", "{where} cannot be read: {problem}")
_NO_YEARS = Words(
    "{where}里没有“years:”，或它下面没有年份。请照 docs/how-to/import-a-calendar.md 的样子写。",
    '{where} has no "years:" with years below it; docs/how-to/import-a-calendar.md shows the form.',
)
_NO_YEAR = Words("“{year}”不是{first}至{last}之间的年份。", '"{year}" is no year from {first} to {last}.')
_KEYS_WRONG = Words(
    "{year}年要有 source、off、worked 三项，都写成文字，没有别的。",
    "{year} has source, off and worked, all of them text, and nothing else.",
)
_NO_SOURCE = Words("{year}年没有写明通知的名称（source）。", "{year} does not name its notice (source).")
_NO_DAY = Words("{year}年：“{text}”不是日期。", '{year}: "{text}" is no day.')
_OTHER_YEAR = Words(
    "{year}年：{day}不在这一年，也不在前一年12月。", "{year}: {day} is neither in the year nor in the December before."
)
_BOTH = Words("{year}年：{days}又放假又上班。", "{year}: {days} cannot be both off and worked.")
_WEEKDAY_WORKED = Words(
    "{year}年：{days}是星期一至星期五，本来就上班，不能写进 worked。",
    "{year}: {days} are weekdays, worked anyway, and do not belong under worked.",
)
_NOTHING_OFF = Words("{year}年一天也不放假，通知抄漏了吗？", "{year} has no day off: is the notice complete?")


@cache
def shipped_calendar() -> WorkCalendar:
    """Return the calendar of the years the program ships: for reckoning without a database."""
    return WorkCalendar({year.year: year for year in shipped_years()})


@cache
def shipped_years() -> tuple[YearCalendar, ...]:
    """Return the years the program ships, each with its source notice."""
    return read_years(SHIPPED.read_text(encoding="utf-8"), "cn.yaml")


def read_years(text: str, where: str) -> tuple[YearCalendar, ...]:
    """Return the years in the text of a file named `where`. Raises BadInput that says what is wrong and where."""
    try:
        content = yaml.load(text, _Loader)  # noqa: S506  (a safe loader that knows no booleans)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        first = str(error).partition("\n")[0]
        raise BadInput(_NOT_YAML.fill(where=where, problem=first)) from None
    years = content.get("years") if isinstance(content, dict) and set(content) == {"years"} else None
    if not isinstance(years, dict) or not years:
        raise BadInput(_NO_YEARS.fill(where=where))
    return tuple(_year(number, entry) for number, entry in years.items())


def _year(number: object, entry: object) -> YearCalendar:
    if not (isinstance(number, str) and number.isdecimal() and len(number) == 4 and FIRST <= int(number) <= LAST):
        raise BadInput(_NO_YEAR.fill(year=str(number)[:20], first=FIRST, last=LAST))
    year = int(number)
    if not isinstance(entry, dict) or set(entry) != _KEYS or not all(isinstance(v, str) for v in entry.values()):
        raise BadInput(_KEYS_WRONG.fill(year=year))
    source = entry["source"].strip()
    off, worked = set(_days(year, entry["off"])), set(_days(year, entry["worked"]))
    if not source:
        raise BadInput(_NO_SOURCE.fill(year=year))
    if off & worked:
        raise BadInput(_BOTH.fill(year=year, days=_told(off & worked)))
    if any(day.weekday() < 5 for day in worked):
        raise BadInput(_WEEKDAY_WORKED.fill(year=year, days=_told({d for d in worked if d.weekday() < 5})))
    weekdays_off = frozenset(day for day in off if day.weekday() < 5)
    if not weekdays_off:
        raise BadInput(_NOTHING_OFF.fill(year=year))
    return YearCalendar(year, weekdays_off, frozenset(worked), source)


def _days(year: int, text: str) -> Iterator[date]:
    for word in text.split():
        first, dots, last = word.partition("..")
        begin = _day(year, first)
        end = _day(year, last) if dots else begin
        if end < begin:
            raise BadInput(_NO_DAY.fill(year=year, text=word[:40]))
        yield from (begin + timedelta(days=n) for n in range((end - begin).days + 1))


def _day(year: int, word: str) -> date:
    found = _DAY.fullmatch(word)
    try:
        if found is None:
            raise ValueError
        day = date(int(found[1] or year), int(found[2]), int(found[3]))
    except ValueError:
        raise BadInput(_NO_DAY.fill(year=year, text=word[:40])) from None
    if day.year != year and (day.year, day.month) != (year - 1, 12):
        raise BadInput(_OTHER_YEAR.fill(year=year, day=day))
    return day


def _told(days: Collection[date]) -> str:
    return ", ".join(day.isoformat() for day in sorted(days))


class _Loader(yaml.SafeLoader):
    """YAML in which everything is text: `off` is no boolean, 2027 no number and 01-01 no date."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012  (the loader's own form)
