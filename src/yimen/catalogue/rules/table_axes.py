"""The finitely many pieces into which the cells of a table cut each of its inputs, and its dates.

A piece ("position") is a number from 0; a set of pieces is the bits of an int. Points at which some row
begins or ends have odd positions, what lies between them even ones: with the points 90 and 140 the positions
are 0 below 90, 1 at 90, 2 between, 3 at 140, 4 above. A question is placed by exact comparison, and only the
place is told to the engine, in whole numbers; so no amount is ever rounded, whatever the engine computes in.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Protocol, TypeVar

from yimen.catalogue.rules.table import Anything, Cell, Input, InputType, OneOf, Span, Table
from yimen.catalogue.rules.table_cells import plain

Bound = TypeVar("Bound", Decimal, date)


class Axis(Protocol):
    """One input of a table, cut into pieces."""

    @property
    def universe(self) -> int:
        """The pieces that can hold an answer at all."""

    def place(self, value: str | Decimal) -> int:
        """Return the piece in which a value of the input's type lies."""

    def pieces(self, cell: Cell) -> int:
        """Return the pieces a cell holds."""

    def example(self, position: int) -> str:
        """Return a plain value that lies in the piece."""

    def engine_value(self, position: int) -> int | str:
        """Return what the engine is told for the piece."""

    def engine_cell(self, cell: Cell) -> str:
        """Return the cell in the engine's language."""


class Choices:
    """An enum or a bool: one piece for each value."""

    def __init__(self, of: Input) -> None:
        self._values = of.choices
        self._places = {value: n for n, value in enumerate(of.choices)}
        self.universe = (1 << len(of.choices)) - 1

    def place(self, value: str | Decimal) -> int:
        """Return the piece of one of the input's values."""
        return self._places[str(value)]

    def pieces(self, cell: Cell) -> int:
        """Return the pieces a cell holds."""
        return sum(1 << self._places[str(v)] for v in cell.values) if isinstance(cell, OneOf) else self.universe

    def example(self, position: int) -> str:
        """Return the piece's value."""
        return self._values[position]

    def engine_value(self, position: int) -> str:
        """Return the piece's value."""
        return self._values[position]

    def engine_cell(self, cell: Cell) -> str:
        """Return quoted values; the grammar of values leaves nothing to escape."""
        return ", ".join(f"'{v}'" for v in cell.values) if isinstance(cell, OneOf) else ""


class Numbers:
    """An int or a decimal. For an int the pieces without a whole number do not exist; a decimal is dense."""

    def __init__(self, of: Input, cells: Sequence[Cell]) -> None:
        self._whole = of.type is InputType.INT
        bounds = {of.min, of.max}
        for cell in cells:
            if isinstance(cell, Span):
                bounds |= {cell.low, cell.high}
            elif isinstance(cell, OneOf):
                bounds |= {v for v in cell.values if isinstance(v, Decimal)}
        self._points = sorted(b for b in bounds if b is not None)
        places = max((-int(p.as_tuple().exponent) for p in self._points), default=0)
        self._shift = 0 if self._whole else max(places, 0) + 1
        self._domain = Span(of.min, True, of.max, True)
        self.universe = _pieces(self._points, self._domain) & self._existing()

    def place(self, value: str | Decimal) -> int:
        """Return the piece in which a number lies, compared exactly."""
        assert isinstance(value, Decimal), "numbers are placed as Decimal"
        return _place(self._points, value)

    def pieces(self, cell: Cell) -> int:
        """Return the pieces a cell holds."""
        if isinstance(cell, Anything):
            return self.universe
        if isinstance(cell, Span):
            return _pieces(self._points, cell) & self.universe
        return sum(1 << self.place(v) for v in cell.values) & self.universe

    def example(self, position: int) -> str:
        """Return a number in the piece, with as few digits as there are."""
        below, above = _neighbours(self._points, position)
        if below == above:
            assert below is not None or not self._points, "a point is its own neighbour"
            return plain(below if below is not None else Decimal(0))
        if below is None:
            assert above is not None, "one side is bounded"
            return plain(above - 1)
        step = Decimal(1)
        while above is not None and below + step >= above:
            step /= 10
        return plain(below + step)

    def engine_value(self, position: int) -> int:
        """Return a whole number: the point shifted by one digit more than any point has, or one beside it."""
        below, above = _neighbours(self._points, position)
        aside = 1 if self._whole else 5
        if below is not None:
            return self._shifted(below) + (0 if below == above else aside)
        return 0 if above is None else self._shifted(above) - aside

    def engine_cell(self, cell: Cell) -> str:
        """Return the cell with its bounds as whole numbers."""
        if isinstance(cell, Anything):
            return ""
        if isinstance(cell, OneOf):
            return ", ".join(str(self._shifted(v)) for v in cell.values if isinstance(v, Decimal))
        low = None if cell.low is None else self._shifted(cell.low)
        high = None if cell.high is None else self._shifted(cell.high)
        return _engine_span(low, cell.low_in, high, cell.high_in)

    def _shifted(self, value: Decimal) -> int:
        return int(value.scaleb(self._shift))

    def _existing(self) -> int:
        size = 2 * len(self._points) + 1
        if not self._whole:
            return (1 << size) - 1
        gaps = [n for n in range(1, len(self._points)) if self._points[n] - self._points[n - 1] <= 1]
        return ((1 << size) - 1) & ~sum(1 << (2 * n) for n in gaps)


class Days:
    """The dates of a table, from its beginning on."""

    def __init__(self, table: Table) -> None:
        self._begins = table.begins
        bounds = {table.begins} | {d for row in table.lines for d in (row.first, row.last) if d is not None}
        self._points = sorted(bounds)
        close = [n for n in range(1, len(self._points)) if (self._points[n] - self._points[n - 1]) <= timedelta(days=1)]
        self.universe = ((1 << (2 * len(self._points) + 1)) - 1) & ~1 & ~sum(1 << (2 * n) for n in close)

    def place(self, on: date) -> int:
        """Return the piece in which a day lies."""
        return _place(self._points, on)

    def pieces(self, first: date | None, last: date | None) -> int:
        """Return the pieces of a period, both ends included."""
        low = 2 * bisect_left(self._points, first or self._begins) + 1
        high = 2 * len(self._points) if last is None else 2 * bisect_left(self._points, last) + 1
        return ((1 << (high + 1)) - (1 << low)) & self.universe

    def example(self, position: int) -> date:
        """Return the first day of the piece."""
        below, above = _neighbours(self._points, position)
        assert below is not None, "nothing lies before the beginning"
        return below if below == above else below + timedelta(days=1)

    def engine_value(self, position: int) -> int:
        """Return the piece's first day as the number yyyymmdd."""
        return _day_number(self.example(position))

    def engine_cell(self, first: date | None, last: date | None) -> str:
        """Return a period in the engine's language."""
        return _engine_span(_day_number(first or self._begins), True, None if last is None else _day_number(last), True)


def axes_of(table: Table) -> tuple[Axis, ...]:
    """Return the axes of a table's inputs, in their order."""
    axes: list[Axis] = []
    for n, of in enumerate(table.inputs):
        cells = [row.cells[n] for row in table.lines]
        axes.append(Choices(of) if of.choices else Numbers(of, cells))
    return tuple(axes)


def _place(points: Sequence[Bound], value: Bound) -> int:
    n = bisect_left(points, value)
    return 2 * n + (n < len(points) and points[n] == value)


def _neighbours(points: Sequence[Bound], position: int) -> tuple[Bound | None, Bound | None]:
    n, is_point = divmod(position, 2)
    if is_point:
        return points[n], points[n]
    return (points[n - 1] if n else None), (points[n] if n < len(points) else None)


def _pieces(points: Sequence[Decimal], span: Span) -> int:
    low = 0 if span.low is None else _place(points, span.low) + (not span.low_in)
    high = 2 * len(points) if span.high is None else _place(points, span.high) - (not span.high_in)
    return (1 << (high + 1)) - (1 << low)


def _engine_span(low: int | None, low_in: bool, high: int | None, high_in: bool) -> str:
    if low is None:
        return f"{'<=' if high_in else '<'} {high}"
    if high is None:
        return f"{'>=' if low_in else '>'} {low}"
    return f"{'[' if low_in else '('}{low}..{high}{']' if high_in else ')'}"


def _day_number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day
