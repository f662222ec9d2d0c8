"""Deciding: equal to a slow reader on random tables, exact at every edge, an error without one row."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import zen
from hypothesis import given, settings
from hypothesis import strategies as st

from yimen.catalogue.rules.table_build import build_table
from yimen.catalogue.rules.table_engine import CompiledTable, as_jdm, engine_text
from yimen.catalogue.rules.table_errors import NoRow, TwoRows
from yimen.catalogue.tests.table_makers import BEGINS, complete_trees, fitting, questions, row, tree, trees
from yimen.kernel.errors import BadInput, NotCovered


def compiled(sample: dict[str, Any]) -> CompiledTable:
    return CompiledTable(build_table(sample, "sample", {}))


def answered(table: CompiledTable, on: date, facts: dict[str, Any]) -> list[str]:
    try:
        decision = table.decide(on, facts)
    except TwoRows as error:
        rows = error.facts["rows"]
        assert isinstance(rows, list)
        return rows
    except NoRow:
        return []
    assert decision.outputs == {"said": f"say {decision.row.id}"}
    return [decision.row.id]


@settings(max_examples=50, deadline=None)
@given(trees(), st.randoms(use_true_random=False))
def test_the_engine_answers_like_a_slow_reader(sample: dict[str, Any], chance: Any) -> None:
    table = compiled(sample)
    asked = questions(sample)
    for on, facts in chance.sample(asked, min(60, len(asked))):
        assert answered(table, on, facts) == fitting(sample, on, facts), (on, facts)


@settings(max_examples=30, deadline=None)
@given(complete_trees(), st.randoms(use_true_random=False))
def test_a_complete_table_answers_every_question_once(sample: dict[str, Any], chance: Any) -> None:
    table = compiled(sample)
    asked = questions(sample)
    for on, facts in chance.sample(asked, min(40, len(asked))):
        assert answered(table, on, facts) == fitting(sample, on, facts)
        assert len(fitting(sample, on, facts)) == 1


def test_an_edge_is_exact_however_many_digits_a_number_has() -> None:
    table = compiled(tree(["decimal"], [row("to-90", {"i0": "<= 90"}), row("above", {"i0": "> 90"})]))
    tiny = Decimal(1).scaleb(-15)
    for number, said in (
        ("90", "to-90"),
        ("90.00", "to-90"),
        (90, "to-90"),
        (Decimal(90), "to-90"),
        (Decimal(90) + tiny, "above"),
        ("90.01", "above"),
        ("90.000000000001", "above"),
        (Decimal("89.99999999999999999999999999"), "to-90"),
        ("999999999999999", "above"),
        ("-999999999999999", "to-90"),
    ):
        assert table.decide(BEGINS, {"i0": number}).row.id == said, number


def test_an_edge_with_decimals_is_exact() -> None:
    rows = [row("below", {"i0": "< 0.3"}), row("at", {"i0": "0.3"}), row("above", {"i0": "> 0.3"})]
    table = compiled(tree(["decimal"], rows))
    for number, said in (("0.29999", "below"), ("0.3", "at"), ("0.30", "at"), ("0.3000000001", "above")):
        assert table.decide(BEGINS, {"i0": number}).row.id == said, number


def test_dates_are_exact() -> None:
    last = date(2024, 2, 29)
    rows = [row("old", {"i0": "any"}, last=last), row("new", {"i0": "any"}, first=last + timedelta(days=1))]
    table = compiled(tree(["bool"], rows))
    for on, said in ((BEGINS, "old"), (last, "old"), (last + timedelta(days=1), "new"), (date.max, "new")):
        assert table.decide(on, {"i0": True}).row.id == said


def test_before_the_beginning_the_table_says_since_when_it_is_recorded() -> None:
    table = compiled(tree(["bool"], [row("all", {"i0": "any"})]))
    with pytest.raises(NotCovered) as caught:
        table.decide(BEGINS - timedelta(days=1), {"i0": True})
    assert "自2020-01-01起收录" in caught.value.words.zh
    assert "recorded from 2020-01-01 on" in caught.value.words.en
    assert caught.value.facts == {"table": "sample", "begins": "2020-01-01"}


def test_a_declared_gap_answers_with_its_sentence() -> None:
    declared = row("odd", {"i0": "false"}) | {"reason": {"zh": "未收录。", "en": "Not covered here."}}
    del declared["then"]
    table = compiled(tree(["bool"], [row("all", {"i0": "true"})], not_covered=[declared]))
    with pytest.raises(NotCovered, match="Not covered here") as caught:
        table.decide(BEGINS, {"i0": False})
    assert caught.value.code == "not_covered"
    said = caught.value.facts["row"]
    assert said == {"id": "odd", "source": {"document": "law", "article": ""}, "sure": "general"}


def test_a_gap_and_an_overlap_are_errors_that_name_the_question() -> None:
    table = compiled(tree(["int"], [row("a", {"i0": "<= 2"}), row("b", {"i0": "[2..3]"})]))
    with pytest.raises(NoRow, match="on=2020-01-01 i0=4"):
        table.decide(BEGINS, {"i0": 4})
    with pytest.raises(TwoRows, match="a, b") as caught:
        table.decide(BEGINS, {"i0": 2})
    assert caught.value.facts["rows"] == ["a", "b"]
    assert caught.value.code == "two_rows"


@pytest.mark.parametrize(
    ("facts", "field", "said"),
    [
        ({"i1": 1, "i2": 1, "i3": True}, "i0", "Missing"),
        ({"i0": "d", "i1": 1, "i2": 1, "i3": True}, "i0", "one of a, b, c"),
        ({"i0": 1, "i1": 1, "i2": 1, "i3": True}, "i0", "one of a, b, c"),
        ({"i0": "a", "i1": "1.5", "i2": 1, "i3": True}, "i1", "a whole number"),
        ({"i0": "a", "i1": True, "i2": 1, "i3": True}, "i1", "a whole number"),
        ({"i0": "a", "i1": 1, "i2": 0.5, "i3": True}, "i2", "a plain number"),
        ({"i0": "a", "i1": 1, "i2": "abc", "i3": True}, "i2", "a plain number"),
        ({"i0": "a", "i1": 1, "i2": None, "i3": True}, "i2", "a plain number"),
        ({"i0": "a", "i1": 1, "i2": Decimal("NaN"), "i3": True}, "i2", "a plain number"),
        ({"i0": "a", "i1": 1, "i2": Decimal("1E+999999"), "i3": True}, "i2", "a plain number"),
        ({"i0": "a", "i1": 1, "i2": 10**15, "i3": True}, "i2", "a plain number"),
        ({"i0": "a", "i1": 1, "i2": "x" * 500, "i3": True}, "i2", "…"),
        ({"i0": "a", "i1": 1, "i2": 1, "i3": "true"}, "i3", "true or false"),
        ({"i0": "a", "i1": 1, "i2": 1, "i3": 1}, "i3", "true or false"),
        ({"i0": "a", "i1": 1, "i2": 1, "i3": True, "i9": 1}, "i9", 'no input "i9"; known: i0, i1, i2, i3'),
    ],
)
def test_a_missing_unknown_or_ill_typed_fact_is_refused(facts: dict[str, Any], field: str, said: str) -> None:
    every = {f"i{n}": "any" for n in range(4)}
    table = compiled(tree(["enum", "int", "decimal", "bool"], [row("all", every)]))
    with pytest.raises(BadInput) as caught:
        table.decide(BEGINS, facts)
    assert list(caught.value.fields) == [field]
    assert said in caught.value.words.en


def test_a_number_outside_its_range_is_refused() -> None:
    sample = tree(["int"], [row("all", {"i0": "any"})])
    sample["inputs"][0] |= {"min": "1", "max": "3"}
    with pytest.raises(BadInput, match=r"a whole number in 1\.\.3"):
        compiled(sample).decide(BEGINS, {"i0": 4})


def test_an_input_may_be_called_like_a_word_of_the_engine() -> None:
    names = ["in", "not", "and", "null", "true", "len", "date"]
    sample = tree(["int"] * len(names), [])
    for column, name in zip(sample["inputs"], names, strict=True):
        column["name"] = name
    sample["rows"] = [row("ones", dict.fromkeys(names, "1"))]
    assert compiled(sample).decide(BEGINS, dict.fromkeys(names, 1)).row.id == "ones"


def test_a_table_without_inputs_is_decided_by_the_date() -> None:
    sample = tree([], [row("all", {})])
    del sample["inputs"], sample["rows"][0]["when"]
    assert compiled(sample).decide(BEGINS, {}).outputs == {"said": "say all"}


def test_several_threads_may_ask() -> None:
    table = compiled(tree(["int"], [row("low", {"i0": "<= 2"}), row("high", {"i0": "> 2"})]))
    said: list[str] = []
    asking = [threading.Thread(target=lambda: said.append(table.decide(BEGINS, {"i0": 3}).row.id)) for _ in range(8)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert said == ["high"] * 8


def test_the_model_opens_in_the_engine_without_us() -> None:
    table = build_table(tree(["decimal"], [row("to-90", {"i0": "<= 90"})]), "sample", {})
    decision = zen.ZenEngine().create_decision(engine_text(as_jdm(table)))
    decision.validate()
    result: object = decision.evaluate({"asked_on": 20200101, "asked_i0": 900})["result"]
    assert result == [{"row": "to-90"}]


def test_nodes_that_run_code_are_refused() -> None:
    model = as_jdm(build_table(tree(["bool"], [row("all", {"i0": "any"})]), "sample", {}))
    nodes = model["nodes"]
    assert isinstance(nodes, list)
    nodes.append({"id": "f", "type": "functionNode", "name": "f", "content": "while (true) {}"})
    with pytest.raises(BadInput, match="functionNode"):
        engine_text(model)
