"""Two people at one certificate, and many guesses at once: one wins, the rule holds for all of them together."""

from __future__ import annotations

from functools import partial

from tests.journeys.licences import anybody, asked_for, issued, pending, signed
from tests.offices import Office
from tests.races.rivals import one_wins, rivals, rounds
from yimen.kernel.models import JournalEntry
from yimen.licences.actions.deregister import deregister
from yimen.licences.actions.refuse import refuse
from yimen.licences.actions.renew import renew
from yimen.licences.actions.request import request
from yimen.licences.actions.sign import sign
from yimen.licences.actions.verify import Outcome, verify_number
from yimen.licences.actions.withdraw import withdraw
from yimen.licences.models import Licence, VerificationTry
from yimen.licences.rules import TRIES_OF_ONE

HALF = slice(0, 10)


def test_two_approvers_of_one_change(office: Office) -> None:
    """One new version."""
    approvers = [office.actor("approver1"), office.actor("approver2")]
    with rivals() as both:
        for _ in rounds()[HALF]:
            licence = pending(office, "renew")
            one_wins(both.at_once(*[partial(renew, licence_id=licence.id, actor=a) for a in approvers]))
            assert Licence.objects.filter(predecessor=licence).count() == 1


def test_approve_against_take_back(office: Office) -> None:
    """Deregistered, or as before: never both."""
    with rivals() as both:
        for _ in rounds()[HALF]:
            licence = pending(office, "deregister")
            winner = one_wins(
                both.at_once(
                    partial(deregister, licence_id=licence.id, actor=office.actor("approver1")),
                    partial(withdraw, licence_id=licence.id, actor=office.actor("registrar1")),
                )
            )
            licence.refresh_from_db()
            assert licence.state == ("deregistered", "valid")[winner]
            verbs = set(JournalEntry.objects.filter(subject_id=licence.id).values_list("verb", flat=True))
            assert len(verbs & {"deregister", "withdraw"}) == 1


def test_approve_against_refuse(office: Office) -> None:
    """A new version exists exactly when the approval won."""
    with rivals() as both:
        for _ in rounds()[HALF]:
            licence = pending(office, "renew")
            winner = one_wins(
                both.at_once(
                    partial(renew, licence_id=licence.id, actor=office.actor("approver1")),
                    partial(refuse, licence_id=licence.id, opinion="不同意", actor=office.actor("approver2")),
                )
            )
            assert Licence.objects.filter(predecessor=licence).exists() is (winner == 0)


def test_two_examiners_ask_at_once(office: Office) -> None:
    """One request stands, with one name."""
    examiners = [office.actor("registrar1"), office.actor("registrar2")]
    with rivals() as both:
        for _ in rounds()[HALF]:
            licence = signed(office)
            asks = [partial(request, licence_id=licence.id, asked=asked_for("renew"), actor=e) for e in examiners]
            winner = one_wins(both.at_once(*asks))
            licence.refresh_from_db()
            assert licence.asked_by_id == int(examiners[winner].id)


def test_two_relays_sign_one_file(office: Office) -> None:
    """One signature, one entry; the other finds it done or the row held."""
    from tests.journeys.licences import RELAY

    with rivals() as both:
        for _ in rounds()[HALF]:
            licence = issued()
            both.at_once(*[partial(sign, licence_id=licence.id, actor=RELAY)] * 2)
            assert JournalEntry.objects.filter(subject_id=licence.id, verb="sign").count() == 1
    office.deliver()


def test_guesses_at_once_are_counted_together(office: Office) -> None:
    """Eight at a time from one address: no more than ten find out anything, however they are spread."""
    with rivals(8) as guessers:
        answers = []
        for n in range(4):
            tries = [f"粤(2026)佛禅不动产权第{n:03d}{k:04d}号" for k in range(8)]
            guesses = [partial(verify_number, number=t, address="10.0.0.1", actor=anybody()) for t in tries]
            answers += guessers.at_once(*guesses)
    outcomes = [getattr(a, "outcome", None) for a in answers]
    assert outcomes.count(Outcome.MISS) == TRIES_OF_ONE and outcomes.count(Outcome.SLOWED) == 32 - TRIES_OF_ONE
    assert VerificationTry.objects.filter(outcome="slowed").count() == 1
    assert office.dsn
