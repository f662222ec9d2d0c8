"""Rules over the whole source that imports cannot see. No allow-list.

A rule changes only by an ADR in the same change.
"""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "yimen"
MODULES = sorted(p for p in SOURCE.rglob("*.py") if "migrations" not in p.parts)
PRODUCT = [p for p in MODULES if "tests" not in p.parts]
LONGEST_MODULE, LONGEST_FUNCTION = 400, 50
EMPTY_NAMES = re.compile(r"^(utils?|helpers?|common|misc|manager|services?|signals?)$")
WRITES = {
    "save",
    "create",
    "bulk_create",
    "update",
    "bulk_update",
    "delete",
    "get_or_create",
    "update_or_create",
    "acreate",
    "aupdate",
}
WRITING_SQL = re.compile(r"^\s*(INSERT|UPDATE|DELETE|TRUNCATE|WITH\b.*\b(DELETE|INSERT|UPDATE)\b)", re.DOTALL)
# The kernel's own writers, which actions call: shell, outbox, numbers, files, looks, clock, partitions.
KERNEL_WRITERS = {
    "shell_sql.py",
    "outbox.py",
    "numbers.py",
    "files.py",
    "looks.py",
    "clock.py",
    "partitions.py",
    "action.py",
}


def tree(path: Path) -> ast.Module:
    """A module's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def relative(path: Path) -> str:
    """A module's path as a failing test shows it."""
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_sizes_and_names(path: Path) -> None:
    """At most 400 lines a module and 50 a function; no name that says nothing."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE
    assert not EMPTY_NAMES.match(path.stem), "name it for what it holds"
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{node.name} has {length} lines"


@pytest.mark.parametrize("path", PRODUCT, ids=relative)
def test_docstrings_at_the_seams(path: Path) -> None:
    """Every module, public class and public function says what it is for."""
    module = tree(path)
    assert ast.get_docstring(module) or not module.body, "the module says nothing"
    for node in [n for n in module.body if isinstance(n, ast.ClassDef | ast.FunctionDef)]:
        members = [m for m in node.body if isinstance(m, ast.FunctionDef)] if isinstance(node, ast.ClassDef) else []
        for one in [node, *members]:
            is_public = not one.name.startswith("_") and not node.name.startswith("_") and one.name != "Meta"
            assert not is_public or ast.get_docstring(one), f"{one.name} says nothing"


def writes_of(path: Path) -> list[str]:
    """Calls in a module that write to the database."""
    found = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and _is_write(node.func):
            found.append(f"line {node.lineno}: {ast.unparse(node.func)}")
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and WRITING_SQL.match(node.value):
            found.append(f"line {node.lineno}: SQL that writes")
    return found


def _is_write(called: ast.expr) -> bool:
    """`Row.objects…`, a queryset's chain, or `row.save`: not a dict's `update` or a hash's."""
    if not isinstance(called, ast.Attribute) or called.attr not in WRITES:
        return False
    text = ast.unparse(called.value)
    return ".objects" in text or "filter(" in text or text in ("row", "account", "last", "payment", "case", "step")


@pytest.mark.parametrize("path", PRODUCT, ids=relative)
def test_only_actions_write(path: Path) -> None:
    """A row changes in `actions/`, in the kernel's writers, or when the site loads a region's profile."""
    parts = path.relative_to(SOURCE).parts
    may_write = (
        "actions" in parts or (parts[0] == "kernel" and path.name in KERNEL_WRITERS) or parts == ("site", "load.py")
    )
    # A front-end database is another house's: requests go in as rows there.
    is_other_house = "connectors" in parts or "transports" in parts
    assert may_write or is_other_house or writes_of(path) == []


def test_the_check_of_writes_can_fail(tmp_path: Path) -> None:
    """It sees an ORM write, a queryset's update and writing SQL, and not a dict's update."""
    bad = tmp_path / "bad.py"
    bad.write_text(
        "Case.objects.create(x=1)\nrows.filter(a=1).update(b=2)\nSQL = 'UPDATE t SET x = 1'\n{}.update(a=1)\n"
    )
    assert len(writes_of(bad)) == 3


@pytest.mark.parametrize("path", PRODUCT, ids=relative)
def test_no_hidden_clock_no_signals_no_float_money(path: Path) -> None:
    """One clock; effects are written in the table; money is never a float."""
    text = path.read_text(encoding="utf-8")
    if relative(path) != "src/yimen/kernel/clock.py":
        assert not re.search(r"datetime\.now|date\.today|time\.time\(|timezone\.now|utcnow", text)
    assert not re.search(r"post_save|pre_save|@receiver|django\.dispatch", text)
    assert not re.search(r"\bFloatField\b|: float = .*yuan", text)


def test_actions_are_called_with_an_actor() -> None:
    """Every public function of an action file takes `actor`, keyword-only and last."""
    for path in PRODUCT:
        parts = path.relative_to(SOURCE).parts
        if "actions" not in parts or parts[-2] != "actions" or path.name == "__init__.py":
            continue
        verbs = [
            n
            for n in tree(path).body
            if isinstance(n, ast.FunctionDef) and not n.name.startswith(("_", "note_", "born", "keep_", "send_"))
        ]
        for verb in verbs:
            names = [a.arg for a in verb.args.kwonlyargs]
            assert not verb.args.args and names[-1] == "actor", f"{relative(path)}: {verb.name}"


def test_nothing_is_named_or_held_that_belongs_elsewhere() -> None:
    """The text speaks of the product; no file is large; no third party's file is held."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    ).stdout.decode()
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if not path.is_file():
            continue
        assert path.stat().st_size < 1_000_000, name
        assert not name.endswith((".min.js", ".woff2", ".ttf", ".otf")), name
