"""The worked examples in the rules run."""

from __future__ import annotations

import doctest
import importlib

import pytest


@pytest.mark.parametrize("name", ["facts", "tax"])
def test_the_examples_of_a_module_run(name: str) -> None:
    result = doctest.testmod(importlib.import_module(f"yimen.packs.realestate.rules.{name}"))
    assert result.failed == 0 and result.attempted > 0
