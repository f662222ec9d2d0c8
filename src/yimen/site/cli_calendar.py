"""Commands about the official calendar: `yimen calendar import FILE`.

A file that cannot be taken ends with a sentence and code 2, and nothing is written.
"""

from __future__ import annotations

import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from yimen.kernel.calendar_text import LONGEST, read_years
from yimen.kernel.errors import BadInput, YimenError
from yimen.kernel.words import Words
from yimen.kernel.workdays import YearCalendar

if TYPE_CHECKING:
    from yimen.cases.actions.import_calendar import ImportedCalendar
    from yimen.cases.actions.recount import Recounted

_TOO_LARGE = Words("{file}太大，不像一份放假安排。", "{file} is too large for a holiday notice.")
_NOT_TEXT = Words("{file}不是 UTF-8 文字。", "{file} is not UTF-8 text.")


@click.group()
def calendar() -> None:
    """放假安排 The official calendar."""


@calendar.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--check", "is_trial", is_flag=True, help="只看会改什么 say what would change, and change nothing")
@click.option("--json", "as_json", is_flag=True, help="输出JSON JSON on stdout")
def import_(file: Path, is_trial: bool, as_json: bool) -> None:
    """导入一年或几年的放假安排 Import the holiday notice of one or more years and count open limits again.

    Again with the same file changes nothing. Web, relay and worker may run meanwhile.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yimen.site.settings")
    import django

    django.setup()
    try:
        imported, late = import_file(file, is_trial)
    except YimenError as error:
        click.echo(msgspec.json.encode(error.as_json()).decode() if as_json else _both(error.words), err=True)
        sys.exit(2)
    if as_json:
        values: dict[str, Any] = {**asdict(imported), "late": asdict(late), "is_trial": is_trial}
        click.echo(msgspec.json.format(msgspec.json.encode({**values, "is_changed": imported.is_changed})))
        return
    _print(imported, late, is_trial)


def import_file(file: Path, is_trial: bool = False) -> tuple[ImportedCalendar, Recounted]:
    """Import a file; return what was done, and what the second look has counted again.

    Who was accepted at the very moment of the import was counted by the former calendar: the second look finds it.
    """
    from yimen.cases.actions.import_calendar import import_calendar
    from yimen.cases.actions.recount import Recounted, recount
    from yimen.kernel.actor import house

    years = read_file(file)
    imported = import_calendar(years=years, is_trial=is_trial, actor=house("calendar"))
    if is_trial or not imported.is_changed:
        return imported, Recounted()
    return imported, recount(years=[year.year for year in years], actor=house("calendar"))


def read_file(file: Path) -> tuple[YearCalendar, ...]:
    """Return the years in a file. Raises BadInput."""
    if file.stat().st_size > LONGEST:
        raise BadInput(_TOO_LARGE.fill(file=file.name))
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(_NOT_TEXT.fill(file=file.name)) from None
    return read_years(text, file.name)


def _print(imported: ImportedCalendar, late: Recounted, is_trial: bool) -> None:
    rows: list[tuple[str, Any]] = [
        ("新增年份 new years", ", ".join(map(str, imported.new)) or "-"),
        ("改动年份 changed years", ", ".join(map(str, imported.changed)) or "-"),
        ("重算的办件 cases counted again", imported.recounted.cases + late.cases),
        ("重算的期限 limits counted again", imported.recounted.limits + late.limits),
        ("其中日期变了的 of them with another date", imported.recounted.moved + late.moved),
    ]
    for name, value in rows:
        click.echo(f"  {value!s:>10}  {name}")
    if not imported.is_changed:
        click.echo("\n和已有的一样，什么都没有改。 The same as recorded; nothing was changed.")
    elif is_trial:
        click.echo("\n这是试算，什么都没有改。 This was a trial; nothing was changed.")


def _both(words: Words) -> str:
    return f"{words.zh} {words.en}"
