"""`yimen catalogue import`: what it prints, its JSON, and its sentence for a file that cannot be taken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.directory import made_up
from tests.offices import Office
from yimen.catalogue.models import DirectoryLine
from yimen.people.models import Appointment
from yimen.site.cli_catalogue import catalogue
from yimen.site.cli_site import load


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "matters.jsonl"
    file.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in made_up(12)), encoding="utf-8")
    return file


def run(*arguments: object) -> Result:
    return CliRunner().invoke(catalogue, ["import", *map(str, arguments)])


def test_it_prints_a_summary_and_says_that_the_second_run_changed_nothing(office: Office, file: Path) -> None:
    first, second = run(file), run(file)
    assert first.exit_code == second.exit_code == 0, first.output
    assert "12  新增 new" in first.output
    assert "事项类型少了前面的0" in first.output
    assert "什么都没有改" in second.output
    assert "什么都没有改" not in first.output


def test_it_gives_json(office: Office, file: Path) -> None:
    first, second = json.loads(run(file, "--json").stdout), json.loads(run(file, "--json").stdout)
    assert (first["lines"], first["new"], first["is_changed"], first["appointed"]) == (12, 12, True, 8)
    assert (second["new"], second["is_changed"], second["appointed"], second["version"]) == (0, False, 0, 1)
    assert first["flaws"]["no_group"] == second["flaws"]["no_group"] == 8


def test_a_wrong_file_ends_with_a_sentence_and_writes_nothing(office: Office, file: Path, tmp_path: Path) -> None:
    with file.open("a", encoding="utf-8") as stream:
        stream.write("{\n")
    told = run(file)
    assert (told.exit_code, told.stdout) == (2, "")
    assert "第13行：不是一个JSON对象" in told.stderr
    assert json.loads(run(file, "--json").stderr)["code"] == "bad_input"
    beside = tmp_path / "directory.yaml"
    for text in ("rules: [{entry: nowhere}]", "entries: {x: {kind: elsewhere}}", "a: [", "unknown: 1"):
        beside.write_text(text, encoding="utf-8")
        assert run(file, "--exceptions", beside).exit_code == 2, text
    assert run(file, "--region", "999999").exit_code == 2
    assert not DirectoryLine.objects.exists()


def test_loading_the_profile_again_keeps_the_directorys_staff(office: Office, file: Path) -> None:
    run(file)
    held = Appointment.objects.filter(office__startswith="dir-", is_held=True)
    assert held.count() == 8
    assert CliRunner().invoke(load, ["--kind", "test"]).exit_code == 0
    assert held.count() == 8
