"""The checks find what is wrong: each fault is planted in half a year that was lived through, and taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.db import connection, transaction

from tests.databases import drop, fresh_database
from tests.offices import Office, district_template, use_database
from tests.year import checks
from tests.year.calendar import OFFICE
from tests.year.walk import Year, lived

UNTIL = dt.datetime(2026, 12, 17, 12, 0, tzinfo=OFFICE)
SEED, CASES = 1, 240


@pytest.fixture(scope="module")
def half() -> Iterator[Year]:
    """Half a year, with much that is under way at its end."""
    dsn = fresh_database(district_template())
    use_database(dsn)
    try:
        with lived(Office(dsn), seed=SEED, cases=CASES, until=UNTIL) as year:
            yield year
    finally:
        connection.close()
        drop(dsn)


def test_the_same_seed_does_the_same(half: Year) -> None:
    """Order, verbs, states and dates of a second run; another seed does otherwise."""
    before = connection.settings_dict["NAME"]
    dsn = fresh_database(district_template())
    url = connection.settings_dict.copy()
    use_database(dsn)
    try:
        with lived(Office(dsn), seed=SEED, cases=CASES, until=UNTIL) as again:
            assert again.log == half.log
            assert again.digest == half.digest
    finally:
        connection.close()
        connection.settings_dict.update(url)
        drop(dsn)
    assert connection.settings_dict["NAME"] == before


def test_nothing_is_found_where_nothing_is_wrong(half: Year) -> None:
    assert checks.check(half.town) == []


_A_CLOCK = "SELECT k.id FROM cases_clock k JOIN cases_case c ON c.id = k.case_id WHERE "
_RUNNING = "k.kind = 'statutory' AND k.stopped_at IS NULL AND k.until IS NOT NULL"
FAULTS = {
    "dates: a limit that ends a day later": (
        f"UPDATE cases_clock SET until = until + interval '1 day' WHERE id = ({_A_CLOCK}{_RUNNING} LIMIT 1)"
    ),
    "dates: a limit of an ended case that ended a minute earlier": (
        "UPDATE cases_clock SET until = until - interval '1 minute'"
        f" WHERE id = ({_A_CLOCK} k.stopped_at IS NOT NULL AND k.until IS NOT NULL LIMIT 1)"
    ),
    "dates: a limit that is called provisional": (
        f"UPDATE cases_clock SET is_provisional = NOT is_provisional WHERE id = ({_A_CLOCK}{_RUNNING} LIMIT 1)"
    ),
    "dates: an extension that was lost": (
        f"UPDATE cases_clock SET extension = 0 WHERE id = ({_A_CLOCK} k.extension > 0 LIMIT 1)"
    ),
    "clocks: no clock": f"DELETE FROM cases_clock WHERE id = ({_A_CLOCK}{_RUNNING} LIMIT 1)",
    "clocks: ends before it starts": (
        f"UPDATE cases_clock SET until = started_at - interval '1 day' WHERE id = ({_A_CLOCK}{_RUNNING} LIMIT 1)"
    ),
    "clocks: stops before it starts": (
        "UPDATE cases_clock SET stopped_at = started_at - interval '1 hour'"
        f" WHERE id = ({_A_CLOCK} k.stopped_at IS NOT NULL LIMIT 1)"
    ),
    "clocks: runs on after the end": (
        f"UPDATE cases_clock SET stopped_at = NULL WHERE id = ({_A_CLOCK} k.stopped_at IS NOT NULL LIMIT 1)"
    ),
    "clocks: the list shows another day": (
        "UPDATE cases_case SET statutory_until = statutory_until + interval '1 day'"
        " WHERE id = (SELECT id FROM cases_case WHERE statutory_until IS NOT NULL LIMIT 1)"
    ),
    "papers: a receipt of acceptance that is missing": (
        "DELETE FROM notices_document WHERE id = (SELECT id FROM notices_document WHERE kind = 'acceptance' LIMIT 1)"
    ),
    "papers: a pause without its notice": (
        "DELETE FROM notices_document WHERE id = (SELECT id FROM notices_document WHERE kind = 'pause' LIMIT 1)"
    ),
    "papers: another number than the journal's": (
        "UPDATE notices_document SET number = number || '号'"
        " WHERE id = (SELECT id FROM notices_document WHERE kind = 'materials' LIMIT 1)"
    ),
    "numbers: a gap": (
        "UPDATE notices_document SET number = regexp_replace(number, '〕1号', '〕999号')"
        " WHERE id = (SELECT id FROM notices_document WHERE number LIKE '%〕1号' LIMIT 1)"
    ),
    "numbers: of another year": (
        "UPDATE notices_document SET number = replace(number, '2026', '2025')"
        " WHERE id = (SELECT id FROM notices_document LIMIT 1)"
    ),
    "way_on: nobody holds the post": (
        "UPDATE people_appointment SET is_held = false WHERE (post, office) IN"
        " (SELECT post, office FROM cases_step WHERE state = 'open' AND decided_by = 'desk')"
    ),
    "way_on: the step under way was dropped": (
        "UPDATE cases_step SET state = 'dropped', claimed_by_id = NULL, claimed_at = NULL WHERE id ="
        " (SELECT id FROM cases_step WHERE state = 'open' AND decided_by = 'desk' LIMIT 1)"
    ),
    "way_on: waits though all is done": (
        "UPDATE cases_step SET state = 'waiting', claimed_by_id = NULL, claimed_at = NULL WHERE id ="
        " (SELECT id FROM cases_step WHERE state = 'open' AND decided_by = 'desk' LIMIT 1)"
    ),
    "way_on: not closed though all has ended": (
        "UPDATE cases_application SET state = 'accepted', closed_at = NULL WHERE id ="
        " (SELECT id FROM cases_application WHERE state = 'closed' LIMIT 1)"
    ),
    "journal: a state that no verb made": (
        "UPDATE cases_case SET state = 'approved'"
        " WHERE id = (SELECT id FROM cases_case WHERE state = 'accepted' LIMIT 1)"
    ),
    "moments: accepted on another day": (
        "UPDATE cases_case SET accepted_at = accepted_at - interval '1 day'"
        " WHERE id = (SELECT id FROM cases_case LIMIT 1)"
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(half: Year, fault: str) -> None:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(FAULTS[fault])
            assert cursor.rowcount >= 1, "nothing was planted"
        found = checks.check(half.town)
        transaction.set_rollback(True)
    assert any(text.startswith(fault.partition(":")[0] + ":") for text in found), found
    assert len(found) < 40, "a single fault is told a few times, not everywhere"
