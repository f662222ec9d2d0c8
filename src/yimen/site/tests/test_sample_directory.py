"""The sample directory of the demo, and the lines that the docs give as examples: all of them can be imported."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.conf import settings

from tests.offices import Office
from yimen.catalogue.actions.import_directory import import_directory
from yimen.catalogue.reads import directory
from yimen.catalogue.rules.directory import noted, read_lines
from yimen.catalogue.rules.generic import Exceptions
from yimen.catalogue.states import EntryKind
from yimen.kernel.actor import house
from yimen.people.models import Appointment
from yimen.site.load import SAMPLE_DIRECTORY, load, sample_directory

DOCS = Path(__file__).resolve().parents[4] / "docs"
PAGES = ("how-to/import-a-directory.md", "tutorial/operator.md")
REGION = settings.REGIONS / "440604"


def examples(page: str) -> bytes:
    """Return the lines of a page that are matters."""
    lines = (DOCS / page).read_text(encoding="utf-8").splitlines()
    return "".join(f"{line.strip()}\n" for line in lines if line.startswith('    {"department"')).encode()


@pytest.mark.parametrize("page", PAGES)
def test_the_examples_of_the_docs_can_be_imported(office: Office, page: str) -> None:
    lines = read_lines(io.BytesIO(examples(page)))
    imported = import_directory(lines=lines, region="440604", exceptions=Exceptions(), actor=house("import"))
    assert imported.new == len(lines) > 0
    assert {line.name for line in directory().lines.values()} == {line.name for line in lines}


def test_the_example_of_the_how_to_has_no_flaw() -> None:
    assert [dict(one.flaws) for one in noted(read_lines(io.BytesIO(examples(PAGES[0]))))] == [{}]


def test_every_line_of_the_sample_says_that_it_is_one_and_has_no_flaw() -> None:
    with (REGION / SAMPLE_DIRECTORY).open("rb") as stream:
        lines = read_lines(stream)
    for one in noted(lines):
        assert "示例" in one.line.department and "示例" in one.line.group and one.line.name.endswith("（示例）")
        assert dict(one.flaws) == {}, one.line.name


def test_the_sample_comes_with_staff_and_every_kind_of_entry(office: Office) -> None:
    sample_directory(REGION, "440604")
    found = directory()
    assert len(found.lines) == 22
    assert {line.entry for line in found.lines.values()} == set(EntryKind)
    held = Appointment.objects.filter(office__startswith="dir-", is_held=True)
    assert held.count() == 2 * len({line.office for line in found.lines.values()})
    assert found.find("开个小饭馆")[0].name == "食品经营许可（示例）"


def test_it_never_takes_the_place_of_what_somebody_imported(office: Office) -> None:
    lines = read_lines(io.BytesIO(examples(PAGES[1])))
    import_directory(lines=lines, region="440604", exceptions=Exceptions(), actor=house("import"))
    sample_directory(REGION, "440604")
    assert [line.name for line in directory().lines.values()] == [line.name for line in lines]


def test_a_district_that_is_no_demo_has_no_sample(office: Office) -> None:
    """Whatever the command line says: what counts is what the database is."""
    load(REGION, kind="demo", password="a password of the test")
    assert directory().lines == {}
