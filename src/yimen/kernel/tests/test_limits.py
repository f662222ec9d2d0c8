"""Pauses, extensions and the sheet: what counted, what did not, and that the lines add up to the date."""

from __future__ import annotations

import doctest
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.kernel import limits, workdays
from yimen.kernel.calendar_text import shipped_calendar
from yimen.kernel.errors import BadInput
from yimen.kernel.limit_lines import LineKind
from yimen.kernel.limits import Pause, due, last_day_before, sheet
from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE, DayKind, Limit, Unit, WorkCalendar, YearCalendar

CALENDAR = shipped_calendar()
REVIEW = Words("专家评审", "expert review")
LICENCE, MORE = Limit.parse("20 working days"), Limit.parse("10 working days")
BEGIN = datetime(2026, 2, 10, 9, 30, tzinfo=OFFICE_ZONE)


def pause(first: str, last: str | None = None) -> Pause:
    return Pause(date.fromisoformat(first), date.fromisoformat(last) if last else None, REVIEW)


def ends(limit: str, start: str, *pauses: Pause, more: str = "") -> str | None:
    extension = Limit.parse(more) if more else None
    end = due(
        Limit.parse(limit), datetime.fromisoformat(f"{start}+08:00"), CALENDAR, pauses=pauses, extension=extension
    )
    return end.date.isoformat() if end.date else None


@pytest.mark.parametrize("module", [limits, workdays])
def test_the_worked_examples_run(module: object) -> None:
    found = doctest.testmod(module)  # type: ignore[arg-type]
    assert found.attempted and not found.failed


def test_a_licence_over_spring_festival_with_an_expert_review_explains_itself() -> None:
    told = sheet(LICENCE, BEGIN, CALENDAR, pauses=[pause("2026-02-24", "2026-03-03")])
    lines = [(line.kind.value, str(line.first), str(line.last), line.counted) for line in told.lines]
    assert lines == [
        ("start", "2026-02-10", "2026-02-10", 0),
        ("counted", "2026-02-11", "2026-02-13", 3),
        ("exchanged", "2026-02-14", "2026-02-14", 1),
        ("weekend", "2026-02-15", "2026-02-15", 0),
        ("holiday", "2026-02-16", "2026-02-20", 0),
        ("weekend", "2026-02-21", "2026-02-22", 0),
        ("holiday", "2026-02-23", "2026-02-23", 0),
        ("pause", "2026-02-24", "2026-03-03", 0),
        ("counted", "2026-03-04", "2026-03-06", 3),
        ("weekend", "2026-03-07", "2026-03-08", 0),
        ("counted", "2026-03-09", "2026-03-13", 5),
        ("weekend", "2026-03-14", "2026-03-15", 0),
        ("counted", "2026-03-16", "2026-03-20", 5),
        ("weekend", "2026-03-21", "2026-03-22", 0),
        ("counted", "2026-03-23", "2026-03-25", 3),
    ]
    assert (told.due.date, told.counted, told.left_out) == (date(2026, 3, 25), 20, 23)
    by_kind = {line.kind: line for line in told.lines}
    assert by_kind[LineKind.HOLIDAY].words.zh == "放假1天，不计入（国务院办公厅关于2026年部分节假日安排的通知）"
    assert by_kind[LineKind.PAUSE].words == Words("暂停期间（专家评审），不计入", "Paused (expert review), not counted")
    articles = [by_kind[kind].article for kind in (LineKind.START, LineKind.COUNTED, LineKind.PAUSE)]
    assert [(a.words.zh, a.sure) for a in articles if a] == [
        ("《民法典》第201条", "general"),
        ("《行政许可法》第82条", "verified"),
        ("《行政许可法》第45条", "verified"),
    ]


@pytest.mark.parametrize(
    ("pauses", "last"),
    [
        ((), "2026-03-17"),
        ((pause("2026-03-03", "2026-03-05"),), "2026-03-20"),
        ((pause("2026-03-07", "2026-03-08"),), "2026-03-17"),  # a weekend only
        ((pause("2026-02-20", "2026-03-02"),), "2026-03-17"),  # ends on the day of the start
        ((pause("2026-02-20", "2026-03-03"),), "2026-03-18"),  # begins before the start
        ((pause("2026-03-17", "2026-03-17"),), "2026-03-18"),  # on the last day
        ((pause("2026-03-18", "2026-04-30"),), "2026-03-17"),  # after the last day
        ((pause("2026-03-18"),), "2026-03-17"),
        ((pause("2026-03-17"),), None),  # still paused
        ((pause("2026-03-03", "2026-03-05"), pause("2026-03-04", "2026-03-06")), "2026-03-23"),
        ((pause("2026-03-04", "2026-03-06"), pause("2026-03-03", "2026-03-10")), "2026-03-25"),
        ((pause("2026-03-03"), pause("2026-03-10", "2026-03-11")), None),
    ],
)
def test_pauses_of_eleven_working_days_from_the_second_of_march(pauses: tuple[Pause, ...], last: str | None) -> None:
    assert ends("11 working days", "2026-03-02T09:00", *pauses) == last


def test_a_pause_without_end_says_that_there_is_no_date_yet() -> None:
    told = sheet(LICENCE, BEGIN, CALENDAR, pauses=[pause("2026-02-12")])
    assert told.due.at is None and told.due.date is None
    assert told.lines[-1].kind is LineKind.PAUSED and told.lines[-1].last is None
    assert told.lines[-1].words.zh == "暂停尚未结束（专家评审），现在还没有到期日"
    assert told.counted == 1


def test_an_extension_counts_on_and_stands_in_the_sheet_where_the_limit_would_end() -> None:
    told = sheet(LICENCE, BEGIN, CALENDAR, extension=MORE)
    (line,) = [line for line in told.lines if line.kind is LineKind.EXTENSION]
    assert line.first == due(LICENCE, BEGIN, CALENDAR).date
    assert told.due == due(Limit(30, Unit.WORKING_DAY), BEGIN, CALENDAR)
    assert line.words.zh == "原期限到此届满，延长10天"
    with pytest.raises(BadInput, match="in the unit of its limit"):
        due(LICENCE, BEGIN, CALENDAR, extension=Limit.parse("10 natural days"))


def test_natural_days_move_once_and_a_pause_after_the_last_that_counted_changes_nothing() -> None:
    assert ends("5 natural days", "2026-03-02T09:00") == "2026-03-09"  # Saturday the 7th
    assert ends("5 natural days", "2026-03-02T09:00", pause("2026-03-09", "2026-03-13")) == "2026-03-09"
    assert ends("5 natural days", "2026-03-02T09:00", pause("2026-03-07", "2026-03-08")) == "2026-03-09"
    assert ends("5 natural days", "2026-03-02T09:00", more="2 natural days") == "2026-03-09"
    told = sheet(Limit.parse("5 natural days"), datetime(2026, 3, 2, 1, tzinfo=UTC), CALENDAR)
    assert [(line.kind, line.first, line.last) for line in told.lines[1:]] == [
        (LineKind.NATURAL, date(2026, 3, 3), date(2026, 3, 7)),
        (LineKind.MOVED, date(2026, 3, 8), date(2026, 3, 9)),
    ]


def test_minutes_stand_still_on_the_whole_days_of_a_pause() -> None:
    start = datetime(2026, 3, 2, 23, 30, tzinfo=OFFICE_ZONE)
    told = sheet(Limit.parse("60 minutes"), start, CALENDAR, pauses=[pause("2026-03-03", "2026-03-04")])
    assert told.due.at == datetime(2026, 3, 5, 0, 30, tzinfo=OFFICE_ZONE)
    assert (told.counted, told.left_out) == (60, 2 * 24 * 60)
    same_day = sheet(Limit.parse("1 hour"), start, CALENDAR, pauses=[pause("2026-03-02", "2026-03-02")])
    assert same_day.due.at == datetime(2026, 3, 3, 1, 0, tzinfo=OFFICE_ZONE)
    longer = sheet(Limit.parse("30 minutes"), start, CALENDAR, extension=Limit.parse("15 minutes"))
    assert longer.due.at == start + timedelta(minutes=45)
    assert longer.lines[1].words.zh == "原期限到此届满，延长15分钟"
    assert due(Limit.parse("45 minutes"), start, CALENDAR, pauses=[pause("2026-03-03")]).at is None


def test_the_day_is_the_day_of_the_office_wherever_the_moment_was_written() -> None:
    evening = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)  # 1 o'clock on the third at the office
    assert due(Limit.parse("1 working day"), evening, CALENDAR).date == date(2026, 3, 4)


def test_a_notice_may_change_the_december_before_it() -> None:
    coming = YearCalendar(2027, frozenset({date(2026, 12, 31)}), frozenset({date(2026, 12, 26)}), "notice of 2027")
    later = WorkCalendar({**CALENDAR.years, 2027: coming})
    assert later.kind_of(date(2026, 12, 31)) == (DayKind.HOLIDAY, "notice of 2027")
    assert later.kind_of(date(2026, 12, 26)) == (DayKind.EXCHANGED, "notice of 2027")
    assert due(Limit.parse("3 working days"), datetime(2026, 12, 25, 9, tzinfo=OFFICE_ZONE), later).date == date(
        2026, 12, 29
    )


def test_it_is_provisional_from_the_first_unknown_year_it_touches() -> None:
    assert due(LICENCE, datetime(2026, 12, 20, 9, tzinfo=OFFICE_ZONE), CALENDAR).is_provisional
    assert not due(
        Limit.parse("9 working days"), datetime(2026, 12, 18, 9, tzinfo=OFFICE_ZONE), CALENDAR
    ).is_provisional
    early = datetime(2026, 11, 2, 9, tzinfo=OFFICE_ZONE)
    assert due(LICENCE, early, CALENDAR, pauses=[pause("2026-11-03", "2027-01-10")]).is_provisional


def test_backwards_pauses_and_ends_beyond_the_calendar_are_refused() -> None:
    with pytest.raises(BadInput, match="ends before it begins"):
        pause("2026-03-03", "2026-03-02")
    last = datetime(9999, 12, 20, 9, tzinfo=OFFICE_ZONE)
    for text in ("20 working days", "20 natural days", "900 hours"):
        with pytest.raises(BadInput, match="9999"):
            due(Limit.parse(text), last, WorkCalendar({}))


def test_counting_back_to_the_last_day_in_time() -> None:
    assert last_day_before(Limit.parse("7 working days"), date(2026, 10, 12), CALENDAR) == date(2026, 9, 24)
    assert last_day_before(Limit.parse("30 days"), date(2026, 11, 5), CALENDAR) == date(2026, 10, 8)
    with pytest.raises(BadInput, match="in days"):
        last_day_before(Limit.parse("30 minutes"), date(2026, 11, 5), CALENDAR)


PAUSES = st.lists(
    st.tuples(st.dates(date(2025, 1, 1), date(2026, 12, 1)), st.integers(0, 40)).map(
        lambda p: Pause(p[0], p[0] + timedelta(days=p[1]), REVIEW)
    ),
    max_size=4,
)


@given(
    st.datetimes(datetime(2025, 1, 1), datetime(2026, 10, 1)),  # noqa: DTZ001
    st.integers(1, 60),
    st.sampled_from([Unit.WORKING_DAY, Unit.NATURAL_DAY]),
    PAUSES,
    st.integers(0, 30),
)
def test_the_lines_hold_every_day_once_and_add_up(
    start: datetime, count: int, unit: Unit, pauses: list[Pause], more: int
) -> None:
    """From the day of the start to the last, without gap or overlap; what counted is the limit and its extension."""
    extension = Limit(more, unit) if more else None
    told = sheet(Limit(count, unit), start.replace(tzinfo=OFFICE_ZONE), CALENDAR, pauses=pauses, extension=extension)
    days = [line for line in told.lines if line.kind is not LineKind.EXTENSION]
    for before, after in pairwise(days):
        assert before.last is not None and after.first == before.last + timedelta(days=1)
    assert days[0].first == start.date() and days[-1].last == told.due.date
    assert told.counted == count + more
    assert told.due.date is not None
    assert told.counted + told.left_out == (told.due.date - start.date()).days
    for line in told.lines:
        assert line.words.zh and line.words.en and line.as_json()
