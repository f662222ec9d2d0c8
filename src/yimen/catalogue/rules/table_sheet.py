"""The spreadsheet of a table, for officials: it goes out as a workbook and comes back equal, or with errors.

Five sheets, each with a line of names, a line of Chinese labels, then one line an entry. Every cell goes out
as text, so that a rate is not turned into a float or a range into a date. Coming in, numbers, dates and
true/false that a person typed are taken as the text they show; formulas, unknown columns and unknown sheets
are refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from yimen.catalogue.rules.table import Input, Output, Row, Table
from yimen.catalogue.rules.table_build import Raw, Steps, build_table
from yimen.catalogue.rules.table_cells import plain, write_cell
from yimen.catalogue.rules.table_errors import BadTable
from yimen.kernel.words import Words

MOST_BYTES = 5_000_000
_MOST_UNPACKED = 50_000_000
_MOST_LINES, _MOST_COLUMNS = 10_000, 200
_ROWS, _GAPS, _INPUTS, _OUTPUTS, _ABOUT = "规则", "未收录", "输入", "输出", "说明"
_SHEETS = {_ROWS: "rows", _GAPS: "not_covered", _INPUTS: "inputs", _OUTPUTS: "outputs", _ABOUT: "about"}
_FIRST_LINE = 3
_LABELS = {
    "table": "代码",
    "title.zh": "名称（中文）",
    "title.en": "名称（英文）",
    "begins": "收录起始日",
    "note": "备注",
    "id": "行号",
    "from": "起",
    "to": "止",
    "reason.zh": "为何未收录（中文）",
    "reason.en": "为何未收录（英文）",
    "source.document": "依据文件",
    "source.article": "条款",
    "sure": "可信程度",
    "name": "名称",
    "type": "类型",
    "label.zh": "标签（中文）",
    "label.en": "标签（英文）",
    "unit": "单位",
    "values": "可选值",
    "min": "最小",
    "max": "最大",
}
_WIDTHS = {"note": 60, "source.document": 44, "reason.zh": 44, "reason.en": 44, "id": 24}
_HEAD = PatternFill("solid", fgColor="E8EEF4")

_CELL = Words("工作表“{sheet}”单元格 {cell}", "sheet {sheet} cell {cell}")
_NO_WORKBOOK = Words("{file} 不是可读的 xlsx 工作簿。", "{file} is no readable xlsx workbook.")
_TOO_LARGE = Words("{file} 太大：最多 {most} 字节。", "{file} is too large: at most {most} bytes.")
_TOO_WIDE = Words(
    "{file}：工作表“{sheet}”太大，最多 {lines} 行 {columns} 列；请删去末尾的空行空列。",
    '{file}: sheet "{sheet}" is too large, at most {lines} lines and {columns} columns; delete empty ones.',
)
_NO_FILE = Words("读不到文件 {file}：{problem}。", "The file {file} cannot be read: {problem}.")
_STRANGE_SHEET = Words(
    "{file}：不认识工作表“{sheet}”；可用：{known}。", '{file}: unknown sheet "{sheet}"; known: {known}.'
)
_NO_SHEET = Words("{file}：缺少工作表“{sheet}”。", '{file}: the sheet "{sheet}" is missing.')
_AT = Words("{file} {where_zh}：{what_zh}", "{file} {where_en}: {what_en}")
_FORMULA = Words("不允许用公式，请写出值。", "formulas are refused; write the value.")
_FAULT = Words("这一格是错误值。", "this cell holds an error value.")
_NO_COLUMN = Words("不认识列“{name}”；可用：{known}。", 'unknown column "{name}"; known: {known}.')
_TWO_COLUMNS = Words("列“{name}”出现了两次。", 'the column "{name}" stands there twice.')
_NO_HEAD = Words("这一格没有列名。", "this cell stands under no column name.")
_NO_LABEL = Words(
    "第 2 行应为中文标签，这一格应为“{label}”；规则从第 3 行起。",
    'line 2 holds the labels, here "{label}"; entries begin on line 3.',
)
_TIME = Words("日期不能带时刻。", "a date cannot have a time of day.")


def write_sheet(table: Table) -> bytes:
    """Return the workbook of a table, as xlsx."""
    book = Workbook()
    book.remove(book.worksheets[0])
    labels = {f"when.{i.name}": f"{i.label.zh}{f'（{i.unit}）' if i.unit else ''}" for i in table.inputs}
    labels |= {f"then.{o.name}": o.label.zh for o in table.outputs}
    entries: dict[str, list[dict[str, str]]] = {
        _ROWS: [_row(table, row) for row in table.rows],
        _GAPS: [_row(table, row) for row in table.not_covered],
        _INPUTS: [_input(i) for i in table.inputs],
        _OUTPUTS: [_output(o) for o in table.outputs],
        _ABOUT: [
            {"table": table.code, "title.zh": table.title.zh, "title.en": table.title.en}
            | {"begins": table.begins.isoformat(), "note": table.note}
        ],
    }
    for title, kind in _SHEETS.items():
        names = _columns(kind, [i.name for i in table.inputs], [o.name for o in table.outputs])
        sheet = book.create_sheet(title)
        _fill(sheet, 1, names)
        _fill(sheet, 2, [labels.get(name) or _LABELS[name] for name in names])
        for n, entry in enumerate(entries[title]):
            _fill(sheet, _FIRST_LINE + n, [entry.get(name, "") for name in names])
        _dress(sheet, names)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read_sheet(content: bytes, file: str) -> Table:
    """Return the table in a workbook; `file` names it in errors. Raises BadTable with sheet and cell."""
    if len(content) > MOST_BYTES:
        raise BadTable(_TOO_LARGE.fill(file=file, most=MOST_BYTES))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > _MOST_UNPACKED:
                raise BadTable(_TOO_LARGE.fill(file=file, most=MOST_BYTES))
        book = load_workbook(io.BytesIO(content))
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError, SyntaxError, TypeError):
        raise BadTable(_NO_WORKBOOK.fill(file=file)) from None
    for sheet in book.worksheets:
        if sheet.title not in _SHEETS:
            raise BadTable(_STRANGE_SHEET.fill(file=file, sheet=sheet.title, known="、".join(_SHEETS)))
        if sheet.max_row > _MOST_LINES or sheet.max_column > _MOST_COLUMNS:
            raise BadTable(_TOO_WIDE.fill(file=file, sheet=sheet.title, lines=_MOST_LINES, columns=_MOST_COLUMNS))
    found = {sheet.title: sheet for sheet in book.worksheets}
    places: dict[Steps, Words] = {}
    tree: dict[str, Raw] = {}
    names: dict[str, list[str]] = {"inputs": [], "outputs": []}
    for title in (_INPUTS, _OUTPUTS, _ABOUT, _ROWS, _GAPS):
        if title not in found:
            raise BadTable(_NO_SHEET.fill(file=file, sheet=title))
        kind = _SHEETS[title]
        entries = _Lines(file, found[title], _columns(kind, names["inputs"], names["outputs"]), kind, places).read()
        names[kind] = [str(e["name"]) for e in entries if isinstance(e, dict) and "name" in e]
        if kind == "about":
            tree |= entries[0] if entries and isinstance(entries[0], dict) else {}
        elif entries:
            tree[kind] = entries
    return build_table(tree, file, places)


def load_sheet(path: Path) -> Table:
    """Return the table in an xlsx file; raises BadTable, also when the file cannot be read."""
    try:
        return read_sheet(path.read_bytes(), path.name)
    except OSError as error:
        raise BadTable(_NO_FILE.fill(file=path, problem=error.strerror)) from None


class _Lines:
    """Reads the lines of one sheet into trees, noting the cell of each value."""

    def __init__(self, file: str, sheet: Any, known: Sequence[str], kind: str, places: dict[Steps, Words]) -> None:
        self._file, self._sheet, self._known, self._kind, self._places = file, sheet, known, kind, places

    def read(self) -> list[Raw]:
        """Return one tree for each line that is not empty."""
        lines = list(self._sheet.iter_rows())
        heads = self._heads(lines[0] if lines else ())
        for cell in lines[1] if len(lines) > 1 else ():
            wanted = _LABELS.get(heads.get(cell.column, ""))
            if wanted is not None and self._text(cell) != wanted:
                raise self._wrong(cell, _NO_LABEL.fill(label=wanted))
        entries: list[Raw] = []
        for cells in lines[_FIRST_LINE - 1 :]:
            texts = [(cell, self._text(cell)) for cell in cells]
            if any(text for _, text in texts):
                entries.append(self._entry(texts, heads, len(entries)))
        return entries

    def _heads(self, cells: Iterable[Any]) -> dict[int, str]:
        heads: dict[int, str] = {}
        for cell in cells:
            name = self._text(cell)
            if not name:
                continue
            if name not in self._known:
                raise self._wrong(cell, _NO_COLUMN.fill(name=name, known=", ".join(self._known)))
            if name in heads.values():
                raise self._wrong(cell, _TWO_COLUMNS.fill(name=name))
            heads[cell.column] = name
        return heads

    def _entry(self, texts: Iterable[tuple[Any, str]], heads: Mapping[int, str], n: int) -> dict[str, Raw]:
        entry: dict[str, Raw] = {}
        at: Steps = () if self._kind == "about" else (self._kind, n)
        for cell, text in texts:
            self._places.setdefault(at, self._where(cell)) if at else None
            if cell.column not in heads:
                if text:
                    raise self._wrong(cell, _NO_HEAD)
                continue
            group, _, name = heads[cell.column].rpartition(".")
            steps = (*at, group, name) if group else (*at, name)
            self._places[steps] = self._where(cell)
            branch = entry.setdefault(group, {}) if group and (text or group in ("when", "then")) else entry
            if text and isinstance(branch, dict):
                branch[name] = text
        return entry

    def _text(self, cell: Any) -> str:
        value = cell.value
        if cell.data_type in ("f", "e"):
            raise self._wrong(cell, _FORMULA if cell.data_type == "f" else _FAULT)
        if value is None:
            return ""
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, datetime):
            if value.time() != datetime.min.time():
                raise self._wrong(cell, _TIME)
            return value.date().isoformat()
        if isinstance(value, float):
            return plain(Decimal(repr(value)))
        return value.isoformat() if isinstance(value, date) else str(value).strip()

    def _where(self, cell: Any) -> Words:
        return _CELL.fill(sheet=self._sheet.title, cell=f"{get_column_letter(cell.column)}{cell.row}")

    def _wrong(self, cell: Any, what: Words) -> BadTable:
        where = self._where(cell)
        return BadTable(
            _AT.fill(file=self._file, where_zh=where.zh, where_en=where.en, what_zh=what.zh, what_en=what.en)
        )


def _columns(kind: str, inputs: Sequence[str], outputs: Sequence[str]) -> list[str]:
    if kind == "about":
        return ["table", "title.zh", "title.en", "begins", "note"]
    if kind == "inputs":
        return ["name", "type", "values", "min", "max", "unit", "label.zh", "label.en"]
    if kind == "outputs":
        return ["name", "type", "values", "label.zh", "label.en"]
    said = [f"then.{o}" for o in outputs] if kind == "rows" else ["reason.zh", "reason.en"]
    return [
        "id",
        "from",
        "to",
        *(f"when.{i}" for i in inputs),
        *said,
        "source.document",
        "source.article",
        "sure",
        "note",
    ]


def _fill(sheet: Any, line: int, texts: Sequence[str]) -> None:
    for n, text in enumerate(texts, start=1):
        cell = sheet.cell(row=line, column=n)
        cell.number_format = "@"
        if text:
            cell.value = text
            cell.data_type = "s"  # a text that begins with = stays a text


def _dress(sheet: Any, names: Sequence[str]) -> None:
    sheet.freeze_panes = f"B{_FIRST_LINE}"
    for n, name in enumerate(names, start=1):
        sheet.column_dimensions[get_column_letter(n)].width = _WIDTHS.get(name, 18)
        for line in (1, 2):
            sheet.cell(row=line, column=n).font = Font(bold=True)
            sheet.cell(row=line, column=n).fill = _HEAD
    for cells in sheet.iter_rows(min_row=_FIRST_LINE):
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _row(table: Table, row: Row) -> dict[str, str]:
    days = {"from": row.first, "to": row.last}
    entry = {"id": row.id} | {key: day.isoformat() for key, day in days.items() if day is not None}
    entry |= {f"when.{i.name}": write_cell(c) for i, c in zip(table.inputs, row.cells, strict=True)}
    if row.reason is None:
        entry |= {f"then.{o.name}": said for o, said in zip(table.outputs, row.outputs, strict=True)}
    else:
        entry |= {"reason.zh": row.reason.zh, "reason.en": row.reason.en}
    entry |= {"source.document": row.source.document, "source.article": row.source.article}
    return entry | {"sure": row.sure.value, "note": row.note}


def _input(of: Input) -> dict[str, str]:
    entry = {"name": of.name, "type": of.type.value, "unit": of.unit, "values": ", ".join(of.values)}
    entry |= {key: plain(limit) for key, limit in (("min", of.min), ("max", of.max)) if limit is not None}
    return entry | {"label.zh": of.label.zh, "label.en": of.label.en}


def _output(of: Output) -> dict[str, str]:
    entry = {"name": of.name, "type": of.type.value, "values": ", ".join(of.values)}
    return entry | {"label.zh": of.label.zh, "label.en": of.label.en}
