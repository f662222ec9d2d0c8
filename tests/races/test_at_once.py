"""She asks for a person at the very moment the table decides: one comes first, and neither is lost."""

from __future__ import annotations

from functools import partial

import pytest

from tests.elders import RELAY, fresh, ready
from tests.offices import Office
from tests.races.rivals import rivals, rounds
from yimen.cases.access import proved_party
from yimen.cases.actions.ask_for_person import ask_for_person
from yimen.cases.actions.decide_by_table import decide_by_table
from yimen.cases.models import Recheck, Step
from yimen.kernel.errors import Busy, Conflict, Stale


def test_asking_for_a_person_against_the_table(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Either the case lies at the desk undecided, or it is granted and her review is open."""
    monkeypatch.setattr("yimen.cases.actions.inside.rechecks.is_drawn", lambda *_: False)
    with rivals() as both:
        for n in rounds():
            case = ready(office, 1950, n)
            asked, decided = both.at_once(
                partial(ask_for_person, case_id=case.id, actor=proved_party(case.application_id, "本人")),
                partial(decide_by_table, case_id=case.id, actor=RELAY),
            )
            for result in (asked, decided):
                assert not isinstance(result, Conflict) or isinstance(result, Busy | Stale), result
            step, state = Step.objects.get(case=case.id, code="decide"), fresh(case.id).state
            reviews = Recheck.objects.filter(case=case.id, kind="asked").count()
            if asked is True:
                assert (step.decided_by, step.state, state, reviews) == ("desk", "open", "accepted", 0)
                assert decided is False or isinstance(decided, Busy | Stale)
            else:
                assert decided is True and (step.state, state) == ("done", "granted")
                assert reviews == (1 if asked is False else 0)
