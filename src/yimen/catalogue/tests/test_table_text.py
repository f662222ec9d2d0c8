"""The YAML of a table: its canonical form, and exact errors for everything that is not a table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings

from yimen.catalogue.rules.table_build import build_table
from yimen.catalogue.rules.table_errors import BadTable
from yimen.catalogue.rules.table_text import MOST_CHARACTERS, load_table, load_tables, read_table, write_table
from yimen.catalogue.tests.table_makers import trees

SAMPLE = """\
table: rate_of
title: {zh: 税率, en: Rate}
begins: 2016-02-22
note: 一张表。
inputs:
- name: city
  type: enum
  label: {zh: 城市, en: City}
  values: [first_tier, other]
- name: area
  type: decimal
  label: {zh: 面积, en: Area}
  unit: m²
  min: 0
- name: only
  type: bool
  label: {zh: 唯一, en: Only}
outputs:
- name: rate
  type: rate
  label: {zh: 税率, en: Rate}
- name: fee
  type: money
  label: {zh: 费, en: Fee}
- name: base
  type: text
  label: {zh: 依据, en: Base}
  values: [full, none]
rows:
- id: small
  to: 2024-11-30
  when: {city: any, area: <= 90, only: true}
  then: {rate: '0.01', fee: '80.00', base: full}
  source: {document: 财税〔2016〕23号, article: 一}
  sure: verified
- id: large
  from: 2016-03-01
  when:
    city: [first_tier, other]
    area: '> 90'
    only: any
  then: {rate: '0', fee: '0', base: none}
  source: {document: 某通知}
  sure: general
  note: 未核实。
not_covered:
- id: small-not-only
  when: {city: any, area: <= 90, only: false}
  reason: {zh: 未收录。, en: Not covered.}
  source: {document: 本表范围}
  sure: unsure
"""


def test_reading_and_writing_gives_the_same_text() -> None:
    assert write_table(read_table(SAMPLE, "rate_of.yaml")) == SAMPLE


@settings(max_examples=60, deadline=None)
@given(trees())
def test_writing_and_reading_gives_an_equal_table(sample: dict[str, Any]) -> None:
    table = build_table(sample, "sample", {})
    assert read_table(write_table(table), "sample.yaml") == table


def _changed(old: str, new: str) -> str:
    assert old in SAMPLE
    return SAMPLE.replace(old, new, 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            _changed("area: <= 90", "area: << 90"),
            'rate_of.yaml line 32, rows.small.when.area: "<< 90" cannot be read',
        ),
        (
            _changed("area: <= 90, ", ""),
            'line 32, rows.small.when.area: the cell "area" is missing; write any',
        ),
        (
            _changed("city: any, area: <= 90", "town: any, area: <= 90"),
            'rows.small.when.town: there is no "town"',
        ),
        (_changed("rate: '0.01'", "rate: '1.5%'"), 'rows.small.then.rate: "1.5%" is no rate'),
        (_changed("rate: '0.01'", "rate: '1.5'"), '"1.5" is no rate'),
        (_changed("fee: '80.00'", "fee: '80.001'"), 'rows.small.then.fee: "80.001" is no amount'),
        (_changed("base: full", "base: half"), 'rows.small.then.base: "half" is wrong; allowed: full, none'),
        (_changed(", base: full", ""), 'rows.small.then: "base" is missing'),
        (
            _changed("to: 2024-11-30", "to: 2016-02-21"),
            "rows.small.to: it ends on 2016-02-21, before it begins",
        ),
        (
            _changed("from: 2016-03-01", "from: 2016-02-21"),
            "rows.large.from: it begins on 2016-02-21, before the table",
        ),
        (_changed("from: 2016-03-01", "from: 2016-02-30"), 'rows.large.from: "2016-02-30" is no date'),
        (_changed("from: 2016-03-01", "from: 1.3.2016"), '"1.3.2016" is no date'),
        (_changed("begins: 2016-02-22\n", ""), '"begins" is missing'),
        (_changed("sure: verified", "sure: quite"), "rows.small.sure"),
        (_changed("  sure: verified\n", ""), 'rows.small: "sure" is missing'),
        (
            _changed("  source: {document: 财税〔2016〕23号, article: 一}\n", ""),
            'rows.small: "source" is missing',
        ),
        (_changed("{document: 财税〔2016〕23号, article: 一}", "财税"), "rows.small.source: a group of"),
        (_changed("id: large", "id: small"), 'rows.small.id: "small" is used already'),
        (_changed("id: small-not-only", "id: small"), 'not_covered.small.id: "small" is used already'),
        (_changed("id: large", "id: 'a b'"), '"a b" is no name'),
        (_changed("name: area", "name: on"), '"on" is no name'),
        (_changed("name: area", "name: city"), '"city" is used already'),
        (_changed("values: [first_tier, other]", "values: [any, other]"), '"any" is no name'),
        (_changed("values: [first_tier, other]", "values: ['it''s', other]"), '"it\'s" is no name'),
        (_changed("values: [first_tier, other]", "values: []"), "inputs.city.values: this cannot be empty"),
        (_changed("  values: [first_tier, other]\n", ""), 'inputs.city: "values" is missing'),
        (_changed("  unit: m²\n", "  unit: m²\n  values: [a]\n"), '"values" does not fit the type decimal'),
        (_changed("min: 0", "min: a"), '"a" is no number'),
        (_changed("min: 0", "min: 3\n  max: 2"), "inputs.area.max: min is above max"),
        (_changed("type: decimal", "type: float"), "inputs.area.type"),
        (_changed("type: rate", "type: percent"), "outputs.rate.type"),
        (_changed("{zh: 城市, en: City}", "{zh: 城市}"), 'inputs.city.label: "en" is missing'),
        (
            _changed("{zh: 城市, en: City}", "{zh: 城市, en: ''}"),
            "inputs.city.label.en: this cannot be empty",
        ),
        (
            _changed("{zh: 未收录。, en: Not covered.}", "未收录"),
            "not_covered.small-not-only.reason: a group of",
        ),
        (_changed("note: 一张表。", 'note: "a\\x01b"'), "note: it holds a character that cannot be shown"),
        (_changed("note: 一张表。", "notes: 一张表。"), 'notes: there is no "notes"'),
        (_changed("note: 一张表。", "note: [1]"), "note: a single text"),
        (_changed("area: <= 90", "area: [[1]]"), "rows.small.when.area: a single text"),
        (SAMPLE[: SAMPLE.index("rows:")] + "rows: {}", "rows: a list is wanted"),
        (SAMPLE[: SAMPLE.index("rows:")] + "rows: []", "rows: this cannot be empty"),
        (_changed("area: '> 90'", "area: > 90"), "Quote cells that begin with >"),
        (_changed("area: <= 90", "area: [2..5)"), "Quote cells"),
        (_changed("note: 一张表。", "begins: 2017-01-01"), '"begins" stands there twice'),
        (_changed("note: 一张表。", "note: &n a\nx: *n"), "aliases are refused"),
        (_changed("note: 一张表。", "note: !!python/name:os.system a"), "tags are refused"),
        (_changed("note: 一张表。", "? [a]\n: b"), "a name is wanted"),
        (_changed("note: 一张表。", "note: " + "[" * 30 + "]" * 30), "nested too deeply"),
        ("", "a group of"),
        ("- a", "a group of"),
        ("x" * (MOST_CHARACTERS + 1), "too large"),
    ],
)
def test_what_is_no_table_is_refused_with_place_row_and_cell(text: str, said: str) -> None:
    with pytest.raises(BadTable) as caught:
        read_table(text, "rate_of.yaml")
    assert said in caught.value.words.en
    assert caught.value.words.zh != caught.value.words.en


def test_every_error_is_told_at_once() -> None:
    text = _changed("area: <= 90", "area: << 90").replace("sure: general", "sure: maybe")
    with pytest.raises(BadTable) as caught:
        read_table(text, "rate_of.yaml")
    assert list(caught.value.fields) == ["rows.small.when.area", "rows.large.sure"]
    assert "第 32 行，rows.small.when.area：“<< 90”看不懂" in caught.value.words.zh


def test_a_bomb_of_aliases_is_refused_at_once() -> None:
    lines = ["a: &a [x, x]"] + [f"{b}: &{b} [*{a}, *{a}]" for a, b in zip("abcdefghij", "bcdefghijk", strict=True)]
    with pytest.raises(BadTable, match="aliases"):
        read_table("\n".join(lines), "bomb.yaml")


def test_a_folder_holds_tables_named_like_their_files(tmp_path: Path) -> None:
    (tmp_path / "rate_of.yaml").write_text("\ufeff" + SAMPLE)
    assert list(load_tables(tmp_path)) == ["rate_of"]
    (tmp_path / "other.yaml").write_text(SAMPLE)
    with pytest.raises(BadTable, match="name of its table"):
        load_tables(tmp_path)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadTable, match="cannot be read"):
        load_table(tmp_path / "none.yaml")
    (tmp_path / "gbk.yaml").write_bytes("表".encode("gbk"))
    with pytest.raises(BadTable, match="not UTF-8"):
        load_table(tmp_path / "gbk.yaml")


def test_the_pure_reader_of_yaml_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    table = read_table(SAMPLE, "rate_of.yaml")
    monkeypatch.setattr("yimen.catalogue.rules.table_text._LOADER", yaml.BaseLoader)
    assert read_table(SAMPLE, "rate_of.yaml") == table
