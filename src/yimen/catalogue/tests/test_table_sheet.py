"""The spreadsheet of a table: equal after going out and back, exact errors for what a person may type."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from openpyxl import Workbook, load_workbook

from yimen.catalogue.rules.table import Table
from yimen.catalogue.rules.table_build import build_table
from yimen.catalogue.rules.table_errors import BadTable
from yimen.catalogue.rules.table_sheet import MOST_BYTES, load_sheet, read_sheet, write_sheet
from yimen.catalogue.rules.table_text import read_table
from yimen.catalogue.tests.table_makers import trees
from yimen.catalogue.tests.test_table_text import SAMPLE

TABLE = read_table(SAMPLE, "rate_of.yaml")


def changed(change: Callable[[Any], None], table: Table = TABLE) -> bytes:
    """Return the table's workbook after a person changed it."""
    book = load_workbook(io.BytesIO(write_sheet(table)))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def typed(sheet: str, cell: str, value: object) -> Callable[[Any], None]:
    """Return a change that types a value into a cell."""

    def change(book: Any) -> None:
        book[sheet][cell] = value

    return change


def test_a_table_comes_back_equal() -> None:
    assert read_sheet(write_sheet(TABLE), "t.xlsx") == TABLE


@settings(max_examples=25, deadline=None)
@given(trees())
def test_a_random_table_comes_back_equal(sample: dict[str, Any]) -> None:
    table = build_table(sample, "sample", {})
    assert read_sheet(write_sheet(table), "t.xlsx") == table


def test_a_table_without_inputs_comes_back_equal() -> None:
    text = SAMPLE[: SAMPLE.index("inputs:")] + SAMPLE[SAMPLE.index("outputs:") : SAMPLE.index("not_covered:")]
    lines = [line for line in text.splitlines() if "when" not in line and ": any" not in line]
    table = read_table("\n".join(line for line in lines if "city:" not in line and "area:" not in line), "t.yaml")
    assert table.inputs == () and len(table.rows) == 2
    assert read_sheet(write_sheet(table), "t.xlsx") == table


def test_a_text_that_looks_like_a_formula_stays_a_text() -> None:
    table = read_table(SAMPLE.replace("未核实。", "'=1+1'"), "t.yaml")
    assert table.rows[1].note == "=1+1"
    assert read_sheet(write_sheet(table), "t.xlsx") == table


def test_the_workbook_is_readable_by_a_person() -> None:
    book = load_workbook(io.BytesIO(write_sheet(TABLE)))
    assert book.sheetnames == ["规则", "未收录", "输入", "输出", "说明"]
    sheet = book["规则"]
    assert [c.value for c in sheet[1]][:6] == ["id", "from", "to", "when.city", "when.area", "when.only"]
    assert [c.value for c in sheet[2]][3:6] == ["城市", "面积（m²）", "唯一"]
    assert [c.value for c in sheet[3]][:8] == [
        "small",
        None,
        "2024-11-30",
        "any",
        "<= 90",
        "true",
        "0.01",
        "80.00",
    ]
    assert sheet.freeze_panes == "B3"
    assert sheet.column_dimensions["A"].width > 20


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        ("G3", 0.02, "0.02"),
        ("G3", 0.1, "0.1"),
        ("G3", 1, "1"),
        ("H3", 80, "80"),
        ("C3", datetime(2024, 11, 29), "2024-11-29"),  # noqa: DTZ001
        ("E3", 90, "90"),
        ("E3", "（30..90］", "(30..90]"),
        ("F3", False, "false"),
    ],
)
def test_what_a_person_types_is_taken_as_the_text_it_shows(cell: str, value: object, said: str) -> None:
    table = read_sheet(changed(typed("规则", cell, value)), "t.xlsx")
    assert said in [c.value for c in load_workbook(io.BytesIO(write_sheet(table)))["规则"][3]]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (typed("规则", "G3", "=0.01+0.01"), "t.xlsx sheet 规则 cell G3: formulas are refused"),
        (typed("规则", "E3", "#N/A"), "sheet 规则 cell E3: this cell holds an error value"),
        (typed("规则", "E3", "<< 90"), 'sheet 规则 cell E3, rows.small.when.area: "<< 90" cannot be read'),
        (typed("规则", "E4", None), 'sheet 规则 cell E4, rows.large.when.area: the cell "area" is missing'),
        (typed("规则", "G4", None), 'rows.large.then: "rate" is missing'),
        (typed("规则", "A4", None), 'sheet 规则 cell A4, rows.1: "id" is missing'),
        (typed("规则", "A4", "small"), 'sheet 规则 cell A4, rows.small.id: "small" is used already'),
        (typed("规则", "C3", datetime(2024, 11, 29, 8)), "cell C3: a date cannot have a time"),  # noqa: DTZ001
        (typed("规则", "E1", "when.size"), 'sheet 规则 cell E1: unknown column "when.size"; known: id'),
        (typed("规则", "E1", "when.city"), 'cell E1: the column "when.city" stands there twice'),
        (typed("规则", "E1", None), "sheet 规则 cell E3: this cell stands under no column name"),
        (typed("规则", "N3", "more"), "sheet 规则 cell N3: this cell stands under no column name"),
        (typed("未收录", "G3", None), 'not_covered.small-not-only.reason: "zh" is missing'),
        (typed("输入", "B4", "float"), "sheet 输入 cell B4, inputs.area.type"),
        (typed("输入", "A4", "size"), 'sheet 规则 cell E1: unknown column "when.area"'),
        (typed("说明", "D3", "soon"), 'sheet 说明 cell D3, begins: "soon" is no date'),
        (typed("规则", "A2", "small"), 'sheet 规则 cell A2: line 2 holds the labels, here "行号"'),
        (lambda book: book["规则"].delete_rows(2), "cell A2: line 2 holds the labels"),
        (lambda book: book["说明"].delete_rows(3), '"table" is missing'),
        (lambda book: book.create_sheet("Sheet1"), 'unknown sheet "Sheet1"'),
        (lambda book: book.remove(book["未收录"]), 'the sheet "未收录" is missing'),
        (typed("规则", "A20000", "far"), "too large, at most 10000 lines"),
    ],
)
def test_what_is_no_table_is_refused_with_sheet_and_cell(change: Callable[[Any], None], said: str) -> None:
    with pytest.raises(BadTable) as caught:
        read_sheet(changed(change), "t.xlsx")
    assert said in caught.value.words.en


def test_empty_lines_are_passed_over() -> None:
    def change(book: Any) -> None:
        book["规则"].insert_rows(4)

    assert read_sheet(changed(change), "t.xlsx") == TABLE


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as packed:
        packed.writestr("a.txt", "a")
    for content in (b"", b"PK\x03\x04 broken", other.getvalue()):
        with pytest.raises(BadTable, match="no readable xlsx"):
            read_sheet(content, "t.xlsx")
    with pytest.raises(BadTable, match="too large"):
        read_sheet(b"x" * (MOST_BYTES + 1), "t.xlsx")
    with pytest.raises(BadTable, match="unknown sheet"):
        book = io.BytesIO()
        Workbook().save(book)
        read_sheet(book.getvalue(), "t.xlsx")
    with pytest.raises(BadTable, match="cannot be read"):
        load_sheet(tmp_path / "none.xlsx")


def test_a_packed_bomb_is_refused() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"\0" * 60_000_000)
    assert len(bomb.getvalue()) < MOST_BYTES
    with pytest.raises(BadTable, match="too large"):
        read_sheet(bomb.getvalue(), "t.xlsx")
