"""The law accepts in silence at the very moment when somebody answers: one stands, and nothing is there twice."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

import pytest

from tests.journeys.test_intake import at
from tests.offices import Office
from tests.onelicence import FORM, draft, publish_one_licence
from tests.races.rivals import rivals, rounds
from yimen.cases.actions.accept import accept
from yimen.cases.actions.correct import correct
from yimen.cases.actions.deem_accepted import deem_accepted
from yimen.cases.actions.receive import receive
from yimen.cases.models import Application, Case
from yimen.kernel.actor import house
from yimen.kernel.errors import Obstacle
from yimen.kernel.models import JournalEntry
from yimen.notices.models import Document


def refused(verb: Callable[[], object]) -> object:
    """Do a verb; return the refusal of what came after the law had accepted."""
    try:
        return verb()
    except Obstacle as refusal:
        return refusal


@pytest.mark.parametrize("verb", [accept, correct])
def test_silence_and_an_answer_at_once(office: Office, verb: Callable[..., object]) -> None:
    """Past the limit the law has accepted, whoever is quicker; the late answer is refused and changes nothing."""
    publish_one_licence()
    clerk = office.actor("clerk1", 7)
    serials = iter(range(1, 1000))

    def received() -> UUID:
        office.at(at(3, 2))
        pile = draft(office, next(serials), keys=(FORM,))
        receive(application_id=pile, actor=clerk)
        office.at(at(3, 10))
        return pile

    with rivals() as both:
        for _ in rounds()[:8]:
            pile = received()
            deem = partial(deem_accepted, application_id=pile, actor=house("worker"))
            both.at_once(deem, partial(refused, partial(verb, application_id=pile, actor=clerk)))
            # Who met the other's lock was told so; the worker's next run finds what is left.
            if Application.objects.get(pk=pile).state == "received":
                deem()
            row = Application.objects.get(pk=pile)
            assert (row.state, row.deemed_by) == ("accepted", "licensing.acceptance")
            assert JournalEntry.objects.filter(subject_id=pile, verb="deem_accepted").count() == 1
            assert JournalEntry.objects.filter(subject_id=pile, verb__in=("accept", "correct")).count() == 0
            assert Case.objects.filter(application=pile).count() == 1
            assert Document.objects.filter(source_id=pile, kind="acceptance").count() == 1
