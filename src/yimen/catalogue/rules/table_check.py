"""The proof that a table answers every question exactly once: no gaps, no overlaps, over all dates and cells.

The closed grammar cuts each input into finitely many pieces (`table_axes`), so the proof is complete, not a
sample. Two rows overlap when they share a piece on every axis. Gaps are looked for axis by axis, keeping the
rows still possible; what is left of equal sets of rows is looked at once. A finding carries a question that a
person can try."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations, groupby, islice

from yimen.catalogue.rules.table import InputType, Table
from yimen.catalogue.rules.table_axes import Days, axes_of
from yimen.kernel.words import Words

MOST_FINDINGS = 20

_GAP = Words("空档：{facts} 没有一行适用。", "Gap: no row fits {facts}.")
_OVERLAP = Words("重叠：{facts} 同时适用 {rows}。", "Overlap: {facts} fits {rows}.")


@dataclass(frozen=True, slots=True)
class Finding:
    """A question that no row (`rows` empty) or several rows answer; `facts` can be given to `decide`."""

    on: date
    facts: Mapping[str, str | bool]
    rows: tuple[str, ...]

    @property
    def words(self) -> Words:
        """The finding as a sentence."""
        asked = " ".join([f"on={self.on}", *(f"{k}={str(v).lower()}" for k, v in self.facts.items())])
        return (_OVERLAP if self.rows else _GAP).fill(facts=asked, rows=", ".join(self.rows))


def check(table: Table) -> tuple[Finding, ...]:
    """Return gaps and overlaps, at most `MOST_FINDINGS` of each; nothing returned is the proof of none."""
    grid = _Grid(table)
    return (*islice(grid.overlaps(), MOST_FINDINGS), *islice(grid.gaps(), MOST_FINDINGS))


class _Grid:
    """For each axis (dates first) the pieces of each row; for each piece the rows that hold it, as bits."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._days, self._axes = Days(table), axes_of(table)
        lines = table.lines
        self._ids = [row.id for row in lines]
        self._boxes = [
            (
                self._days.pieces(row.first, row.last),
                *(axis.pieces(cell) for axis, cell in zip(self._axes, row.cells, strict=True)),
            )
            for row in lines
        ]
        universes = [self._days.universe, *(axis.universe for axis in self._axes)]
        self._columns = [
            {p: sum(1 << r for r, box in enumerate(self._boxes) if box[level] >> p & 1) for p in _bits(universe)}
            for level, universe in enumerate(universes)
        ]
        self._complete = cache(self._is_complete)

    def overlaps(self) -> Iterator[Finding]:
        """Find every pair of rows with a common piece on every axis."""
        for (a, box_a), (b, box_b) in combinations(enumerate(self._boxes), 2):
            common = [x & y for x, y in zip(box_a, box_b, strict=True)]
            if all(common):
                yield self._finding([next(_bits(c)) for c in common], (self._ids[a], self._ids[b]))

    def gaps(self) -> Iterator[Finding]:
        """Find one question for each run of pieces that the same rows leave unanswered."""
        yield from self._gaps(0, (1 << len(self._boxes)) - 1, [])

    def _is_complete(self, level: int, alive: int) -> bool:
        if not alive or level == len(self._columns):
            return bool(alive)
        return all(self._complete(level + 1, rows) for rows in {alive & r for r in self._columns[level].values()})

    def _gaps(self, level: int, alive: int, places: list[int]) -> Iterator[Finding]:
        if self._complete(level, alive):
            return
        if not alive:
            rest = [next(iter(column)) for column in self._columns[level:]]
            yield self._finding(places + rest, ())
            return
        for rows, run in groupby(self._columns[level].items(), key=lambda piece: alive & piece[1]):
            yield from self._gaps(level + 1, rows, [*places, next(run)[0]])

    def _finding(self, places: list[int], rows: tuple[str, ...]) -> Finding:
        facts: dict[str, str | bool] = {}
        for of, axis, place in zip(self._table.inputs, self._axes, places[1:], strict=True):
            value = axis.example(place)
            facts[of.name] = value == "true" if of.type is InputType.BOOL else value
        return Finding(self._days.example(places[0]), facts, rows)


def _bits(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
