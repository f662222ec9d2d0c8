"""Where a matter is handed in, and whether anybody would work on it: the worked examples run."""

from __future__ import annotations

import doctest
import importlib

import pytest


@pytest.mark.parametrize("name", ["entry", "staffing"])
def test_the_examples_of_a_module_run(name: str) -> None:
    found = doctest.testmod(importlib.import_module(f"yimen.cases.rules.{name}"))
    assert found.attempted >= 1
    assert found.failed == 0
