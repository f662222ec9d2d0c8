"""The rows of decision tables that gave an amount, as people read them: which document says so, and what it says.

A line's basis names them as `table:row`, joined by "; "; what is no such name is shown as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from yimen.catalogue.rules.table import OutputType, Row, Table
from yimen.catalogue.rules.table_text import load_table
from yimen.kernel.registry import packs
from yimen.kernel.words import Words

_WHOLE = Decimal(100)
_OFFICE_RATE = re.compile(r"tax office, rate ([0-9.]+)")
_BY_HAND = Words("税务机关人工核定", "decided by hand at the tax office")


@dataclass(frozen=True, slots=True)
class Given:
    """A row: its table's title, its id, what it gives, and where that stands."""

    title: Words
    row: str
    gives: str
    document: str


def rows_of(basis: str) -> list[Given]:
    """Return the rows a basis names, in its order."""
    return [_given(part.strip()) for part in basis.split(";") if part.strip()]


def _given(name: str) -> Given:
    code, _, row_id = name.partition(":")
    table = _tables().get(code)
    row = next((r for r in table.lines if r.id == row_id), None) if table else None
    if table is None or row is None:
        return Given(_told(name), "", "", "")
    return Given(table.title, row_id, _gives(table, row), f"{row.source.document} {row.source.article}".strip())


def _told(basis: str) -> Words:
    rate = _OFFICE_RATE.fullmatch(basis)
    if rate:
        share = f"{(Decimal(rate[1]) * _WHOLE).normalize():f}%"
        return Words(f"税务机关核定，税率 {share}", f"as the tax office says, rate {share}")
    return _BY_HAND if basis == "by hand" else Words(basis, basis)


def _gives(table: Table, row: Row) -> str:
    shown = []
    for output, value in zip(table.outputs, row.outputs, strict=False):
        if output.type is OutputType.RATE:
            shown.append(f"{output.label} {(Decimal(value) * _WHOLE).normalize():f}%")
        elif output.type is OutputType.MONEY:
            shown.append(f"{output.label} {Decimal(value):,.2f}")
    return "，".join(shown)


@cache
def _tables() -> Mapping[str, Table]:
    found = {}
    for pack in packs():
        for file in sorted((Path(str(pack.folder)) / "tables").glob("*.yaml")):
            table = load_table(file)
            found[table.code] = table
    return found
