"""What a decision table is: inputs, outputs, dated rows with their sources, and the gaps it declares.

Values only: this module reads nothing, writes nothing and never decides. Text is read in `table_text` and
`table_sheet`, both through `table_build`; `table_engine` decides; `table_check` proves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from yimen.catalogue.states import Sure
from yimen.kernel.words import Words


class InputType(StrEnum):
    """What an input holds."""

    ENUM = "enum"
    DECIMAL = "decimal"
    INT = "int"
    BOOL = "bool"


class OutputType(StrEnum):
    """What an output holds; always a string: a rate as a share of one, money as yuan."""

    RATE = "rate"
    MONEY = "money"
    TEXT = "text"


BOOL_VALUES = ("false", "true")


@dataclass(frozen=True, slots=True)
class Anything:
    """The cell `any`."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """One value or a list of values: text for enum and bool, Decimal for numbers."""

    values: tuple[str, ...] | tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A comparison or a range; an absent bound is open."""

    low: Decimal | None
    low_in: bool
    high: Decimal | None
    high_in: bool


Cell = Anything | OneOf | Span


@dataclass(frozen=True, slots=True)
class Input:
    """A question the table asks. `values` only for enum; `min` and `max` (both included) only for numbers."""

    name: str
    type: InputType
    label: Words
    unit: str = ""
    values: tuple[str, ...] = ()
    min: Decimal | None = None
    max: Decimal | None = None

    @property
    def choices(self) -> tuple[str, ...]:
        """The closed list of an enum or bool; empty for numbers."""
        return BOOL_VALUES if self.type is InputType.BOOL else self.values


@dataclass(frozen=True, slots=True)
class Output:
    """An answer the table gives. `values`, where given, closes the list of a text."""

    name: str
    type: OutputType
    label: Words
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a row comes from."""

    document: str
    article: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line. `cells` and `outputs` stand in the order of the table's inputs and outputs.

    A row with a `reason` is declared as not covered: it has no outputs and the reason is the error's
    sentence. `first` absent: from the table's beginning; `last` absent: open."""

    id: str
    first: date | None
    last: date | None
    cells: tuple[Cell, ...]
    outputs: tuple[str, ...]
    reason: Words | None
    source: Source
    sure: Sure
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A decision table: from `begins` on exactly one row, or one of `not_covered`, answers each question."""

    code: str
    title: Words
    begins: date
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    rows: tuple[Row, ...]
    not_covered: tuple[Row, ...] = ()
    note: str = ""

    @property
    def lines(self) -> tuple[Row, ...]:
        """Rows and declared gaps together, in the order of the text."""
        return self.rows + self.not_covered
