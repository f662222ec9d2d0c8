"""What is no application is kept no longer than its stated time."""

from __future__ import annotations

from datetime import timedelta

from tests.departments import Departments
from tests.journeys.selling import drafted
from tests.offices import Office
from yimen.cases.actions.discard import discard_outdated
from yimen.cases.actions.erase import forget_tries
from yimen.cases.models import Answer, Application, Attempt
from yimen.cases.rules.retention import DRAFTS, TRIES
from yimen.kernel import clock
from yimen.kernel.actor import house

WORKER = house("worker")


def test_old_drafts_and_tries_go(office: Office, departments: Departments) -> None:
    """A draft too old is discarded with its answers, a younger one stays; so with tries."""
    draft = drafted(departments.sale(), office.actor("clerk1", 1))
    with clock.office_time():
        now = clock.now()
        for age in (TRIES + timedelta(hours=1), timedelta(days=1)):
            Attempt.objects.create(kind="x", number_hash=b"1", address_hash=b"2", at=now - age, is_right=False)
        assert discard_outdated(actor=WORKER) == 0
        Application.objects.filter(pk=draft).update(opened_at=now - DRAFTS - timedelta(hours=1))
        assert discard_outdated(actor=WORKER) == 1 and discard_outdated(actor=WORKER) == 0
        assert forget_tries(actor=WORKER) == 1
    assert Attempt.objects.count() == 1
    assert Application.objects.get(pk=draft).state == "discarded"
    assert not Answer.objects.filter(application=draft).exists()
