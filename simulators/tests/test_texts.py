"""The examples in the docstrings run, and nothing is imported from the product."""

from __future__ import annotations

import ast
import doctest
import importlib
from pathlib import Path

import pytest

from simulators.tests.running import ROOT

FOLDER = ROOT / "simulators"
MODULES = sorted(p.relative_to(ROOT) for p in FOLDER.rglob("*.py") if "tests" not in p.parts)


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_examples_run(path: Path) -> None:
    module = importlib.import_module(".".join(path.with_suffix("").parts))
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_nothing_comes_from_the_product(path: Path) -> None:
    for node in ast.walk(ast.parse((ROOT / path).read_text())):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        assert not [name for name in names if name.split(".")[0] in ("yimen", "django")]
