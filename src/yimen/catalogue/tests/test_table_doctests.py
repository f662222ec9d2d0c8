"""The worked examples in the rules run."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

import yimen.catalogue.rules

MODULES = sorted(path.stem for path in Path(yimen.catalogue.rules.__path__[0]).glob("table*.py"))


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_run(name: str) -> None:
    assert doctest.testmod(importlib.import_module(f"yimen.catalogue.rules.{name}")).failed == 0


def test_some_examples_stand_there() -> None:
    found = [doctest.testmod(importlib.import_module(f"yimen.catalogue.rules.{name}")).attempted for name in MODULES]
    assert sum(found) >= 4
