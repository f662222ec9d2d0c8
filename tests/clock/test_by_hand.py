"""The dates worked out by hand: the days written out lead to the date, and so does the program."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from yimen.kernel.calendar_text import shipped_calendar
from yimen.site.cli_clock import due

TABLE = yaml.safe_load(Path(__file__).with_name("by_hand.yaml").read_text(encoding="utf-8"))


def days_of(row: dict[str, Any]) -> list[date]:
    """The days written out; after December comes January of the next year."""
    days: list[date] = []
    year = int(row["start"][:4])
    for text in row["days"].split():
        day = date(year, int(text[:2]), int(text[3:]))
        if days and day < days[-1]:
            year += 1
            day = day.replace(year=year)
        days.append(day)
    return days


def test_there_are_thirty_and_more() -> None:
    """None twice."""
    asked = [json.dumps({k: row.get(k) for k in ("start", "limit", "pauses", "extend")}) for row in TABLE]
    assert len(set(asked)) == len(TABLE) >= 30


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row['start']} {row['limit']}")
def test_the_command_gives_the_date_worked_out_by_hand(row: dict[str, Any]) -> None:
    """From the command's own words, with the shipped calendar."""
    argv = ["--start", row["start"], "--limit", row["limit"]]
    for first, last in row.get("pauses", []):
        argv += ["--pause", f"{first}..{last}"]
    argv += ["--extend", row["extend"]] if "extend" in row else []
    result = CliRunner().invoke(due, argv)
    assert result.exit_code == 0, result.stderr
    told = json.loads(result.stdout)
    assert (told["due"], told["provisional"]) == (row["due"], row.get("provisional", False))


@pytest.mark.parametrize(
    "row", [row for row in TABLE if "days" in row], ids=lambda row: f"{row['start']} {row['limit']}"
)
def test_the_days_written_out_are_as_many_as_the_limit_and_end_with_the_date(row: dict[str, Any]) -> None:
    """So that a slip of the pen is found; each is a day on which offices work, and no pause holds it."""
    days = days_of(row)
    count = sum(int(row[part].split()[0]) for part in ("limit", "extend") if part in row)
    assert len(days) == count
    assert days == sorted(set(days)) and days[-1].isoformat() == row["due"]
    for day in days:
        assert shipped_calendar().is_working(day), day
        assert not any(first <= day.isoformat() <= last for first, last in row.get("pauses", []))
