"""What the verbs at a desk write, taken from real ones: the walks of two cases, their rows, and copies under new ids.

The walk is driven by the house's own verbs once, on the sample. What each verb changed is the difference of the rows
before and after; with the ids of a copy it becomes the statements of a bare program that only writes.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb
from uuid_utils.compat import uuid7

from bench import district

_CASES = "SELECT id FROM cases_case WHERE application_id = %(of)s"
_PAUSES = f"SELECT id FROM cases_pause WHERE case_id IN ({_CASES})"
_PAPERS = f"SELECT id FROM notices_document WHERE source_id = %(of)s OR source_id IN ({_CASES} UNION {_PAUSES})"
_SUBJECTS = f"subject_id = %(of)s OR subject_id IN ({_CASES} UNION {_PAPERS})"
TABLES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "cases_application": ("id = %(of)s", ("id",)),
    "cases_party": ("application_id = %(of)s", ("role", "place")),
    "cases_answer": ("application_id = %(of)s", ("field",)),
    "materials_material": ("source_id = %(of)s", ("id",)),
    "cases_case": ("application_id = %(of)s", ("id",)),
    "cases_step": (f"case_id IN ({_CASES})", ("id",)),
    "cases_clock": (f"case_id IN ({_CASES})", ("id",)),
    "cases_pause": (f"case_id IN ({_CASES})", ("id",)),
    "notices_document": (f"id IN ({_PAPERS})", ("id",)),
    "kernel_journal": (_SUBJECTS, ("kind", "subject_id", "seq")),
    "kernel_outboxrow": (_SUBJECTS, ("kind", "subject_id", "seq")),
}
"""Every table with an application's rows, parents first: which rows are its own, and what tells them apart."""
_SERIES = (
    "INSERT INTO kernel_numberseries AS s (series, office, year, last) VALUES (%s, %s, %s, 1)"
    " ON CONFLICT (series, office, year) DO UPDATE SET last = s.last + 1 RETURNING s.last"
)
Statement = tuple[str, list[Any]]
Row = dict[str, Any]
Rows = dict[str, dict[tuple[Any, ...], Row]]
"""Rows by table, then by what tells them apart."""


@dataclass(frozen=True)
class Move:
    """One verb of a walk, as one member of staff does it."""

    name: str
    username: str
    do: Callable[..., Any]
    """Called with `ids` (a `Copy`) and `actor`."""


@dataclass
class Changed:
    """What one verb wrote: new rows, changed columns of old ones, numbers taken of series."""

    born: list[tuple[str, Row]] = field(default_factory=list)
    updated: list[tuple[str, UUID, Row]] = field(default_factory=list)
    numbers: list[tuple[str, str, int]] = field(default_factory=list)

    @property
    def count(self) -> int:
        """Return how many rows were written."""
        return len(self.born) + len(self.updated) + len(self.numbers)


@dataclass(frozen=True)
class Copy:
    """One application to walk through: its id, its case's, and for the bare program the new ids by the sample's."""

    application: UUID
    case: UUID
    ids: Mapping[UUID, UUID]


@dataclass(frozen=True)
class Sample:
    """A walk with the rows it starts from and what each of its verbs wrote."""

    moves: tuple[Move, ...]
    application: UUID
    case: UUID
    start: Rows
    written: tuple[Changed, ...]


@cache
def walks() -> dict[str, tuple[Move, ...]]:
    """Return both walks: a registration of a sale with a return, and a licence with a pause and an extension."""
    from yimen.cases.actions.approve import approve
    from yimen.cases.actions.claim import claim
    from yimen.cases.actions.examine import examine
    from yimen.cases.actions.extend import extend
    from yimen.cases.actions.pause import pause
    from yimen.cases.actions.put_back import put_back
    from yimen.cases.actions.resume import resume
    from yimen.cases.actions.return_ import return_
    from yimen.cases.actions.start import start

    def of_case(name: str, username: str, verb: Callable[..., Any], **told: Any) -> Move:
        return Move(name, username, lambda ids, actor: verb(case_id=ids.case, actor=actor, **told))

    start_ = Move("start", "", lambda ids, actor: start(application_id=ids.application, actor=actor))
    examined = partial(of_case, "examine", verb=examine, opinion="材料齐全，符合要求。")
    return {
        "registration": (
            of_case("claim", "registrar1", claim),
            of_case("put_back", "registrar1", put_back),
            of_case("claim", "registrar1", claim),
            examined("registrar1"),
            start_,
            of_case("claim", "approver1", claim),
            of_case("return", "approver1", return_, reason="面积与原证不一致，请再核。"),
            examined("registrar1"),
            start_,
            of_case("approve", "approver1", approve, opinion="同意。"),
        ),
        "licence": (
            of_case("claim", "housing1", claim),
            of_case("pause", "housing1", pause, reason="expert_review", needed_days=5, ground="请三位专家评审。"),
            of_case("resume", "housing1", resume, finding="专家同意。"),
            of_case("extend", "head2", extend, ground="要到现场核实。"),
            examined("housing1"),
        ),
    }


def sampled(cursor: Any, name: str, application: UUID, case: UUID, done: Callable[[Move, Copy], None]) -> Sample:
    """Walk through the sample with `done`, which does a move, and return what every move wrote."""
    copy = Copy(application, case, {})
    before, series = _rows(cursor, application), _numbers(cursor)
    start, written = before, []
    for move in walks()[name]:
        done(move, copy)
        after, taken = _rows(cursor, application), _numbers(cursor)
        changed = _difference(before, after)
        changed.numbers += [key for key, last in taken.items() if last != series.get(key)]
        written.append(changed)
        before, series = after, taken
    return Sample(walks()[name], application, case, start, tuple(written))


def copied(program: Any, sample: Sample, serial: int) -> Copy:
    """Write a copy of the rows that the walk starts from; sealed answers are sealed anew under the new id."""
    ids: dict[UUID, UUID] = {}
    with program.pipeline(), program.transaction(), program.cursor() as cursor:
        for table, rows in sample.start.items():
            made = [_renewed(row, ids, serial) for row in rows.values()]
            if table == "cases_answer":
                made = [_sealed_again(row, sample.application, ids[sample.application]) for row in made]
            for statement in _inserts([(table, row) for row in made]):
                cursor.execute(*statement)
    return Copy(ids[sample.application], ids[sample.case], ids)


def statements(changed: Changed, ids: dict[UUID, UUID], serial: int) -> list[Statement]:
    """Return what a bare program sends for one verb: one multi-row INSERT a table, one UPDATE a row."""
    found: list[Statement] = []
    for table, key, columns in changed.updated:
        named = ", ".join(f'"{name}" = %s' for name in columns)
        values = [*_renewed(columns, ids, serial).values(), ids[key]]
        found.append((f"UPDATE {table} SET {named} WHERE id = %s", values))
    found += _inserts([(table, _renewed(row, ids, serial)) for table, row in changed.born])
    return found + [(_SERIES, list(key)) for key in changed.numbers]


def _inserts(rows: list[tuple[str, Row]]) -> list[Statement]:
    by_table: dict[str, list[Row]] = {}
    for table, row in rows:
        by_table.setdefault(table, []).append(row)
    found = []
    for table, made in by_table.items():
        names = ", ".join(f'"{n}"' for n in made[0])
        places = "(" + ", ".join(["%s"] * len(made[0])) + ")"
        sql = f"INSERT INTO {table} ({names}) VALUES {', '.join([places] * len(made))}"
        found.append((sql, [value for row in made for value in row.values()]))
    return found


def _renewed(row: Row, ids: dict[UUID, UUID], serial: int) -> Row:
    """Return a row under the copy's ids: what is not the application's own (matter, person) stays."""
    if isinstance(row.get("id"), UUID):
        ids.setdefault(row["id"], uuid7())
    return {name: _value(name, value, ids, serial) for name, value in row.items()}


def _value(name: str, value: Any, ids: dict[UUID, UUID], serial: int) -> Any:
    if isinstance(value, UUID):
        return ids.get(value, value)
    if name in ("number", "receipt_no") and value:
        return f"{str(value)[:24]}-{serial}-{secrets.token_hex(4)}"
    if name in ("head", "hash", "previous"):
        return secrets.token_bytes(32)
    return Jsonb(value) if isinstance(value, dict) else value


def _sealed_again(row: Row, old: UUID, new: UUID) -> Row:
    if row["value_sealed"] is None:
        return row
    return row | {"value_sealed": district.sealed_again(bytes(row["value_sealed"]), old, new, row["field"].encode())}


def _rows(cursor: Any, application: UUID) -> Rows:
    found: Rows = {}
    for table, (condition, key) in TABLES.items():
        names = district.columns(cursor, table)
        listed = ", ".join(f'"{n}"' for n in names)
        cursor.execute(f"SELECT {listed} FROM {table} WHERE {condition}", {"of": application})
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        found[table] = {tuple(row[k] for k in key): row for row in rows}
    return found


def _numbers(cursor: Any) -> dict[tuple[str, str, int], int]:
    cursor.execute("SELECT series, office, year, last FROM kernel_numberseries")
    return {(series, office, year): last for series, office, year, last in cursor.fetchall()}


def _difference(before: Rows, after: Rows) -> Changed:
    changed = Changed()
    for table, rows in after.items():
        assert before[table].keys() <= rows.keys(), f"rows of {table} were removed"
        for key, row in rows.items():
            old = before[table].get(key)
            if old is None:
                changed.born.append((table, row))
            elif new := {name: value for name, value in row.items() if old[name] != value}:
                changed.updated.append((table, key[0], new))
    return changed
