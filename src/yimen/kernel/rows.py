"""Reading rows by SQL text that never changes: for the reads that every page and every transition stands on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model

M = TypeVar("M", bound=Model)


def rows(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Return the rows of a constant query."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def whole(model: type[M], rest: str, values: Sequence[Any]) -> list[M]:
    """Return whole rows of a model; `rest` is constant SQL from the condition on, over the table's own name.

    What it costs less than a queryset is the text: that is put together once, and the server keeps its plan.
    """
    sql, names, read = _whole(model)
    found = rows(f"{sql} WHERE {rest}", values)
    if read:
        found = [_as_python(row, read) for row in found]
    return [model.from_db(connection.alias, names, row) for row in found]


def _as_python(row: tuple[Any, ...], read: Sequence[tuple[int, Callable[..., Any]]]) -> tuple[Any, ...]:
    values = list(row)
    for place, convert in read:
        values[place] = convert(values[place], None, connection)
    return tuple(values)


@cache
def _whole(model: type[Model]) -> tuple[str, tuple[str, ...], tuple[tuple[int, Callable[..., Any]], ...]]:
    fields = model._meta.concrete_fields
    names = ", ".join(f'"{f.column}"' for f in fields)
    read = tuple((n, f.from_db_value) for n, f in enumerate(fields) if hasattr(f, "from_db_value"))
    return f"SELECT {names} FROM {model._meta.db_table}", tuple(f.attname for f in fields), read  # noqa: S608
