"""Commands about limits: `yimen clock due`. Starts without Django and asks no database while the shipped years suffice.

A wrong question ends with exit code 2 and one JSON error on stderr, nothing on stdout. In a batch every line has its
answer or its error on stdout, in the same order; the exit code is 1 when any line was wrong.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import click
import msgspec

from yimen.catalogue.rules.limits import LawLimit, articles_of, check_pause, law_limit, reason_code, reason_words
from yimen.catalogue.rules.table_facts import day_of
from yimen.kernel.calendar_text import shipped_calendar
from yimen.kernel.command_line import answer_file, fail
from yimen.kernel.errors import BadInput, YimenError
from yimen.kernel.limit_lines import written
from yimen.kernel.limits import Pause, Sheet, sheet
from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE, Limit, WorkCalendar

EARLIEST = 1900
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?)?", re.ASCII)
_NO_MOMENT = Words(
    "“{text}”不是起算时间，应写成 2026-02-10T09:30（办公所在地时间）。",
    '"{text}" is no moment; write it like 2026-02-10T09:30, in office time.',
)
_NO_PAUSE = Words(
    "“{text}”不是暂停期间，应写成 2026-02-24..2026-03-03；还没有结束的写成 2026-02-24..",
    '"{text}" is no pause; write it like 2026-02-24..2026-03-03, one that still lasts like 2026-02-24..',
)
_REASONS = Words(
    "每个 --pause 各写一个 --reason，或都不写：现在有{pauses}个暂停、{reasons}个事由。",
    "Give one --reason for each --pause, or none at all: there are {pauses} pauses and {reasons} reasons.",
)
_ONE_WAY = Words(
    "请用 --start 和 --limit（或 --rule），或只用 --batch。", "Give --start with --limit or --rule, or --batch alone."
)
_NO_PERIOD = Words("{code}没有以日计算的期限。", "{code} gives no period.")
_NO_LINE = Words("这一行读不懂：{problem}", "This line cannot be read: {problem}")
_NO_YEARS = (
    "数据库连不上，没有公布安排的年份按周末推算。The database does not answer; years without notice are provisional."
)


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of a batch. A pause is `[from, to]` or `[from, to, reason]`; `to` is null while it lasts."""

    start: str
    limit: str
    pauses: list[list[str | None]] = []
    extend: str | None = None


@click.group()
def clock() -> None:
    """期限 Limits."""


@clock.command()
@click.option("--start", help="起算时间 the moment it starts, 2026-02-10T09:30")
@click.option("--limit", help='期限 "20 working days", "15 natural days", "30 minutes"')
@click.option("--pause", "pauses", multiple=True, help="暂停 2026-02-24..2026-03-03, 2026-02-24.. while it lasts")
@click.option("--reason", "reasons", multiple=True, help="暂停事由 reason of the pause, 专家评审")
@click.option("--extend", help='延长 "10 working days"')
@click.option("--rule", "code", help="法定期限的代码 a limit of law, licensing.decision")
@click.option("--recorded", is_flag=True, help="按数据库里的日历 by the calendar of the database")
@click.option("--batch", help="每行一个 JSON 的文件，- 为标准输入 file of JSON lines, - is stdin")
@click.option("--lines", "has_lines", is_flag=True, help="批量时也给出逐行说明 the sheet in a batch, too")
def due(
    start: str | None,
    limit: str | None,
    pauses: tuple[str, ...],
    reasons: tuple[str, ...],
    extend: str | None,
    code: str | None,
    recorded: bool,
    batch: str | None,
    has_lines: bool,
) -> None:
    """算出到期日并逐行说明 Say when a limit ends, and why, line by line."""
    years = Years(recorded)
    if batch is not None and not (start or limit or pauses or reasons or extend or code):
        answer_file(batch, lambda line: _as_json(_answer(line, years), has_lines))
        return
    try:
        if batch is not None or start is None or (limit is None and code is None):
            raise BadInput(_ONE_WAY)
        moment = _moment(start)
        rule = law_limit(code, moment.date()) if code else None
        answer = years.sheet(
            Limit.parse(limit) if limit else _period(rule),
            moment,
            _pauses(pauses, reasons, rule),
            Limit.parse(extend) if extend else None,
            rule,
        )
    except YimenError as error:
        fail(error)
    click.echo(msgspec.json.format(msgspec.json.encode(_as_json(answer, has_lines=True))))


class Years:
    """The calendar to reckon by: the shipped one, and the database's where that is asked for or tells more."""

    def __init__(self, is_recorded: bool) -> None:
        self._calendar = recorded_calendar() if is_recorded else shipped_calendar()
        self._may_ask = not is_recorded and bool(os.environ.get("DATABASE_URL"))

    def sheet(
        self,
        limit: Limit,
        start: datetime,
        pauses: Sequence[Pause],
        extension: Limit | None,
        rule: LawLimit | None = None,
    ) -> Sheet:
        """Return the sheet, by the years of the database when the shipped ones do not suffice and there is one."""
        articles = articles_of(rule) if rule else None
        found = sheet(limit, start, self._calendar, pauses=pauses, extension=extension, articles=articles)
        if found.due.is_provisional and self._may_ask:
            self._ask()
            found = sheet(limit, start, self._calendar, pauses=pauses, extension=extension, articles=articles)
        return found

    def _ask(self) -> None:
        from psycopg import Error

        self._may_ask = False
        try:
            self._calendar = WorkCalendar({**self._calendar.years, **recorded_calendar().years})
        except Exception as problem:
            if not isinstance(problem.__cause__ or problem, Error):
                raise
            click.echo(_NO_YEARS, err=True)


def recorded_calendar() -> WorkCalendar:
    """Return the calendar recorded in the database; imports Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yimen.site.settings")
    import django

    django.setup()
    from yimen.kernel.calendar import work_calendar

    return work_calendar()


_DECODER = msgspec.json.Decoder(Asked)


def _answer(line: bytes, years: Years) -> Sheet:
    try:
        asked = _DECODER.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadInput(_NO_LINE.fill(problem=error)) from None
    pauses = [_pause_of(given) for given in asked.pauses]
    extension = Limit.parse(asked.extend) if asked.extend else None
    return years.sheet(Limit.parse(asked.limit), _moment(asked.start), pauses, extension)


def _pause_of(given: list[str | None]) -> Pause:
    first, last, reason = (*given, None)[:3] if len(given) in (2, 3) else (None, None, None)
    if first is None:
        raise _wrong("pauses", _NO_PAUSE, str(given))
    return _pause(first, last, reason_words(reason_code(reason)) if reason else Words("", ""))


def _pauses(pauses: Sequence[str], reasons: Sequence[str], rule: LawLimit | None) -> list[Pause]:
    if reasons and len(reasons) != len(pauses):
        words = _REASONS.fill(pauses=len(pauses), reasons=len(reasons))
        raise BadInput(words, {"reason": [words]})
    codes = [reason_code(text) for text in reasons]
    if rule is not None:
        for code in codes:
            check_pause(rule, code, is_told_in_writing=True)
    told = [reason_words(code) for code in codes] or [Words("", "")] * len(pauses)
    found = []
    for text, reason in zip(pauses, told, strict=True):
        first, dots, last = text.partition("..")
        if not dots:
            raise _wrong("pause", _NO_PAUSE, text)
        found.append(_pause(first, last or None, reason))
    return found


def _pause(first: str, last: str | None, reason: Words) -> Pause:
    return Pause(day_of(first, "pause"), day_of(last, "pause") if last is not None else None, reason)


def _period(rule: LawLimit | None) -> Limit:
    period = rule.period if rule else None
    if period is None:
        raise BadInput(_NO_PERIOD.fill(code=rule.code if rule else ""))
    return period


def _moment(text: str) -> datetime:
    """Read a moment of office time; one that names its own zone is the same moment at the office."""
    try:
        if _MOMENT.fullmatch(text):
            moment = datetime.fromisoformat(text)
            if moment.year >= EARLIEST:
                return moment.astimezone(OFFICE_ZONE) if moment.tzinfo else moment.replace(tzinfo=OFFICE_ZONE)
    except (ValueError, OverflowError):
        pass
    raise _wrong("start", _NO_MOMENT, text)


def _wrong(field: str, sentence: Words, text: str) -> BadInput:
    words = Words(sentence.zh.format(text=text[:60]), sentence.en.format(text=text[:60]))
    return BadInput(words, {field: [words]})


def _as_json(found: Sheet, has_lines: bool) -> dict[str, Any]:
    at = found.due.at
    is_day = bool(at) and not isinstance(found.lines[0].first, datetime)
    last: date | datetime | None = found.due.date if is_day else at
    answer: dict[str, Any] = {
        "due": written(last) if last else None,
        "provisional": found.due.is_provisional,
        "counted": found.counted,
        "left_out": found.left_out,
    }
    return {**answer, "lines": [line.as_json() for line in found.lines]} if has_lines else answer
