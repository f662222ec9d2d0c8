"""State × verb × role, all of it: denied unless granted, nothing dead, nothing stuck, each denial told."""

from __future__ import annotations

from typing import Any

import pytest

from tests.replay import bindings
from tests.triples import SHORTCUTS, answer, granted, roles, row, states_of
from yimen.kernel.action import BORN, Binding

BINDINGS = bindings()
BY_HOUSE_ALONE = {"message", "document", "token"}
"""Kinds that nobody has in hand: they follow from what is done with others."""
NEEDS_A_FACT = {
    # Who may depends on a fact that the one row of this test does not have; the room's own tests try it.
    ("licence", "withdraw"),  # by who asked
    ("hand_over", "recall"),  # by who sent it
    ("payment", "settle"),  # by the terminal
    ("payment", "decline"),
}
CITIZENS = {
    ("case", "ask_for_person"),
    ("case", "object"),
    ("application", "supplement"),
    ("delivery", "choose"),  # the portal asks for her proof before it calls them
    ("delivery", "deliver"),
}


def _names(b: Binding[Any]) -> str:
    return b.kind


@pytest.mark.parametrize("binding", BINDINGS, ids=_names)
def test_every_triple_has_one_answer(binding: Binding[Any]) -> None:
    """Yes exactly where the table has the pair and the role is granted; else refused, or a conflict of state.

    What the button's list says is the same.
    """
    verbs = {verb for _, verb in binding.table}
    for state in states_of(binding):
        for role in roles():
            for shortcut in SHORTCUTS:
                allowed = binding.allowed(role.actor, row(state, shortcut))
                for verb in verbs:
                    said = answer(binding, role, state, verb, shortcut)
                    refusal = binding.may(role.actor, verb, row(state, shortcut))
                    assert (said == "yes") == (verb in allowed), (state, verb, role.name)
                    assert said == ("refused" if refusal else "yes" if (state, verb) in binding.table else "conflict")


@pytest.mark.parametrize("binding", BINDINGS, ids=_names)
def test_nobody_without_a_post_does_anything_but_her_own(binding: Binding[Any]) -> None:
    """A stranger does nothing with what has a state; a party only what is hers to do."""
    for state, verb, may in granted(binding):
        if state == BORN or binding.kind in BY_HOUSE_ALONE or binding.kind == "preparation":
            continue
        assert "a stranger" not in may or (binding.kind, verb) in CITIZENS, (binding.kind, state, verb)
        assert "a party" not in may or (binding.kind, verb) in CITIZENS, (binding.kind, state, verb)


@pytest.mark.parametrize("binding", BINDINGS, ids=_names)
def test_every_verb_is_somebodys(binding: Binding[Any]) -> None:
    """No pair of state and verb stands in a table that nobody at all may do."""
    dead = {(binding.kind, verb) for state, verb, may in granted(binding) if state != BORN and not may}
    assert dead <= NEEDS_A_FACT


@pytest.mark.parametrize("binding", [b for b in BINDINGS if b.kind in ("application", "case")], ids=_names)
def test_no_state_is_a_dead_end_but_the_final_ones(binding: Binding[Any]) -> None:
    """From every state that is not final somebody may move on to another one, and by steps to a final one."""
    moves: dict[str, set[str]] = {}
    for state, verb, may in granted(binding):
        if may:
            moves.setdefault(state, set()).add(binding.table[state, verb])
    ends = {s for s in states_of(binding) if moves.get(s, set()) <= {s}}
    reopened = {"closed", "granted", "refused", "terminated"}
    for state in states_of(binding):
        reached, ahead = {state}, [state]
        while ahead:
            fresh = moves.get(ahead.pop(), set()) - reached
            reached |= fresh
            ahead += fresh
        assert reached & (ends | reopened), state


def test_other_offices_do_nothing_at_a_desk() -> None:
    """Whoever holds a desk's post at another office may do nothing with a case of this one."""
    (case,) = (b for b in BINDINGS if b.kind == "case")
    for state, verb, may in granted(case):
        for post in ("examiner", "approver", "agency_head"):
            assert f"{post} elsewhere" not in may, (state, verb)
