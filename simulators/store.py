"""A program's own store: one PostgreSQL database given by its DSN.

Every piece of work is one transaction, committed before anybody is answered; so a killed program loses
nothing it has confirmed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias

import psycopg
from psycopg.rows import dict_row
from psycopg_pool import ConnectionPool

from simulators.china_time import in_china

Row: TypeAlias = dict[str, Any]
Db: TypeAlias = psycopg.Connection[Row]

_SETTING_UP = 7_440_604
_CONNECTIONS = 10
_STARTING_SECONDS, _BUSY_SECONDS = 60.0, 5.0

NUMBERS = b"CREATE TABLE IF NOT EXISTS sim_number (series text PRIMARY KEY, last bigint NOT NULL)"


class Store:
    """A database; `transaction()` is the only way in."""

    def __init__(self, dsn: str) -> None:
        self._pool: ConnectionPool[Db] = ConnectionPool(
            dsn,
            kwargs={"row_factory": dict_row},
            min_size=1,
            max_size=_CONNECTIONS,
            timeout=_BUSY_SECONDS,
            check=ConnectionPool.check_connection,
            open=False,
        )

    @contextmanager
    def transaction(self) -> Iterator[Db]:
        """Give a connection; commit when the block ends well, roll back when it raises."""
        with self._pool.connection() as db:
            yield db

    def set_up(self, *scripts: bytes) -> None:
        """Create what is missing; waits up to a minute for a database that is still starting."""
        self._pool.open(wait=True, timeout=_STARTING_SECONDS)
        with self.transaction() as db:
            db.execute("SET LOCAL client_min_messages = warning")
            db.execute("SELECT pg_advisory_xact_lock(%s)", [_SETTING_UP])
            for script in (NUMBERS, *scripts):
                db.execute(script)

    def close(self) -> None:
        """Give the connections back."""
        self._pool.close()


def script(module: str, name: str = "tables.sql") -> bytes:
    """Read the SQL beside a module, given its `__file__`."""
    return Path(module).with_name(name).read_bytes()


def one_at_a_time(db: Db, request_no: str) -> None:
    """Let the same request, sent twice at once, be handled one after the other."""
    db.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [request_no])


def next_number(db: Db, series: str) -> int:
    """Take the next number of a series without gaps: it is given back when the transaction fails."""
    row = db.execute(
        "INSERT INTO sim_number (series, last) VALUES (%s, 1)"
        " ON CONFLICT (series) DO UPDATE SET last = sim_number.last + 1 RETURNING last",
        [series],
    ).fetchone()
    assert row is not None
    return int(row["last"])


def next_of_year(db: Db, series: str, at: datetime) -> tuple[int, int]:
    """Take the next number of a series that begins anew every year; return year and number."""
    year = in_china(at).year
    return year, next_number(db, f"{series} {year}")
