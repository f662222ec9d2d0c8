"""Revocation, recall and deregistration of licences: told first, heard, decided by another, with what follows."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest

from tests.journeys.licences import RELAY, REMEDIES, asked_for, issued, permitted, signed, token_of, warn, warned
from tests.offices import Office
from yimen.kernel.errors import BadInput, Conflict, FourEyes, NotCovered, NotFound, Obstacle, Refused, YimenError
from yimen.kernel.models import JournalEntry, OutboxRow
from yimen.licences.actions.ask_renewal import ask_renewal
from yimen.licences.actions.deem_renewed import deem_renewed
from yimen.licences.actions.deny_renewal import deny_renewal
from yimen.licences.actions.deregister import deregister
from yimen.licences.actions.desist import desist
from yimen.licences.actions.expire import expire
from yimen.licences.actions.forewarn import forewarn
from yimen.licences.actions.hear import hear
from yimen.licences.actions.prolong import prolong
from yimen.licences.actions.recall import recall
from yimen.licences.actions.rectify import rectify
from yimen.licences.actions.refuse import refuse
from yimen.licences.actions.reissue import reissue
from yimen.licences.actions.remind import remind
from yimen.licences.actions.renew import renew
from yimen.licences.actions.request import request
from yimen.licences.actions.revoke import revoke
from yimen.licences.actions.withdraw import withdraw
from yimen.licences.models import Bar, Licence, Proceeding
from yimen.licences.reads import as_anybody
from yimen.licences.reads.proceedings import barred_until, held, life_of
from yimen.licences.rules.endings import OF_VERB, Because, RevokeGround
from yimen.licences.states import LAPSED, LIVE, OF_LICENCES, TABLE, LicenceState, Verb
from yimen.notices.models import Document

LATER = datetime(2026, 3, 10, 2, tzinfo=UTC)
"""The first moment after the five working days that follow Monday 2026-03-02."""
DO: dict[str, Callable[..., object]] = {
    "forewarn": lambda *, licence_id, actor: forewarn(
        licence_id=licence_id, verb="revoke", ground="fraud", reason="伪造材料", answer_days=5, actor=actor
    ),
    "hear": lambda *, licence_id, actor: hear(licence_id=licence_id, stated="材料是真的。", actor=actor),
    "revoke": lambda *, licence_id, actor: revoke(
        licence_id=licence_id, opinion="不采纳。", is_harmless=True, actor=actor
    ),
    "recall": lambda *, licence_id, actor: recall(
        licence_id=licence_id, interest="防洪需要", opinion="不采纳。", actor=actor
    ),
    "desist": lambda *, licence_id, actor: desist(
        licence_id=licence_id, because="not_found", reason="材料属实。", actor=actor
    ),
    "ask_renewal": ask_renewal,
    "prolong": prolong,
    "deny_renewal": lambda *, licence_id, actor: deny_renewal(
        licence_id=licence_id, reason="不再符合条件", basis="食品安全法第三十三条", actor=actor
    ),
    "deem_renewed": deem_renewed,
    "expire": expire,
    "remind": remind,
    "deregister": deregister,
    "request": lambda *, licence_id, actor: request(licence_id=licence_id, asked=asked_for("renew"), actor=actor),
    "withdraw": withdraw,
    "refuse": lambda *, licence_id, actor: refuse(licence_id=licence_id, opinion="不同意", actor=actor),
    "renew": renew,
    "reissue": reissue,
    "rectify": rectify,
}
WHO = {
    "forewarn": "registrar1",
    "request": "registrar1",
    "withdraw": "registrar1",
    "refuse": "approver1",
    "renew": "approver1",
    "reissue": "approver1",
    "rectify": "approver1",
    "hear": "registrar1",
    "ask_renewal": "registrar1",
    "revoke": "approver1",
    "recall": "approver1",
    "desist": "approver1",
    "prolong": "approver1",
    "deny_renewal": "approver1",
    "deregister": "approver1",
}
ROLES = ("registrar1", "approver1", "head1", "clerk1", "checker1", "manager1", "tax1", "house")


def actor_of(office: Office, who: str) -> object:
    """Return who does it."""
    return RELAY if who == "house" else office.actor(who)


def rows() -> tuple[int, ...]:
    """What there is of everything that a verb may write."""
    return tuple(m.objects.count() for m in (JournalEntry, OutboxRow, Licence, Proceeding, Bar, Document))


def brought_to(office: Office, state: str) -> Licence:
    """Return a licence of 行政许可法 in a state, with an application for renewal that waits where one can."""
    if state in ("forewarned", "revoked", "recalled"):
        verb = "recall" if state == "recalled" else "revoke"
        licence = warned(office, "facts_changed" if verb == "recall" else "unqualified", verb)
        if state != "forewarned":
            DO["hear"](licence_id=licence.id, actor=office.actor("registrar1"))
            DO[verb](licence_id=licence.id, actor=office.actor("approver1"))
        licence.refresh_from_db()
        return licence
    licence = permitted()
    if state == "expired":
        office.at(datetime(2026, 5, 2, 2, tzinfo=UTC))
        expire(licence_id=licence.id, actor=RELAY)
    elif state == "replaced":
        ask_renewal(licence_id=licence.id, actor=office.actor("registrar1"))
        prolong(licence_id=licence.id, actor=office.actor("approver1"))
    elif state in ("pending", "deregistered", "void"):
        asked = asked_for("reissue") if state == "void" else asked_for("deregister", ground="body_ended")
        request(licence_id=licence.id, asked=asked, actor=office.actor("registrar1"))
        if state == "deregistered":
            deregister(licence_id=licence.id, actor=office.actor("approver1"))
        elif state == "void":
            reissue(licence_id=licence.id, actor=office.actor("approver1"))
    licence.refresh_from_db()
    return licence


@pytest.mark.parametrize("state", list(LicenceState))
def test_state_verb_and_role(office: Office, state: str) -> None:
    """Each verb by each role in this state: whom table or post does not let is told why, nothing is written.

    Another department, and who has no post at it, is answered as if it were not there.
    """
    licence = brought_to(office, state)
    assert licence.state == state
    before = rows()
    for verb, who in itertools.product(DO, ROLES):
        may_post = WHO.get(verb, "house") == who
        if may_post and (state, verb) in TABLE:
            continue
        sees = who in ("registrar1", "approver1", "clerk1", "house")
        kinds: tuple[type[YimenError], ...] = (Conflict, Refused) if sees else (NotFound,)
        with pytest.raises(kinds) as refusal:
            DO[verb](licence_id=licence.id, actor=actor_of(office, who))
        assert refusal.value.words.zh and refusal.value.words.en, (verb, who)
        assert rows() == before, (verb, who)


def test_another_certificate_does_not_know_these_verbs(office: Office) -> None:
    """A certificate of ownership is never 撤销, 撤回, 延续 or 过期: by nobody, in one sentence."""
    licence = signed(office)
    before = rows()
    for verb in sorted(OF_LICENCES):
        with pytest.raises(Refused, match="no licence of the Licensing Law"):
            DO[verb](licence_id=licence.id, actor=actor_of(office, WHO.get(verb, "house")))
    assert rows() == before


def test_told_heard_and_decided_by_another(office: Office) -> None:
    """Nothing is decided before she was heard; what she said must be answered; papers, verification, bar follow."""
    person, other = uuid4(), uuid4()
    licence = permitted(office, holders=(person,), is_safety=True)
    warn(office, licence, "fraud", by="both2")
    licence.refresh_from_db()
    assert as_anybody(licence, with_data=True).is_valid  # an intention changes nothing
    with pytest.raises(FourEyes):
        DO["revoke"](licence_id=licence.id, actor=office.actor("both2"))
    with pytest.raises(Obstacle, match="art 7"):
        DO["revoke"](licence_id=licence.id, actor=office.actor("approver1"))
    hear(licence_id=licence.id, stated="证明是房东给的，我不知情。", actor=office.actor("registrar1"))
    with pytest.raises(BadInput) as wrong:
        revoke(licence_id=licence.id, is_harmless=True, actor=office.actor("approver1"))
    assert set(wrong.value.fields) == {"opinion"}
    with pytest.raises(BadInput) as wrong:
        revoke(licence_id=licence.id, opinion="不采纳。", is_harmless=False, actor=office.actor("approver1"))
    assert set(wrong.value.fields) == {"is_harmless"} and "69(3)" in wrong.value.words.en
    DO["revoke"](licence_id=licence.id, actor=office.actor("approver1"))
    licence.refresh_from_db()
    shown = as_anybody(licence, with_data=True)
    assert (shown.state, shown.is_valid, shown.printed) == ("revoked", False, ())
    today = date(2026, 3, 2)
    assert barred_until(licence.kind, [person], today) == date(2029, 3, 2)
    assert barred_until(licence.kind, [other], today) is None and barred_until("other", [person], today) is None
    assert barred_until(licence.kind, [person], date(2029, 3, 3)) is None
    (mine,) = held("case", [licence.source_id], person)
    assert [paper.kind for paper in mine.life.papers] == ["revocation-notice", "revocation"] and not mine.is_valid
    assert held("case", [licence.source_id], other) == []
    deregister(licence_id=licence.id, actor=office.actor("approver2"))
    licence.refresh_from_db()
    shown = as_anybody(licence, with_data=False)
    assert shown.state == "deregistered" and shown.ended_as and shown.ended_as.en == "revoked"
    assert life_of(office.actor("registrar1"), licence.id).papers[-1].kind == "deregistration"
    assert token_of(licence)


def test_without_an_answer_it_is_decided_when_the_time_is_over(office: Office) -> None:
    """On the sixth working day, not on the fifth; only fraud in a matter of safety bars."""
    licence = warned(office, "fraud")
    office.at(datetime(2026, 3, 9, 8, tzinfo=UTC))
    with pytest.raises(Obstacle):
        revoke(licence_id=licence.id, is_harmless=True, actor=office.actor("approver1"))
    office.at(LATER)
    revoke(licence_id=licence.id, is_harmless=True, actor=office.actor("approver1"))
    assert not Bar.objects.exists()


def test_a_recall_is_another_act_than_a_revocation(office: Office) -> None:
    """It needs its own notice, with compensation; the approver cannot do one for the other."""
    actor = office.actor("registrar1")
    licence = permitted()
    with pytest.raises(BadInput) as wrong:
        forewarn(
            licence_id=licence.id, verb="recall", ground="facts_changed", reason="规划调整", answer_days=5, actor=actor
        )
    assert set(wrong.value.fields) == {"compensation"}
    warn(office, licence, "facts_changed", "recall")
    hear(licence_id=licence.id, stated="同意。", actor=actor)
    with pytest.raises(Conflict):
        DO["revoke"](licence_id=licence.id, actor=office.actor("approver1"))
    DO["recall"](licence_id=licence.id, actor=office.actor("approver1"))
    licence.refresh_from_db()
    assert (licence.state, licence.ended_by, licence.asked_verb) == ("recalled", "recall", "")


@pytest.mark.parametrize(
    ("verb", "ground", "because", "is_let"),
    [
        ("revoke", "fraud", "not_found", True),
        ("revoke", "fraud", "public_interest", True),
        ("revoke", "fraud", "lenience", False),
        ("revoke", "unqualified", "lenience", True),
        ("recall", "facts_changed", "public_interest", False),
        ("recall", "facts_changed", "lenience", True),
        ("revoke", "unqualified", "whim", False),
    ],
)
def test_what_may_be_kept(office: Office, verb: str, ground: str, because: str, is_let: bool) -> None:
    """Fraud must be revoked but for art 69(3); a second notice is possible after a licence was kept."""
    licence = warned(office, ground, verb)
    if not is_let:
        with pytest.raises(BadInput) as wrong:
            desist(licence_id=licence.id, because=because, reason="经审查。", actor=office.actor("approver1"))
        assert set(wrong.value.fields) == {"because"}
        return
    desist(licence_id=licence.id, because=because, reason="经审查。", actor=office.actor("approver1"))
    licence.refresh_from_db()
    assert (licence.state, licence.asked_verb) == ("valid", "")
    warn(office, licence)
    assert Document.objects.filter(kind="revocation-notice").count() == (2 if verb == "revoke" else 1)


BAD: list[tuple[dict[str, Any], str]] = [
    ({"verb": "deregister"}, "verb"),
    ({"ground": ""}, "ground"),
    ({"ground": "facts_changed"}, "ground"),
    ({"ground": "other_law"}, "law"),
    ({"reason": " "}, "reason"),
    ({"reason": "长" * 2001}, "reason"),
    ({"reason": "坏\x00字"}, "reason"),
    ({"answer_days": 4}, "answer_days"),
    ({"answer_days": 61}, "answer_days"),
]


def test_bad_input_is_named_and_nothing_is_written(office: Office) -> None:
    """Each field, in both languages."""
    licence = permitted()
    before = rows()
    for given, field in BAD:
        values: dict[str, Any] = {"verb": "revoke", "ground": "abuse", "reason": "徇私", "answer_days": 5} | given
        with pytest.raises(BadInput) as wrong:
            forewarn(licence_id=licence.id, actor=office.actor("registrar1"), **values)
        assert set(wrong.value.fields) == {field} and rows() == before
    for ground in ("", "ran_out", "fraud"):
        with pytest.raises(BadInput) as wrong:
            request(
                licence_id=licence.id, asked=asked_for("deregister", ground=ground), actor=office.actor("registrar1")
            )
        assert set(wrong.value.fields) == {"ground"} and rows() == before


def test_the_grounds_are_those_of_the_law() -> None:
    """Five of art 69(1) and fraud; two of art 8(2); six of art 70; each cited with its article."""
    assert [len(OF_VERB[verb]) for verb in ("revoke", "recall", "deregister")] == [6, 2, 6]
    assert set(Because) == {"not_found", "public_interest", "lenience"} and len(LAPSED) == 3 and len(LIVE) == 3
    assert RevokeGround.FRAUD in OF_VERB[Verb.REVOKE]


def test_without_remedies_nothing_is_decided(office: Office) -> None:
    """The matter's text gives no remedies: the decision lacks a part, and neither paper nor deed happens."""
    licence = warned(office, remedies="")
    hear(licence_id=licence.id, stated="不同意。", actor=office.actor("registrar1"))
    before = rows()
    with pytest.raises(NotCovered):
        DO["revoke"](licence_id=licence.id, actor=office.actor("approver1"))
    licence.refresh_from_db()
    assert rows() == before and licence.state == "forewarned" and REMEDIES
    assert issued().matter_type == ""
