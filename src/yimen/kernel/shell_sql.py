"""The shell's SQL.

Lock, conditional update, insert, journal and outbox, one statement each whatever the number of rows.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

import msgspec
from django.db import connection
from django.db.models import Model, QuerySet
from psycopg.types.json import Jsonb

from yimen.kernel import clock, outbox
from yimen.kernel.journal import Recorded
from yimen.kernel.models import Subject

S = TypeVar("S", bound=Subject)
KEPT_BY_SHELL = frozenset({"id", "state", "version", "head"})


def lock(visible: QuerySet[S], ids: Collection[UUID]) -> list[S]:
    """Lock and read the visible rows among `ids`, ascending. `NO KEY`: rows that refer to them may still be added."""
    return list(visible.filter(pk__in=list(ids)).select_for_update(of=("self",), no_key=True).order_by("pk"))


def columns(row: Model) -> dict[str, Any]:
    """Return a row's columns as they are now; JSON and lists are copied so that a change in place is seen."""
    return {f.attname: _copied(getattr(row, f.attname)) for f in row._meta.concrete_fields}


def insert(model: type[Model], rows: Sequence[Model]) -> None:
    """Insert new rows with one statement. The columns of a model are the same for all its rows."""
    if not rows:
        return
    names, fields = _insertable(model)
    places = ", ".join(["(" + ", ".join(["%s"] * len(fields)) + ")"] * len(rows))
    values = [f.get_db_prep_save(getattr(row, f.attname), connection) for row in rows for f in fields]
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {model._meta.db_table} ({names}) VALUES {places}", values)  # noqa: S608


def update(model: type[Subject], changed: Sequence[str], rows: Sequence[tuple[Subject, dict[str, Any]]]) -> int:
    """Update the rows that still have the state and version they were read with; return how many did."""
    sql = _update_sql(model, tuple(changed), len(rows))
    fields = {f.attname: f for f in model._meta.concrete_fields}
    values: list[Any] = []
    for row, before in rows:
        values += [row.id, before["state"], before["version"], row.state, row.version, row.head]
        values += [fields[c].get_db_prep_save(getattr(row, c), connection) for c in changed]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.rowcount)


def insert_journal(recorded: Sequence[tuple[Recorded, bytes, bytes]]) -> None:
    """Insert entries with their chain, and an outbox row for each that something follows from."""
    if not recorded:
        return
    values: list[Any] = []
    for r, previous, digest in recorded:
        values += [r.kind, r.subject_id, r.seq, r.at, r.verb, r.state, r.actor, r.actor_name, r.window]
        values += [Jsonb(r.data, dumps=msgspec.json.encode), previous, digest]
    followed = [r for r, _, _ in recorded if outbox.has_effects(r.kind, r.verb)]
    with connection.cursor() as cursor:
        cursor.execute(_JOURNAL + ", ".join([_places(12)] * len(recorded)), values)
        if followed:
            ready = clock.machine_now()
            rows = [v for r in followed for v in (r.kind, r.subject_id, r.seq, r.at, ready)]
            cursor.execute(_OUTBOX + ", ".join(["(%s, %s, %s, %s, 0, %s, '')"] * len(followed)), rows)


_JOURNAL = (
    'INSERT INTO kernel_journal (kind, subject_id, seq, at, verb, state, actor, actor_name, "window", data,'
    " previous, hash) VALUES "
)
_OUTBOX = "INSERT INTO kernel_outboxrow (kind, subject_id, seq, entry_at, tries, next_try_at, reason) VALUES "


def _places(n: int) -> str:
    return "(" + ", ".join(["%s"] * n) + ")"


def _copied(value: Any) -> Any:
    if isinstance(value, list):
        return list(value)
    if isinstance(value, dict):
        return msgspec.json.decode(msgspec.json.encode(value))
    return bytes(value) if isinstance(value, memoryview) else value


@cache
def _insertable(model: type[Model]) -> tuple[str, tuple[Any, ...]]:
    fields = tuple(f for f in model._meta.concrete_fields if not (f.primary_key and f.db_returning))
    return ", ".join(f'"{f.column}"' for f in fields), fields


@cache
def _update_sql(model: type[Model], changed: tuple[str, ...], count: int) -> str:
    table = model._meta.db_table
    fields = {f.attname: f for f in model._meta.concrete_fields}
    sets = ["state = v.new_state", "version = v.new_version", "head = v.head"]
    sets += [f'"{fields[c].column}" = v."{fields[c].column}"' for c in changed]
    names = ["id", "state", "version", "new_state", "new_version", "head"]
    names += [f'"{fields[c].column}"' for c in changed]
    casts = ["uuid", "text", "int", "text", "int", "bytea"] + [str(fields[c].db_type(connection)) for c in changed]
    first = "(" + ", ".join(f"%s::{cast}" for cast in casts) + ")"
    places = ", ".join([first] * count)
    return (
        f"UPDATE {table} AS t SET {', '.join(sets)} FROM (VALUES {places}) AS v ({', '.join(names)})"  # noqa: S608
        " WHERE t.id = v.id AND t.state = v.state AND t.version = v.version"
    )
