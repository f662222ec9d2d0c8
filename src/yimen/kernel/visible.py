"""Whose rows an actor sees, as one SQL condition: for list, count, export and search, and for the shell that locks.

A room writes the condition once, over its table's own name, with places in the order of its values. It is text so that
the server keeps its plan and nothing is put together anew for each request (docs/adr/0004-visibility-as-sql.md).
"""

from __future__ import annotations

from typing import Any, NamedTuple, TypeVar

from django.db.models import BooleanField, Model, QuerySet
from django.db.models.expressions import RawSQL

M = TypeVar("M", bound=Model)


class Visible(NamedTuple):
    """A condition with its values."""

    sql: str
    values: tuple[Any, ...] = ()


ALL = Visible("TRUE")
"""Rows that are asked for only through others whose visibility was asked already."""
NONE = Visible("FALSE")


def within(rows: QuerySet[M], visible: Visible) -> QuerySet[M]:
    """Return the rows of a queryset that are visible."""
    return rows.filter(RawSQL(visible.sql, visible.values, output_field=BooleanField()))  # noqa: S611  (a constant)
