"""The other ways a sale can go: refused by housing, sent back by the registry, refused at the desk, taxed otherwise."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from simulators.houses import Ownership
from simulators.people import Person
from simulators.population import Sale, base_population
from tests.departments import Departments
from tests.journeys.selling import accepted, answers_of, case_of, registered, sold, step_of
from tests.offices import Office
from yimen.cases.actions.approve import approve
from yimen.cases.actions.check import check
from yimen.cases.actions.collect import collect
from yimen.cases.actions.examine import examine
from yimen.cases.actions.hand_out import hand_out
from yimen.cases.actions.refuse import refuse
from yimen.cases.models import Application, Case, Clock
from yimen.cases.reads.sheets import application_sheet
from yimen.kernel.errors import BadInput, Conflict, FourEyes
from yimen.payments.reads import of_source

REGISTRATION = "house_transfer_registration"


def states(application: UUID) -> dict[str, str]:
    """State of each case by matter."""
    return dict(Case.objects.filter(application=application).values_list("matter__matter", "state"))


def is_closed(application: UUID) -> bool:
    """Whether the application has ended."""
    return Application.objects.get(pk=application).state == "closed"


def checked(sale: Sale, office: Office) -> UUID:
    """An application that was accepted and checked."""
    application = accepted(sale, office.actor("clerk1", window=7))
    office.deliver()
    check(application_id=application, actor=office.actor("checker1"))
    return application


def test_what_depends_on_a_refused_case_ends_with_that_reason(office: Office, departments: Departments) -> None:
    """Housing does not know the new owner yet: the filing is refused, everything behind it ends, nothing is charged."""
    first = departments.sale(next(n for n in departments.seeds if n % 9 == 0))  # sole to sole
    sold(first, office, departments)
    again = _sold_on(first, departments)
    application = checked(again, office)
    departments.work(office, lambda: is_closed(application))
    assert states(application) == {
        "house_contract_filing": "refused",
        "house_price_assessment": "terminated",
        "deed_tax": "terminated",
        "house_vat": "terminated",
        "house_income_tax": "terminated",
        REGISTRATION: "terminated",
    }
    assert of_source("application", application) is None
    assert not Clock.objects.filter(case__application=application, stopped_at__isnull=True).exists()
    told = [r.sentence("citizen").zh for r in application_sheet(office.actor("clerk1", 7), application).history]
    assert any("出卖人不是登记的权利人" in words for words in told)
    assert any("前面的事项“存量房买卖合同网签备案”没有准予" in words for words in told)


def _sold_on(first: Sale, departments: Departments) -> Sale:
    """The buyer of a sale sells the house on to a new buyer, under its new certificate."""
    entry = next(e for e in departments.records("registry")["entries"] if e["bdcdyh"] == first.house.unit_no)
    other = departments.sale(next(n for n in departments.seeds if n % 9 == 0))
    house = replace(first.house, cert_no=entry["zsh"], owners=first.buyers, ownership=Ownership.SOLE)
    return replace(other, house=house, sellers=first.buyers)


def test_an_entry_that_is_not_made_goes_back_to_the_desk(office: Office, departments: Departments) -> None:
    """An objection stands in the register: the entry is refused, the approver decides again and refuses with reason."""
    application = checked(_with_objection(departments), office)
    departments.work(office, lambda: of_source("application", application) is not None)
    collect(application_id=application, actor=office.actor("clerk1", window=7))
    registered(application, office)
    departments.work(office, lambda: case_of(application, REGISTRATION).state == "accepted")
    case = case_of(application, REGISTRATION)
    assert case.approved_by_id is None and case.ended_at is None
    assert "异议登记" in step_of(application, f"{REGISTRATION}:enter").remark
    with pytest.raises(BadInput):
        refuse(case_id=case.id, reason="", basis="", actor=office.actor("approver1"))
    refuse(
        case_id=case.id,
        reason="存在异议登记，申请人未提交承诺",
        basis="不动产登记暂行条例第二十二条",
        actor=office.actor("approver1"),
    )
    departments.work(office, lambda: is_closed(application))
    assert states(application)[REGISTRATION] == "refused"
    assert states(application)["deed_tax"] == "granted"


def _with_objection(departments: Departments) -> Sale:
    """The house of the base population with an objection is sold by its owner."""
    house = base_population().house("objection")
    other = departments.sale(next(n for n in departments.seeds if n % 9 == 0))
    return replace(other, house=house, sellers=house.owners)


def test_the_entry_waits_for_the_taxes(office: Office, departments: Departments) -> None:
    """Approved first, paid later: the registry is asked only when deed tax and income tax are settled."""
    application = checked(departments.sale(), office)
    departments.work(office, lambda: of_source("application", application) is not None)
    registered(application, office)
    for _ in range(5):
        departments.once(office)
    assert case_of(application, REGISTRATION).state == "approved"
    assert step_of(application, f"{REGISTRATION}:enter").state == "waiting"
    collect(application_id=application, actor=office.actor("clerk1", window=7))
    departments.work(office, lambda: is_closed(application))
    assert states(application)[REGISTRATION] == "granted"


def test_four_eyes_at_every_desk(office: Office, departments: Departments) -> None:
    """Whoever holds both posts is refused the second of them, by the shell."""
    application = accepted(departments.sale(), office.actor("both1", window=3))
    office.deliver()
    with pytest.raises(FourEyes):
        check(application_id=application, actor=office.actor("both1"))
    check(application_id=application, actor=office.actor("checker1"))
    office.deliver()
    case = case_of(application, REGISTRATION)
    examine(case_id=case.id, opinion="齐全", actor=office.actor("both2"))
    office.deliver()
    for verb in (approve, lambda **k: refuse(reason="不同意", basis="无", **k)):
        with pytest.raises(FourEyes):
            verb(case_id=case.id, actor=office.actor("both2"))
    approve(case_id=case.id, actor=office.actor("approver1"))


def test_verbs_out_of_their_turn_are_refused(office: Office, departments: Departments) -> None:
    """Examining before the check, approving before the examination, collecting before anything is due, all twice."""
    application = accepted(departments.sale(), office.actor("clerk1", window=7))
    office.deliver()
    case = case_of(application, REGISTRATION)
    with pytest.raises(Conflict):
        examine(case_id=case.id, opinion="齐全", actor=office.actor("registrar1"))
    with pytest.raises(Conflict):
        collect(application_id=application, actor=office.actor("clerk1", window=7))
    check(application_id=application, actor=office.actor("checker1"))
    with pytest.raises(Conflict):
        check(application_id=application, actor=office.actor("checker2"))
    office.deliver()
    with pytest.raises(Conflict):
        approve(case_id=case.id, actor=office.actor("approver1"))
    examine(case_id=case.id, opinion="齐全", actor=office.actor("registrar1"))
    with pytest.raises(Conflict):
        examine(case_id=case.id, opinion="再看", actor=office.actor("registrar2"))
    with pytest.raises(Conflict):
        hand_out(application_id=application, case_id=case.id, receiver="buyer[0]", actor=office.actor("clerk1", 7))


def test_a_certificate_is_handed_out_once_to_a_party(office: Office, departments: Departments) -> None:
    """Not to a stranger, not twice."""
    application = sold(departments.sale(), office, departments)
    case, clerk = case_of(application, REGISTRATION), office.actor("clerk1", window=7)
    with pytest.raises(BadInput):
        hand_out(application_id=application, case_id=case.id, receiver="witness[0]", actor=clerk)
    with pytest.raises(BadInput):
        hand_out(application_id=application, case_id=UUID(int=5), receiver="buyer[0]", actor=clerk)
    hand_out(application_id=application, case_id=case.id, receiver="buyer[0]", actor=clerk)
    with pytest.raises(Conflict):
        hand_out(application_id=application, case_id=case.id, receiver="buyer[0]", actor=clerk)


def test_a_price_below_the_assessment_changes_the_tax_not_the_acceptance(
    office: Office, departments: Departments
) -> None:
    """Accepted as it is; the tax office taxes its own price, and the difference is written down (契税法 art 4)."""
    sale = replace(departments.sale(), price_fen=20_000_000)
    application = checked(sale, office)
    departments.work(office, lambda: of_source("application", application) is not None)
    outcome: dict[str, Any] = step_of(application, "house_price_assessment:assess").outcome
    assert float(outcome["values"]["assessed_price"]) > 200_000
    told = [r.sentence("clerk").zh for r in application_sheet(office.actor("clerk1", 7), application).history]
    assert any("按核定价计税" in words for words in told)


def test_several_taxpayers_each_pay_their_own(office: Office, departments: Departments) -> None:
    """Two sellers by shares, two buyers by shares with different homes: four taxpayers, lines by share, one payment."""
    sale = departments.sale(next(n for n in departments.seeds if n % 3 == 2 and n // 3 % 3 == 2))
    clerk = office.actor("clerk1", window=7)
    application = checked(sale, office)
    departments.work(office, lambda: of_source("application", application) is not None)
    payment = of_source("application", application)
    assert payment is not None
    payers = {line.payer for line in payment.lines}
    assert {f"{role}[{n}]" for role in ("seller", "buyer") for n in (0, 1)} <= payers
    deed = [line.amount.fen for line in payment.lines if line.item_code == "10119"]
    shares = [owner.share for owner in sale.buyers]
    assert shares[0] and shares[1]
    assert abs(deed[0] * shares[1] - deed[1] * shares[0]) <= 1
    assert payment.total.fen == sum(line.amount.fen for line in payment.lines) and clerk


def test_an_organisation_may_be_a_party(office: Office, departments: Departments) -> None:
    """By its credit code, with both checks; her number is not masked, because it is public."""
    from yimen.cases.actions.join import join
    from yimen.cases.actions.open import open_
    from yimen.cases.reads.application import filled

    clerk = office.actor("clerk1", window=1)
    draft = open_(bundle="house_sale", actor=clerk)
    join(
        application_id=draft,
        role="buyer",
        document="credit_code",
        number="91110000600037341L",
        name="示例有限公司",
        actor=clerk,
    )
    (party,) = filled(clerk, draft).party_sheets
    assert (party.place, party.name, party.number_masked) == ("buyer[0]", "示例有限公司", "91110000600037341L")
    with pytest.raises(BadInput):
        join(application_id=draft, role="buyer", document="credit_code", number="1", name="x", actor=clerk)
    assert departments.ports and answers_of and isinstance(base_population().persons[0], Person)
