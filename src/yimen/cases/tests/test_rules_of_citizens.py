"""The worked examples in the rules that citizens meet run and hold."""

from __future__ import annotations

import doctest
import importlib

import pytest


@pytest.mark.parametrize(
    "name", ["yimen.cases.rules.codes", "yimen.cases.rules.attempts", "yimen.catalogue.rules.questions"]
)
def test_worked_examples(name: str) -> None:
    """Each module has some, and none fails."""
    done = doctest.testmod(importlib.import_module(name))
    assert done.attempted and not done.failed
