"""The life of a licence: the table of states, four eyes, versions, what is written and what is not."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from tests.journeys.licences import (
    DATA,
    RELAY,
    asked_for,
    issued,
    number_of,
    pending,
    signed,
)
from tests.offices import Office
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput, Conflict, FourEyes, NotFound, Refused
from yimen.kernel.models import JournalEntry, OutboxRow
from yimen.licences.actions.deregister import deregister
from yimen.licences.actions.rectify import rectify
from yimen.licences.actions.refuse import refuse
from yimen.licences.actions.reissue import reissue
from yimen.licences.actions.renew import renew
from yimen.licences.actions.request import request
from yimen.licences.actions.sign import sign
from yimen.licences.actions.withdraw import withdraw
from yimen.licences.models import Licence
from yimen.licences.reads import data_of, desk_licence, found, of_source, waiting
from yimen.licences.rules import parse
from yimen.licences.states import CHANGES, LIVE, TABLE, Verb

DO: dict[str, Callable[..., object]] = {
    "renew": renew,
    "reissue": reissue,
    "rectify": rectify,
    "deregister": deregister,
    "refuse": lambda *, licence_id, actor: refuse(licence_id=licence_id, opinion="材料不足", actor=actor),
    "withdraw": withdraw,
    "request": lambda *, licence_id, actor: request(licence_id=licence_id, asked=asked_for("renew"), actor=actor),
}
STATES = ("valid", "pending", "replaced", "void", "deregistered")
"""Those that any certificate may be in; what only licences know is tried in `test_endings`."""
ENDS = {"renew": "replaced", "reissue": "void", "rectify": "replaced", "deregister": "deregistered"}


def brought_to(office: Office, state: str) -> Licence:
    """Return a licence in a state."""
    if state == "valid":
        return signed(office)
    if state == "pending":
        return pending(office, "renew")
    verb = next(v for v, end in ENDS.items() if end == state)
    licence = pending(office, verb)
    DO[verb](licence_id=licence.id, actor=office.actor("approver1"))
    licence.refresh_from_db()
    return licence


def rows() -> tuple[int, int, int]:
    """What there is of entries, outbox rows and licences."""
    return JournalEntry.objects.count(), OutboxRow.objects.count(), Licence.objects.count()


@pytest.mark.parametrize("verb", CHANGES)
def test_a_change_ends_the_version_and_links_the_next(office: Office, verb: str) -> None:
    """换证, 补证, 更正 make a next version with the same serial; 注销 makes none. The old one is kept as it was."""
    licence = pending(office, verb)
    before = data_of(licence)
    DO[verb](licence_id=licence.id, actor=office.actor("approver1"))
    office.deliver()
    licence.refresh_from_db()
    assert (licence.state, licence.asked_verb, licence.asked_sealed) == (ENDS[verb], "", None)
    assert licence.ended_at is not None and data_of(licence) == before
    new = Licence.objects.filter(predecessor=licence).first()
    if verb == "deregister":
        assert new is None and of_source("case", licence.source_id) is None
        return
    assert new is not None and new.e_number and licence.e_number and new.pdf_digest
    first, second = parse(licence.e_number), parse(new.e_number)
    assert (first.serial, first.version, second.serial, second.version) == (licence.serial, 1, licence.serial, 2)
    assert new.number == licence.number and new.token_hash != licence.token_hash
    now = of_source("case", licence.source_id)
    assert now is not None and now.id == new.id
    assert data_of(new)["location"] == (
        "佛山市禅城区祖庙街道示范路18号3座1502房" if verb == "rectify" else DATA["location"]
    )


@pytest.mark.parametrize(
    ("state", "verb"), [(s, v) for s, v in itertools.product(STATES, DO) if s != "pending" or v == "request"]
)
def test_every_verb_in_every_state_answers_as_the_table_says(office: Office, state: str, verb: str) -> None:
    """Where the table has nothing the answer is a sentence, and nothing is written."""
    licence = brought_to(office, state)
    who = office.actor("registrar1" if verb in ("request", "withdraw") else "approver1")
    before = rows()
    if (state, verb) in TABLE:
        DO[verb](licence_id=licence.id, actor=who)
        return
    with pytest.raises((Conflict, Refused)) as refusal:
        DO[verb](licence_id=licence.id, actor=who)
    assert refusal.value.words.zh and rows() == before


@pytest.mark.parametrize("verb", [*CHANGES, "refuse"])
def test_who_asked_may_not_decide(office: Office, verb: str) -> None:
    """一审一核: the same person holding both posts is refused, another approver is not."""
    licence = pending(office, verb if verb in CHANGES else "renew", by="both2")
    before = rows()
    with pytest.raises(FourEyes):
        DO[verb](licence_id=licence.id, actor=office.actor("both2"))
    assert rows() == before
    DO[verb](licence_id=licence.id, actor=office.actor("approver2"))


@pytest.mark.parametrize("who", ["clerk1", "checker1", "manager1", "tax1", "housing1", "registrar2", "approver1"])
def test_only_the_issuers_posts_change_a_licence(office: Office, who: str) -> None:
    """Another department's examiner does not even see it; a window and an approver may not ask."""
    licence, actor = signed(office), office.actor(who)
    if who == "registrar2":
        request(licence_id=licence.id, asked=asked_for("renew"), actor=actor)
        return
    before = rows()
    with pytest.raises((Refused, NotFound)):
        request(licence_id=licence.id, asked=asked_for("renew"), actor=actor)
    assert rows() == before
    if who != "approver1":
        assert found(actor, licence.number) == [] and waiting(actor) == []
        with pytest.raises(NotFound):
            desk_licence(actor, licence.id)


def test_an_examiner_may_not_approve_and_only_who_asked_takes_back(office: Office) -> None:
    """Posts are kept apart."""
    licence = pending(office, "renew")
    with pytest.raises(Refused):
        renew(licence_id=licence.id, actor=office.actor("registrar2"))
    with pytest.raises(Refused):
        withdraw(licence_id=licence.id, actor=office.actor("registrar2"))
    withdraw(licence_id=licence.id, actor=office.actor("registrar1"))
    licence.refresh_from_db()
    assert (licence.state, licence.asked_verb, licence.asked_by_id) == ("valid", "", None)


def test_another_change_than_was_asked_for_is_not_done(office: Office) -> None:
    """An old page cannot deregister what was to be renewed."""
    licence = pending(office, "renew")
    with pytest.raises(Conflict, match="renew"):
        deregister(licence_id=licence.id, actor=office.actor("approver1"))
    licence.refresh_from_db()
    assert licence.state == "pending"


def test_a_refused_change_leaves_the_licence(office: Office) -> None:
    """With a reason; without one it is not taken."""
    licence = pending(office, "deregister")
    with pytest.raises(BadInput):
        refuse(licence_id=licence.id, opinion=" ", actor=office.actor("approver1"))
    refuse(licence_id=licence.id, opinion="仍在抵押期间", actor=office.actor("approver1"))
    licence.refresh_from_db()
    assert licence.state == "valid" and licence.ended_at is None


def test_serials_have_no_gap(office: Office) -> None:
    """A failed issue gives its number back."""
    first = issued()
    with pytest.raises(IntegrityError), transaction.atomic():
        issued(first.number)
    assert int(issued().serial) == int(first.serial) + 1 == 20260000002


def test_issuing_twice_makes_one_even_after_its_end(office: Office) -> None:
    """A repeated message does not bring a deregistered certificate back."""
    source = uuid4()
    licence = issued(source=source)
    assert issued(source=source).id == licence.id
    request(licence_id=licence.id, asked=asked_for("deregister"), actor=office.actor("registrar1"))
    deregister(licence_id=licence.id, actor=office.actor("approver1"))
    assert issued(source=source).id == licence.id
    assert Licence.objects.filter(source_id=source).count() == 1


def test_a_transfer_ends_the_sellers_certificate_when_it_is_known(office: Office) -> None:
    """Whatever waits on it goes with it; another department's paper of the same number is left alone."""
    old = pending(office, "rectify")
    elsewhere = issued("X-1", issuer="tax")
    new = issued(replaces=old.number)
    issued(replaces="X-1")
    issued(replaces="粤(1999)佛禅不动产权第0000000号")
    for one in (old, elsewhere):
        one.refresh_from_db()
    assert (old.state, old.asked_verb, new.state, elsewhere.state) == ("deregistered", "", "valid", "valid")
    with pytest.raises(Conflict):
        rectify(licence_id=old.id, actor=office.actor("approver1"))


def test_a_new_number_of_the_register_is_taken_over_and_must_be_free(office: Office) -> None:
    """补证 with the number that the register gave; never one that another valid paper has."""
    licence, other = signed(office), signed(office)
    with pytest.raises(BadInput) as wrong:
        asked = asked_for("reissue", new_number=other.number)
        request(licence_id=licence.id, asked=asked, actor=office.actor("registrar1"))
    assert set(wrong.value.fields) == {"new_number"}
    asked = asked_for("reissue", new_number="粤（2026）佛禅不动产权第8888888号")
    request(licence_id=licence.id, asked=asked, actor=office.actor("registrar1"))
    new = Licence.objects.get(pk=reissue(licence_id=licence.id, actor=office.actor("approver1")))
    assert new.number == number_of(8888888)


BAD: list[tuple[dict[str, object], str]] = [
    ({"verb": "revoke"}, "verb"),
    ({"verb": ""}, "verb"),
    ({"verb": "issue"}, "verb"),
    ({"verb": "renew", "reason": ""}, "reason"),
    ({"verb": "renew", "reason": "一"}, "reason"),
    ({"verb": "renew", "reason": "长" * 501}, "reason"),
    ({"verb": "renew", "reason": "坏\x00字"}, "reason"),
    ({"verb": "renew", "reason": "坏\ud800字"}, "reason"),
    ({"verb": "renew", "basis": "　"}, "basis"),
    ({"verb": "renew", "basis": "长" * 201}, "basis"),
    ({"verb": "renew", "new_number": "9" * 81}, "new_number"),
    ({"verb": "reissue", "evidence": ""}, "evidence"),
    ({"verb": "reissue", "evidence": "长" * 501}, "evidence"),
    ({"verb": "rectify", "changes": {}}, "changes"),
    ({"verb": "rectify", "changes": {"location": DATA["location"]}}, "changes"),
    ({"verb": "rectify", "changes": {"token": "mine", "template": "x"}}, "changes"),
    ({"verb": "rectify", "changes": {"holders": " "}}, "data.holders"),
    ({"verb": "rectify", "changes": {"holders": "长" * 1001}}, "data.holders"),
    ({"verb": "rectify", "changes": {"area": "\x1b[31m"}}, "data.area"),
]


@pytest.mark.parametrize(("given", "field"), BAD)
def test_bad_input_is_named_and_nothing_is_written(office: Office, given: dict[str, object], field: str) -> None:
    """Each field, with a sentence in both languages."""
    licence = signed(office)
    before = rows()
    values = dict(given)
    verb = str(values.pop("verb"))
    with pytest.raises(BadInput) as wrong:
        request(licence_id=licence.id, asked=asked_for(verb, **values), actor=office.actor("registrar1"))
    assert set(wrong.value.fields) == {field} and all(w.zh and w.en for w in wrong.value.fields[field])
    assert rows() == before


def test_hostile_text_is_printed_as_text(office: Office) -> None:
    """What a correction says is neither markup of the page nor a command of the typesetter."""
    hostile = '<script>alert(1)</script> #read("/etc/passwd") $x$ \\ {{ 7*7 }}'
    licence = signed(office)
    asked = asked_for("rectify", changes={"location": hostile})
    request(licence_id=licence.id, asked=asked, actor=office.actor("registrar1"))
    new = rectify(licence_id=licence.id, actor=office.actor("approver1"))
    office.deliver()
    row = Licence.objects.get(pk=new)
    assert data_of(row)["location"] == hostile and row.pdf_digest


def test_signing_is_done_once(office: Office) -> None:
    """A second run of the effect finds it done."""
    licence = signed(office)
    before = rows()
    sign(licence_id=licence.id, actor=RELAY)
    again = Licence.objects.get(pk=licence.id)
    assert rows() == before and again.pdf_digest == licence.pdf_digest


def test_a_citizen_or_nobody_does_nothing(office: Office) -> None:
    """Deny unless granted."""
    from yimen.kernel.actor import ActorKind

    licence = pending(office, "renew")
    for kind in (ActorKind.CITIZEN, ActorKind.DEPARTMENT_SYSTEM):
        actor = Actor(kind, "1", "某人")
        for verb in DO:
            with pytest.raises((NotFound, Refused)):
                DO[verb](licence_id=licence.id, actor=actor)
    with pytest.raises(NotFound):
        renew(licence_id=UUID(int=0), actor=office.actor("approver1"))


def test_live_states_are_those_the_database_holds_one_of() -> None:
    """The words of the constraint and of the code agree."""
    condition = str(next(c for c in Licence._meta.constraints if c.name == "licence_one_live_a_source"))
    assert (
        all(state in condition for state in LIVE) and len(LIVE) == 3 and Verb.SIGN in dict.fromkeys(v for _, v in TABLE)
    )
