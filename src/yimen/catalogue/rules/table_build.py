"""From plain text to a table: one reader for YAML and the spreadsheet, that tells every error at once.

Both bring the same tree of mappings, lists and strings, and a map from a path in the tree to where a person
finds it ("line 12", "sheet 规则 cell F7"). Nothing is guessed: an unknown key, a missing cell or a strange
character is an error."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from yimen.catalogue.rules.table import Cell, Input, InputType, Output, OutputType, Row, Source, Table
from yimen.catalogue.rules.table_cells import read_cell, read_number
from yimen.catalogue.rules.table_errors import BadTable
from yimen.catalogue.states import Sure
from yimen.kernel.errors import BadInput
from yimen.kernel.words import Words, joined

Raw = str | list["Raw"] | dict[str, "Raw"]
Steps = tuple[str | int, ...]

_NAME = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
_ID = re.compile(r"[a-z0-9][a-z0-9-]*", re.ASCII)
_VALUE = re.compile(r"[A-Za-z0-9_.\-\u4e00-\u9fff]+")
_RESERVED = ("any", "on", "row")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MONEY = re.compile(r"\d{1,12}(\.\d{1,2})?", re.ASCII)

_AT = Words("{file}{place}，{path}：{zh}", "{file}{place}, {path}: {en}")
_TEXT = Words("应为一行文字。", "a single text is wanted here.")
_EMPTY = Words("不能空着。", "this cannot be empty.")
_STRANGE = Words("含有不能显示的字符。", "it holds a character that cannot be shown.")
_MAPPING = Words("应为一组“名称: 值”。", 'a group of "name: value" is wanted here.')
_LIST = Words("应为列表。", "a list is wanted here.")
_NO_KEY = Words("缺少“{key}”。", '"{key}" is missing.')
_NO_CELL = Words(
    "缺少“{key}”这一格；不限请写 any。", 'the cell "{key}" is missing; write any where it does not matter.'
)
_STRANGE_KEY = Words("没有“{key}”这一项；可用：{known}。", 'there is no "{key}"; known: {known}.')
_NOT_A_DAY = Words("“{text}”不是日期，应写成 2016-02-22。", '"{text}" is no date; write it like 2016-02-22.')
_CHOICE = Words("“{text}”不对；可用：{known}。", '"{text}" is wrong; allowed: {known}.')
_BAD_NAME = Words("“{text}”不能作名称；{rule_zh}。", '"{text}" is no name; {rule_en}.')
_NAME_RULES = {
    _NAME: Words("可用小写字母、数字和 _，不能是 any、on、row", "lower-case letters, digits, _; not any, on or row"),
    _ID: Words("可用小写字母、数字和 -，不能是 any、on、row", "lower-case letters, digits, -; not any, on or row"),
    _VALUE: Words("可用字母、汉字、数字、_ . -，不能是 any", "letters, digits, _ . -; not any"),
}
_TWICE = Words("“{text}”已经用过。", '"{text}" is used already.')
_ORDER = Words("止 {last} 早于起 {first}。", "it ends on {last}, before it begins on {first}.")
_EARLY = Words("起 {first} 早于本表起始日 {begins}。", "it begins on {first}, before the table does on {begins}.")
_RATE = Words(
    "“{text}”不是税率：请写 0 到 1 之间的小数，例如 0.015。",
    '"{text}" is no rate: write a share from 0 to 1 such as 0.015.',
)
_NO_MONEY = Words("“{text}”不是金额：请写元，例如 4.00。", '"{text}" is no amount: write yuan such as 4.00.')
_NO_NUMBER = Words("“{text}”不是数。", '"{text}" is no number.')
_LIMITS = Words("min 大于 max。", "min is above max.")
_KEY_UNFIT = Words("“{key}”不适用于 {type}。", '"{key}" does not fit the type {type}.')


@dataclass
class Reading:
    """Reads a tree of plain text and collects everything that is wrong in it."""

    file: str
    places: Mapping[Steps, Words]
    names: dict[Steps, str] = field(default_factory=dict)
    wrongs: dict[str, list[Words]] = field(default_factory=dict)

    def wrong(self, path: Steps, words: Words) -> None:
        """Note an error at a path of the tree."""
        at = next((self.places[path[:n]] for n in range(len(path), 0, -1) if path[:n] in self.places), None)
        named = [self.names.get(path[: n + 1], str(step)) for n, step in enumerate(path)]
        place = Words(f" {at.zh}", f" {at.en}") if at else Words("", "")
        told = Words(
            _AT.zh.format(file=self.file, place=place.zh, path=".".join(named) or "?", zh=words.zh),
            _AT.en.format(file=self.file, place=place.en, path=".".join(named) or "?", en=words.en),
        )
        self.wrongs.setdefault(".".join(named), []).append(told)

    def named(self, raw: Raw, path: Steps, key: str) -> None:
        """Call the entry at a path by its own name in errors."""
        name = raw.get(key) if isinstance(raw, dict) else None
        if isinstance(name, str) and name:
            self.names[path] = name[:40]

    def mapping(self, raw: Raw | None, path: Steps, needed: Collection[str], other: Collection[str]) -> dict[str, Raw]:
        """Return a mapping that has the needed keys and no unknown ones."""
        if not isinstance(raw, dict):
            self.wrong(path, _MAPPING if raw is not None else _EMPTY)
            return {}
        for key in needed:
            if key not in raw:
                self.wrong(path, _NO_KEY.fill(key=key))
        for key in raw:
            if key not in needed and key not in other:
                self.wrong((*path, key), _STRANGE_KEY.fill(key=key, known=", ".join([*needed, *other])))
        return raw

    def each(self, raw: Raw | None, path: Steps) -> list[Raw]:
        """Return a list; absent is empty."""
        if raw is None or isinstance(raw, list):
            return raw or []
        self.wrong(path, _LIST)
        return []

    def text(self, raw: Raw | None, path: Steps, *, may_be_empty: bool = False) -> str:
        """Return one line of text, trimmed; an absent one was told already."""
        if raw is None:
            return ""
        if not isinstance(raw, str):
            self.wrong(path, _TEXT)
            return ""
        text = raw.strip()
        if not text and not may_be_empty:
            self.wrong(path, _EMPTY)
        if any(unicodedata.category(sign).startswith("C") for sign in text):
            self.wrong(path, _STRANGE)
        return text

    def words(self, raw: Raw | None, path: Steps) -> Words:
        """Return a sentence in both languages."""
        if raw is None:
            return Words("", "")
        both = self.mapping(raw, path, ("zh", "en"), ())
        return Words(self.text(both.get("zh"), (*path, "zh")), self.text(both.get("en"), (*path, "en")))

    def day(self, raw: Raw | None, path: Steps) -> date | None:
        """Return a date; absent is None."""
        text = self.text(raw, path)
        if not text:
            return None
        try:
            if _DAY.fullmatch(text):
                return date.fromisoformat(text)
        except ValueError:
            pass
        self.wrong(path, _NOT_A_DAY.fill(text=text))
        return None

    def choice(self, raw: Raw | None, path: Steps, known: Collection[str]) -> str:
        """Return one of the known words."""
        text = self.text(raw, path)
        if text and text not in known:
            self.wrong(path, _CHOICE.fill(text=text, known=", ".join(known)))
        return text if text in known else next(iter(known))

    def name(self, raw: Raw | None, path: Steps, pattern: re.Pattern[str], taken: set[str]) -> str:
        """Return a name that fits the pattern and is not taken, and take it."""
        text = self.text(raw, path)
        if text and (not pattern.fullmatch(text) or text in (("any",) if pattern is _VALUE else _RESERVED)):
            rule = _NAME_RULES[pattern]
            self.wrong(path, _BAD_NAME.fill(text=text, rule_zh=rule.zh, rule_en=rule.en))
        elif text in taken:
            self.wrong(path, _TWICE.fill(text=text))
        taken.add(text)
        return text

    def finish(self) -> None:
        """Raise BadTable if anything was wrong."""
        if self.wrongs:
            raise BadTable(joined([w for words in self.wrongs.values() for w in words]), self.wrongs)


def build_table(raw: Raw, file: str, places: Mapping[Steps, Words]) -> Table:
    """Return the table a tree describes; raises BadTable with file, place, row and cell of every error."""
    reading = Reading(file, places)
    top = reading.mapping(raw, (), ("table", "title", "begins", "outputs", "rows"), ("note", "inputs", "not_covered"))
    code = reading.name(top.get("table"), ("table",), _NAME, set())
    begins = reading.day(top.get("begins"), ("begins",))
    taken: set[str] = set()
    inputs = tuple(
        _input(reading, item, ("inputs", n), taken)
        for n, item in enumerate(reading.each(top.get("inputs"), ("inputs",)))
    )
    outputs = tuple(
        _output(reading, item, ("outputs", n), taken)
        for n, item in enumerate(reading.each(top.get("outputs"), ("outputs",)))
    )
    ids: set[str] = set()
    lines = {
        key: [
            _row(reading, item, (key, n), inputs, None if key == "not_covered" else outputs, ids, begins)
            for n, item in enumerate(reading.each(top.get(key), (key,)))
        ]
        for key in ("rows", "not_covered")
    }
    for key, found in (("outputs", outputs), ("rows", lines["rows"])):
        if key in top and not found:
            reading.wrong((key,), _EMPTY)
    note = reading.text(top.get("note"), ("note",), may_be_empty=True)
    title = reading.words(top.get("title"), ("title",))
    reading.finish()
    assert begins is not None, "an absent beginning was told"
    return Table(code, title, begins, inputs, outputs, tuple(lines["rows"]), tuple(lines["not_covered"]), note)


def _input(reading: Reading, raw: Raw, path: Steps, taken: set[str]) -> Input:
    reading.named(raw, path, "name")
    item = reading.mapping(raw, path, ("name", "type", "label"), ("unit", "values", "min", "max"))
    name = reading.name(item.get("name"), (*path, "name"), _NAME, taken)
    kind = InputType(reading.choice(item.get("type"), (*path, "type"), [t.value for t in InputType]))
    is_enum, is_number = kind is InputType.ENUM, kind in (InputType.INT, InputType.DECIMAL)
    for key, fits in (("values", is_enum), ("min", is_number), ("max", is_number)):
        if key in item and not fits:
            reading.wrong((*path, key), _KEY_UNFIT.fill(key=key, type=kind.value))
    if is_enum and "values" not in item:
        reading.wrong(path, _NO_KEY.fill(key="values"))
    values = _values(reading, item.get("values"), (*path, "values"))
    low = _limit(reading, item.get("min"), (*path, "min"), kind)
    high = _limit(reading, item.get("max"), (*path, "max"), kind)
    if low is not None and high is not None and low > high:
        reading.wrong((*path, "max"), _LIMITS)
    unit = reading.text(item.get("unit"), (*path, "unit"), may_be_empty=True)
    return Input(name, kind, reading.words(item.get("label"), (*path, "label")), unit, values, low, high)


def _output(reading: Reading, raw: Raw, path: Steps, taken: set[str]) -> Output:
    reading.named(raw, path, "name")
    item = reading.mapping(raw, path, ("name", "type", "label"), ("values",))
    name = reading.name(item.get("name"), (*path, "name"), _NAME, taken)
    kind = OutputType(reading.choice(item.get("type"), (*path, "type"), [t.value for t in OutputType]))
    if "values" in item and kind is not OutputType.TEXT:
        reading.wrong((*path, "values"), _KEY_UNFIT.fill(key="values", type=kind.value))
    values = _values(reading, item.get("values"), (*path, "values"))
    return Output(name, kind, reading.words(item.get("label"), (*path, "label")), values)


def _values(reading: Reading, raw: Raw | None, path: Steps) -> tuple[str, ...]:
    items = [part.strip() for part in raw.split(",")] if isinstance(raw, str) else reading.each(raw, path)
    if raw is not None and not items:
        reading.wrong(path, _EMPTY)
    seen: set[str] = set()
    return tuple(reading.name(item, (*path, n), _VALUE, seen) for n, item in enumerate(items))


def _limit(reading: Reading, raw: Raw | None, path: Steps, kind: InputType) -> Decimal | None:
    text = reading.text(raw, path)
    if not text:
        return None
    number = read_number(text)
    if number is None or (kind is InputType.INT and number != number.to_integral_value()):
        reading.wrong(path, _NO_NUMBER.fill(text=text))
        return None
    return number


def _row(
    reading: Reading,
    raw: Raw,
    path: Steps,
    inputs: tuple[Input, ...],
    outputs: tuple[Output, ...] | None,
    ids: set[str],
    begins: date | None,
) -> Row:
    answer = "reason" if outputs is None else "then"
    needed = ("id", answer, "source", "sure", *(("when",) if inputs else ()))
    reading.named(raw, path, "id")
    item = reading.mapping(raw, path, needed, ("from", "to", "when", "note"))
    row_id = reading.name(item.get("id"), (*path, "id"), _ID, ids)
    first, last = reading.day(item.get("from"), (*path, "from")), reading.day(item.get("to"), (*path, "to"))
    if begins is not None and first is not None and first < begins:
        reading.wrong((*path, "from"), _EARLY.fill(first=first, begins=begins))
    start = first or begins
    if start is not None and last is not None and last < start:
        reading.wrong((*path, "to"), _ORDER.fill(first=start, last=last))
    cells = _cells(reading, item.get("when"), (*path, "when"), inputs)
    said: tuple[str, ...] = ()
    reason: Words | None = None
    if outputs is None:
        reason = reading.words(item.get("reason"), (*path, "reason"))
    else:
        said = _outputs(reading, item.get("then"), (*path, "then"), outputs)
    sure = Sure(reading.choice(item.get("sure"), (*path, "sure"), [s.value for s in Sure]))
    note = reading.text(item.get("note"), (*path, "note"), may_be_empty=True)
    return Row(row_id, first, last, cells, said, reason, _source(reading, item.get("source"), path), sure, note)


def _source(reading: Reading, raw: Raw | None, path: Steps) -> Source:
    if raw is None:
        return Source("")
    item = reading.mapping(raw, (*path, "source"), ("document",), ("article",))
    document = reading.text(item.get("document"), (*path, "source", "document"))
    return Source(document, reading.text(item.get("article"), (*path, "source", "article"), may_be_empty=True))


def _cells(reading: Reading, raw: Raw | None, path: Steps, inputs: tuple[Input, ...]) -> tuple[Cell, ...]:
    if raw is None:
        return ()
    item = reading.mapping(raw, path, (), [i.name for i in inputs])
    cells: list[Cell] = []
    for of in inputs:
        at, given = (*path, of.name), item.get(of.name)
        if given is None:
            reading.wrong(at, _NO_CELL.fill(key=of.name))
            continue
        parts = [g for g in given if isinstance(g, str)] if isinstance(given, list) else given
        if isinstance(parts, dict) or (isinstance(parts, list) and len(parts) != len(given)):
            reading.wrong(at, _TEXT)
            continue
        try:
            cells.append(read_cell(parts, of))
        except BadInput as error:
            reading.wrong(at, error.words)
    return tuple(cells)


def _outputs(reading: Reading, raw: Raw | None, path: Steps, outputs: tuple[Output, ...]) -> tuple[str, ...]:
    if raw is None:
        return ()
    item = reading.mapping(raw, path, [o.name for o in outputs], ())
    return tuple(_said(reading, item.get(of.name), (*path, of.name), of) for of in outputs)


def _said(reading: Reading, raw: Raw | None, path: Steps, of: Output) -> str:
    text = reading.text(raw, path)
    if not text:
        return ""
    number = read_number(text)
    if of.type is OutputType.RATE and (number is None or not 0 <= number <= 1):
        reading.wrong(path, _RATE.fill(text=text))
    if of.type is OutputType.MONEY and not _MONEY.fullmatch(text):
        reading.wrong(path, _NO_MONEY.fill(text=text))
    if of.values and text not in of.values:
        reading.wrong(path, _CHOICE.fill(text=text, known=", ".join(of.values)))
    return text
