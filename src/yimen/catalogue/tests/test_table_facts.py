"""Facts as JSON: exact numbers, and a sentence for whatever is no JSON object."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from yimen.catalogue.rules.table_errors import NoRow
from yimen.catalogue.rules.table_facts import day_of, facts_of, text_of
from yimen.kernel.errors import BadInput, error_of
from yimen.kernel.words import Words


def test_numbers_are_exact() -> None:
    facts = facts_of('{"a": 0.1, "b": 1050000.10, "c": 3, "d": "0.3", "e": true, "f": null, "g": 1e2}')
    assert facts["a"] == Decimal("0.1") and not any(isinstance(v, float) for v in facts.values())
    assert facts == {
        "a": Decimal("0.1"),
        "b": Decimal("1050000.10"),
        "c": 3,
        "d": "0.3",
        "e": True,
        "f": None,
        "g": Decimal(100),
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is not JSON"),
        ("{", "is not JSON"),
        ('{"a": NaN}', "is not JSON"),
        ('{"a": -Infinity}', "is not JSON"),
        ('{"a": ' + "9" * 5000 + "}", "is not JSON"),
        ('{"a": ' + "[" * 100_000 + "]" * 100_000 + "}", "is not JSON"),
        ('{"a": 1e9999999999999999999}', "is not JSON"),
        ("[1]", "must be a JSON object"),
        ('"a"', "must be a JSON object"),
        ('{"a": 1, "a": 2}', '"a" stands there twice'),
        ('{"b": {"a": 1, "a": 2}}', '"a" stands there twice'),
        (b'{"a": "\xff"}', "is not UTF-8"),
    ],
)
def test_what_is_no_object_is_refused(text: str | bytes, said: str) -> None:
    with pytest.raises(BadInput) as caught:
        facts_of(text)
    assert said in caught.value.words.en


def test_a_mark_of_byte_order_is_passed_over() -> None:
    assert facts_of(b'\xef\xbb\xbf{"a": 1}\r\n') == {"a": 1}


@pytest.mark.parametrize("given", ["2016-2-1", "2016-02-30", "20161219", "2016-12-19T00:00", "", None, 20161219])
def test_a_date_is_written_one_way(given: object) -> None:
    assert day_of("2016-12-19") == date(2016, 12, 19)
    with pytest.raises(BadInput) as caught:
        day_of(given)
    assert list(caught.value.fields) == ["on"]


def test_an_argument_may_name_a_file(tmp_path: Path) -> None:
    (tmp_path / "in.json").write_text("\ufeff{}")
    (tmp_path / "gbk.json").write_bytes("表".encode("gbk"))
    assert text_of("{}") == text_of(f"@{tmp_path / 'in.json'}") == "{}"
    with pytest.raises(BadInput, match="cannot be read"):
        text_of(f"@{tmp_path / 'none.json'}")
    with pytest.raises(BadInput, match="not UTF-8"):
        text_of(f"@{tmp_path / 'gbk.json'}")


def test_an_error_is_written_in_one_form() -> None:
    words = Words("错", "Wrong")
    assert error_of(BadInput(words, {"a": [words], "b": [words]})) == {
        "error": {"code": "bad_input", "zh": "错", "en": "Wrong", "field": "a"}
    }
    assert error_of(NoRow(words, table="t")) == {
        "error": {"code": "no_row", "zh": "错", "en": "Wrong", "field": None, "table": "t"}
    }
