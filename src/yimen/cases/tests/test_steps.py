"""Which steps are needed, ready, or can never start: pure rules against brute force."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from yimen.cases.rules.steps import StepFacts, can_never_start, needs, ready
from yimen.catalogue.rules.standards import Process, read

MATTERS = files("yimen.packs.realestate") / "matters"
ALL = (
    "house_contract_filing",
    "house_price_assessment",
    "deed_tax",
    "house_vat",
    "house_income_tax",
    "house_transfer_registration",
)


def process(matter: str) -> Process:
    """The process standard of a matter."""
    text = yaml.safe_load((MATTERS / matter / "process.yaml").read_text(encoding="utf-8"))
    found: Process = read(Process, text, matter)
    return found


@pytest.mark.parametrize(
    ("on", "deed", "income"),
    [
        (date(2016, 12, 19), True, False),
        (date(2019, 1, 1), True, True),
        (date(2021, 8, 31), True, True),
        (date(2026, 3, 2), True, True),
    ],
)
def test_taxes_before_the_entry_by_the_law_of_the_day(on: date, deed: bool, income: bool) -> None:
    """Deed tax always (1997 regulation, then 契税法 art 11); income tax since 2019 (个人所得税法 art 15).

    VAT by no article.
    """
    entry = next(s for s in process("house_transfer_registration").steps if s.code == "enter")
    required = needs(entry, "house_transfer_registration", ALL, on)
    assert ("deed_tax:settle" in required) == deed
    assert ("house_income_tax:settle" in required) == income
    assert not any(key.startswith("house_vat") for key in required)


def test_a_matter_alone_needs_no_other_matters_steps() -> None:
    """Its paper is in the pile instead."""
    entry = next(s for s in process("house_transfer_registration").steps if s.code == "enter")
    alone = needs(entry, "house_transfer_registration", ["house_transfer_registration"], date(2026, 3, 2))
    assert alone == ("house_transfer_registration:approve", "house_transfer_registration:fee")


@st.composite
def graphs(draw: st.DrawFn) -> list[StepFacts]:
    """A graph of steps without cycles, in any mixture of states."""
    count = draw(st.integers(1, 9))
    states = st.sampled_from(["waiting", "open", "done", "refused", "dropped"])
    return [
        StepFacts(f"m:{n}", draw(states), tuple(f"m:{i}" for i in range(n) if draw(st.booleans())))
        for n in range(count)
    ]


@given(graphs())
def test_ready_is_what_waits_for_nothing(steps: list[StepFacts]) -> None:
    """Exactly the waiting steps all of whose needs are done."""
    states = {s.key: s.state for s in steps}
    expected = [s.key for s in steps if s.state == "waiting" and all(states[n] == "done" for n in s.needs)]
    assert ready(steps) == expected


@given(graphs())
def test_what_can_never_start_is_behind_something_lost(steps: list[StepFacts]) -> None:
    """By walking back from each waiting step through waiting ones."""
    facts = {s.key: s for s in steps}

    def lost(key: str) -> bool:
        step = facts[key]
        if step.state in ("refused", "dropped"):
            return True
        return step.state == "waiting" and any(lost(n) for n in step.needs)

    assert can_never_start(steps) == {s.key for s in steps if s.state == "waiting" and any(lost(n) for n in s.needs)}
