"""How a decision table says no. Leaves of the kernel's one tree; never an empty answer instead of an error.

BadInput
└── BadTable   422  the text of a table cannot be read; names file, row and cell
NotCovered     422  before the table begins, or declared as not covered: the sentence of the table
└── NoRow      422  no row answers and nothing declares the gap: the table must be mended
Conflict
└── TwoRows    409  more than one row answers: the table must be mended
"""

from __future__ import annotations

from yimen.kernel.errors import BadInput, Conflict, NotCovered


class BadTable(BadInput):
    """The text of a table cannot be read. `fields` maps a place in the table to its sentences."""

    code = "bad_table"


class NoRow(NotCovered):
    """No row of the table answers, and the table does not declare the gap."""

    code = "no_row"


class TwoRows(Conflict):
    """More than one row of the table answers; `facts['rows']` names them."""

    code = "two_rows"
