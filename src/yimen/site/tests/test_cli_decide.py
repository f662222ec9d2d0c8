"""`yimen decide` and `yimen table`, and how commands are found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from yimen.site import cli
from yimen.site.cli import main

DEED = {"region_class": "other", "house_order": 1, "area_m2": "90.01"}
FOLDER = cli.pack_folders()["realestate"][1] / "tables"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def decided(table: str, facts: dict[str, Any], on: str = "2016-12-19") -> Any:
    result = run("decide", table, "--on", on, "--input", json.dumps(facts))
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def failed(*arguments: str) -> Any:
    result = run(*arguments)
    assert result.exit_code == 2 and result.stdout == ""
    return json.loads(result.stderr)["error"]


def test_a_table_of_an_installed_pack_is_asked_by_its_code() -> None:
    assert decided("deed_tax", DEED) == {
        "table": "deed_tax",
        "on": "2016-12-19",
        "outputs": {"rate": "0.015"},
        "rows": [
            {
                "table": "deed_tax",
                "id": "first-home-above-90",
                "source": {"document": "财税〔2016〕23号", "article": "一（一）"},
                "sure": "verified",
                "outputs": {"rate": "0.015"},
            }
        ],
    }


def test_a_table_in_a_file_is_asked_by_its_path(tmp_path: Path) -> None:
    assert decided(str(FOLDER / "deed_tax.yaml"), DEED)["outputs"] == {"rate": "0.015"}
    book = tmp_path / "deed.xlsx"
    assert run("table", "export", "deed_tax", str(book)).exit_code == 0
    assert decided(str(book), DEED)["outputs"] == {"rate": "0.015"}
    assert decided("surcharge_relief", {}, "2027-12-31")["outputs"] == {"factor": "0.5"}


@pytest.mark.parametrize(
    ("arguments", "code", "field"),
    [
        (("decide", "deed_tax", "--on", "2016-12-19", "--input", "{}"), "bad_input", "region_class"),
        (("decide", "deed_tax", "--on", "2016-12-19"), "bad_input", "region_class"),
        (("decide", "deed_tax", "--on", "yesterday"), "bad_input", "on"),
        (("decide", "deed_tax", "--on", "2016-12-19", "--input", "{"), "bad_input", None),
        (("decide", "deed_tax", "--on", "2015-12-19", "--input", json.dumps(DEED)), "not_covered", None),
        (("decide", "no_such", "--on", "2016-12-19"), "bad_input", "table"),
        (("decide", "no_such.yaml", "--on", "2016-12-19"), "bad_table", None),
        (("decide", "no_such.xlsx", "--on", "2016-12-19"), "bad_table", None),
        (("table", "export", "no_such", "x.xlsx"), "bad_input", "table"),
        (("table", "export", "vat", "/no/such/folder/x.xlsx"), "bad_table", None),
        (("table", "import", "no_such.xlsx", "--out", "x.yaml"), "bad_table", None),
        (("table", "check", "no_such"), "bad_input", "table"),
    ],
)
def test_a_wrong_call_is_one_error_on_stderr(arguments: tuple[str, ...], code: str, field: str | None) -> None:
    error = failed(*arguments)
    assert (error["code"], error["field"]) == (code, field)


def test_an_unknown_code_is_answered_with_the_known_ones() -> None:
    assert "deed_tax, income_tax" in failed("decide", "no_such", "--on", "2016-12-19")["en"]


def test_a_code_that_two_packs_have_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "vat.yaml").write_text((FOLDER / "vat.yaml").read_text())
    both = {**cli.pack_folders(), "other": ("other", tmp_path)}
    monkeypatch.setattr("yimen.site.cli_decide.pack_folders", lambda: both)
    assert "Several packs" in failed("decide", "vat", "--on", "2016-12-19")["en"]


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.yaml")), ids=lambda file: file.stem)
def test_a_table_goes_through_the_spreadsheet_and_comes_back_the_same(file: Path, tmp_path: Path) -> None:
    book, back = tmp_path / "table.xlsx", tmp_path / "back.yaml"
    assert run("table", "export", file.stem, str(book)).exit_code == 0
    result = run("table", "import", str(book), "--out", str(back))
    assert result.exit_code == 0 and result.stderr == ""
    assert back.read_bytes() == file.read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["back.yaml", "table.xlsx"]


def test_an_import_with_a_gap_is_written_and_told(tmp_path: Path) -> None:
    gapped = tmp_path / "deed_tax.yaml"
    gapped.write_text((FOLDER / "deed_tax.yaml").read_text().replace("area_m2: <= 90", "area_m2: < 90"))
    book = tmp_path / "deed.xlsx"
    assert run("table", "export", str(gapped), str(book)).exit_code == 0
    result = run("table", "import", str(book), "--out", str(tmp_path / "back.yaml"))
    assert result.exit_code == 0
    assert "空档" in result.stderr and "area_m2=90" in result.stderr


def test_a_refused_import_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "bad.xlsx").write_bytes(b"no workbook")
    assert failed("table", "import", str(tmp_path / "bad.xlsx"), "--out", str(tmp_path / "x.yaml"))
    assert [p.name for p in tmp_path.iterdir()] == ["bad.xlsx"]


def test_the_check_of_all_installed_tables() -> None:
    result = run("table", "check")
    assert result.exit_code == 0
    assert all("complete" in line for line in result.stdout.splitlines())
    assert len(result.stdout.splitlines()) >= 7


def test_the_check_of_a_folder_with_a_gap_and_an_overlap(tmp_path: Path) -> None:
    text = (FOLDER / "deed_tax.yaml").read_text()
    (tmp_path / "deed_tax.yaml").write_text(
        text.replace("area_m2: <= 90", "area_m2: < 90").replace("area_m2: <= 140", "area_m2: <= 150")
    )
    for target in (tmp_path, tmp_path / "deed_tax.yaml"):
        result = run("table", "check", str(target))
        assert result.exit_code == 1
        assert "Gap: no row fits on=2016-02-22 region_class=first_tier house_order=1 area_m2=90." in result.stdout
        assert "fits first-home-to-140, first-home-above-140" in result.stdout


def test_commands_are_found_by_name_and_imported_when_called() -> None:
    context = click.Context(main)
    assert {"decide", "table", "realestate"} <= set(main.list_commands(context))
    for name in main.list_commands(context):
        assert isinstance(main.get_command(context, name), click.Command)
    assert main.get_command(context, "no_such") is None
    assert run("no_such").exit_code == 2


def test_the_help_names_every_command() -> None:
    result = run("--help")
    assert result.exit_code == 0
    assert "decide" in result.stdout and "realestate" in result.stdout


def test_a_pack_without_commands_has_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(cli, "pack_folders", lambda: {"quiet": ("quiet", tmp_path)})
    assert "quiet" not in main.list_commands(click.Context(main))
