"""A verb that is new needs a move, a place among what follows by itself, or a reason to be left out."""

from __future__ import annotations

import inspect

from tests.year import at_desk, at_hearings, at_window
from tests.year.checks import PAPERS, PAPERS_LEFT_OUT
from tests.year.moves import ARRIVALS, FOLLOWS, LEFT_OUT, MOVES
from yimen.cases.states import APPLICATION_TABLE, CASE_TABLE
from yimen.notices.states import DocumentKind


def moved() -> set[str]:
    """Every verb that a move does."""
    found = {f"{m.kind}.{verb}" for m in MOVES for verb in m.verbs}
    return found | {f"application.{verb}" for verbs, _ in ARRIVALS for verb in verbs}


def test_every_verb_has_a_move() -> None:
    """`@move(CaseVerb.NEW, …)` in tests/year/at_desk.py or at_window.py; else a line in FOLLOWS or LEFT_OUT."""
    verbs = {f"application.{v}" for _, v in APPLICATION_TABLE} | {f"case.{v}" for _, v in CASE_TABLE}
    assert verbs - moved() - set(FOLLOWS) - set(LEFT_OUT) == set(), "no move does these verbs"
    assert (set(FOLLOWS) | set(LEFT_OUT)) - verbs == set(), "a reason for a verb that is not there"
    assert set(LEFT_OUT) & (moved() | set(FOLLOWS)) == set(), "left out and done all the same"


def test_every_paper_is_checked_for() -> None:
    """A new kind of document names the verb that gives it (`PAPERS`), or why none of the year does."""
    given = {kind for kinds in PAPERS.values() for kind in kinds}
    assert set(DocumentKind) == given | set(PAPERS_LEFT_OUT)
    assert not given & set(PAPERS_LEFT_OUT)


def test_moves_ask_before_they_act() -> None:
    """Each names by whom and has a word on what it does; none writes rows."""
    for m in MOVES:
        assert m.do.__doc__ and m.weight > 0, m.name
    for module in (at_desk, at_hearings, at_window):
        text = inspect.getsource(module)
        assert not any(word in text for word in (".save(", ".update(", ".create(", ".delete(", "cursor")), module
