"""Random tables for the tests, as plain trees, and a slow reader of cells that shares no code with them."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

BEGINS = date(2020, 1, 1)
CHOICES = ("a", "b", "c")
POINTS = [Decimal(n) for n in range(1, 5)]
GRID = [Decimal(n) / 2 for n in range(-1, 12)]
KINDS = ("enum", "bool", "int", "decimal")


def tree(inputs: list[str], rows: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """Return the tree of a table whose inputs have these kinds and are called i0, i1, …"""
    names = {"zh": "表", "en": "Table"}
    columns = [
        {"name": f"i{n}", "type": kind, "label": names} | ({"values": list(CHOICES)} if kind == "enum" else {})
        for n, kind in enumerate(inputs)
    ]
    return {
        "table": "sample",
        "title": names,
        "begins": BEGINS.isoformat(),
        "inputs": columns,
        "outputs": [{"name": "said", "type": "text", "label": names}],
        "rows": rows,
        **more,
    }


def row(name: str, when: dict[str, Any], first: date | None = None, last: date | None = None) -> dict[str, Any]:
    """Return the tree of one row that says its own name."""
    days = {"from": first, "to": last}
    return (
        {"id": name}
        | {key: day.isoformat() for key, day in days.items() if day is not None}
        | {"when": when, "then": {"said": f"say {name}"}, "source": {"document": "law"}, "sure": "general"}
    )


def cells(kind: str) -> st.SearchStrategy[Any]:
    """Make the text of a cell for an input of a kind."""
    if kind == "bool":
        return st.sampled_from(["any", "true", "false", ["true", "false"]])
    if kind == "enum":
        some = st.lists(st.sampled_from(CHOICES), min_size=1, max_size=3, unique=True)
        return st.one_of(st.just("any"), st.sampled_from(CHOICES), some)
    number = st.sampled_from([str(p) for p in POINTS])
    compared = st.builds(lambda sign, n: f"{sign} {n}", st.sampled_from(["<", "<=", ">", ">="]), number)
    ends = st.lists(st.sampled_from(POINTS), min_size=2, max_size=2, unique=True).map(sorted)
    least = 2 if kind == "int" else 0
    ranged = st.builds(
        lambda left, ab, right: f"{left}{ab[0]}..{ab[1]}{right}",
        st.sampled_from("[("),
        ends.filter(lambda ab: ab[1] - ab[0] >= least),
        st.sampled_from("])"),
    )
    some = st.lists(number, min_size=1, max_size=3, unique=True)
    return st.one_of(st.just("any"), number, some, compared, ranged)


@st.composite
def trees(draw: st.DrawFn) -> dict[str, Any]:
    """Make a table of one to three inputs and one to five rows, mostly with gaps and overlaps."""
    inputs = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=3))
    rows = []
    for n in range(draw(st.integers(1, 5))):
        first = draw(st.one_of(st.none(), st.integers(0, 3)))
        last = draw(st.one_of(st.none(), st.integers(first or 0, 5)))
        when = {f"i{k}": draw(cells(kind)) for k, kind in enumerate(inputs)}
        rows.append(row(f"r{n}", when, _day(first), _day(last)))
    return tree(inputs, rows)


@st.composite
def complete_trees(draw: st.DrawFn) -> dict[str, Any]:
    """Make a table without gaps or overlaps, by cutting the whole again and again."""
    inputs = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=3))
    boxes: list[dict[str, Any]] = [{"on": (0, None)} | {f"i{n}": _whole(k) for n, k in enumerate(inputs)}]
    for _ in range(draw(st.integers(0, 5))):
        box = boxes.pop(draw(st.integers(0, len(boxes) - 1)))
        name = draw(st.sampled_from(sorted(box)))
        kind = "on" if name == "on" else inputs[int(name[1:])]
        boxes += [box | {name: part} for part in _cut(draw, kind, box[name])]
    rows = []
    for n, box in enumerate(boxes):
        first, last = box["on"]
        when = {f"i{k}": _text(kind, box[f"i{k}"]) for k, kind in enumerate(inputs)}
        rows.append(row(f"r{n}", when, _day(first or None), _day(last)))
    return tree(inputs, rows)


def questions(sample: dict[str, Any]) -> list[tuple[date, dict[str, Any]]]:
    """Return questions that reach every piece of a random table."""
    whole = [int(g) for g in GRID if g == int(g)]
    of_kind: dict[str, list[Any]] = {"enum": [*CHOICES], "bool": [False, True], "int": whole, "decimal": GRID}
    values = [of_kind[column["type"]] for column in sample["inputs"]]
    names = [column["name"] for column in sample["inputs"]]
    days = [BEGINS + timedelta(days=n) for n in range(8)]
    return [(on, dict(zip(names, facts, strict=True))) for on in days for facts in itertools.product(*values)]


def fitting(sample: dict[str, Any], on: date, facts: dict[str, Any]) -> list[str]:
    """Return the ids of the rows that fit a question, read slowly from the tree."""
    return [
        line["id"]
        for line in [*sample["rows"], *sample.get("not_covered", [])]
        if line.get("from", "0000") <= on.isoformat() <= line.get("to", "9999")
        and all(holds(line["when"][name], fact) for name, fact in facts.items())
    ]


def holds(cell: Any, fact: Any) -> bool:
    """Whether a cell's text holds a value."""
    if isinstance(cell, list):
        return any(holds(part, fact) for part in cell)
    if cell == "any":
        return True
    if isinstance(fact, bool | str):
        return bool(cell == str(fact).lower())
    if ".." in cell:
        low, high = (Decimal(part) for part in cell[1:-1].split(".."))
        above = fact >= low if cell[0] == "[" else fact > low
        return bool(above and (fact <= high if cell[-1] == "]" else fact < high))
    sign, _, number = cell.rpartition(" ")
    bound = Decimal(number)
    return bool(
        {"": fact == bound, "<": fact < bound, "<=": fact <= bound, ">": fact > bound, ">=": fact >= bound}[sign]
    )


def _day(n: int | None) -> date | None:
    return None if n is None else BEGINS + timedelta(days=n)


def _whole(kind: str) -> Any:
    return {"enum": list(CHOICES), "bool": ["false", "true"]}.get(kind, (None, False, None, False))


def _cut(draw: st.DrawFn, kind: str, part: Any) -> list[Any]:
    if kind == "on":
        first, last = part
        days = [n for n in range(first + 1, 6) if last is None or n <= last]
        return [(first, day - 1), (day, last)] if (day := draw(st.sampled_from(days or [0]))) else [part]
    if kind in ("enum", "bool"):
        at = draw(st.integers(0, len(part)))
        return [piece for piece in (part[:at], part[at:]) if piece]
    low, low_in, high, high_in = part
    cuts = [p for p in POINTS if (low is None or p - low >= 2) and (high is None or high - p >= 2)]
    if not cuts:
        return [part]
    cut, with_it = draw(st.sampled_from(cuts)), draw(st.booleans())
    return [(low, low_in, cut, with_it), (cut, not with_it, high, high_in)]


def _text(kind: str, part: Any) -> Any:
    if kind in ("enum", "bool"):
        return part
    low, low_in, high, high_in = part
    if low is None and high is None:
        return "any"
    if low is None:
        return f"{'<=' if high_in else '<'} {high}"
    if high is None:
        return f"{'>=' if low_in else '>'} {low}"
    return f"{'[' if low_in else '('}{low}..{high}{']' if high_in else ')'}"
