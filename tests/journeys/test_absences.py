"""Somebody goes on leave: a colleague has her posts for those days, nothing waits for her, two persons still see.

Monday 2026-03-02 is the office's first day; leave lasts over whole office days, both included.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from tests.journeys.licences import pending
from tests.offices import Office
from tests.races.scene import RELAY, Scene, scene
from yimen.accounts.models import Absence
from yimen.cases.actions.approve import approve
from yimen.cases.actions.check import check
from yimen.cases.actions.claim import claim
from yimen.cases.actions.examine import examine
from yimen.cases.actions.put_back import put_back_abandoned
from yimen.cases.actions.reassign import reassign
from yimen.cases.actions.return_ import return_
from yimen.cases.actions.start import start
from yimen.cases.models import Case, Step
from yimen.cases.reads.hands import in_whose_hands
from yimen.cases.reads.work import Which, counts
from yimen.kernel import clock, history
from yimen.kernel.actor import house
from yimen.kernel.errors import BadInput, Conflict, FourEyes, NotFound, Refused
from yimen.licences.actions.deregister import deregister
from yimen.people.actions.announce import announce
from yimen.people.actions.call_off import call_off
from yimen.people.actions.end import end, end_over
from yimen.people.reads.standing_in import absences, who_holds

__all__ = ["scene"]
MONDAY, TUESDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 6)


def on(office: Office, day: int) -> None:
    """Set the office clock to ten in the morning of a day of March 2026."""
    office.at(datetime(2026, 3, day, 2, tzinfo=UTC))


def away(office: Office, who: str, substitute: str, first: date = MONDAY, last: date = FRIDAY, by: str = "") -> UUID:
    """Announce an absence, by herself when nobody else is named."""
    return announce(
        account=office.account(who),
        substitute=office.account(substitute),
        from_date=first,
        to_date=last,
        actor=office.actor(by or who),
    )


def holder(case: UUID, code: str = "examine") -> int | None:
    """Return who has a step."""
    return Step.objects.values_list("claimed_by", flat=True).get(case=case, code=code)


def signers(case: UUID, verb: str) -> list[tuple[str, str]]:
    """Return reference and name under which a verb stands in the journal."""
    return [(e.actor, e.actor_name) for e in history.of([("case", case)]) if e.verb == verb]


def test_nothing_waits_for_her_and_the_substitute_works_in_her_name(scene: Scene) -> None:
    """From the first day to the last; the journal tells both names, the reference is the substitute's."""
    office = scene.office
    case = scene.registration(scene.checked())
    gone, stays = office.actor("registrar1"), office.actor("approver1")
    claim(case_id=case, actor=gone)
    away(office, "registrar1", "approver1", first=TUESDAY)
    put_back_abandoned(actor=house("worker"))
    assert holder(case) == int(gone.id) and not office.actor("approver1").absents
    on(office, 3)
    assert put_back_abandoned(actor=house("worker")) == 1 and holder(case) is None
    assert "请假" in history.of([("case", case)])[-1].data["reason_zh"]
    with pytest.raises(Conflict, match="stands in"):
        claim(case_id=case, actor=office.actor("registrar1"))
    with pytest.raises(Refused):
        examine(case_id=case, opinion="齐全", actor=stays)  # the actor of yesterday had no such post
    stands_in = office.actor("approver1")
    assert counts(stands_in)[Which.POOL] == 1
    claim(case_id=case, actor=stands_in)
    assert holder(case) == int(stands_in.id) and put_back_abandoned(actor=house("worker")) == 0
    examine(case_id=case, opinion="齐全", actor=stands_in)
    assert signers(case, "examine") == [(stands_in.reference, f"{stands_in.name}（代{gone.name}）")]
    assert Case.objects.get(pk=case).examined_by_id == int(stands_in.id)
    start(application_id=Case.objects.get(pk=case).application_id, actor=RELAY)
    with pytest.raises(FourEyes):  # she examined it, if in another's name
        approve(case_id=case, actor=stands_in)
    approve(case_id=case, actor=office.actor("approver2"))
    assert signers(case, "approve") == [(office.actor("approver2").reference, office.actor("approver2").name)]


def test_no_power_of_hers_decides_on_her_own_work(scene: Scene) -> None:
    """Who stands in for an approver is kept from what that approver examined; with a post of her own she is not."""
    office = scene.office
    case = scene.registration(scene.checked())
    examine(case_id=case, opinion="齐全", actor=office.actor("both2"))
    start(application_id=Case.objects.get(pk=case).application_id, actor=RELAY)
    away(office, "both2", "registrar2")
    stands_in = office.actor("registrar2")
    for verb in (lambda: approve(case_id=case, actor=stands_in), lambda: claim(case_id=case, actor=stands_in)):
        with pytest.raises(FourEyes, match="stand in for"):
            verb()
    assert int(stands_in.id) not in dict(in_whose_hands(office.actor("approver1"), case).others)
    away(office, "approver2", "registrar2")  # now she stands in for two, and one of them has not seen it
    approve(case_id=case, actor=office.actor("registrar2"))
    assert signers(case, "approve") == [
        (stands_in.reference, f"{stands_in.name}（代{office.actor('approver2').name}）")
    ]


def test_no_power_of_hers_decides_on_what_she_asked_for(office: Office) -> None:
    """The same of a certificate's change."""
    licence = pending(office, "deregister", by="both2")
    away(office, "both2", "registrar2")
    with pytest.raises(FourEyes, match="stand in for"):
        deregister(licence_id=licence.id, opinion="同意", actor=office.actor("registrar2"))
    deregister(licence_id=licence.id, opinion="同意", actor=office.actor("approver1"))


def test_an_earlier_round_counts_as_well(scene: Scene) -> None:
    """Returned and examined again by another: who examined first, or stands in for her, does not approve."""
    office = scene.office
    case = scene.registration(scene.checked())
    application = Case.objects.get(pk=case).application_id
    examine(case_id=case, opinion="齐全", actor=office.actor("both2"))
    start(application_id=application, actor=RELAY)
    return_(case_id=case, reason="面积请再核", actor=office.actor("approver1"))
    Step.objects.filter(case=case, code="examine").update(claimed_by=None, claimed_at=None)
    examine(case_id=case, opinion="已核", actor=office.actor("registrar1"))
    start(application_id=application, actor=RELAY)
    away(office, "both2", "registrar2")
    with pytest.raises(FourEyes):
        approve(case_id=case, actor=office.actor("registrar2"))


def test_the_second_check_goes_over_too(scene: Scene) -> None:
    """And whoever accepted it may not check it in a colleague's place."""
    office = scene.office
    application = scene.accepted()
    away(office, "checker1", "clerk1", by="manager1")
    with pytest.raises(FourEyes):
        check(application_id=application, actor=office.actor("clerk1"))
    away(office, "checker2", "clerk2", by="manager1")
    check(application_id=application, actor=office.actor("clerk2"))
    assert "代" in signers(scene.registration(application), "check")[0][1]


def test_nothing_is_given_to_who_is_away(scene: Scene) -> None:
    """The refusal names who stands in; she is among those whom it may be given."""
    office = scene.office
    case = scene.registration(scene.checked())
    away(office, "registrar1", "registrar2")
    approver = office.actor("approver1")
    with pytest.raises(BadInput) as told:
        reassign(case_id=case, to=office.account("registrar1"), reason="他熟悉", actor=approver)
    assert office.actor("registrar2").name in told.value.fields["to"][0].zh
    hands = in_whose_hands(approver, case)
    assert office.account("registrar1") not in dict(hands.others)
    assert [name for name, _ in hands.away] == [office.actor("registrar1").name]
    reassign(case_id=case, to=office.account("registrar2"), reason="他代办", actor=approver)


def test_what_may_not_be_announced(office: Office) -> None:
    """Each has its sentence at its field, and nothing is written."""
    away(office, "registrar1", "registrar2", last=TUESDAY)
    wrong = {
        "substitute": [("registrar2", "registrar2"), ("registrar2", "tax1"), ("registrar2", "registrar1")],
        "from_date": [("registrar1", "approver1")],
    }
    for field, pairs in wrong.items():
        for who, substitute in pairs:
            with pytest.raises(BadInput) as told:
                away(office, who, substitute)
            assert list(told.value.fields) == [field], (who, substitute)
    for first, last, field in (
        (date(2026, 3, 1), FRIDAY, "from_date"),
        (FRIDAY, TUESDAY, "to_date"),
        (FRIDAY, date(2027, 3, 7), "to_date"),
    ):
        with pytest.raises(BadInput) as told:
            away(office, "approver2", "approver1", first, last)
        assert list(told.value.fields) == [field]
    for who, by in (("registrar2", "registrar1"), ("tax1", "approver1"), ("registrar2", "manager1")):
        with pytest.raises((Refused, BadInput)):
            away(office, who, "approver1", by=by)
    assert Absence.objects.count() == 1


def test_a_substitute_who_is_away_hands_nothing_on(office: Office) -> None:
    """Her own posts go to hers; those she stood in for go to nobody on these days, and the page warns."""
    away(office, "registrar1", "registrar2")
    away(office, "registrar2", "approver1", first=TUESDAY, last=TUESDAY)
    assert office.actor("registrar2").absents
    on(office, 3)
    assert not office.actor("registrar2").absents
    assert list(office.actor("approver1").absents) == [office.account("registrar2")]
    told = {h.account: h for h in who_holds("examiner", "registry")}
    assert told[office.account("approver1")].absents == ((office.account("registrar2"), "简文彬"),)
    (gaps,) = [a.gaps for a in absences(office.actor("registrar1")) if a.is_mine]
    assert gaps == ((TUESDAY, TUESDAY),)
    with pytest.raises(BadInput, match="Nothing was announced"):
        away(office, "approver1", "registrar1", first=TUESDAY, last=FRIDAY)  # a circle of three on Tuesday


def test_it_ends_by_itself_or_before(scene: Scene) -> None:
    """What the substitute holds only in her place is put back then."""
    office = scene.office
    one = away(office, "registrar1", "approver1")
    with pytest.raises(Conflict):
        call_off(absence_id=one, actor=office.actor("registrar1"))
    case = scene.registration(scene.checked())
    claim(case_id=case, actor=office.actor("approver1"))
    on(office, 4)
    with pytest.raises(NotFound):
        end(absence_id=one, actor=office.actor("tax1"))
    with pytest.raises(Refused):
        end(absence_id=one, actor=office.actor("registrar2"))
    end(absence_id=one, actor=office.actor("registrar1"))
    assert Absence.objects.get(pk=one).to_date == TUESDAY and not office.actor("approver1").absents
    office.deliver()
    assert holder(case) is None
    claim(case_id=case, actor=office.actor("registrar1"))
    two = away(office, "registrar1", "approver1", first=FRIDAY, last=FRIDAY)
    with pytest.raises(Conflict):
        end(absence_id=two, actor=office.actor("registrar1"))
    call_off(absence_id=two, actor=office.actor("head1"))
    away(office, "registrar1", "approver1", first=FRIDAY, last=FRIDAY)
    on(office, 7)
    assert not office.actor("approver1").absents
    with clock.office_time():
        assert end_over(actor=house("worker")) == 1
    assert set(Absence.objects.values_list("state", flat=True)) == {"ended", "called_off"}
