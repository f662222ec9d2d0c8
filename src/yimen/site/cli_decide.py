"""Commands about decision tables: `yimen decide`, `yimen table export|import|check`. Without Django.

A wrong question ends with exit code 2 and one JSON error on stderr, nothing on stdout.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
import msgspec

from yimen.catalogue.rules.table import Table
from yimen.catalogue.rules.table_check import check
from yimen.catalogue.rules.table_engine import CompiledTable
from yimen.catalogue.rules.table_errors import BadTable
from yimen.catalogue.rules.table_facts import day_of, facts_of, text_of
from yimen.catalogue.rules.table_text import load_table, load_tables, tables_of_packs, write_table
from yimen.kernel.command_line import fail
from yimen.kernel.errors import BadInput, YimenError
from yimen.kernel.words import Words
from yimen.site.cli import pack_folders

_NO_TABLE = Words("没有代码为“{code}”的表；已有：{known}。", 'No table has the code "{code}"; there are: {known}.')
_MANY = Words("有几个包有表“{code}”：{known}。请给出文件。", 'Several packs have "{code}": {known}. Give the file.')
_NO_WRITE = Words("写不了文件 {file}：{problem}。", "The file {file} cannot be written: {problem}.")


@click.command()
@click.argument("table")
@click.option("--on", required=True, help="日期 the day asked for, 2016-12-19")
@click.option("--input", "given", default="{}", help="JSON，或 @文件 JSON, or @file")
def decide(table: str, on: str, given: str) -> None:
    """按决策表查一行 Ask a decision table.

    TABLE 为已装的包里的表代码，或 YAML、XLSX 文件 is a table's code in an installed pack, or a YAML or XLSX
    file."""
    try:
        compiled = CompiledTable(_table(table))
        decision = compiled.decide(day_of(on), facts_of(text_of(given)))
    except YimenError as error:
        fail(error)
    answer = {
        "table": decision.table,
        "on": on,
        "outputs": dict(decision.outputs),
        "rows": [decision.as_json()],
    }
    click.echo(msgspec.json.format(msgspec.json.encode(answer)))


@click.group()
def table() -> None:
    """决策表的导出、导入、检查 Export, import and check decision tables."""


@table.command("export")
@click.argument("code", metavar="TABLE")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export_table(code: str, file: Path) -> None:
    """把表写成工作簿 Write a table as an xlsx workbook."""
    from yimen.catalogue.rules.table_sheet import write_sheet  # openpyxl is slow to start

    try:
        _write(file, write_sheet(_table(code)))
    except YimenError as error:
        fail(error)


@table.command("import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="YAML 文件 YAML file")
def import_table(file: Path, out: Path) -> None:
    """把工作簿读成 YAML Read an xlsx workbook into YAML; findings of the check are told on stderr."""
    from yimen.catalogue.rules.table_sheet import load_sheet  # openpyxl is slow to start

    try:
        found = load_sheet(file)
        _write(out, write_table(found).encode())
    except YimenError as error:
        fail(error)
    for finding in check(found):
        click.echo(f"{finding.words.zh} {finding.words.en}", err=True)


@table.command("check")
@click.argument("target", metavar="[TABLE|DIR]", required=False)
def check_tables(target: str | None) -> None:
    """证明表没有空档和重叠 Prove tables free of gaps and overlaps; all installed ones without an argument."""
    try:
        tables = _tables(target)
    except YimenError as error:
        fail(error)
    wrong = 0
    for found in tables:
        findings = check(found)
        wrong += len(findings)
        said = f"{len(found.rows)} 行 rows, {len(found.not_covered)} 项未收录 not covered"
        click.echo(f"{found.code}: {said}: {'有问题 findings' if findings else '没有空档和重叠 complete'}")
        for finding in findings:
            click.echo(f"  {finding.words.zh} {finding.words.en}")
    if wrong:
        sys.exit(1)


def _tables(target: str | None) -> list[Table]:
    if target is None:
        return tables_of_packs(folder for _, folder in pack_folders().values())
    if Path(target).is_dir():
        return list(load_tables(Path(target)).values())
    return [_table(target)]


def _table(name: str) -> Table:
    path = Path(name)
    if path.suffix == ".xlsx":
        from yimen.catalogue.rules.table_sheet import load_sheet  # openpyxl is slow to start

        return load_sheet(path)
    if path.suffix in (".yaml", ".yml"):
        return load_table(path)
    installed = [file for _, folder in pack_folders().values() for file in sorted((folder / "tables").glob("*.yaml"))]
    fitting = [file for file in installed if file.stem == name]
    if len(fitting) == 1:
        return load_table(fitting[0])
    known = ", ".join(str(file) for file in fitting) or ", ".join(file.stem for file in installed)
    words = (_MANY if fitting else _NO_TABLE).fill(code=name[:60], known=known)
    raise BadInput(words, {"table": [words]})


def _write(file: Path, content: bytes) -> None:
    unfinished = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(file)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise BadTable(_NO_WRITE.fill(file=file, problem=error.strerror)) from None
