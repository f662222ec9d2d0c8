"""The closed grammar of a cell: what it takes, its one canonical text, and what it refuses."""

from __future__ import annotations

from decimal import Decimal

import pytest

from yimen.catalogue.rules.table import Input, InputType
from yimen.catalogue.rules.table_cells import plain, read_cell, read_number, write_cell
from yimen.kernel.errors import BadInput
from yimen.kernel.words import Words

LABEL = Words("栏", "Column")
AREA = Input("area", InputType.DECIMAL, LABEL, min=Decimal(0))
ORDER = Input("order", InputType.INT, LABEL, min=Decimal(1), max=Decimal(3))
CITY = Input("city", InputType.ENUM, LABEL, values=("first_tier", "other"))
ONLY = Input("only", InputType.BOOL, LABEL)


@pytest.mark.parametrize(
    ("of", "raw", "text"),
    [
        (AREA, "any", "any"),
        (AREA, "90", "90"),
        (AREA, "90.50", "90.5"),
        (AREA, "100", "100"),
        (AREA, ["90", "140"], "90, 140"),
        (AREA, "90, 140", "90, 140"),
        (AREA, "90、140", "90, 140"),
        (AREA, "<= 90", "<= 90"),
        (AREA, "<90", "< 90"),
        (AREA, "≤90", "<= 90"),
        (AREA, "≥ 90.01", ">= 90.01"),
        (AREA, ">  90", "> 90"),
        (AREA, "[2..5)", "[2..5)"),
        (AREA, "( 2 .. 5 ]", "(2..5]"),
        (AREA, "（９０…１４０］", "(90..140]"),
        (AREA, "[2..2]", "[2..2]"),
        (ORDER, "2", "2"),
        (ORDER, "(1..3)", "(1..3)"),
        (ORDER, "<= 2.0", "<= 2"),
        (CITY, "other", "other"),
        (CITY, "other, first_tier", "other, first_tier"),
        (ONLY, "true", "true"),
        (ONLY, ["true", "false"], "true, false"),
    ],
)
def test_a_cell_has_one_canonical_text(of: Input, raw: str | list[str], text: str) -> None:
    cell = read_cell(raw, of)
    assert write_cell(cell) == text
    assert read_cell(text, of) == cell


@pytest.mark.parametrize(
    ("of", "raw", "said"),
    [
        (AREA, "<< 90", "<= 90"),
        (AREA, "90 m2", "allowed"),
        (AREA, "1e2", "allowed"),
        (AREA, "", "allowed"),
        (AREA, "90,", "allowed"),
        (AREA, "not 90", "allowed"),
        (AREA, "90 + 1", "allowed"),
        (AREA, "[..5)", "allowed"),
        (AREA, "1234567890123456", "allowed"),
        (AREA, [], "allowed"),
        (AREA, "[5..2)", "no value"),
        (AREA, "(2..2]", "no value"),
        (AREA, "< 0", "no value"),
        (AREA, "-1", "outside the range of area, 0.."),
        (AREA, "90, 90", "twice"),
        (AREA, "90, 90.0", "twice"),
        (ORDER, "1.5", "allowed"),
        (ORDER, "4", "outside the range of order, 1..3"),
        (ORDER, "> 3", "no value"),
        (ORDER, "(1..2)", "no value"),
        (CITY, "third_tier", "first_tier, other"),
        (CITY, "any, other", "first_tier, other"),
        (ONLY, "yes", "false, true"),
    ],
)
def test_everything_else_is_refused_with_what_is_allowed(of: Input, raw: str | list[str], said: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_cell(raw, of)
    assert said in caught.value.words.en
    assert caught.value.words.zh


@pytest.mark.parametrize(("text", "number"), [("0.07", "0.07"), ("-3", "-3"), ("007", "7"), ("0", "0")])
def test_a_number_is_plain(text: str, number: str) -> None:
    found = read_number(text)
    assert found is not None
    assert plain(found) == number


@pytest.mark.parametrize("text", ["", "+1", "1.", ".5", "1e3", "NaN", "1_000", " 1", "１", "1\n", "0.1234567890123"])
def test_nothing_else_is_a_number(text: str) -> None:
    assert read_number(text) is None
