"""The taxes and fees of a sale as a machine asks for them: facts in plain values, without an application. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from yimen.packs.realestate.rules.facts import read_facts
from yimen.packs.realestate.rules.tax import estimate


def tax(on: date, facts: Mapping[str, object]) -> dict[str, object]:
    """Return the estimate for a contract signed `on`. Raises BadInput, NotCovered."""
    return estimate(on, read_facts(facts)).as_json()
