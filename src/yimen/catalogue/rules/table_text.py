"""The canonical text of a table: YAML, one file a table, every value a plain string.

`write_table` gives the one canonical form, so that a table that went through a spreadsheet differs only where
somebody changed it. Aliases, tags and doubled keys are refused."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from yimen.catalogue.rules.table import Cell, Input, OneOf, Output, Row, Table
from yimen.catalogue.rules.table_build import Raw, Steps, build_table
from yimen.catalogue.rules.table_cells import plain, write_cell
from yimen.catalogue.rules.table_errors import BadTable
from yimen.kernel.words import Words

MOST_CHARACTERS = 1_000_000
_DEEPEST = 10
_TAGS = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

_LINE = Words("第 {n} 行", "line {n}")
_NO_YAML = Words(
    "{file} 第 {line} 行第 {column} 列：写法有误（{problem}）。以 > 或 [ 开头的单元格要加引号，如 '> 90'。",
    "{file} line {line} column {column}: no YAML ({problem}). Quote cells that begin with > or [, as '> 90'.",
)
_REFUSED = Words("{file} 第 {line} 行：{what_zh}", "{file} line {line}: {what_en}")
_ALIAS = Words("不允许用 * 引用。", "aliases are refused.")
_TAG = Words("不允许用 ! 标记。", "tags are refused.")
_DEEP = Words("层次太深。", "it is nested too deeply.")
_DOUBLE = Words("“{key}”写了两次。", '"{key}" stands there twice.')
_KEY = Words("名称应为一行文字。", "a name is wanted here.")
_TOO_LONG = Words("{file} 太大：最多 {most} 个字。", "{file} is too large: at most {most} characters.")
_NO_UTF8 = Words("{file} 不是 UTF-8 文字。", "{file} is not UTF-8 text.")
_NO_FILE = Words("读不到文件 {file}：{problem}。", "The file {file} cannot be read: {problem}.")
_STEM = Words("{file}：文件名应与表代码“{code}”相同。", '{file}: the file must have the name of its table, "{code}".')


def read_table(text: str, file: str) -> Table:
    """Return the table a YAML text describes; `file` is the name used in errors. Raises BadTable."""
    if len(text) > MOST_CHARACTERS:
        raise BadTable(_TOO_LONG.fill(file=file, most=MOST_CHARACTERS))
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except (yaml.YAMLError, RecursionError) as error:
        raise _not_yaml(error, file) from None
    places: dict[Steps, Words] = {}
    raw = _Tree(file, places).plain(node, ()) if node is not None else ""
    return build_table(raw, file, places)


def load_table(path: Path) -> Table:
    """Return the table in a YAML file; raises BadTable, also when the file cannot be read."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadTable(_NO_UTF8.fill(file=path.name)) from None
    except OSError as error:
        raise BadTable(_NO_FILE.fill(file=path, problem=error.strerror)) from None
    return read_table(text, path.name)


def load_tables(folder: Path) -> dict[str, Table]:
    """Return the tables of a folder by code; a file must have the name of its table. Raises BadTable."""
    tables: dict[str, Table] = {}
    for path in sorted(folder.glob("*.yaml")):
        table = load_table(path)
        if table.code != path.stem:
            raise BadTable(_STEM.fill(file=path.name, code=table.code))
        tables[table.code] = table
    return tables


def tables_of_packs(folders: Iterable[Path]) -> list[Table]:
    """Return the tables of packs from their folders, where they lie under `tables`. Raises BadTable."""
    return [table for folder in folders for table in load_tables(folder / "tables").values()]


def write_table(table: Table) -> str:
    """Return the canonical YAML of a table; reading it gives an equal table."""
    tree: dict[str, object] = {"table": table.code, "title": _words(table.title), "begins": table.begins}
    tree |= {"note": table.note} if table.note else {}
    tree |= {"inputs": [_input(i) for i in table.inputs]} if table.inputs else {}
    tree["outputs"] = [_output(o) for o in table.outputs]
    tree["rows"] = [_row(table, row) for row in table.rows]
    tree |= {"not_covered": [_row(table, row) for row in table.not_covered]} if table.not_covered else {}
    return yaml.dump(
        tree, Dumper=yaml.SafeDumper, sort_keys=False, allow_unicode=True, width=1000, default_flow_style=None
    )


class _Tree:
    """Turns YAML nodes into plain values, noting the line of each."""

    def __init__(self, file: str, places: dict[Steps, Words]) -> None:
        self._file, self._places = file, places
        self._seen: set[int] = set()

    def plain(self, node: yaml.Node, path: Steps) -> Raw:
        line = node.start_mark.line + 1
        self._places[path] = _LINE.fill(n=line)
        if id(node) in self._seen or len(path) > _DEEPEST:
            raise self._refused(line, _ALIAS if id(node) in self._seen else _DEEP)
        self._seen.add(id(node))
        if node.tag not in _TAGS:
            raise self._refused(line, _TAG)
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(item, (*path, n)) for n, item in enumerate(node.value)]
        if not isinstance(node, yaml.MappingNode):
            return str(node.value)
        tree: dict[str, Raw] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise self._refused(line, _KEY)
            if key.value in tree:
                raise self._refused(key.start_mark.line + 1, _DOUBLE.fill(key=key.value))
            tree[str(key.value)] = self.plain(value, (*path, str(key.value)))
        return tree

    def _refused(self, line: int, what: Words) -> BadTable:
        return BadTable(_REFUSED.fill(file=self._file, line=line, what_zh=what.zh, what_en=what.en))


def _not_yaml(error: Exception, file: str) -> BadTable:
    mark = getattr(error, "problem_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "too deep"
    return BadTable(_NO_YAML.fill(file=file, line=line, column=column, problem=problem))


def _words(words: Words) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}


def _input(of: Input) -> dict[str, object]:
    item: dict[str, object] = {"name": of.name, "type": of.type.value, "label": _words(of.label)}
    item |= {"unit": of.unit} if of.unit else {}
    item |= {"values": list(of.values)} if of.values else {}
    item |= {key: _number(limit) for key, limit in (("min", of.min), ("max", of.max)) if limit is not None}
    return item


def _output(of: Output) -> dict[str, object]:
    item: dict[str, object] = {"name": of.name, "type": of.type.value, "label": _words(of.label)}
    return item | ({"values": list(of.values)} if of.values else {})


def _row(table: Table, row: Row) -> dict[str, object]:
    days: dict[str, date | None] = {"from": row.first, "to": row.last}
    item: dict[str, object] = {"id": row.id}
    item |= {key: day for key, day in days.items() if day is not None}
    if table.inputs:
        item["when"] = {i.name: _cell(c) for i, c in zip(table.inputs, row.cells, strict=True)}
    if row.reason is None:
        item["then"] = {o.name: said for o, said in zip(table.outputs, row.outputs, strict=True)}
    else:
        item["reason"] = _words(row.reason)
    item["source"] = {"document": row.source.document} | ({"article": row.source.article} if row.source.article else {})
    item["sure"] = row.sure.value
    return item | ({"note": row.note} if row.note else {})


def _cell(cell: Cell) -> object:
    if isinstance(cell, OneOf):
        said = [_number(v) if isinstance(v, Decimal) else _bool(v) for v in cell.values]
        return said if len(said) > 1 else said[0]
    return write_cell(cell)


def _bool(value: str) -> str | bool:
    return value == "true" if value in ("true", "false") else value


def _number(value: Decimal) -> int | str:
    return int(value) if value == value.to_integral_value() else plain(value)
