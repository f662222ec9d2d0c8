"""Leave against leave, and leave against a claim: no overlap, no circle, and nothing stays with who is away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import UUID

from tests.offices import Office
from tests.races.rivals import rivals, rounds
from tests.races.scene import Scene
from yimen.accounts.models import Absence
from yimen.cases.actions.claim import claim
from yimen.cases.actions.put_back import put_back_abandoned
from yimen.cases.models import Step
from yimen.kernel import clock
from yimen.kernel.actor import house
from yimen.kernel.errors import BadInput
from yimen.people.actions.announce import announce
from yimen.people.actions.call_off import call_off
from yimen.people.actions.end import end

MONDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 6)


def going(office: Office, who: str, substitute: str, first: date = MONDAY) -> Callable[[], UUID | None]:
    """Return the announcing of an absence until Friday; None when it is refused."""
    told = partial(
        announce,
        account=office.account(who),
        substitute=office.account(substitute),
        from_date=first,
        to_date=FRIDAY,
        actor=office.actor(who),
    )

    def announced() -> UUID | None:
        try:
            return told()
        except BadInput:
            return None

    return announced


def back(office: Office) -> None:
    """Everybody comes back."""
    for row in Absence.objects.filter(state="announced").select_related("account"):
        verb = end if row.from_date <= clock.today() else call_off
        verb(absence_id=row.pk, actor=office.actor(row.account.username))


def test_two_absences_of_one_person(scene: Scene) -> None:
    """One stands; the other is told so."""
    office = scene.office
    with rivals() as both:
        for _ in rounds():
            results = both.at_once(
                going(office, "registrar1", "registrar2"), going(office, "registrar1", "approver1", date(2026, 3, 4))
            )
            assert sum(result is not None for result in results) == 1
            back(office)


def test_a_circle_of_two(scene: Scene) -> None:
    """Each would stand in for the other: one of them goes."""
    office = scene.office
    with rivals() as both:
        for _ in rounds():
            results = both.at_once(going(office, "registrar1", "registrar2"), going(office, "registrar2", "registrar1"))
            assert sum(result is not None for result in results) == 1
            back(office)


def test_a_claim_against_the_start_of_an_absence(scene: Scene) -> None:
    """Whoever was first: when the house has looked once more, nothing is in the hands of who is away."""
    office = scene.office
    case = scene.registration(scene.checked())
    with rivals() as both:
        for _ in rounds():
            both.at_once(
                partial(claim, case_id=case, actor=office.actor("registrar1")),
                going(office, "registrar1", "registrar2"),
            )
            put_back_abandoned(actor=house("worker"))
            assert Step.objects.values_list("claimed_by", flat=True).get(case=case, code="examine") is None
            back(office)
