"""Parties who are not the usual adult with a resident card: each has a path to acceptance or a clear refusal."""

from __future__ import annotations

import re
from io import BytesIO
from uuid import UUID

import pytest
from pypdf import PdfReader

from simulators.identity import identity
from simulators.population import Sale
from tests.departments import Departments
from tests.journeys.selling import answers_of, case_of, registered
from tests.offices import Office
from yimen.cases.actions.accept import accept
from yimen.cases.actions.check import check
from yimen.cases.actions.collect import collect
from yimen.cases.actions.dismiss import dismiss
from yimen.cases.actions.fill import fill
from yimen.cases.actions.hand_out import hand_out
from yimen.cases.actions.join import join
from yimen.cases.actions.keep import keep
from yimen.cases.actions.look_up import look_up
from yimen.cases.actions.open import open_
from yimen.cases.actions.present import present
from yimen.cases.actions.represent import represent
from yimen.cases.models import Application, Party
from yimen.cases.reads.application import Filled, filled
from yimen.cases.reads.completeness import Completeness, completeness
from yimen.cases.reads.papers import document_pdf
from yimen.exchange.models import Message
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput
from yimen.kernel.models import Look
from yimen.payments.reads import of_source
from yimen.people.actions.add_document import add_document
from yimen.people.actions.enrol import enrol

CODE, COMPANY = "91110000600037341L", "示例置业有限公司"
CHILD = identity(170_000, 2015, female=True).number
YOUTH = identity(170_001, 2009, female=False).number
AGENT = identity(170_002, 1980, female=True).number
GUARDIAN = identity(170_003, 1984, female=True).number


def begun(sale: Sale, clerk: Actor, roles: tuple[str, ...] = ("seller", "buyer")) -> UUID:
    """A draft with the parties of these roles, the register not asked yet."""
    draft = open_(bundle="house_sale", actor=clerk)
    for role in roles:
        for o in sale.sellers if role == "seller" else sale.buyers:
            join(application_id=draft, role=role, number=o.person.id_number, name=o.person.name, actor=clerk)
    return draft


def simple(departments: Departments) -> Sale:
    """A sale with one seller and one buyer."""
    while True:
        sale = departments.sale()
        if len(sale.sellers) == len(sale.buyers) == 1:
            return sale


def finished(sale: Sale, draft: UUID, clerk: Actor, **more: str) -> None:
    """Ask the register, fill the form in, take every document that is asked for."""
    look_up(application_id=draft, key=sale.house.cert_no, actor=clerk)
    for _ in range(2):  # an answer may bring a further question
        asked = {a.field for a in examined_now(draft, clerk).form}
        answers = {f: v for f, v in {**answers_of(sale), **more}.items() if f in asked}
        fill(application_id=draft, answers=answers, actor=clerk)
    keep(application_id=draft, keys=[n.key for n in examined_now(draft, clerk).missing], actor=clerk)


def examined_now(draft: UUID, clerk: Actor) -> Completeness:
    """What the draft lacks now."""
    return completeness(now(draft, clerk))


def now(draft: UUID, clerk: Actor) -> Filled:
    """The draft as it is."""
    return filled(clerk, draft)


def keys(draft: UUID, clerk: Actor) -> set[str]:
    """The documents asked for."""
    return {n.key for n in examined_now(draft, clerk).pile}


def text_of(pdf: bytes) -> str:
    """The text of a PDF as it would be copied out of it."""
    return "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_a_receipt_prints_rare_characters(office: Office, departments: Departments) -> None:
    """Each as itself: the font holds it, and what is copied out of the paper is the character that was typed."""
    sale, clerk = simple(departments), office.actor("clerk1", 7)
    draft = open_(bundle="house_sale", actor=clerk)
    people = ((sale.sellers[0].person, "何㙟𠮷"), (sale.buyers[0].person, "黄𬭎龘"))
    for role, (person, name) in zip(("seller", "buyer"), people, strict=True):
        join(application_id=draft, role=role, number=person.id_number, name=name, actor=clerk)
    finished(sale, draft, clerk)
    accept(application_id=draft, actor=clerk)
    office.deliver()
    printed = text_of(document_pdf(clerk, draft, "acceptance"))
    assert "何㙟𠮷" in printed and "黄𬭎龘" in printed


def test_a_minor_buys_through_her_guardian(office: Office, departments: Departments) -> None:
    """Refused alone; with the guardian the proof of guardianship is asked for, and the receipt names both."""
    sale, clerk = simple(departments), office.actor("clerk1", 7)
    draft = begun(sale, clerk, ("seller",))
    join(application_id=draft, role="buyer", number=CHILD, name="陈小雨", actor=clerk)
    assert "未满18岁" in examined_now(draft, clerk).wrong_representation["buyer[0]"].zh
    with pytest.raises(BadInput, match="guardian must act") as refused:
        accept(application_id=draft, actor=clerk)
    assert "buyer[0]" in refused.value.fields
    with pytest.raises(BadInput, match="under 18"):
        represent(application_id=draft, place="buyer[0]", kind="guardian", number=YOUTH, name="陈大文", actor=clerk)
    with pytest.raises(BadInput, match="herself"):
        represent(application_id=draft, place="buyer[0]", kind="guardian", number=CHILD, name="陈小雨", actor=clerk)
    represent(application_id=draft, place="buyer[0]", kind="agent", number=AGENT, name="何㙟", actor=clerk)
    assert "buyer[0]" in examined_now(draft, clerk).wrong_representation, "an agent is no guardian"
    represent(application_id=draft, place="buyer[0]", kind="guardian", number=GUARDIAN, name="黄𬭎", actor=clerk)
    assert examined_now(draft, clerk).wrong_representation == {}
    assert "guardianship@buyer[0]" in keys(draft, clerk) and "ward_benefit@buyer[0]" not in keys(draft, clerk)
    finished(sale, draft, clerk)
    number = accept(application_id=draft, actor=clerk)
    party = now(draft, clerk).party_sheets[0]
    assert party.acting is not None and (party.is_minor, party.acting.name) == (True, "黄𬭎")
    assert present(receipt_no=number, last_four=GUARDIAN[-4:], actor=office.actor("clerk2", 8)) == draft
    office.deliver()
    printed = text_of(document_pdf(clerk, draft, "acceptance"))
    assert "监护人" in printed and "黄𬭎（代陈小雨）" in printed and GUARDIAN not in printed


def test_a_minors_house_is_sold_only_for_her_benefit(office: Office, departments: Departments) -> None:
    """The written statement is asked of the seller's guardian, who may not be the buyer."""
    sale, clerk = simple(departments), office.actor("clerk1", 7)
    draft = begun(sale, clerk, ("buyer",))
    join(application_id=draft, role="seller", number=CHILD, name="陈小雨", actor=clerk)
    buyer = sale.buyers[0].person
    with pytest.raises(BadInput, match="art 35"):
        represent(
            application_id=draft,
            place="seller[0]",
            kind="guardian",
            number=buyer.id_number,
            name=buyer.name,
            actor=clerk,
        )
    represent(application_id=draft, place="seller[0]", kind="guardian", number=GUARDIAN, name="黄𬭎", actor=clerk)
    assert {"guardianship@seller[0]", "ward_benefit@seller[0]", "identity_card@seller[0]"} <= keys(draft, clerk)


def test_who_lives_by_own_work_at_sixteen_acts_alone(office: Office, departments: Departments) -> None:
    """民法典 art 18: asked of those of sixteen and seventeen only, and proven; a day short of sixteen is not asked."""
    sale, clerk = simple(departments), office.actor("clerk1", 7)
    draft = begun(sale, clerk, ("seller",))
    join(application_id=draft, role="buyer", number=YOUTH, name="陈大文", actor=clerk)
    examined = examined_now(draft, clerk)
    assert "buyer[0]" in examined.wrong_representation
    assert "buyer[0].own_income" in {a.field for a in examined.form}
    fill(application_id=draft, answers={"buyer[0].own_income": "yes"}, actor=clerk)
    assert examined_now(draft, clerk).wrong_representation == {}
    assert "own_income_proof@buyer[0]" in keys(draft, clerk)


def test_an_agent_acts_for_one_side(office: Office, departments: Departments) -> None:
    """Power of attorney and the agent's document are asked for; the other side's party may not be the agent."""
    sale, clerk = simple(departments), office.actor("clerk1", 7)
    draft = begun(sale, clerk)
    buyer = sale.buyers[0].person
    with pytest.raises(BadInput, match="art 168"):
        represent(
            application_id=draft, place="seller[0]", kind="agent", number=buyer.id_number, name=buyer.name, actor=clerk
        )
    with pytest.raises(BadInput, match="legal representative"):
        represent(application_id=draft, place="seller[0]", kind="head", number=AGENT, name="何㙟", actor=clerk)
    for place, kind in (("seller[3]", "agent"), ("house", "agent"), ("seller[0]", "friend")):
        with pytest.raises(BadInput):
            represent(application_id=draft, place=place, kind=kind, number=AGENT, name="何㙟", actor=clerk)
    assert not Party.objects.exclude(represented_by="").exists()
    fill(application_id=draft, answers={"situation.by_agent": "yes"}, actor=clerk)
    assert [o.code for o in examined_now(draft, clerk).obstacles] == ["no_agent"]
    represent(application_id=draft, place="seller[0]", kind="agent", number=AGENT, name="何㙟", actor=clerk)
    examined = examined_now(draft, clerk)
    assert examined.obstacles == () and "situation.by_agent" not in {a.field for a in examined.form}
    assert {"power_of_attorney@seller[0]", "agent_identity@seller[0]"} <= keys(draft, clerk)
    assert "power_of_attorney" not in keys(draft, clerk)
    with pytest.raises(BadInput, match="acts for the other side"):
        join(application_id=draft, role="buyer", number=AGENT, name="何㙟", actor=clerk)
    finished(sale, draft, clerk)
    accept(application_id=draft, actor=clerk)
    page = office.client("clerk1", 7).get(f"/counter/application/{draft}/").content.decode()
    assert 'data-acting="agent"' in page and "何㙟" in page and AGENT not in page
    office.deliver()
    desk = office.client("checker1").get(f"/desk/application/{draft}/").content.decode()
    assert 'data-acting="agent"' in desk and "何㙟" in desk and AGENT not in desk


def test_one_agent_for_both_sides_needs_both_consents(office: Office, departments: Departments) -> None:
    """民法典 art 168(2): allowed when both principals agree, in writing."""
    sale, clerk = simple(departments), office.actor("clerk1", 7)
    draft = begun(sale, clerk)
    for place in ("seller[0]", "buyer[0]"):
        represent(application_id=draft, place=place, kind="agent", number=AGENT, name="何㙟", actor=clerk)
    assert {"agent_consent@seller[0]", "agent_consent@buyer[0]"} <= keys(draft, clerk)
    keep(application_id=draft, keys=["agent_consent@seller[0]", "power_of_attorney@buyer[0]"], actor=clerk)
    dismiss(application_id=draft, place="buyer[0]", actor=clerk)
    assert set(now(draft, clerk).given) == set(), "what is not needed any more was given back"
    assert not any("consent" in key for key in keys(draft, clerk))
    with pytest.raises(BadInput, match="Nobody acts"):
        dismiss(application_id=draft, place="buyer[0]", actor=clerk)


@pytest.mark.parametrize(("role", "matters"), [("seller", ("增值税", "个人所得税")), ("buyer", ("契税",))])
def test_a_company_is_told_before_acceptance_that_its_taxes_are_not_covered(
    office: Office, departments: Departments, role: str, matters: tuple[str, ...]
) -> None:
    """By the text of the tax matters; it appears by its legal representative, with licence and certificate."""
    sale, clerk = simple(departments), office.actor("clerk1", 7)
    draft = begun(sale, clerk, tuple({"seller", "buyer"} - {role}))
    place = join(application_id=draft, role=role, document="credit_code", number=CODE, name=COMPANY, actor=clerk)
    examined = examined_now(draft, clerk)
    assert "法定代表人或代理人" in examined.wrong_representation[place].zh
    told = [o for o in examined.obstacles if o.code.startswith("not_covered")]
    assert [o.code for o in told] == [f"not_covered_{place}"] and all(m in told[0].words.zh for m in matters)
    assert all(o.is_blocking and o.basis and "税务窗口" in o.words.zh for o in told)
    with pytest.raises(BadInput, match="No guardian"):
        represent(application_id=draft, place=place, kind="guardian", number=AGENT, name="何㙟", actor=clerk)
    represent(application_id=draft, place=place, kind="head", number=AGENT, name="何㙟", actor=clerk)
    assert examined_now(draft, clerk).wrong_representation == {}
    wanted = keys(draft, clerk)
    assert {f"business_licence@{place}", f"head_certificate@{place}"} <= wanted
    assert f"identity_card@{place}" not in wanted
    with pytest.raises(BadInput, match="take only persons"):
        accept(application_id=draft, actor=clerk)


def test_a_dead_owners_house_is_inherited_first(office: Office, departments: Departments) -> None:
    """The refusal names the law and where to go, before the register is asked."""
    sale, clerk = simple(departments), office.actor("clerk1", 7)
    draft = begun(sale, clerk)
    fill(application_id=draft, answers={"situation.owner_died": "yes"}, actor=clerk)
    (told,) = examined_now(draft, clerk).obstacles
    assert told.is_blocking and "继承转移登记" in told.words.zh and "不动产登记窗口" in told.words.zh
    assert {(b.law, b.article) for b in told.basis} == {
        ("民法典", "230"),
        ("民法典", "232"),
        ("不动产登记暂行条例", "14"),
    }
    finished(sale, draft, clerk, **{"situation.owner_died": "yes"})
    with pytest.raises(BadInput, match="inheritance"):
        accept(application_id=draft, actor=clerk)
    page = office.client("clerk1", 7).get(f"/counter/draft/{draft}/").content.decode()
    assert 'data-obstacle="owner_died"' in page
    fill(application_id=draft, answers={"situation.owner_died": "no"}, actor=clerk)
    accept(application_id=draft, actor=clerk)


def test_a_foreigner_buys_with_a_passport_to_the_end(office: Office, departments: Departments) -> None:
    """Type and number go to every department, age is asked for, the last four places open it at another window."""
    sale, clerk = simple(departments), office.actor("clerk1", 7)
    draft = begun(sale, clerk, ("seller",))
    passport, name = f"K{sale.seed:07d}P", "Mary-Jane O'Neill"
    join(application_id=draft, role="buyer", document="passport", number=passport.lower(), name=name, actor=clerk)
    assert "buyer[0].born_date" in {a.field for a in examined_now(draft, clerk).form}
    fill(application_id=draft, answers={"buyer[0].born_date": "2010-01-01"}, actor=clerk)
    assert "buyer[0]" in examined_now(draft, clerk).wrong_representation
    fill(application_id=draft, answers={"buyer[0].born_date": "2026-03-03"}, actor=clerk)
    assert "今天以后" in examined_now(draft, clerk).wrong_fields["buyer[0].born_date"].zh
    finished(sale, draft, clerk, **{"buyer[0].born_date": "1990-05-20"})
    assert "identity_document@buyer[0]" in now(draft, clerk).given
    number = accept(application_id=draft, actor=clerk)
    party = now(draft, clerk).party_sheets[0]
    assert (party.age, party.number_masked) == (35, "K*******P")
    assert present(receipt_no=number, last_four=passport[-4:], actor=office.actor("clerk2", 8)) == draft
    office.deliver()
    check(application_id=draft, actor=office.actor("checker1"))
    departments.work(office, lambda: of_source("application", draft) is not None)
    registered(draft, office)
    collect(application_id=draft, actor=clerk)
    departments.work(office, lambda: Application.objects.get(pk=draft).state == "closed")
    owners = [r for r in departments.records("registry")["owners"] if r["zjhm"] == passport]
    assert [(o["xm"], o["zjlx"]) for o in owners] == [(name, "3")]
    hand_out(
        application_id=draft,
        case_id=case_of(draft, "house_transfer_registration").id,
        receiver="buyer[0]",
        actor=clerk,
    )
    assert Message.objects.filter(system="tax").exists()


def test_the_register_knows_an_owner_by_another_document(office: Office, departments: Departments) -> None:
    """Shown with a permit she is not the owner, and is told to add the card; added, she is."""
    sale, clerk = simple(departments), office.actor("clerk1", 7)
    owner = sale.sellers[0].person
    draft = begun(sale, clerk, ("buyer",))
    permit = f"H{sale.seed:08d}"
    join(application_id=draft, role="seller", document="hk_macao_permit", number=permit, name=owner.name, actor=clerk)
    look_up(application_id=draft, key=sale.house.cert_no, actor=clerk)
    (told,) = [o for o in examined_now(draft, clerk).obstacles if o.code.startswith("not_owner")]
    assert "补登那个证件" in told.words.zh
    person = next(p.person_id for p in now(draft, clerk).parties if p.role == "seller")
    assert person is not None
    add_document(person_id=person, document="resident_id", number=owner.id_number, actor=clerk)
    assert not [o for o in examined_now(draft, clerk).obstacles if o.code.startswith("not_owner")]
    assert enrol(number=owner.id_number, name=owner.name, actor=clerk) == person


def test_the_window_page_does_all_of_it(office: Office, departments: Departments) -> None:
    """Represent, take out, add a document, correct a name, on the page, with what is wrong shown in its place."""
    sale, client = simple(departments), office.client("clerk1", 7)
    base = client.post("/counter/open/", {"bundle": "house_sale"}).url
    child = {"role": "buyer", "document": "resident_id", "number": CHILD, "name": "陈小雨", "at": "join:buyer"}
    client.post(f"{base}join/", child)
    page = client.get(base).content.decode()
    assert "须由监护人" in page and re.search(r'value="guardian"\s+checked', page)
    wrong = {"place": "buyer[0]", "kind": "guardian", "document": "passport", "number": "x", "name": "A B"}
    answer = client.post(f"{base}represent/", {**wrong, "at": "represent:buyer[0]"})
    assert answer.status_code == 422
    page = answer.content.decode()
    shown = re.search(r'id="problem-acting-f-buyer-0".*?</p>', page, re.DOTALL)
    assert shown is not None and "5至12位" in shown[0] and 'value="A B"' in page
    right = {"place": "buyer[0]", "kind": "guardian", "document": "resident_id", "number": GUARDIAN, "name": "黄𬭎"}
    assert client.post(f"{base}represent/", right).status_code == 302
    assert 'data-acting="guardian"' in client.get(base).content.decode()
    draft = UUID(base.split("/")[3])
    child_id = Party.objects.get(application=draft).person_id
    permit = {"document": "taiwan_permit", "number": "123", "at": "document:buyer[0]"}
    answer = client.post(f"{base}person/{child_id}/document/", permit)
    assert answer.status_code == 422 and "8位数字" in answer.content.decode()
    assert client.post(f"{base}person/{child_id}/document/", {**permit, "number": "00112233"}).status_code == 302
    assert client.post(f"{base}dismiss/", {"place": "buyer[0]"}).status_code == 302
    seller = sale.sellers[0].person
    enrol(number=seller.id_number, name="陈𠮷", actor=office.actor("clerk2", 8))
    typed = {"role": "seller", "document": "resident_id", "number": seller.id_number, "name": "陈吉"}
    answer = client.post(f"{base}join/", {**typed, "at": "join:seller"})
    assert answer.status_code == 422
    assert "“𠮷”(U+20BB7)" in answer.content.decode() and 'name="corrects"' in answer.content.decode()
    assert client.post(f"{base}join/", {**typed, "corrects": "yes"}).status_code == 302
    page = client.get(base).content.decode()
    assert "陈吉" in page and "已建档" in page


def test_the_person_here_sees_her_earlier_applications(office: Office, departments: Departments) -> None:
    """Number, matter, state, date; a link only where the clerk may open it; the look is written down."""
    sale, clerk = simple(departments), office.actor("clerk1", 7)
    draft = begun(sale, clerk)
    finished(sale, draft, clerk)
    number = accept(application_id=draft, actor=clerk)
    buyer = sale.buyers[0].person
    other = office.client("clerk2", 8)
    who = Party.objects.get(application=draft, role="buyer").person_id
    assert other.get(f"/counter/person/{who}/").status_code == 404
    base = other.post("/counter/open/", {"bundle": "house_sale"}).url
    joined = {"role": "seller", "document": "resident_id", "number": buyer.id_number, "name": buyer.name}
    other.post(f"{base}join/", joined)
    before = Look.objects.count()
    page = other.get(f"/counter/person/{who}/").content.decode()
    assert Look.objects.count() == before + 1
    look = Look.objects.latest("at")
    assert (look.persons, look.purpose) == ([who], "本人在窗口，查看以往申请")
    assert number in page and f"/counter/application/{draft}/" not in page and base in page
    assert buyer.id_number not in page
    mine = office.client("clerk1", 7).get(f"/counter/person/{who}/").content.decode()
    assert f"/counter/application/{draft}/" in mine and base not in mine


def test_people_are_found_by_pinyin_within_what_the_clerk_may_see(office: Office, departments: Departments) -> None:
    """Those at her window today and her own applications; nobody of another window."""
    sale, clerk = simple(departments), office.actor("clerk1", 7)
    draft = begun(sale, clerk)
    join(application_id=draft, role="seller", number=AGENT, name="单雄信", actor=clerk)
    join(application_id=draft, role="seller", number=GUARDIAN, name="曾志伟", actor=clerk)
    client = office.client("clerk1", 7)
    for asked, found in (("sxx", True), ("shanxiong", True), ("雄", True), ("danxiong", False), ("ceng", False)):
        page = client.get("/counter/people/", {"q": asked}).content.decode()
        assert ("单雄信" in page) == found, asked
        assert (f'data-application="{draft}"' in page) == found, asked
    page = client.get("/counter/people/").content.decode()
    assert page.index("单雄信") < page.index("曾志伟")
    assert "单雄信" not in office.client("clerk2", 8).get("/counter/people/", {"q": "单"}).content.decode()
