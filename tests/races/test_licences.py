"""Two people at one certificate, and many guesses at once: one wins, the rule holds for all of them together."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from tests.journeys.licences import RELAY, anybody, asked_for, issued, pending, permitted, signed, warn, warned
from tests.offices import Office
from tests.races.rivals import one_wins, rivals, rounds
from yimen.kernel.errors import Conflict
from yimen.kernel.models import JournalEntry
from yimen.licences.actions.ask_renewal import ask_renewal
from yimen.licences.actions.deem_renewed import deem_renewed
from yimen.licences.actions.deny_renewal import deny_renewal
from yimen.licences.actions.deregister import deregister
from yimen.licences.actions.desist import desist
from yimen.licences.actions.expire import expire
from yimen.licences.actions.prolong import prolong
from yimen.licences.actions.refuse import refuse
from yimen.licences.actions.renew import renew
from yimen.licences.actions.request import request
from yimen.licences.actions.revoke import revoke
from yimen.licences.actions.sign import sign
from yimen.licences.actions.verify import Outcome, verify_number
from yimen.licences.actions.withdraw import withdraw
from yimen.licences.models import Licence, Proceeding, VerificationTry
from yimen.licences.rules import TRIES_OF_ONE
from yimen.notices.models import Document
from yimen.site.load import DEMO_START

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
    with rivals() as both:
        for _ in rounds()[HALF]:
            licence = issued()
            both.at_once(*[partial(sign, licence_id=licence.id, actor=RELAY)] * 2)
            assert JournalEntry.objects.filter(subject_id=licence.id, verb="sign").count() == 1
    office.deliver()


def test_notice_against_renewal_against_the_end(office: Office) -> None:
    """撤销的告知、延续、注销的提请: of three officers at once one wins, and the others are told."""
    with rivals(3) as three:
        for _ in rounds()[HALF]:
            licence = permitted()
            ask_renewal(licence_id=licence.id, actor=office.actor("registrar1"))
            asked = asked_for("deregister", ground="body_ended")
            winner = one_wins(
                three.at_once(
                    partial(warn, office, licence, by="registrar2"),
                    partial(prolong, licence_id=licence.id, actor=office.actor("approver1")),
                    partial(request, licence_id=licence.id, asked=asked, actor=office.actor("registrar1")),
                )
            )
            licence.refresh_from_db()
            assert licence.state == ("forewarned", "replaced", "pending")[winner]
            assert Licence.objects.filter(predecessor=licence).exists() is (winner == 1)
            assert Proceeding.objects.filter(licence=licence, verb="revoke").exists() is (winner == 0)


def test_revoke_against_keep_against_the_end_of_validity(office: Office) -> None:
    """Two approvers and the house's task after the last day: one end, one paper."""
    house_actor = RELAY
    with rivals(3) as three:
        for _ in rounds()[HALF]:
            office.at(DEMO_START)
            licence = warned(office)
            office.at(DEMO_START + timedelta(days=61))
            decided = three.at_once(
                partial(revoke, licence_id=licence.id, is_harmless=True, actor=office.actor("approver1")),
                partial(
                    desist, licence_id=licence.id, because="lenience", reason="改正。", actor=office.actor("approver2")
                ),
                partial(expire, licence_id=licence.id, actor=house_actor),
            )
            licence.refresh_from_db()
            ended = [n for n, result in enumerate(decided) if not isinstance(result, Conflict)]
            assert ended in ([0], [1], [2], [1, 2]), decided  # a licence that was kept may still run out
            assert licence.state == {0: "revoked", 1: "valid", 2: "expired"}[ended[-1]]
            assert Document.objects.filter(kind="revocation").count() == sum(
                1 for one in Licence.objects.filter(state="revoked")
            )


def test_two_tasks_and_a_denial_at_the_end(office: Office) -> None:
    """Past the last day the law has renewed it, once; whoever denies it then is too late."""
    with rivals(3) as three:
        for _ in rounds()[HALF]:
            office.at(DEMO_START)
            licence = permitted()
            ask_renewal(licence_id=licence.id, actor=office.actor("registrar1"))
            office.at(DEMO_START + timedelta(days=61))
            deny = partial(deny_renewal, licence_id=licence.id, reason="不符", basis="第五十条")
            three.at_once(
                partial(deem_renewed, licence_id=licence.id, actor=RELAY),
                partial(deem_renewed, licence_id=licence.id, actor=RELAY),
                partial(deny, actor=office.actor("approver1")),
            )
            entries = JournalEntry.objects.filter(subject_id=licence.id)
            assert entries.filter(verb="deem_renewed").count() == 1 and not entries.filter(verb="deny_renewal").exists()


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
