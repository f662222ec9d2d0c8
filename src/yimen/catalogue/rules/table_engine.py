"""Deciding with a table: compiled once into the kept engine's decision table, asked with a date and facts.

Exactly one row answers; no row, two rows, a missing, unknown or ill-typed fact is an error with a sentence,
never an empty answer. The engine is told pieces in whole numbers (`table_axes`) and returns row ids only: it
computes in floats, answers a gap with nothing, and drops a row silently when a text in it is badly quoted.
What a piece answers never changes, so answers are kept by piece. Function nodes, which run code, are refused.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

import zen

from yimen.catalogue.rules.table import BOOL_VALUES, Input, InputType, Row, Table
from yimen.catalogue.rules.table_axes import Days, axes_of
from yimen.catalogue.rules.table_cells import domain_of, plain, read_number, within
from yimen.catalogue.rules.table_errors import NoRow, TwoRows
from yimen.kernel.errors import BadInput, NotCovered
from yimen.kernel.words import Words, joined

_KEPT_ANSWERS = 10_000
_MOST_DIGITS = 15
_FIELD = "asked_"  # an input may be called like a word of the engine's language
_ALLOWED_NODES = frozenset({"inputNode", "decisionTableNode", "outputNode"})

_BEFORE = Words(
    "本表“{zh}”自{begins}起收录，{on}不在收录范围内。",
    'The table "{en}" is recorded from {begins} on; {on} is not covered.',
)
_NO_ROW = Words(
    "表“{zh}”（{code}）没有一行适用于{facts}：表有空档，请补充。",
    'No row of the table "{en}" ({code}) fits {facts}: the table has a gap and must be mended.',
)
_TWO_ROWS = Words(
    "表“{zh}”（{code}）有几行同时适用于{facts}：{rows}。请改正。",
    'Several rows of the table "{en}" ({code}) fit {facts}: {rows}. The table must be mended.',
)
_MISSING = Words("缺少“{zh}”（{name}）。", 'Missing: "{en}" ({name}).')
_UNKNOWN = Words("没有“{name}”这一项；可用：{known}。", 'There is no input "{name}"; known: {known}.')
_WRONG = Words("“{zh}”（{name}）不能是 {value}：应为{wanted_zh}。", '"{en}" ({name}) cannot be {value}: {wanted_en}.')


@dataclass(frozen=True, slots=True)
class Decision:
    """The row that answered, and what it says; `outputs` are strings by name."""

    table: str
    row: Row
    outputs: Mapping[str, str]

    def as_json(self) -> dict[str, object]:
        """Return the decision as machines read it, with its source and how sure it is."""
        return {"table": self.table, **row_json(self.row), "outputs": dict(self.outputs)}


class CompiledTable:
    """A table ready to be asked. Keep it: compiling costs, asking does not. Several threads may ask."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._days = Days(table)
        self._axes = axes_of(table)
        self._names = frozenset(i.name for i in table.inputs)
        names = [o.name for o in table.outputs]
        self._decisions = {
            row.id: Decision(table.code, row, {} if row.reason else dict(zip(names, row.outputs, strict=True)))
            for row in table.lines
        }
        self._engine = zen.ZenEngine().create_decision(engine_text(as_jdm(table)))
        self._rows_at = lru_cache(_KEPT_ANSWERS)(self._ask)

    def decide(self, on: date, facts: Mapping[str, object]) -> Decision:
        """Return the one row that answers on the day `on`.

        `facts` holds a value for every input: text for an enum, Decimal, int or plain text for a number,
        bool. Raises BadInput (missing, unknown, ill-typed fact), NotCovered (too early, or declared), NoRow,
        TwoRows."""
        if on < self.table.begins:
            raise self._before(on)
        values = self._read(facts)
        key = (self._days.place(on), *(a.place(v) for a, v in zip(self._axes, values, strict=True)))
        ids = self._rows_at(key)
        if len(ids) != 1:
            raise self._unclear(on, values, ids)
        decision = self._decisions[ids[0]]
        if decision.row.reason is not None:
            raise NotCovered(decision.row.reason, table=self.table.code, row=row_json(decision.row))
        return decision

    def _read(self, facts: Mapping[str, object]) -> list[str | Decimal]:
        values: list[str | Decimal] = []
        wrong: dict[str, list[Words]] = {}
        for of in self.table.inputs:
            try:
                values.append(read_fact(facts, of))
            except BadInput as error:
                wrong[of.name] = [error.words]
        for name in facts:
            if name not in self._names:
                known = ", ".join(i.name for i in self.table.inputs)
                wrong[str(name)] = [_UNKNOWN.fill(name=name, known=known)]
        if wrong:
            raise BadInput(joined([w for words in wrong.values() for w in words]), wrong)
        return values

    def _ask(self, key: tuple[int, ...]) -> tuple[str, ...]:
        question: dict[str, object] = {_FIELD + "on": self._days.engine_value(key[0])}
        for of, axis, position in zip(self.table.inputs, self._axes, key[1:], strict=True):
            question[_FIELD + of.name] = axis.engine_value(position)
        answer: object = self._engine.evaluate(question)["result"]
        assert isinstance(answer, list), "the hit policy collects every row"
        return tuple(str(hit["row"]) for hit in answer)

    def _before(self, on: date) -> NotCovered:
        words = self.table.title
        filled = _BEFORE.fill(zh=words.zh, en=words.en, begins=self.table.begins, on=on)
        return NotCovered(filled, table=self.table.code, begins=str(self.table.begins))

    def _unclear(self, on: date, values: Sequence[str | Decimal], ids: Sequence[str]) -> NoRow | TwoRows:
        asked = [f"on={on}"]
        asked += [f"{i.name}={plain(v)}" for i, v in zip(self.table.inputs, values, strict=True)]
        title = self.table.title
        words = (_TWO_ROWS if ids else _NO_ROW).fill(
            zh=title.zh, en=title.en, code=self.table.code, facts=" ".join(asked), rows=", ".join(ids)
        )
        return TwoRows(words, table=self.table.code, rows=list(ids)) if ids else NoRow(words, table=self.table.code)


def row_json(row: Row) -> dict[str, object]:
    """Return a row's id, source and how sure it is, as machines read it."""
    source = {"document": row.source.document, "article": row.source.article}
    return {
        "id": row.id,
        "source": source,
        "sure": row.sure.value,
        **({"note": row.note} if row.note else {}),
    }


def read_fact(facts: Mapping[str, object], of: Input) -> str | Decimal:
    """Return the fact for one input as the table knows it; raises BadInput. Never takes a float."""
    if of.name not in facts:
        raise BadInput(_MISSING.fill(name=of.name, zh=of.label.zh, en=of.label.en))
    given = facts[of.name]
    if of.type is InputType.BOOL:
        if isinstance(given, bool):
            return BOOL_VALUES[given]
        raise _wrong(of, given, Words("true 或 false", "true or false"))
    if of.choices:
        if isinstance(given, str) and given in of.choices:
            return given
        listed = ", ".join(of.choices)
        raise _wrong(of, given, Words(f"{listed} 之一", f"one of {listed}"))
    number = _number(given)
    whole = of.type is InputType.INT
    if number is None or not within(number, of) or (whole and number != number.to_integral_value()):
        kind = Words("整数", "a whole number") if whole else Words("数", "a plain number")
        if of.min is not None or of.max is not None:
            kind = Words(f"{kind.zh}，范围 {domain_of(of)}", f"{kind.en} in {domain_of(of)}")
        raise _wrong(of, given, kind)
    return number


def as_jdm(table: Table) -> dict[str, object]:
    """Return a table as a JSON decision model that collects the ids of the rows that answer."""
    axes, days = axes_of(table), Days(table)
    rules = []
    for row in table.lines:
        rule = {"_id": row.id, "on": days.engine_cell(row.first, row.last), "row": f"'{row.id}'"}
        for of, axis, cell in zip(table.inputs, axes, row.cells, strict=True):
            rule[of.name] = axis.engine_cell(cell)
        rules.append(rule)
    columns = ["on", *(i.name for i in table.inputs)]
    content = {
        "hitPolicy": "collect",
        "inputs": [{"id": name, "name": name, "field": _FIELD + name} for name in columns],
        "outputs": [{"id": "row", "name": "row", "field": "row"}],
        "rules": rules,
    }
    nodes: list[dict[str, object]] = [
        {"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}},
        {"id": "table", "type": "decisionTableNode", "name": table.code, "position": {"x": 250, "y": 0}},
        {"id": "out", "type": "outputNode", "name": "out", "position": {"x": 500, "y": 0}},
    ]
    nodes[1]["content"] = content
    edges = [
        {"id": f"{a}-{b}", "type": "edge", "sourceId": a, "targetId": b} for a, b in (("in", "table"), ("table", "out"))
    ]
    return {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}


def engine_text(model: Mapping[str, object]) -> str:
    """Return a decision model as the engine takes it; raises BadInput for any node that could run code."""
    nodes = model.get("nodes")
    for node in nodes if isinstance(nodes, list) else []:
        kind = node.get("type") if isinstance(node, dict) else None
        if kind not in _ALLOWED_NODES:
            raise BadInput(
                Words(
                    f"决策模型中不允许“{kind}”节点：只许决策表。",
                    f'A "{kind}" node is refused: decision tables only.',
                )
            )
    return json.dumps(model, ensure_ascii=False)


def _number(given: object) -> Decimal | None:
    if isinstance(given, str):
        return read_number(given)
    if isinstance(given, Decimal):
        return given if given.is_finite() and abs(given.adjusted()) <= _MOST_DIGITS else None
    if isinstance(given, int) and not isinstance(given, bool):
        return Decimal(given) if abs(given) < 10**_MOST_DIGITS else None
    return None


def _wrong(of: Input, given: object, wanted: Words) -> BadInput:
    value = repr(given) if len(repr(given)) <= 60 else repr(given)[:57] + "…"
    return BadInput(
        _WRONG.fill(
            zh=of.label.zh,
            en=of.label.en,
            name=of.name,
            value=value,
            wanted_zh=wanted.zh,
            wanted_en=wanted.en,
        )
    )
