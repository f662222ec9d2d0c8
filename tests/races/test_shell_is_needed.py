"""The races can be lost: without the shell's lock and condition two clicks are both done; either one is enough.

These tests write what must never be written, so they use a database of their own that nobody else reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from django.db import connection

from tests.databases import drop, fresh_database
from tests.offices import Office, district_template, set_office_time, use_database
from tests.races.rivals import rivals, rounds
from tests.replay import assert_journal_tells_the_rows
from yimen.cases.actions.discard import discard
from yimen.cases.actions.open import open_
from yimen.kernel import shell_sql
from yimen.kernel.errors import Conflict


@pytest.fixture
def lawless() -> Iterator[Office]:
    """The demo district, whose journal nobody checks afterwards."""
    dsn = fresh_database(district_template())
    use_database(dsn)
    set_office_time()
    try:
        yield Office(dsn)
    finally:
        connection.close()
        drop(dsn)


def double_wins(office: Office) -> int:
    """Return in how many rounds two clicks on the same draft were both done."""
    clerk, lost = office.actor("clerk1", window=7), 0
    with rivals() as both:
        for _ in rounds():
            draft = open_(bundle="house_sale", actor=clerk)
            results = both.at_once(*[partial(discard, application_id=draft, actor=clerk)] * 2)
            lost += not any(isinstance(r, Conflict) for r in results)
    return lost


def without_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read rows without locking them."""
    lock_sql = shell_sql._lock_sql

    def plain(*asked: object) -> tuple[str, list[str]]:
        sql, names = lock_sql(*asked)  # type: ignore[arg-type]
        assert "FOR NO KEY UPDATE" in sql
        return sql.replace("FOR NO KEY UPDATE", ""), names

    monkeypatch.setattr(shell_sql, "_lock_sql", plain)


def without_condition(monkeypatch: pytest.MonkeyPatch) -> None:
    """Update rows whatever has become of them."""
    update_sql = shell_sql._update_sql

    def plain(*asked: object) -> str:
        sql = update_sql(*asked)  # type: ignore[arg-type]
        assert "t.version = v.version" in sql
        return sql.partition(" AND t.state")[0]

    monkeypatch.setattr(shell_sql, "_update_sql", plain)


def test_without_lock_and_condition_both_win(lawless: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the journal shows it: two entries under one number."""
    without_lock(monkeypatch)
    without_condition(monkeypatch)
    assert double_wins(lawless) > 0
    with pytest.raises(AssertionError):
        assert_journal_tells_the_rows()


@pytest.mark.parametrize("taken_away", [without_lock, without_condition])
def test_either_alone_is_enough(
    lawless: Office, monkeypatch: pytest.MonkeyPatch, taken_away: Callable[[pytest.MonkeyPatch], None]
) -> None:
    """The lock keeps them apart, or the condition refuses the second."""
    taken_away(monkeypatch)
    assert double_wins(lawless) == 0
    assert_journal_tells_the_rows()
