"""Random histories: the rule and a slow walk that shares nothing with it agree, before and after a notice comes.

YIMEN_HISTORIES says how many (600; the proof takes 10,000), YIMEN_SEED which.
"""

from __future__ import annotations

import ast
import datetime as dt
import json
import os
import random
from pathlib import Path

import chinese_calendar
from click.testing import CliRunner

from tests.clock import oracle
from yimen.kernel.limits import Pause, sheet
from yimen.kernel.workdays import OFFICE_ZONE, Limit, Unit, WorkCalendar, YearCalendar
from yimen.site.cli_clock import due as command

HISTORIES = int(os.environ.get("YIMEN_HISTORIES", "600"))
SEED = os.environ.get("YIMEN_SEED", "1")


def calendar(notices: dict[int, oracle.Notice]) -> WorkCalendar:
    """The same notices as the house keeps them."""
    dates = dt.date.fromisoformat
    return WorkCalendar(
        {
            year: YearCalendar(year, frozenset(map(dates, n.off)), frozenset(map(dates, n.worked)), f"notice of {year}")
            for year, n in notices.items()
        }
    )


def pauses_of(history: oracle.History) -> list[Pause]:
    """The pauses as the house keeps them: one row each, closed when it was resumed."""
    first = {number: at for what, at, number in history.events if what == "paused"}
    last = {number: at for what, at, number in history.events if what == "resumed"}
    return [Pause(day, last.get(number)) for number, day in first.items()]  # type: ignore[arg-type]


def start_of(history: oracle.History) -> dt.datetime:
    """The moment the house counts from: that of the acceptance."""
    (moment,) = [at for what, at, _ in history.events if what == "accepted"]
    assert isinstance(moment, dt.datetime)
    return moment


def ours(history: oracle.History, notices: dict[int, oracle.Notice]) -> oracle.Answer:
    """The rule's answer, and that its lines add up to it."""
    unit = Unit(history.unit.replace(" ", "_"))
    extension = Limit(history.extension, unit) if history.extension else None
    found = sheet(
        Limit(history.count, unit),
        start_of(history),
        calendar(notices),
        pauses=pauses_of(history),
        extension=extension,
    )
    at = found.due.at
    assert sum(line.counted for line in found.lines) == found.lines[-1].total
    ends = at.astimezone(OFFICE_ZONE).replace(tzinfo=None) if at else None
    return oracle.Answer(ends, found.due.is_provisional and at is not None, found.counted)


def test_random_histories_agree() -> None:
    """Not one differs; every kind of history came up."""
    seen = {"paused": 0, "extended": 0, "provisional": 0, "moved by a later notice": 0, "no date": 0, "corrected": 0}
    for n in range(HISTORIES):
        history = oracle.invent(random.Random(f"{SEED}:{n}"))
        before = oracle.answer(history, history.known)
        after = oracle.answer(history, history.later)
        assert ours(history, history.known) == before, f"seed {SEED}:{n} before the notice: {history}"
        assert ours(history, history.later) == after, f"seed {SEED}:{n} after the notice: {history}"
        seen["paused"] += any(what == "paused" for what, _, _ in history.events)
        seen["corrected"] += any(what == "corrected" for what, _, _ in history.events)
        seen["extended"] += bool(history.extension)
        seen["provisional"] += before.is_provisional
        seen["moved by a later notice"] += before.ends != after.ends
        seen["no date"] += before.ends is None
    print(f"YIMEN_SEED={SEED} {HISTORIES} histories: {seen}")
    assert HISTORIES < 300 or min(seen.values()) > HISTORIES // 100, seen


def test_the_command_agrees_over_the_published_years() -> None:
    """A batch, by the calendar that the program ships; the slow walk takes the package's."""
    published = {year: published_notice(year) for year in range(2004, 2027)}
    asked, expected = [], []
    for n in range(HISTORIES // 2):
        history = oracle.invent(random.Random(f"{SEED}:batch:{n}"))
        move = (2005 + n % 20) - start_of(history).year
        history.events = [(what, _years_later(at, move), number) for what, at, number in history.events]
        found = oracle.answer(history, published)
        expected.append((found.ends, found.is_provisional))
        asked.append(as_line(history))
    result = CliRunner().invoke(command, ["--batch", "-"], input="\n".join(map(json.dumps, asked)) + "\n")
    assert result.exit_code == 0, result.output
    told = [json.loads(line) for line in result.stdout.splitlines()]
    for line, answer, (ends, is_provisional) in zip(asked, told, expected, strict=True):
        by_minute = line["limit"].endswith(("hours", "minutes"))
        text = None if ends is None else ends.isoformat(timespec="minutes") if by_minute else ends.date().isoformat()
        assert answer["due"] == text, line
        assert ends is None or answer["provisional"] == is_provisional, line


def as_line(history: oracle.History) -> dict[str, object]:
    """The history as a batch takes it."""
    spans = [[p.first_date.isoformat(), p.last_date.isoformat() if p.last_date else None] for p in pauses_of(history)]
    line: dict[str, object] = {
        "start": start_of(history).isoformat(timespec="minutes"),
        "limit": f"{history.count} {history.unit}s",
        "pauses": spans,
    }
    return {**line, "extend": f"{history.extension} {history.unit}s"} if history.extension else line


def published_notice(year: int) -> oracle.Notice:
    """A year's arrangement from the package chinesecalendar."""
    days = [dt.date(year, 1, 1) + dt.timedelta(days=n) for n in range(366)]
    days = [d for d in days if d.year == year]
    return oracle.Notice(
        {d.isoformat() for d in days if d.weekday() < 5 and not chinese_calendar.is_workday(d)},
        {d.isoformat() for d in days if d.weekday() > 4 and chinese_calendar.is_workday(d)},
    )


def _years_later(at: dt.datetime | dt.date, years: int) -> dt.datetime | dt.date:
    return at + dt.timedelta(days=round(years * 365.2425))


def test_the_oracle_shares_no_import_with_the_house() -> None:
    """Only the standard library."""
    module = ast.parse(Path(oracle.__file__).read_text(encoding="utf-8"))
    imported = {
        name.split(".")[0]
        for node in ast.walk(module)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([a.name for a in node.names] if isinstance(node, ast.Import) else [node.module or ""])
    }
    assert imported == {"__future__", "dataclasses", "datetime", "random"}
