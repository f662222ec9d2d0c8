"""The text of a yearly notice: what it may hold, and what is refused with the place that is wrong."""

from __future__ import annotations

from datetime import date

import pytest

from yimen.kernel.calendar_text import read_years, shipped_calendar
from yimen.kernel.errors import BadInput
from yimen.kernel.workdays import YearCalendar

NOTICE = """
years:
  2027:
    source: 国务院办公厅关于2027年部分节假日安排的通知（示例）
    "off": 01-01..01-03 02-05..02-11
    worked: 02-13 2026-12-26
"""


def test_ranges_hold_weekends_that_are_off_anyway_and_a_day_may_lie_in_the_december_before() -> None:
    (year,) = read_years(NOTICE, "2027.yaml")
    weekdays = {date(2027, 1, 1), *(date(2027, 2, n) for n in (5, 8, 9, 10, 11))}
    worked = {date(2027, 2, 13), date(2026, 12, 26)}
    source = "国务院办公厅关于2027年部分节假日安排的通知（示例）"
    assert year == YearCalendar(2027, frozenset(weekdays), frozenset(worked), source)


def test_off_needs_no_quotation_marks() -> None:
    assert read_years(NOTICE.replace('"off"', "off"), "2027.yaml") == read_years(NOTICE, "2027.yaml")


def test_the_shipped_years_are_2004_to_2026() -> None:
    assert sorted(shipped_calendar().years) == list(range(2004, 2027))


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("years:", "year:", "has no"),
        ("  2027:", "  twenty:", "no year from"),
        ("  2027:", "  1900:", "no year from"),
        ("worked:", "open:", "source, off and worked"),
        ("worked: 02-13 2026-12-26", "worked: [02-13]", "source, off and worked"),
        ("source: 国", 'source: ""\n    # 国', "does not name its notice"),
        ("02-13", "02-30", '"02-30" is no day'),
        ("02-13", "2-13", '"2-13" is no day'),
        ("02-05..02-11", "02-11..02-05", "no day"),
        ("2026-12-26", "2026-11-28", "December before"),
        ("2026-12-26", "2028-01-02", "December before"),
        ("02-13", "02-13 02-06", "both off and worked"),
        ("02-13", "02-12", "weekdays, worked anyway"),
        ("01-01..01-03 02-05..02-11", "01-02", "no day off"),
        ("years:", "years: [", "cannot be read"),
        ("years:", "other: 1\nyears:", "has no"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(before: str, after: str, told: str) -> None:
    assert before in NOTICE
    with pytest.raises(BadInput, match=told):
        read_years(NOTICE.replace(before, after), "2027.yaml")
