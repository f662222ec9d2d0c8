"""`yimen realestate tax` as a person and a machine use it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from yimen.packs.realestate.cli import main

SALE: dict[str, Any] = {
    "price": "1050000",
    "area_m2": 95,
    "house_order": 1,
    "region_class": "other",
    "house_type": "ordinary",
    "held_years": 1,
    "only_home": False,
}


def run(*arguments: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["tax", *arguments], input=given)


def test_one_sale() -> None:
    result = run("--on", "2016-12-19", "--input", json.dumps(SALE))
    assert result.exit_code == 0 and result.stderr == ""
    answer = json.loads(result.stdout)
    assert (answer["vat"], answer["deed_tax"], answer["total"]) == ("50000.00", "15000.00", "81460.00")
    assert answer["bases"]["deed_tax"] == "1000000.00"
    first = answer["rows"][0]
    assert first == {
        "table": "vat",
        "id": "under-2",
        "source": {"document": "财税〔2016〕36号附件3", "article": "五"},
        "sure": "secondary",
        "outputs": {"tax": "vat", "base": "full", "rate": "0.05"},
    }
    assert {row["table"] for row in answer["rows"]} == {
        "vat",
        "surcharges",
        "surcharge_relief",
        "deed_tax",
        "income_tax",
        "registration_fee",
        "transfer_fee",
    }


def test_the_input_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "sale.json").write_text(json.dumps(SALE))
    result = run("--on", "2026-11-23", "--input", f"@{tmp_path / 'sale.json'}")
    assert json.loads(result.stdout)["vat"] == "30582.52"


@pytest.mark.parametrize(
    ("on", "given", "code", "field"),
    [
        ("2016-12-19", {}, "bad_input", "price"),
        ("2016-12-19", SALE | {"colour": "red"}, "bad_input", "colour"),
        ("2016-12-19", SALE | {"price": -1}, "bad_input", "price"),
        ("2016-12-19", SALE | {"on": "2016-12-19"}, "bad_input", "on"),
        ("19.12.2016", SALE, "bad_input", "on"),
        ("2016-02-21", SALE, "not_covered", None),
        ("2026-11-23", SALE | {"house_type": "non_residential"}, "not_covered", None),
    ],
)
def test_a_wrong_question_is_one_error_on_stderr(on: str, given: dict[str, Any], code: str, field: str | None) -> None:
    result = run("--on", on, "--input", json.dumps(given))
    assert result.exit_code == 2 and result.stdout == ""
    error = json.loads(result.stderr)["error"]
    assert (error["code"], error["field"]) == (code, field)
    assert error["zh"] and error["en"]


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--on", "2016-12-19"),
        ("--input", "{}"),
        ("--on", "2016-12-19", "--batch", "-"),
        ("--on", "2016-12-19", "--input", "not json"),
        ("--on", "2016-12-19", "--input", "@none.json"),
        ("--batch", "none.jsonl"),
        ("--batch", "/"),
    ],
)
def test_a_wrong_call_is_one_error_on_stderr(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2 and result.stdout == ""
    assert json.loads(result.stderr)["error"]["code"] == "bad_input"


def batch(lines: list[bytes]) -> tuple[Result, list[dict[str, Any]]]:
    result = run("--batch", "-", given=b"\n".join(lines))
    return result, [json.loads(line) for line in result.stdout_bytes.splitlines()]


def test_a_batch_answers_every_line_in_order() -> None:
    days = ["2016-12-19", "2026-11-23", "2016-12-19"]
    result, answers = batch([json.dumps(SALE | {"on": on}).encode() for on in days])
    assert result.exit_code == 0
    assert [a["on"] for a in answers] == days
    assert [a["vat"] for a in answers] == ["50000.00", "30582.52", "50000.00"]


def test_a_bad_line_has_its_error_on_its_line() -> None:
    good = json.dumps(SALE | {"on": "2016-12-19"}).encode()
    lines = [
        good,
        b"{",
        b"",
        b"[]",
        json.dumps(SALE).encode(),
        b'{"on": "2016-12-19", "price": NaN}',
        b"\xff",
        good,
    ]
    result, answers = batch(lines)
    assert result.exit_code == 1 and result.stderr == ""
    assert [("error" in a) for a in answers] == [False, True, True, True, True, True, True, False]
    assert answers[4]["error"]["field"] == "on"
    assert all(set(a["error"]) >= {"code", "zh", "en", "field"} for a in answers if "error" in a)


def test_a_batch_may_stand_in_a_file_with_any_line_ends(tmp_path: Path) -> None:
    line = json.dumps(SALE | {"on": "2016-12-19"}).encode()
    (tmp_path / "sales.jsonl").write_bytes(b"\xef\xbb\xbf" + line + b"\r\n" + line + b"\r\n")
    result = run("--batch", str(tmp_path / "sales.jsonl"))
    assert result.exit_code == 0 and len(result.stdout.splitlines()) == 2


def test_the_command_line_starts_without_django_and_spreadsheets() -> None:
    program = (
        "import sys\n"
        "from yimen.site.cli import main\n"
        f"call = ['realestate', 'tax', '--on', '2016-12-19', '--input', {json.dumps(json.dumps(SALE))}]\n"
        "main(call, standalone_mode=False)\n"
        "assert not {'django', 'openpyxl', 'typst', 'psycopg'} & set(sys.modules), 'too much is imported'\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["vat"] == "50000.00"
