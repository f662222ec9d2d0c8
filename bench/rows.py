"""The rows that one acceptance writes, taken from a real one and given new ids: what the compared programs write."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb
from uuid_utils.compat import uuid7

TABLES = {
    "cases_case": "application_id",
    "cases_step": "case_id",
    "cases_clock": "case_id",
    "kernel_journal": "subject_id",
    "kernel_outboxrow": "subject_id",
    "notices_document": "source_id",
}
"""Each table with the column by which its rows belong to the application or to a case."""

GIVEN_BY_SERVER = {"kernel_outboxrow": {"id"}}
_SERIES = (
    "INSERT INTO kernel_numberseries AS s (series, office, year, last) VALUES (%s, %s, %s, 1)"
    " ON CONFLICT (series, office, year) DO UPDATE SET last = s.last + 1 RETURNING s.last"
)
_UPDATE = (
    "UPDATE cases_application SET state = %s, version = version + 2, head = %s, receipt_no = %s, received_at = %s,"
    " accepted_by_id = %s, accepted_at = %s WHERE id = %s AND state = 'draft'"
)


@dataclass
class Written:
    """Rows of one acceptance by table, with their columns."""

    columns: dict[str, list[str]]
    rows: dict[str, list[list[Any]]]
    receipt_no: str
    accepted_at: Any


def captured(cursor: Any, application: UUID) -> Written:
    """Read back what accepting `application` wrote."""
    cursor.execute("SELECT id FROM cases_case WHERE application_id = %s", [application])
    cases = [row[0] for row in cursor.fetchall()]
    columns: dict[str, list[str]] = {}
    rows: dict[str, list[list[Any]]] = {}
    cursor.execute("SELECT id FROM notices_document WHERE source_id = %s", [application])
    documents = [row[0] for row in cursor.fetchall()]
    for table, column in TABLES.items():
        cursor.execute(f"SELECT * FROM {table} LIMIT 0")
        names = [d.name for d in cursor.description if d.name not in GIVEN_BY_SERVER.get(table, ())]
        listed = ", ".join(f'"{n}"' for n in names)
        of_verb = " AND verb IN ('receive', 'accept', 'issue')" if table == "kernel_journal" else ""
        cursor.execute(
            f"SELECT {listed} FROM {table} WHERE {column} = ANY(%s){of_verb}", [[application, *cases, *documents]]
        )
        columns[table], rows[table] = names, [list(r) for r in cursor.fetchall()]
    cursor.execute("SELECT receipt_no, accepted_at FROM cases_application WHERE id = %s", [application])
    receipt_no, accepted_at = cursor.fetchone()
    return Written(columns, rows, receipt_no, accepted_at)


def renewed(written: Written, application: UUID, old: UUID, serial: int) -> dict[str, list[list[Any]]]:
    """Return the rows for another application: new ids, numbers and hashes of the same sizes."""
    new_ids: dict[Any, Any] = {old: application}
    fresh: dict[str, list[list[Any]]] = {}
    for table, rows in written.rows.items():
        fresh[table] = []
        for row in rows:
            made = []
            for name, value in zip(written.columns[table], row, strict=True):
                made.append(_renewed(name, value, new_ids, serial))
            fresh[table].append(made)
    return fresh


def _renewed(name: str, value: Any, new_ids: dict[Any, Any], serial: int) -> Any:
    if isinstance(value, UUID):
        keeps = name in ("matter_id",)
        return value if keeps else new_ids.setdefault(value, uuid7())
    if name == "number":
        return f"{value[:-3]}-{serial}-{secrets.token_hex(4)}"
    if isinstance(value, bytes):
        return secrets.token_bytes(len(value))
    if isinstance(value, dict):
        return Jsonb(value)
    return value


def statements(
    written: Written, rows: dict[str, list[list[Any]]], application: UUID, account: int, serial: int
) -> list[tuple[str, list[Any]]]:
    """Return the statements of a bare program: one multi-row INSERT a table, the application's update, the number."""
    found: list[tuple[str, list[Any]]] = []
    for table, made in rows.items():
        if not made:
            continue
        names = ", ".join(f'"{n}"' for n in written.columns[table])
        place = "(" + ", ".join(["%s"] * len(written.columns[table])) + ")"
        sql = f"INSERT INTO {table} ({names}) VALUES " + ", ".join([place] * len(made))
        found.append((sql, [value for row in made for value in row]))
    at = written.accepted_at
    found.insert(0, (_UPDATE, ["accepted", secrets.token_bytes(32), f"bare-{serial}", at, account, at, application]))
    found.append((_SERIES, ["document:acceptance", "hall-natural", 2026]))
    return found
