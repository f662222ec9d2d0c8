"""The draft at the window.

What is wrong is told all at once beside its field, nothing half-written, nothing beyond the list.
"""

from __future__ import annotations

import pytest

from simulators.houses import House
from simulators.population import base_population
from tests.departments import Departments
from tests.journeys.selling import answers_of, drafted
from tests.offices import Office
from tests.scans import pdf
from yimen.cases.actions.accept import accept
from yimen.cases.actions.discard import discard
from yimen.cases.actions.fill import fill
from yimen.cases.actions.give_back import give_back
from yimen.cases.actions.join import join
from yimen.cases.actions.keep import keep
from yimen.cases.actions.leave import leave
from yimen.cases.actions.look_up import look_up
from yimen.cases.actions.open import open_
from yimen.cases.actions.present import present
from yimen.cases.models import Answer, Application, Case
from yimen.cases.reads.application import filled
from yimen.cases.reads.completeness import completeness
from yimen.cases.reads.mended import mended
from yimen.kernel.errors import BadInput, NotFound, Refused, Unreachable
from yimen.kernel.models import JournalEntry

PDF = pdf()


def test_everything_missing_is_told_at_once(office: Office) -> None:
    """An empty draft names the parties, the register, every field and every document."""
    clerk = office.actor("clerk1", 1)
    draft = open_(bundle="house_sale", actor=clerk)
    with pytest.raises(BadInput) as refused:
        accept(application_id=draft, actor=clerk)
    fields = refused.value.fields
    assert {"seller", "buyer", "lookup", "deal.price", "situation.by_agent", "material:sale_contract"} <= set(fields)
    assert Case.objects.count() == 0 and Application.objects.get(pk=draft).state == "draft"


def test_a_complete_draft_lacks_nothing(office: Office, departments: Departments) -> None:
    """And is accepted under one number with one receipt."""
    clerk = office.actor("clerk1", 1)
    draft = drafted(departments.sale(), clerk)
    examined = completeness(filled(clerk, draft))
    assert examined.is_complete and not examined.missing and not examined.wrong_fields
    number = accept(application_id=draft, actor=clerk)
    assert number.startswith("440604-260302-")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("deal.price", "abc"),
        ("deal.price", "-1"),
        ("deal.price", "1.005"),
        ("deal.price", "1e99"),
        ("deal.price", "NaN"),
        ("deal.signed_date", "2026-13-01"),
        ("deal.signed_date", "20260302"),
        ("house.building_area", "0"),
        ("house.building_area", "95.123"),
        ("house.house_type", "palace"),
        ("situation.by_agent", "maybe"),
        ("seller[0].phone", "<script>"),
        ("house.location", "x" * 201),
        ("house.location", "a\0b"),
        ("deal.no_such_field", "1"),
        ("buyer[7].phone", "13800138000"),
        ("seller[0].id_number", "1"),
        ("", "1"),
    ],
)
def test_an_unreadable_answer_is_refused_beside_its_field(
    office: Office, departments: Departments, field: str, value: str
) -> None:
    """Nothing of the whole form is written, the good answers neither."""
    clerk = office.actor("clerk1", 1)
    sale = departments.sale()
    draft = open_(bundle="house_sale", actor=clerk)
    join(
        application_id=draft,
        role="seller",
        number=sale.sellers[0].person.id_number,
        name=sale.sellers[0].person.name,
        actor=clerk,
    )
    with pytest.raises(BadInput) as refused:
        fill(application_id=draft, answers={"situation.by_agent": "no", field: value}, actor=clerk)
    assert field in refused.value.fields
    assert Answer.objects.count() == 0


def test_shares_must_add_up_to_one(office: Office, departments: Departments) -> None:
    """And whoever owns by shares is at least two."""
    clerk = office.actor("clerk1", 1)
    sale = departments.sale(next(n for n in departments.seeds if n // 3 % 3 == 2))
    draft = drafted(sale, clerk)
    fill(application_id=draft, answers={"buyer[0].share": "1/2", "buyer[1].share": "1/3"}, actor=clerk)
    wrong = completeness(filled(clerk, draft)).wrong_fields
    assert "5/6" in wrong["buyer[0].share"].zh
    leave(application_id=draft, role="buyer", actor=clerk)
    assert "单独所有" in completeness(filled(clerk, draft)).wrong_fields["deal.buyer_ownership"].zh


def test_an_answer_whose_question_is_gone_goes_too(office: Office, departments: Departments) -> None:
    """Data without purpose is not kept (个人信息保护法 art 6)."""
    clerk = office.actor("clerk1", 1)
    draft = drafted(departments.sale(), clerk)
    fill(
        application_id=draft,
        answers={"deal.original_value_proven": "yes", "deal.original_value": "600000", "deal.reasonable_costs": "0"},
        actor=clerk,
    )
    assert Answer.objects.filter(field="deal.original_value").exists()
    fill(application_id=draft, answers={"deal.original_value_proven": "no"}, actor=clerk)
    assert not Answer.objects.filter(field__in=["deal.original_value", "deal.reasonable_costs"]).exists()


def test_telephones_lie_sealed(office: Office, departments: Departments) -> None:
    """The element says so; the clerk reads them, the table does not show them."""
    clerk = office.actor("clerk1", 1)
    sale = departments.sale()
    draft = drafted(sale, clerk)
    row = Answer.objects.get(application=draft, field="seller[0].phone")
    assert row.value == "" and row.value_sealed
    assert filled(clerk, draft).answers["seller[0].phone"] == answers_of(sale)["seller[0].phone"]


def test_the_list_of_documents_is_closed(office: Office, departments: Departments) -> None:
    """What the published text does not name may not be taken; a file that is not what it says is refused."""
    clerk = office.actor("clerk1", 1)
    draft = drafted(departments.sale(), clerk)
    for keys in (["birth_certificate"], [], ["sale_contract", "birth_certificate"]):
        with pytest.raises(BadInput):
            keep(application_id=draft, keys=keys, actor=clerk)
    for scan in (b"", b"MZ not a scan", b"x" * (10 * 1024 * 1024 + 1)):
        with pytest.raises(BadInput):
            keep(application_id=draft, keys=["sale_contract"], scans=[("合同.pdf", scan)], actor=clerk)
    keep(application_id=draft, keys=["sale_contract"], scans=[("合同.pdf", PDF)], actor=clerk)
    assert len(filled(clerk, draft).given["sale_contract"].files) == 1
    give_back(application_id=draft, key="sale_contract", actor=clerk)
    assert [n.key for n in completeness(filled(clerk, draft)).missing] == ["sale_contract"]


def test_a_party_stands_once_and_takes_her_papers_along(office: Office, departments: Departments) -> None:
    """Twice the same person is refused; taking her out takes her answers and documents out."""
    clerk = office.actor("clerk1", 1)
    sale = departments.sale()
    draft = drafted(sale, clerk)
    buyer = sale.buyers[0].person
    with pytest.raises(BadInput, match="already"):
        join(application_id=draft, role="seller", number=buyer.id_number, name=buyer.name, actor=clerk)
    with pytest.raises(BadInput, match="no role"):
        join(application_id=draft, role="witness", number=buyer.id_number, name=buyer.name, actor=clerk)
    for _ in sale.buyers:
        leave(application_id=draft, role="buyer", actor=clerk)
    after = filled(clerk, draft)
    assert not any(f.startswith("buyer[") for f in after.answers) and not any("buyer" in k for k in after.given)
    with pytest.raises(BadInput):
        leave(application_id=draft, role="buyer", actor=clerk)


def named(name: str) -> House:
    """A house of the base population with a known obstacle."""
    return base_population().house(name)


@pytest.mark.parametrize(
    ("name", "blocks", "words"),
    [
        ("sealed", True, "查封"),
        ("objection", False, "异议登记"),
        ("mortgage_forbids", True, "不得转让"),
        ("mortgage_allows", False, "抵押权不受影响"),
        ("joint", True, "没有到场签字"),
        ("shares", False, ""),
    ],
)
def test_known_obstacles_are_told_before_acceptance(
    office: Office, departments: Departments, name: str, blocks: bool, words: str
) -> None:
    """Each by its law; of two joint owners one alone may not sell, of thirds the owner of two may."""
    clerk = office.actor("clerk1", 1)
    house = named(name)
    draft = open_(bundle="house_sale", actor=clerk)
    seller = house.owners[-1].person if name in ("joint", "shares") else house.owners[0].person
    join(application_id=draft, role="seller", number=seller.id_number, name=seller.name, actor=clerk)
    look_up(application_id=draft, key=house.cert_no, actor=clerk)
    obstacles = completeness(filled(clerk, draft)).obstacles
    assert any(words in o.words.zh for o in obstacles) == bool(words)
    assert any(o.is_blocking for o in obstacles) == blocks
    assert all(o.basis for o in obstacles)
    assert departments.ports


def test_who_is_not_the_owner_cannot_sell(office: Office, departments: Departments) -> None:
    """The register's owners are matched by number."""
    clerk = office.actor("clerk1", 1)
    stranger = departments.sale().buyers[0].person
    draft = open_(bundle="house_sale", actor=clerk)
    join(application_id=draft, role="seller", number=stranger.id_number, name=stranger.name, actor=clerk)
    look_up(application_id=draft, key=named("mortgage_allows").cert_no, actor=clerk)
    assert any("不是登记簿上的权利人" in o.words.zh for o in completeness(filled(clerk, draft)).obstacles)


def test_a_house_that_is_not_in_the_register(office: Office, departments: Departments) -> None:
    """Says so beside the number; nothing is written."""
    clerk = office.actor("clerk1", 1)
    draft = open_(bundle="house_sale", actor=clerk)
    with pytest.raises(BadInput, match="no certificate") as refused:
        look_up(application_id=draft, key="粤(1999)佛禅不动产权第9999999号", actor=clerk)
    assert "house.certificate_no" in refused.value.fields
    with pytest.raises(BadInput):
        look_up(application_id=draft, key="  ", actor=clerk)
    assert Answer.objects.count() == 0 and departments.ports


def test_a_register_that_does_not_answer(
    office: Office, departments: Departments, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Is said in words; the draft stays as it was and can be tried again."""
    from yimen.exchange.transports.front_database import FrontDatabase
    from yimen.packs.realestate.connectors import registry

    clerk = office.actor("clerk1", 1)
    draft = open_(bundle="house_sale", actor=clerk)
    monkeypatch.setattr(registry, "_front", lambda: FrontDatabase(registry.NAME, "postgresql://127.0.0.1:1/none"))
    with pytest.raises(Unreachable, match="Registry"):
        look_up(application_id=draft, key="粤(2019)佛禅不动产权第1号", actor=clerk)
    assert Application.objects.get(pk=draft).found_at is None and departments.ports


def test_another_window_opens_an_application_with_number_and_document(office: Office, departments: Departments) -> None:
    """The receipt number alone is not enough; what is opened is seen today."""
    clerk = office.actor("clerk1", 1)
    sale = departments.sale()
    draft = drafted(sale, clerk)
    number = accept(application_id=draft, actor=clerk)
    other = office.actor("clerk2", 2)
    with pytest.raises(NotFound):
        filled(other, draft)
    with pytest.raises(NotFound):
        present(receipt_no=number, last_four="0000", actor=other)
    with pytest.raises(NotFound):
        present(receipt_no="440604-260302-9999999", last_four=sale.buyers[0].person.id_number[-4:], actor=other)
    with pytest.raises(Refused):
        present(receipt_no=number, last_four=sale.buyers[0].person.id_number[-4:], actor=office.actor("manager1"))
    assert present(receipt_no=number, last_four=sale.buyers[0].person.id_number[-4:], actor=other) == draft
    assert filled(other, draft).row.receipt_no == number


def test_a_discarded_draft_is_gone(office: Office) -> None:
    """Nothing more can be done with it, and nobody else ever saw it."""
    clerk = office.actor("clerk1", 1)
    draft = open_(bundle="house_sale", actor=clerk)
    discard(application_id=draft, actor=clerk)
    with pytest.raises(NotFound):
        filled(office.actor("manager1"), draft)
    with pytest.raises(NotFound):
        open_(bundle="no_such_bundle", actor=clerk)
    with pytest.raises(Refused):
        open_(bundle="house_sale", actor=office.actor("clerk1"))


def test_what_was_wrong_is_corrected_on_the_spot(office: Office, departments: Departments) -> None:
    """An entry of its own: a deal's value in clear, a person's only under her own key; nobody's limit begins."""
    clerk = office.actor("clerk1", 1)
    draft = drafted(departments.sale(), clerk)
    before = filled(clerk, draft).answers
    fill(application_id=draft, answers=before, actor=clerk)
    assert not JournalEntry.objects.filter(subject_id=draft, verb="mend").exists(), "nothing was changed"
    price, phone = before["deal.price"], before["seller[0].phone"]
    fill(application_id=draft, answers={"deal.price": "1234567.00", "seller[0].phone": "13800138000"}, actor=clerk)
    entry = JournalEntry.objects.get(subject_id=draft, verb="mend")
    by_field = {c["field"]: c for c in entry.data["changes"]}
    assert entry.data["count"] == 2 and entry.state == "draft"
    assert (by_field["deal.price"]["before"], by_field["deal.price"]["after"]) == (price, "1234567.00")
    assert phone not in str(entry.data) and "13800138000" not in str(entry.data)
    told = {m.label.zh: (m.before, m.after) for m in mended(filled(clerk, draft))}
    assert (phone, "13800138000") in told.values() and (price, "1234567.00") in told.values()
    row = Application.objects.get(pk=draft)
    assert row.received_at is None and row.correction_at is None
    page = office.client("clerk1", 1).get(f"/counter/draft/{draft}/").content.decode()
    assert "data-mended" in page and "1234567.00" in page
