"""The directory lands in full, a second run writes nothing, a change keeps what was, a wrong file writes nothing."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.directory import made_up
from tests.offices import Office
from yimen.catalogue.actions.import_directory import Imported, import_directory
from yimen.catalogue.models import BundleVersion, DirectoryLine, DirectoryLineVersion, MatterVersion
from yimen.catalogue.reads import bundle, bundles, directory, line_history, matter_sheet
from yimen.catalogue.rules.directory import LONGEST_LINE, read_lines
from yimen.catalogue.rules.generic import Exceptions
from yimen.catalogue.rules.standards import Entry
from yimen.catalogue.states import EntryKind, Flaw
from yimen.kernel.actor import house
from yimen.kernel.errors import BadInput, NotFound
from yimen.people.models import Department

WRITES = ("INSERT", "UPDATE", "DELETE")


def file_of(rows: list[dict[str, Any]]) -> io.BytesIO:
    return io.BytesIO("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode())


def take(rows: list[dict[str, Any]], exceptions: Exceptions | None = None) -> Imported:
    return import_directory(
        lines=read_lines(file_of(rows)), region="440604", exceptions=exceptions or Exceptions(), actor=house("import")
    )


@pytest.fixture
def rows() -> list[dict[str, Any]]:
    return made_up(40)


def test_every_line_lands_with_its_flaws_and_a_standard(office: Office, rows: list[dict[str, Any]]) -> None:
    rows[3] |= {
        "name": "酒类零售备案(县级)  ",
        "item_code": "E-000021-001-1111111111111111",
        "task_type": "7",
        "group": "",
    }
    imported = take(rows)
    assert (imported.lines, imported.new, imported.published, imported.version) == (40, 40, 40, 1)
    assert DirectoryLine.objects.count() == 40
    assert BundleVersion.objects.filter(is_generic=True, is_current=True).count() == 40
    row = DirectoryLine.objects.get(code="E-000021-001-1111111111111111")
    assert row.name == "酒类零售备案(县级)"
    assert row.text["name"] == "酒类零售备案(县级)  ", "the line is kept as it came"
    wanted = {Flaw.CODE_LAYOUT, Flaw.CODE_FILLER, Flaw.NAME_BLANKS, Flaw.NAME_BRACKETS, Flaw.NAME_LEVEL, Flaw.NO_GROUP}
    assert wanted <= set(row.flaws)
    assert imported.flaws[Flaw.CODE_LAYOUT] == 1
    assert Department.objects.filter(code__startswith="dir-").count() == imported.departments == 4
    assert Department.objects.get(name_zh="示区统计局").name_en == "Statistics Bureau"


def test_the_second_run_writes_nothing(office: Office, rows: list[dict[str, Any]]) -> None:
    take(rows)
    with CaptureQueriesContext(connection) as seen:
        again = take(rows)
    written = [q["sql"] for q in seen.captured_queries if q["sql"].lstrip().upper().startswith(WRITES)]
    assert written == []
    assert not again.is_changed
    assert again.version == 1


def test_a_changed_line_gets_a_version_and_keeps_the_old_one(office: Office, rows: list[dict[str, Any]]) -> None:
    take(rows)
    code = rows[5]["item_code"]
    old = bundle(code)
    rows[5] |= {"name": "改了名字的备案"}
    changed = take(rows)
    assert (changed.new, changed.changed, changed.published, changed.version) == (0, 1, 1, 2)
    assert [v.text["name"] for v in line_history(code)] == ["改了名字的备案", old.text.name.zh]
    assert bundle(code).text.name.zh == "改了名字的备案"
    assert MatterVersion.objects.filter(matter=code).count() == 2, "running cases keep theirs"
    assert DirectoryLineVersion.objects.count() == 41


def test_a_vanished_line_is_marked_and_comes_back(office: Office, rows: list[dict[str, Any]]) -> None:
    take(rows)
    code = rows[7]["item_code"]
    gone = take(rows[:7] + rows[8:])
    assert (gone.vanished, gone.changed) == (1, 0)
    assert DirectoryLine.objects.count() == 40
    assert code not in directory().lines
    for asked in (bundle, matter_sheet):
        with pytest.raises(NotFound):
            asked(code)
    assert not take(rows[:7] + rows[8:]).is_changed
    back = take(rows)
    assert (back.returned, back.new) == (1, 0)
    assert bundle(code).text.is_generic
    assert [v.version for v in line_history(code)] == [2, 1]


def test_exceptions_can_be_changed_and_changed_back(office: Office, rows: list[dict[str, Any]]) -> None:
    code = rows[0]["item_code"]
    elsewhere = Exceptions(entries={code: Entry(kind=EntryKind.ELSEWHERE)})
    for exceptions, kind in ((None, "one_window"), (elsewhere, "elsewhere"), (None, "one_window")):
        take(rows, exceptions)
        assert bundle(code).text.entry.kind == matter_sheet(code).line.entry == kind
    assert len(line_history(code)) == 1, "the line itself never changed"
    with pytest.raises(BadInput, match="no-such-code"):
        take(rows, Exceptions(entries={"no-such-code": Entry()}))


def test_packs_keep_their_bundles_and_elements(office: Office, rows: list[dict[str, Any]]) -> None:
    before = set(bundles())
    take(rows)
    assert set(bundles()) == before
    assert "house_sale" in before


def _long() -> Iterator[bytes]:
    yield b'{"name": "'
    yield b"x" * (LONGEST_LINE * 2)


GOOD = made_up(3)
WRONG: dict[str, tuple[bytes, str]] = {
    "no JSON": (b"\x89PNG\r\n", "Line 1"),
    "a list": (b"[]\n", "Line 1: it is no JSON object"),
    "cut off": (json.dumps(GOOD[0]).encode() + b"\n" + b'{"name": "', "Line 2: it is no JSON object"),
    "a number for a text": (json.dumps(GOOD[0] | {"name": 5}).encode(), "Line 1: Expected `str`"),
    "a column lacks": (
        json.dumps({k: v for k, v in GOOD[0].items() if k != "group"}).encode(),
        "Line 1: Object missing",
    ),
    "a column twice": (b'{"name": "a", "name": "b"}', 'Line 1: "name" stands there twice'),
    "a code twice": (json.dumps(GOOD[0]).encode() + b"\n\n" + json.dumps(GOOD[0]).encode(), "Line 3: the item_code"),
    "no name": (json.dumps(GOOD[0] | {"name": "  "}).encode(), 'Line 1: "name" is empty'),
    "a long name": (json.dumps(GOOD[0] | {"name": "名" * 401}).encode(), 'Line 1: "name" is no text of 400'),
    "NUL": (json.dumps(GOOD[0] | {"name": "a\0b"}).encode(), 'Line 1: "name" is no text'),
    "a path for a code": (json.dumps(GOOD[0] | {"item_code": "../../etc"}).encode(), 'Line 1: an "item_code" has'),
    "not UTF-8": ("名".encode("gbk"), "Line 1: it is not UTF-8"),
    "half a character": (json.dumps(GOOD[0] | {"name": "\ud800"}).encode(), "Line 1"),
    "a deep one": (b"[" * 20_000, "Line 1: it is no JSON object"),
    "a long line": (b"".join(_long()), "Line 1: it is longer than 64 KB"),
    "empty": (b"\n\n", "There is no matter in the file."),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_gets_a_sentence_with_its_line(name: str) -> None:
    content, sentence = WRONG[name]
    with pytest.raises(BadInput) as said:
        read_lines(io.BytesIO(content))
    assert said.value.words.en.startswith(sentence)
    assert "行" in said.value.words.zh


def test_a_line_of_a_gigabyte_is_not_read(tmp_path: Path) -> None:
    """A sparse file: reading all of it would take the memory, and far longer than a test."""
    file = tmp_path / "long.jsonl"
    with file.open("wb") as stream:
        stream.truncate(1 << 30)
    with file.open("rb") as stream, pytest.raises(BadInput, match="longer than 64 KB"):
        read_lines(stream)
        assert stream.tell() <= 2 * LONGEST_LINE


def test_nothing_is_half_written(office: Office, rows: list[dict[str, Any]]) -> None:
    with pytest.raises(BadInput):
        import_directory(
            lines=read_lines(file_of(rows)), region="999999", exceptions=Exceptions(), actor=house("import")
        )
    assert not DirectoryLine.objects.exists()
    assert not Department.objects.filter(code__startswith="dir-").exists()
