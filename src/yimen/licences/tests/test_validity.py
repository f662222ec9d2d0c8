"""How long a licence is valid: asked for in time or late, granted, denied, deemed renewed, run out, reminded of.

The dates are worked out by hand: issued on Monday 2026-03-02 for sixty days, the last day is Friday 2026-05-01, thirty
days before it is Wednesday 2026-04-01.
"""

from __future__ import annotations

import doctest
from datetime import UTC, date, datetime

import msgspec
import pytest

from tests.journeys.licences import RELAY, asked_for, permitted, signed, warn
from tests.offices import Office
from yimen.cases.reads.certificate import terms_of
from yimen.catalogue.reads import standard
from yimen.catalogue.rules import terms as term_rules
from yimen.catalogue.rules.standards import Acceptance, LicenceText, read
from yimen.kernel.errors import BadInput, Conflict, FourEyes, Obstacle
from yimen.licences.actions.ask_renewal import ask_renewal
from yimen.licences.actions.deem_renewed import deem_renewed, deem_renewed_due
from yimen.licences.actions.deny_renewal import deny_renewal
from yimen.licences.actions.expire import expire, expire_due
from yimen.licences.actions.prolong import prolong
from yimen.licences.actions.remind import remind_due
from yimen.licences.actions.renew import renew
from yimen.licences.actions.request import request
from yimen.licences.models import Licence, Proceeding
from yimen.licences.reads import as_anybody, data_of
from yimen.licences.reads.proceedings import due_to_expire, life_of, to_deregister
from yimen.licences.rules import endings, validity
from yimen.notices.models import Document

LAST, NEXT = date(2026, 5, 1), date(2026, 6, 30)


def on(office: Office, month: int, day: int, hour: int = 2) -> None:
    """Set the office clock, in UTC; the office is eight hours ahead."""
    office.at(datetime(2026, month, day, hour, tzinfo=UTC))


def kinds() -> list[str]:
    """The kinds of the papers issued, in order."""
    return list(Document.objects.order_by("issued_at", "id").values_list("kind", flat=True))


def state_of(licence: Licence) -> str:
    """What anybody is told."""
    licence.refresh_from_db()
    return as_anybody(licence, with_data=False).state


def test_the_worked_examples_run() -> None:
    """Of terms, validity and endings."""
    for module in (validity, endings, term_rules):
        assert doctest.testmod(module).failed == 0


def test_granted_in_time_makes_a_next_version(office: Office) -> None:
    """Four eyes; the new time begins where the old one ends; the application is answered once."""
    licence = permitted(office)
    assert licence.valid_to_date == LAST and data_of(licence)["valid_to"] == "2026年05月01日"
    on(office, 4, 1)
    with pytest.raises(Conflict):
        prolong(licence_id=licence.id, actor=office.actor("approver1"))
    assert ask_renewal(licence_id=licence.id, actor=office.actor("both2")) is True
    with pytest.raises(Conflict):
        ask_renewal(licence_id=licence.id, actor=office.actor("registrar1"))
    with pytest.raises(FourEyes):
        prolong(licence_id=licence.id, actor=office.actor("both2"))
    new = Licence.objects.get(pk=prolong(licence_id=licence.id, actor=office.actor("approver1")))
    office.deliver()
    assert (new.valid_to_date, new.version_no, new.renewal_asked_at) == (NEXT, 2, None)
    assert (state_of(licence), state_of(new)) == ("replaced", "valid")
    life = life_of(office.actor("registrar1"), new.id)
    assert [paper.kind for paper in life.papers] == ["renewal-asked", "renewal"] and life.renewal is None
    assert Proceeding.objects.get(verb="prolong").outcome == "prolong"


def test_denied_it_runs_to_its_last_day_and_no_longer(office: Office) -> None:
    """With reason and basis; the day after it has ended for anybody, before any task has run."""
    licence, actor = permitted(office), office.actor("approver1")
    ask_renewal(licence_id=licence.id, actor=office.actor("registrar1"))
    with pytest.raises(BadInput) as wrong:
        deny_renewal(licence_id=licence.id, reason="", basis=" ", actor=actor)
    assert set(wrong.value.fields) == {"reason", "basis"}
    deny_renewal(licence_id=licence.id, reason="场所不再符合条件", basis="食品安全法第三十三条", actor=actor)
    on(office, 5, 1, 15)
    assert state_of(licence) == "valid" and deem_renewed_due(actor=RELAY) == 0 and expire_due(actor=RELAY) == 0
    on(office, 5, 1, 17)  # past midnight at the office
    assert state_of(licence) == "expired" and licence.state == "valid"
    assert deem_renewed_due(actor=RELAY) == 0 and expire_due(actor=RELAY) == 1 and expire_due(actor=RELAY) == 0
    assert licence.id in [line.id for line in to_deregister(actor)] and due_to_expire(actor) == []
    with pytest.raises(Conflict):
        ask_renewal(licence_id=licence.id, actor=office.actor("registrar1"))


def test_silence_renews_what_was_asked_for_in_time(office: Office) -> None:
    """From the first moment after the last day; nobody can decide against it then; done once."""
    licence, actor = permitted(office), office.actor("approver1")
    ask_renewal(licence_id=licence.id, actor=office.actor("registrar1"))
    with pytest.raises(Conflict):
        deem_renewed(licence_id=licence.id, actor=RELAY)
    warn(office, licence)  # an intended revocation does not keep the law from renewing it
    on(office, 5, 2)
    shown = as_anybody(Licence.objects.get(pk=licence.id), with_data=False)
    assert shown.is_valid and "deemed" in shown.state_words.en
    with pytest.raises(Conflict, match="50"):
        deny_renewal(licence_id=licence.id, reason="不符", basis="第五十条", actor=actor)
    with pytest.raises(Conflict):
        expire(licence_id=licence.id, actor=RELAY)
    assert (expire_due(actor=RELAY), deem_renewed_due(actor=RELAY), deem_renewed_due(actor=RELAY)) == (0, 1, 0)
    licence.refresh_from_db()
    assert (licence.valid_to_date, licence.state, licence.is_renewal_timely) == (NEXT, "forewarned", False)
    assert kinds() == ["renewal-asked", "revocation-notice", "deemed-renewal"]


def test_a_late_application_is_taken_but_silence_gives_nothing(office: Office) -> None:
    """The first day too late is Thursday 2026-04-02."""
    licence = permitted(office)
    on(office, 4, 2)
    assert ask_renewal(licence_id=licence.id, actor=office.actor("registrar1")) is False
    on(office, 5, 2)
    assert (deem_renewed_due(actor=RELAY), expire_due(actor=RELAY)) == (0, 1)
    assert state_of(licence) == "expired" and Proceeding.objects.get().outcome == "expire"


def test_the_matters_own_law_wins(office: Office) -> None:
    """Fifteen working days before, not before ninety: here from thirty to fifteen working days (May Day is off)."""
    licence = permitted(office, opens="30 working days", closes="15 working days", law="示例办法", article="20")
    span = life_of(office.actor("registrar1"), licence.id).validity.span
    assert span and (span.opens, span.closes) == (date(2026, 3, 19), date(2026, 4, 10)) and "示例办法" in span.basis
    with pytest.raises(Obstacle, match="2026-03-19"):
        ask_renewal(licence_id=licence.id, actor=office.actor("registrar1"))
    on(office, 4, 10)
    assert ask_renewal(licence_id=licence.id, actor=office.actor("registrar1")) is True


def test_a_licence_without_end_is_not_renewed(office: Office) -> None:
    """And neither runs out nor is reminded of."""
    licence = permitted(office, valid="")
    with pytest.raises(Obstacle):
        ask_renewal(licence_id=licence.id, actor=office.actor("registrar1"))
    assert (remind_due(actor=RELAY), expire_due(actor=RELAY)) == (0, 0) and state_of(licence) == "valid"


def test_the_holder_is_reminded_once(office: Office) -> None:
    """Thirty days before the last day to apply, again after a renewal by law, not when she has applied."""
    licence = permitted(office)
    assert remind_due(actor=RELAY) == 1 and remind_due(actor=RELAY) == 0
    asked = permitted(office)
    ask_renewal(licence_id=asked.id, actor=office.actor("registrar1"))
    assert remind_due(actor=RELAY) == 0
    ask_renewal(licence_id=licence.id, actor=office.actor("registrar1"))
    on(office, 5, 2)
    assert deem_renewed_due(actor=RELAY) == 2 and remind_due(actor=RELAY) == 2
    assert kinds().count("renewal-reminder") == 3


def test_an_application_goes_on_with_an_exchanged_version(office: Office) -> None:
    """换证 while an application waits: the new version bears it, and the law renews that one."""
    licence = permitted(office)
    ask_renewal(licence_id=licence.id, actor=office.actor("registrar1"))
    request(licence_id=licence.id, asked=asked_for("renew"), actor=office.actor("registrar1"))
    new = renew(licence_id=licence.id, actor=office.actor("approver1"))
    on(office, 5, 2)
    assert deem_renewed_due(actor=RELAY) == 1
    assert Licence.objects.get(pk=new).valid_to_date == NEXT


def test_the_matters_text_says_how_long(office: Office) -> None:
    """Unset fields leave no trace; a wrong one is refused with its place; another certificate has no end."""
    text = {"owner": "11100000MB03271699", "serial": "022", "sure": "general", "printed": []}
    renewal = {"closes": "15 working days", "opens": "90 working days", "basis": [{"law": "示例办法", "article": "20"}]}
    told = read(LicenceText, text | {"valid": "5 years", "renewal": renewal, "concerns_safety": True}, "x")
    assert told.valid == "5 years" and told.concerns_safety is True
    for wrong in (
        {"valid": "5 days ago"},
        {"renewal": renewal | {"basis": []}},
        {"renewal": renewal | {"closes": "x"}},
    ):
        with pytest.raises(BadInput):
            read(LicenceText, text | wrong, "x")
    plain = msgspec.json.encode(read(LicenceText, text, "x"))
    assert not any(name in plain for name in (b"valid", b"renewal", b"concerns_safety"))
    licence = signed(office)
    assert licence.valid_to_date is None and terms_of(standard_of("house_transfer_registration")).valid == ""


def standard_of(matter: str) -> Acceptance:
    """The acceptance standard of a matter that is published now."""
    from yimen.catalogue.models import MatterVersion

    return standard(MatterVersion.objects.filter(matter=matter).latest("id").pk).acceptance
