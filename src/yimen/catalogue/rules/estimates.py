"""An estimate that a pack offers to everybody: its questions, and what came out with the rows that gave it.

A door draws the page from this and knows nothing of the field. Values only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from yimen.catalogue.rules.table import Anything, OutputType, Row, Table
from yimen.catalogue.rules.table_cells import write_cell
from yimen.catalogue.states import Sure
from yimen.kernel.money import Money
from yimen.kernel.words import Words

_WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class EstimateField:
    """A question: `kind` is `money`, `number`, `date` or `choice`; `choices` are values with their words."""

    name: str
    label: Words
    kind: str
    hint: Words | None = None
    unit: Words | None = None
    choices: tuple[tuple[str, Words], ...] = ()
    is_required: bool = True


@dataclass(frozen=True, slots=True)
class RowSaid:
    """A row of a table as people read it: when it applies, what it gives, where that stands, since when, how sure."""

    table: Words
    row: str
    when: tuple[Words, ...]
    gives: tuple[Words, ...]
    document: str
    first: date | None
    last: date | None
    sure: Sure


@dataclass(frozen=True, slots=True)
class EstimateLine:
    """What is likely due for one item: who pays, the base and the rate in words, the amount, the rows that gave it."""

    item: Words
    payer: Words
    reckoned: Words
    amount: Money
    rows: tuple[RowSaid, ...]


@dataclass(frozen=True, slots=True)
class Estimated:
    """The lines of an estimate and their sum."""

    lines: tuple[EstimateLine, ...]
    total: Money


@dataclass(frozen=True)
class EstimateForm:
    """An estimate a pack offers: for which bundle, its questions, its pure rule, and the tables behind each matter.

    `estimate` takes the answers as text, raises BadInput naming fields and NotCovered. `table` gives a table by code.
    """

    code: str
    bundle: str
    title: Words
    intro: Words
    fields: tuple[EstimateField, ...]
    estimate: Callable[[Mapping[str, str]], Estimated]
    table: Callable[[str], Table]
    fees: Mapping[str, tuple[str, ...]]

    def rows_of(self, matter: str, on: date) -> tuple[RowSaid, ...]:
        """Return the rows of a matter's fees that hold on a day, in the order of the tables."""
        return tuple(
            self.said(table, row)
            for table in map(self.table, self.fees.get(matter, ()))
            for row in table.rows
            if (row.first is None or row.first <= on) and (row.last is None or on <= row.last)
        )

    def said(self, table: Table, row: Row) -> RowSaid:
        """Return a row as people read it, with the words of this form's choices."""
        return RowSaid(
            table=table.title,
            row=row.id,
            when=tuple(
                self._when(of.name, of.label, write_cell(cell))
                for of, cell in zip(table.inputs, row.cells, strict=True)
                if not isinstance(cell, Anything)
            ),
            gives=tuple(
                _gives(output.label, output.type, value)
                for output, value in zip(table.outputs, row.outputs, strict=False)
                if output.type is not OutputType.TEXT
            ),
            document=f"{row.source.document} {row.source.article}".strip(),
            first=row.first or table.begins,
            last=row.last,
            sure=row.sure,
        )

    def _when(self, name: str, label: Words, cell: str) -> Words:
        field = next((f for f in self.fields if f.name == name), None)
        if field is None:
            return Words(f"{_short(label.zh)}：{cell}", f"{_short(label.en)}: {cell}")
        words = dict(field.choices)
        parts = [words.get(part.strip(), Words(part.strip(), part.strip())) for part in cell.split(",")]
        zh, en = "、".join(p.zh for p in parts), ", ".join(p.en for p in parts)
        return Words(f"{field.label.zh}：{zh}", f"{field.label.en}: {en}")


def _gives(label: Words, kind: OutputType, value: str) -> Words:
    shown = f"{(Decimal(value) * _WHOLE).normalize():f}%" if kind is OutputType.RATE else f"{Decimal(value):,.2f}"
    return Words(f"{label.zh} {shown}", f"{label.en} {shown}")


def _short(label: str) -> str:
    return label.partition("（")[0].partition(" (")[0]
