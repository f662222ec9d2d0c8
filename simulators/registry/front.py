"""The front-end database (前置库): the tables both sides poll, and their two versions.

Knows the shape of the tables and nothing of the law. Version 2 has other names for some columns.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from psycopg import sql

from simulators.shapes import Version
from simulators.store import Db, Row, Store, script

_NUMBERS: Mapping[Version, int] = {"v1": 1, "v2": 2}
_RENAMES = (
    ("qz_fw", "zsh", "bdcqzh"),
    ("qz_fw", "mj", "jzmj"),
    ("qz_jg", "zsh", "bdcqzh"),
    ("qz_jg", "dbsj", "djsj"),
)


@dataclass(frozen=True, slots=True)
class HouseInRegister:
    """A house with its owners and mortgages, each a row with the column names of version 1."""

    house: Row
    owners: list[Row]
    mortgages: list[Row]


def set_up(store: Store) -> None:
    """Create the tables that are missing."""
    store.set_up(script(__file__, "front.sql"))


def version(db: Db) -> Version:
    """Return the version the tables have, and keep it until the transaction ends."""
    row = db.execute("SELECT bb FROM qz_bb FOR SHARE").fetchone()
    return "v2" if row and row["bb"] == _NUMBERS["v2"] else "v1"


def bring_to(store: Store, wanted: Version) -> None:
    """Rename columns until the tables have a version; all of it or nothing."""
    with store.transaction() as db:
        now = db.execute("SELECT bb FROM qz_bb").fetchone()
        if now and now["bb"] == _NUMBERS[wanted]:
            return
        db.execute("SELECT bb FROM qz_bb FOR UPDATE")
        if version(db) == wanted:
            return
        for table, first, second in _RENAMES:
            old, new = (first, second) if wanted == "v2" else (second, first)
            db.execute(sql.SQL("ALTER TABLE {} RENAME COLUMN {} TO {}").format(*map(sql.Identifier, (table, old, new))))
        db.execute("UPDATE qz_bb SET bb = %s, gxsj = now()", [_NUMBERS[wanted]])


def next_request(db: Db, waited: float) -> Row | None:
    """Return the oldest new request that has waited for so many seconds, locked."""
    return db.execute(
        "SELECT sqbh, ywlx, bgsj, nr FROM qz_sq WHERE zt = 0 AND tjsj <= now() - make_interval(secs => %s)"
        " ORDER BY xh LIMIT 1 FOR UPDATE SKIP LOCKED",
        [waited],
    ).fetchone()


def mark_taken(db: Db, request_no: str) -> None:
    """Say that a request was taken."""
    db.execute("UPDATE qz_sq SET zt = 1 WHERE sqbh = %s", [request_no])


def put_answers(db: Db, answers: list[Row]) -> None:
    """Write answers for the reader; an answer that is there already stays as it is."""
    now = version(db)
    for answer in answers:
        _insert(db, "qz_jg", answer, now)


def mirror(db: Db, found: HouseInRegister) -> None:
    """Write a house, its owners and mortgages as the register has them."""
    now = version(db)
    number = found.house["bdcdyh"]
    db.execute("DELETE FROM qz_qlr WHERE bdcdyh = %s", [number])
    db.execute("DELETE FROM qz_dy WHERE bdcdyh = %s", [number])
    db.execute("DELETE FROM qz_fw WHERE bdcdyh = %s", [number])
    for table, rows in (("qz_fw", [found.house]), ("qz_qlr", found.owners), ("qz_dy", found.mortgages)):
        for row in rows:
            _insert(db, table, row, now)


def _insert(db: Db, table: str, row: Mapping[str, Any], now: Version) -> None:
    """Insert a row given with version 1 names."""
    names = {(where, old): new for where, old, new in _RENAMES} if now == "v2" else {}
    columns = [sql.Identifier(names.get((table, name), name)) for name in row]
    db.execute(
        sql.SQL("INSERT INTO {} ({}) VALUES ({}) ON CONFLICT DO NOTHING").format(
            sql.Identifier(table),
            sql.SQL(", ").join(columns),
            sql.SQL(", ").join([sql.Placeholder()] * len(row)),
        ),
        list(row.values()),
    )
