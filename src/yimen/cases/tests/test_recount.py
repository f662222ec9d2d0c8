"""A holiday notice comes: running limits are counted again, with an entry on each case, and nothing else changes."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from click.testing import CliRunner, Result

from tests.machines import done, machine
from tests.offices import Office
from tests.onecase import publish_one_case, whole
from yimen.cases.actions.import_calendar import import_calendar
from yimen.cases.models import Case, Clock, Step
from yimen.kernel import calendar, history
from yimen.kernel.actor import house
from yimen.kernel.calendar_text import read_years, shipped_calendar
from yimen.kernel.errors import Busy
from yimen.kernel.journal import Audience
from yimen.kernel.models import CalendarYear, JournalEntry
from yimen.kernel.workdays import OFFICE_ZONE, YearCalendar
from yimen.site.cli_calendar import calendar as command

HOUSE = house("calendar")
SOURCE = "国务院办公厅关于2027年部分节假日安排的通知（测试用，不是官方通知）"
NOTICE = f"years:\n  2027:\n    source: {SOURCE}\n    off: 01-01..01-03 02-05..02-11\n    worked: 02-13\n"
(YEAR_2027,) = read_years(NOTICE, "2027.yaml")


@pytest.fixture
def cases(office: Office) -> list[Case]:
    """Three cases accepted on Monday 2026-12-14: 20 working days reach 2027-01-11 as far as anybody knows."""
    office.at(datetime(2026, 12, 14, 9, 0, tzinfo=OFFICE_ZONE))
    publish_one_case()
    client = machine("clerk1", "hall-natural-07")
    for serial in (1, 2, 3):
        done(client, "applications/hand-in", whole(serial))
    return list(Case.objects.order_by("id"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The notice of 2027 as a file."""
    path = tmp_path / "2027.yaml"
    path.write_text(NOTICE, encoding="utf-8")
    return path


def limits(case: Case) -> dict[str, tuple[str, bool]]:
    """The limits of a case: kind to last day and whether it is provisional."""
    rows = Clock.objects.filter(case=case.id)
    return {c.kind: (c.until.astimezone(OFFICE_ZONE).date().isoformat(), c.is_provisional) for c in rows if c.until}


def recounts() -> Any:
    """The entries of counting again."""
    return JournalEntry.objects.filter(kind="case", verb="recount")


def run(*argv: object) -> Result:
    return CliRunner().invoke(command, ["import", *map(str, argv)])


def changed_2026(*more_off: date) -> YearCalendar:
    year = shipped_calendar().years[2026]
    return YearCalendar(2026, year.off | frozenset(more_off), year.worked, year.source)


def test_a_notice_makes_provisional_limits_final_and_notes_it_on_each_case(cases: list[Case]) -> None:
    assert limits(cases[0]) == {"statutory": ("2027-01-11", True), "promised": ("2026-12-21", False)}
    done_ = import_calendar(years=[YEAR_2027], actor=HOUSE)
    assert (done_.new, done_.changed, done_.is_changed) == ((2027,), (), True)
    assert (done_.recounted.cases, done_.recounted.limits, done_.recounted.moved) == (3, 3, 3)
    for case in cases:
        assert limits(case) == {"statutory": ("2027-01-12", False), "promised": ("2026-12-21", False)}
        case.refresh_from_db()
        assert case.statutory_until is not None
        assert case.statutory_until.astimezone(OFFICE_ZONE).date() == date(2027, 1, 12)
        (entry,) = [r for r in history.of([("case", case.id)]) if r.verb == "recount"]
        assert entry.actor == "house:calendar"
        told = entry.sentence(Audience.CITIZEN)
        assert told.zh == "按公布的放假安排重新计算期限：法定期限2027-01-11→2027-01-12"
        assert told.en == "Counted again by the holiday notice: statutory limit 2027-01-11 → 2027-01-12"
    assert CalendarYear.objects.get(year=2027).source == SOURCE


def test_the_same_notice_again_changes_nothing(cases: list[Case]) -> None:
    import_calendar(years=[YEAR_2027], actor=HOUSE)
    before = recounts().count()
    again = import_calendar(years=[YEAR_2027], actor=HOUSE)
    assert not again.is_changed
    assert recounts().count() == before == 3


def test_a_limit_that_keeps_its_date_is_noted_as_no_longer_provisional(cases: list[Case]) -> None:
    """The Saturday worked in December gives back what New Year's Day takes."""
    text = NOTICE.replace("worked: 02-13", "worked: 02-13 2026-12-26")
    done_ = import_calendar(years=read_years(text, "2027.yaml"), actor=HOUSE)
    assert (done_.recounted.limits, done_.recounted.moved) == (3, 0)
    assert limits(cases[0])["statutory"] == ("2027-01-11", False)
    assert recounts()[0].data["changes"] == "法定期限2027-01-11，不再是暂定"


def test_a_changed_arrangement_moves_every_limit_it_touches(cases: list[Case]) -> None:
    done_ = import_calendar(years=[changed_2026(date(2026, 12, 18))], actor=HOUSE)
    assert (done_.new, done_.changed, done_.recounted.moved) == ((), (2026,), 6)
    assert limits(cases[0]) == {"statutory": ("2027-01-12", True), "promised": ("2026-12-22", False)}
    assert recounts().count() == 3  # one entry a case, for both limits
    assert "承诺期限2026-12-21→2026-12-22" in recounts()[0].data["changes"]


def test_the_limit_of_a_step_is_counted_again(cases: list[Case], monkeypatch: pytest.MonkeyPatch) -> None:
    step = Step.objects.get(case=cases[0].id, code="check")
    step.until = datetime(2026, 12, 21, 23, 59, 59, tzinfo=OFFICE_ZONE)
    Step.objects.filter(pk=step.pk).update(until=step.until)
    from yimen.catalogue.reads import standard
    from yimen.catalogue.rules.standards import Step as StepText

    texts = standard(cases[0].matter_id).steps
    old = texts["check"]
    monkeypatch.setitem(
        texts,
        "check",
        StepText(code="check", name=old.name, office=old.office, decided_by=old.decided_by, limit="5 working days"),
    )
    import_calendar(years=[changed_2026(date(2026, 12, 18))], actor=HOUSE)
    step.refresh_from_db()
    assert step.until == datetime(2026, 12, 22, 23, 59, 59, tzinfo=OFFICE_ZONE)
    entry = next(e for e in recounts() if e.subject_id == cases[0].id)
    assert "核准2026-12-21→2026-12-22" in entry.data["changes"]


def test_a_limit_that_has_ended_is_never_counted_again(cases: list[Case]) -> None:
    Clock.objects.filter(case=cases[1].id).update(stopped_at=datetime(2026, 12, 15, 1, tzinfo=UTC))
    done_ = import_calendar(years=[YEAR_2027], actor=HOUSE)
    assert done_.recounted.cases == 2
    assert limits(cases[1])["statutory"] == ("2027-01-11", True)


def test_who_works_on_a_case_keeps_the_import_out_and_nothing_is_half_written(
    office: Office, cases: list[Case]
) -> None:
    with psycopg.connect(office.dsn) as other:
        other.execute("SELECT 1 FROM cases_case WHERE id = %s FOR NO KEY UPDATE", [cases[2].id])
        with pytest.raises(Busy):
            import_calendar(years=[YEAR_2027], actor=HOUSE)
    assert not CalendarYear.objects.filter(year=2027).exists()
    assert limits(cases[0])["statutory"] == ("2027-01-11", True)
    assert not recounts().exists()


def test_the_command_tries_then_does_it_then_finds_nothing_to_do(cases: list[Case], file: Path) -> None:
    trial = run(file, "--check")
    assert trial.exit_code == 0, trial.output
    assert "3  重算的办件" in trial.stdout and "这是试算" in trial.stdout
    assert not CalendarYear.objects.filter(year=2027).exists() and not recounts().exists()
    assert limits(cases[0])["statutory"] == ("2027-01-11", True)
    first, second = run(file), run(file, "--json")
    assert first.exit_code == second.exit_code == 0
    assert "2027  新增年份" in first.stdout and "3  其中日期变了的" in first.stdout
    told = json.loads(second.stdout)
    assert (told["is_changed"], told["new"], told["recounted"]["cases"]) == (False, [], 0)
    assert "什么都没有改" in run(file).stdout


def test_a_running_process_hears_of_the_import_with_its_next_request(office: Office, file: Path) -> None:
    """The import runs in a process of its own; this one has the calendar in its memory."""
    client = office.client("clerk1", window=7)
    client.get("/counter/")
    assert 2027 not in calendar.work_calendar().years
    argv = [sys.executable, "-m", "yimen.site.cli", "calendar", "import", str(file)]
    imported = subprocess.run(argv, capture_output=True, text=True, check=False)
    assert imported.returncode == 0, imported.stderr
    assert client.get("/counter/").status_code == 200
    assert 2027 in calendar.work_calendar().years
    calendar.forget()


@pytest.mark.parametrize("text", ["", "years: {}", NOTICE.replace("02-13", "02-30"), "\x00", "years: [1"])
def test_a_file_that_cannot_be_taken_is_a_sentence_and_code_two(office: Office, file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    result = run(file)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.strip() and "Traceback" not in result.stderr
    assert not CalendarYear.objects.filter(year=2027).exists()


def test_loading_the_profile_again_keeps_what_was_imported(office: Office) -> None:
    from yimen.site.load import _calendar

    import_calendar(years=[changed_2026(date(2026, 12, 18))], actor=HOUSE)
    _calendar()
    assert date(2026, 12, 18) in CalendarYear.objects.get(year=2026).off_dates
    calendar.forget()
