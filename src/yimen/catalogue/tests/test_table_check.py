"""The proof: equal to trying every question, on random tables and on tables with a planted gap or overlap."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from yimen.catalogue.rules.table_build import build_table
from yimen.catalogue.rules.table_check import MOST_FINDINGS, Finding, check
from yimen.catalogue.rules.table_engine import CompiledTable
from yimen.catalogue.rules.table_errors import NoRow, TwoRows
from yimen.catalogue.tests.table_makers import BEGINS, complete_trees, fitting, questions, row, tree, trees


def findings(sample: dict[str, Any]) -> tuple[Finding, ...]:
    return check(build_table(sample, "sample", {}))


def tried(sample: dict[str, Any]) -> tuple[bool, set[tuple[str, str]]]:
    """Try every question slowly: whether one has no row, and which pairs of rows share one."""
    gap, pairs = False, set()
    for on, facts in questions(sample):
        rows = fitting(sample, on, facts)
        gap = gap or not rows
        pairs |= {(a, b) for n, a in enumerate(rows) for b in rows[n + 1 :]}
    return gap, pairs


def confirmed(sample: dict[str, Any], finding: Finding) -> bool:
    """Whether deciding the finding's question really fails the way it says."""
    try:
        CompiledTable(build_table(sample, "sample", {})).decide(finding.on, dict(finding.facts))
    except NoRow:
        return not finding.rows
    except TwoRows as error:
        rows = error.facts["rows"]
        assert isinstance(rows, list)
        return set(finding.rows) <= set(rows)
    return False


@settings(max_examples=40, deadline=None)
@given(trees())
def test_the_proof_equals_trying_every_question(sample: dict[str, Any]) -> None:
    assume(len(sample["inputs"]) <= 2)
    gap, pairs = tried(sample)
    found = findings(sample)
    assert {f.rows for f in found if f.rows} == pairs
    assert any(not f.rows for f in found) == gap
    assert all(confirmed(sample, f) for f in found)


@settings(max_examples=40, deadline=None)
@given(complete_trees(), st.data())
def test_a_planted_gap_and_a_planted_overlap_are_found(sample: dict[str, Any], data: st.DataObject) -> None:
    assert findings(sample) == ()
    rows = sample["rows"]
    taken = data.draw(st.integers(0, len(rows) - 1))
    if len(rows) > 1:
        gapped = sample | {"rows": rows[:taken] + rows[taken + 1 :]}
        found = findings(gapped)
        assert found and all(not f.rows and confirmed(gapped, f) for f in found)
    doubled = sample | {"rows": [*rows, rows[taken] | {"id": "twin"}]}
    assert {f.rows for f in findings(doubled)} == {(rows[taken]["id"], "twin")}
    declared = {k: v for k, v in rows[taken].items() if k != "then"} | {"reason": {"zh": "无", "en": "None"}}
    if len(rows) > 1:
        assert findings(sample | {"rows": rows[:taken] + rows[taken + 1 :], "not_covered": [declared]}) == ()


def test_a_finding_is_a_question_with_as_few_digits_as_there_are() -> None:
    sample = tree(
        ["decimal", "bool"],
        [row("a", {"i0": "<= 90", "i1": "any"}), row("b", {"i0": ">= 90.01", "i1": "any"})],
    )
    (gap,) = findings(sample)
    assert gap.facts == {"i0": "90.001", "i1": False}
    assert "on=2020-01-01 i0=90.001 i1=false" in gap.words.en
    assert gap.words.zh.startswith("空档")


def test_whole_numbers_have_nothing_between_them() -> None:
    assert findings(tree(["int"], [row("a", {"i0": "<= 2"}), row("b", {"i0": ">= 3"})])) == ()
    (gap,) = findings(tree(["int"], [row("a", {"i0": "<= 2"}), row("b", {"i0": ">= 4"})]))
    assert gap.facts == {"i0": "3"}


def test_a_range_of_the_input_bounds_the_proof() -> None:
    sample = tree(["int"], [row("a", {"i0": "1"}), row("b", {"i0": "[2..3]"})])
    assert len(findings(sample)) == 2
    sample["inputs"][0] |= {"min": "1", "max": "3"}
    assert findings(sample) == ()


def test_a_day_without_a_row_is_found_before_between_and_after() -> None:
    rows = [
        row("a", {"i0": "any"}, date(2020, 1, 3), date(2020, 1, 31)),
        row("b", {"i0": "any"}, date(2020, 2, 2), date(2020, 2, 29)),
    ]
    assert [f.on for f in findings(tree(["bool"], rows))] == [BEGINS, date(2020, 2, 1), date(2020, 3, 1)]


def test_many_findings_are_cut_off_but_never_lost() -> None:
    many = [row(f"r{n}", {"i0": "any"}) for n in range(30)]
    assert len(findings(tree(["bool"], many))) == MOST_FINDINGS


def test_a_wide_table_is_proved_without_trying_every_question() -> None:
    wide = ["int"] * 12
    every = {f"i{n}": "any" for n in range(12)}
    rows = [row(f"r{n}", every | {f"i{n}": "> 1"} | {f"i{m}": "<= 1" for m in range(n)}) for n in range(12)]
    (gap,) = findings(tree(wide, rows))
    assert gap.facts == {f"i{n}": "0" for n in range(12)}
    assert findings(tree(wide, [*rows, row("rest", {f"i{n}": "<= 1" for n in range(12)})])) == ()
