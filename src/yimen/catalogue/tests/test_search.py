"""Matters are found by their words, everyday words, sounds and initials; on the dev queries so often at least."""

from __future__ import annotations

import doctest
import importlib
import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.directory import made_up, shared_file
from yimen.catalogue.rules.directory import read_lines
from yimen.catalogue.rules.search import Entry, Index, sounds_of, spelt, syllables

MODULES = ("codes", "corrections", "directory", "generic", "offices", "search")
AT_ONE, AT_FIVE, NONE = 43, 49, 3
"""Of 50 queries with an answer and 4 without: what the ranking gives must not fall below."""


def index_of(names: list[str]) -> Index:
    return Index([Entry(name, name, "", "示区统计局", sounds_of(name)) for name in names])


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_run(name: str) -> None:
    assert doctest.testmod(importlib.import_module(f"yimen.catalogue.rules.{name}")).failed == 0


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("居民身份证", "居民身份证办理"),
        ("shenfenzheng", "居民身份证办理"),
        ("shen fen zheng", "居民身份证办理"),
        ("sfz", "居民身份证办理"),
        ("居民身分证", "居民身份证办理"),
        ("会计带理", "会计代理记账"),
        ("護照", "普通护照签发"),
        ("huzhao", "普通护照签发"),
        ("passport", "普通护照签发"),
        ("chongxin", "重新登记"),
        ("zhongliang", "重量检定"),
        ("kuaiji", "会计代理记账"),
        ("danweicanbao", "单位参保登记"),
        ("yinhang", "银行开户备案"),
        ("ＰＰ 普通护照", "普通护照签发"),
    ],
)
def test_found_first(asked: str, wanted: str) -> None:
    """Readings of several, wide and traditional characters, a wrong one of the same sound."""
    names = ["居民身份证办理", "普通护照签发", "重新登记", "重量检定", "会计代理记账", "单位参保登记", "银行开户备案"]
    assert index_of(names).find(asked)[0].key == wanted


@pytest.mark.parametrize("asked", ["", "   ", "？！", "买火车票", "qqqq", "🙂", "a", "的"])
def test_what_is_not_there_is_not_found(asked: str) -> None:
    found = index_of(["居民身份证办理", "普通护照签发"]).find(asked)
    assert found == []


def test_a_rarer_reading_counts_less_than_the_phrases_own() -> None:
    """“重新” is chongxin; zhongxin finds it too, after what is said that way."""
    assert spelt("chongxin", sounds_of("重新登记")) == 1.0
    assert 0.5 < spelt("zhongxin", sounds_of("重新登记")) < 1.0
    found = index_of(["重新登记", "中心登记"]).find("zhongxin")
    assert [hit.key for hit in found] == ["中心登记", "重新登记"]


def test_a_syllable_cut_short_is_found_and_one_inside_a_word_is_not() -> None:
    assert spelt("shenf", sounds_of("身份证")) == 1.0
    assert spelt("enfen", sounds_of("身份证")) == 0.0
    assert syllables("xianjiaoyu") == ["xian", "jiao", "yu"]


@given(st.text(max_size=120))
def test_nothing_typed_breaks_the_search(asked: str) -> None:
    found = INDEX.find(asked, 5)
    assert len(found) <= 5
    assert all(before.score >= after.score - 1e-6 for before, after in pairwise(found))


INDEX = index_of([line["name"] for line in made_up(40)])


def test_on_the_dev_queries() -> None:
    """hit@1 and hit@5 over everyday queries with right answers; those without an answer find nothing."""
    with shared_file("matters-guangan.jsonl").open("rb") as file:
        lines = read_lines(file)
    index = Index([Entry(x.item_code, x.plain_name, x.group, x.department, sounds_of(x.plain_name)) for x in lines])
    first = five = none = 0
    for query in map(json.loads, shared_file("search-queries-dev.jsonl").read_text(encoding="utf-8").splitlines()):
        found = [hit.key for hit in index.find(query["q"], 5)]
        first += bool(found) and found[0] in query["answers"]
        five += any(key in query["answers"] for key in found)
        none += not query["answers"] and not found
    assert first >= AT_ONE, (first, five, none)
    assert five >= AT_FIVE, (first, five, none)
    assert none >= NONE, (first, five, none)
