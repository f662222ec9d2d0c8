"""Commands about the catalogue: `yimen catalogue import FILE`.

A file that cannot be taken ends with a sentence and code 2.
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec
import yaml

from yimen.catalogue.rules.directory import read_lines
from yimen.catalogue.rules.generic import Exceptions
from yimen.catalogue.rules.standards import read
from yimen.catalogue.states import ENTRY_WORDS, FLAW_WORDS
from yimen.kernel.errors import BadInput, YimenError
from yimen.kernel.words import Words

if TYPE_CHECKING:
    from yimen.catalogue.actions.import_directory import Imported

LONGEST_EXCEPTIONS = 4 * 1024 * 1024


@click.group()
def catalogue() -> None:
    """事项目录 The directory of matters."""


@catalogue.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--region", default="", help="区划代码 the region's code; the node's own when left out")
@click.option(
    "--exceptions",
    "beside",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="例外文件 file of exceptions; directory.yaml of the region's profile when left out",
)
@click.option("--json", "as_json", is_flag=True, help="输出JSON JSON on stdout")
def import_(file: Path, region: str, beside: Path | None, as_json: bool) -> None:
    """导入事项目录 Import a district's directory of matters from a JSONL file.

    Again with the same file changes nothing.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yimen.site.settings")
    import django

    django.setup()
    started = time.monotonic()
    try:
        imported, appointed = import_file(file, region, beside)
    except YimenError as error:
        click.echo(msgspec.json.encode(error.as_json()).decode() if as_json else _both(error.words), err=True)
        sys.exit(2)
    seconds = round(time.monotonic() - started, 2)
    if as_json:
        values = {**asdict(imported), "appointed": appointed, "is_changed": imported.is_changed, "seconds": seconds}
        click.echo(msgspec.json.format(msgspec.json.encode(values)))
        return
    _print(imported, appointed, seconds)


def import_file(file: Path, region: str = "", beside: Path | None = None) -> tuple[Imported, int]:
    """Import a file and, in a demo or test district, appoint its staff; return what was done, and how many posts."""
    from django.conf import settings

    from yimen.catalogue.actions.import_directory import import_directory
    from yimen.kernel.actor import house
    from yimen.kernel.models import Installation

    installed = Installation.objects.filter(pk=1).first()
    if installed is None:
        raise BadInput(Words("数据库还没有装入区域档案，请先运行 yimen load。", "Run `yimen load` first."))
    region = region or installed.region
    file_beside = beside or settings.REGIONS / region / "directory.yaml"
    exceptions = read_exceptions(file_beside) if file_beside.exists() else Exceptions()
    with file.open("rb") as stream:
        lines = read_lines(stream)
    imported = import_directory(lines=lines, region=region, exceptions=exceptions, actor=house("import"))
    is_production = installed.kind == "production"
    return imported, 0 if is_production else _appoint(exceptions, imported.offices)


def read_exceptions(file: Path) -> Exceptions:
    """Return the region's file of exceptions. Raises BadInput naming the file and the place in it."""
    if file.stat().st_size > LONGEST_EXCEPTIONS:
        raise BadInput(Words(f"{file.name}太大。", f"{file.name} is too large."))
    try:
        text = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        first = str(error).partition("\n")[0]
        raise BadInput(Words(f"{file.name}读不懂：{first}", f"{file.name} cannot be read: {first}")) from None
    exceptions: Exceptions = read(Exceptions, text, file.name)
    return exceptions


def _appoint(exceptions: Exceptions, offices: tuple[str, ...]) -> int:
    """One examiner and one approver for every department of the directory: in demo and test districts only."""
    from yimen.accounts.reads import account_id
    from yimen.kernel.actor import house
    from yimen.people.actions.appoint import appoint
    from yimen.people.states import Post

    appointed = 0
    for post, username in ((Post.EXAMINER, exceptions.examiner), (Post.APPROVER, exceptions.approver)):
        account = account_id(username) if username else None
        if account is not None:
            appointed += appoint(account_id=account, post=post, at=offices, actor=house("import"))
    return appointed


def _print(imported: Imported, appointed: int, seconds: float) -> None:
    rows: list[tuple[str, Any]] = [
        ("事项 lines", imported.lines),
        ("新增 new", imported.new),
        ("变更 changed", imported.changed),
        ("恢复 back again", imported.returned),
        ("消失 vanished", imported.vanished),
        ("部门 departments", imported.departments),
        ("发布标准 standards published", imported.published),
        ("任命 posts filled (demo, test)", appointed),
    ]
    rows += [(_both(ENTRY_WORDS[kind]), count) for kind, count in imported.entries.items()]
    for name, count in rows:
        click.echo(f"  {count:>6}  {name}")
    click.echo("\n瑕疵 Flaws noted on the lines:")
    for flaw, count in imported.flaws.items():
        click.echo(f"  {count:>6}  {_both(FLAW_WORDS[flaw])}")
    click.echo(f"  {imported.without_flaw:>6}  没有瑕疵 without any")
    if not imported.is_changed:
        click.echo("\n和上次一样，什么都没有改。 The same as before; nothing was changed.")
    click.echo(f"\n目录第{imported.version}版 version {imported.version}, {seconds} s")


def _both(words: Words) -> str:
    return f"{words.zh} {words.en}"
