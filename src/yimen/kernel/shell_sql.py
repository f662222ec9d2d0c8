"""The shell's SQL: lock, conditional update, insert, journal and outbox, one statement each for any number of rows.

Rows travel as one JSON text and are unfolded by the server (`json_to_recordset`): the statement's text never changes,
so the server keeps its plan, and the client binds one value instead of hundreds (docs/adr/0003-rows-as-json.md).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

import msgspec
from django.db import connection
from django.db.models import Field, Model

from yimen.kernel import clock, outbox
from yimen.kernel.journal import Recorded
from yimen.kernel.models import Subject
from yimen.kernel.visible import Visible

S = TypeVar("S", bound=Subject)
KEPT_BY_SHELL = frozenset({"id", "state", "version", "head"})


def lock(model: type[S], visible: Visible, ids: Collection[UUID]) -> list[S]:
    """Lock and read the visible rows among `ids`, ascending. `NO KEY`: rows that refer to them may still be added."""
    sql, names = _lock_sql(model, visible.sql)
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(ids), *visible.values])
        return [model.from_db(connection.alias, names, row) for row in cursor.fetchall()]


def columns(row: Model) -> dict[str, Any]:
    """Return a row's columns as they are now; JSON and lists are copied so that a change in place is seen."""
    return {f.attname: _copied(getattr(row, f.attname)) for f in row._meta.concrete_fields}


def insert(model: type[Model], rows: Sequence[Model] | Sequence[Mapping[str, Any]]) -> None:
    """Insert new rows with one statement. A row is a model's instance or its columns by attribute name, all of them."""
    if not rows:
        return
    sql, names = _insert_sql(model)
    told = [row if isinstance(row, Mapping) else {n: getattr(row, n) for n in names} for row in rows]
    with connection.cursor() as cursor:
        cursor.execute(sql, [as_json(told)])


def update(model: type[Subject], changed: Sequence[str], rows: Sequence[tuple[Subject, dict[str, Any]]]) -> int:
    """Update the rows that still have the state and version they were read with; return how many did."""
    told = [
        {
            "id": row.id,
            "state": before["state"],
            "version": before["version"],
            "new_state": row.state,
            "new_version": row.version,
            "head": row.head,
            **{c: getattr(row, c) for c in changed},
        }
        for row, before in rows
    ]
    with connection.cursor() as cursor:
        cursor.execute(_update_sql(model, tuple(changed)), [as_json(told)])
        return int(cursor.rowcount)


def change(model: type[Model], changed: Sequence[str], rows: Sequence[Model], *, only: str = "TRUE") -> int:
    """Write columns of rows that belong to a locked subject; return how many were written.

    `only` is constant SQL over `t`: which of the rows still are what they were read as.
    """
    if not rows:
        return 0
    told = [{"id": row.pk, **{c: getattr(row, c) for c in changed}} for row in rows]
    with connection.cursor() as cursor:
        cursor.execute(_change_sql(model, tuple(changed), only), [as_json(told)])
        return int(cursor.rowcount)


def insert_journal(recorded: Sequence[tuple[Recorded, bytes, bytes]]) -> None:
    """Insert entries with their chain, and an outbox row for each that something follows from."""
    if not recorded:
        return
    entries = [{**msgspec.structs.asdict(r), "previous": previous, "hash": digest} for r, previous, digest in recorded]
    followed = [
        {"kind": r.kind, "subject_id": r.subject_id, "seq": r.seq, "entry_at": r.at}
        for r, _, _ in recorded
        if outbox.has_effects(r.kind, r.verb)
    ]
    with connection.cursor() as cursor:
        if followed:
            cursor.execute(_JOURNAL_AND_OUTBOX, [as_json(entries), clock.machine_now(), as_json(followed)])
        else:
            cursor.execute(_JOURNAL, [as_json(entries)])


_JOURNAL = """
INSERT INTO kernel_journal (kind, subject_id, seq, at, verb, state, actor, actor_name, "window", data, previous, hash)
SELECT kind, subject_id, seq, at, verb, state, actor, actor_name, "window", data, previous, hash
  FROM json_to_recordset(%s::json) AS v (kind text, subject_id uuid, seq int, at timestamptz, verb text, state text,
       actor text, actor_name text, "window" text, data jsonb, previous bytea, hash bytea)
"""
_OUTBOX = """
INSERT INTO kernel_outboxrow (kind, subject_id, seq, entry_at, tries, next_try_at, reason)
SELECT kind, subject_id, seq, entry_at, 0, %s::timestamptz, ''
  FROM json_to_recordset(%s::json) AS v (kind text, subject_id uuid, seq int, entry_at timestamptz)
"""
_JOURNAL_AND_OUTBOX = f"WITH entered AS ({_JOURNAL}) {_OUTBOX}"


def as_json(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return rows as the server unfolds them: bytes in its hexadecimal form, moments and ids as text."""
    for_bytes = (bytes, memoryview)
    told = [{n: "\\x" + bytes(v).hex() if isinstance(v, for_bytes) else v for n, v in row.items()} for row in rows]
    return msgspec.json.encode(told).decode()


def _copied(value: Any) -> Any:
    if isinstance(value, list):
        return list(value)
    if isinstance(value, dict):
        return msgspec.json.decode(msgspec.json.encode(value))
    return bytes(value) if isinstance(value, memoryview) else value


@cache
def _lock_sql(model: type[Model], condition: str) -> tuple[str, list[str]]:
    fields = model._meta.concrete_fields
    table = model._meta.db_table
    names = ", ".join(f'"{f.column}"' for f in fields)
    sql = f"SELECT {names} FROM {table} WHERE {table}.id = ANY(%s) AND ({condition}) ORDER BY id FOR NO KEY UPDATE"  # noqa: S608
    return sql, [f.attname for f in fields]


@cache
def _insert_sql(model: type[Model]) -> tuple[str, tuple[str, ...]]:
    fields = tuple(f for f in model._meta.concrete_fields if not (f.primary_key and f.db_returning))
    names = ", ".join(f'"{f.column}"' for f in fields)
    selected = ", ".join(f'v."{f.attname}"' for f in fields)
    shape = ", ".join(f'"{f.attname}" {_type(f)}' for f in fields)
    source = f"json_to_recordset(%s::json) AS v ({shape})"
    sql = f"INSERT INTO {model._meta.db_table} ({names}) SELECT {selected} FROM {source}"  # noqa: S608
    return sql, tuple(f.attname for f in fields)


@cache
def _update_sql(model: type[Model], changed: tuple[str, ...]) -> str:
    fields = {f.attname: f for f in model._meta.concrete_fields}
    sets = ["state = v.new_state", "version = v.new_version", "head = v.head"]
    sets += [f'"{fields[c].column}" = v."{c}"' for c in changed]
    shape = "id uuid, state text, version int, new_state text, new_version int, head bytea"
    shape += "".join(f', "{c}" {_type(fields[c])}' for c in changed)
    return (
        f"UPDATE {model._meta.db_table} AS t SET {', '.join(sets)} FROM json_to_recordset(%s::json) AS v ({shape})"  # noqa: S608
        " WHERE t.id = v.id AND t.state = v.state AND t.version = v.version"
    )


@cache
def _change_sql(model: type[Model], changed: tuple[str, ...], only: str) -> str:
    fields = {f.attname: f for f in model._meta.concrete_fields}
    sets = ", ".join(f'"{fields[c].column}" = v."{c}"' for c in changed)
    shape = "".join(f', "{c}" {_type(fields[c])}' for c in changed)
    return (
        f"UPDATE {model._meta.db_table} AS t SET {sets} FROM json_to_recordset(%s::json) AS v (id uuid{shape})"  # noqa: S608
        f" WHERE t.id = v.id AND {only}"
    )


def _type(field: Field[Any, Any]) -> str:
    kind = field.db_type(connection)
    assert kind is not None
    return kind
