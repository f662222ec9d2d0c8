"""What citizens do from a phone without signing in: find, prepare, estimate, follow; and nobody guesses her way in."""

from __future__ import annotations

import random
import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.test import Client

from tests.departments import Departments
from tests.journeys.selling import accepted, answers_of, sold
from tests.offices import Office
from yimen.cases.actions.adopt import adopt
from yimen.cases.actions.erase import erase, erase_outdated
from yimen.cases.actions.fill import fill
from yimen.cases.actions.inquire import inquire
from yimen.cases.actions.join import join
from yimen.cases.actions.prepare import prepare
from yimen.cases.models import Answer, Application, Attempt, Party, Preparation
from yimen.cases.reads.application import filled
from yimen.cases.reads.completeness import completeness
from yimen.cases.reads.preparation import prepared
from yimen.cases.rules.facts import facts_of
from yimen.catalogue.reads import bundle
from yimen.catalogue.rules.questions import questions
from yimen.doors.portal.visitor import ANYBODY
from yimen.doors.portal.wizard import wizard
from yimen.kernel import clock
from yimen.kernel.actor import house
from yimen.kernel.errors import BadInput, Conflict, NotFound, Refused, TooOften
from yimen.kernel.models import Look
from yimen.people.reads import known
from yimen.site.load import DEMO_START

NEED = "/portal/need/house_sale/"


def answered(rng: random.Random) -> dict[str, str]:
    """Answer every question of the wizard at random, as a citizen does: one page after the other."""
    given: dict[str, str] = {"count.seller": str(rng.randint(1, 4)), "count.buyer": str(rng.randint(1, 4))}
    for _ in range(60):
        asked = wizard(bundle("house_sale"), given, clock.today())
        if asked.next is None:
            return given
        element = asked.next.element
        codes = [c.code for c in element.choices] or ["yes", "no"]
        given[asked.next.field] = rng.choice(codes)
    raise AssertionError("the questions do not end")


def keys_of(page: Any) -> list[str]:
    """The documents a list page shows, by key."""
    return re.findall(r'data-key="([^"]+)"', page.content.decode())


@pytest.mark.parametrize("seed", range(12))
def test_the_list_is_the_pile_the_counter_asks_for(seed: int, office: Office) -> None:
    """For a random situation: the portal's list, the kept list and the window's own draft name the same documents."""
    client, rng = Client(), random.Random(seed)
    given = answered(rng)
    shown = keys_of(client.get(NEED, given))
    kept = client.post(f"{NEED}prepare/", {**given, "then": "list"})
    assert kept.status_code == 302
    assert keys_of(client.get(kept.url)) == shown
    clerk = office.actor("clerk1", window=3)
    draft = adopt(code=kept.url, actor=clerk)
    for role in ("seller", "buyer"):
        for n in range(int(given[f"count.{role}"])):
            join(application_id=draft, role=role, number=NUMBERS[role][n], name=f"当事人{'甲乙丙丁'[n]}", actor=clerk)
    counter = [n.key for n in completeness(filled(clerk, draft)).pile]
    assert sorted(counter) == sorted(shown)
    assert shown, "an empty list proves nothing"


def _number(stem: str) -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return stem + "10X98765432"[sum(int(d) * w for d, w in zip(stem, weights, strict=True)) % 11]


NUMBERS = {
    "seller": [_number(f"44060419800101{n:03d}") for n in range(101, 105)],
    "buyer": [_number(f"44060419850505{n:03d}") for n in range(201, 205)],
}


def test_every_question_can_change_the_list_or_is_a_situation(office: Office) -> None:
    """What is asked matters: each question named by a condition, none that only fills a form."""
    asked = answered(random.Random(3))
    sheet = bundle("house_sale")
    fields = {name for name in asked if not name.startswith("count.")}
    assert {f.partition(".")[2] for f in fields} >= {"by_agent", "original_value_proven", "house_order", "only_home"}
    assert all("phone" not in f and "price" not in f for f in fields)
    counts = dict.fromkeys(sheet.text.roles, 1)
    facts = facts_of(sheet.text, counts, {}, clock.today())
    assert office.dsn and questions(sheet.acceptances, sheet.elements, counts, facts)


def test_one_question_at_a_time_with_the_way_back(office: Office) -> None:
    """Each page asks one thing; back leads to the one before with its answers; a wrong answer is told beside it."""
    client = Client()
    page = client.get(NEED).content.decode()
    assert 'name="count.seller"' in page and 'name="count.buyer"' not in page
    wrong = client.get(NEED, {"count.seller": "eleven"})
    assert wrong.status_code == 422 and "请填人数：1到10。" in wrong.content.decode()
    second = client.get(NEED, {"count.seller": "2"}).content.decode()
    assert 'name="count.buyer"' in second and 'href="?"' in second
    third = client.get(NEED, {"count.seller": "2", "count.buyer": "1"}).content.decode()
    assert 'href="?count.seller=2"' in third and third.count("<fieldset") == 1
    hostile = client.get(NEED, {"count.seller": "2", "count.buyer": "1", "situation.by_agent": "<script>"})
    assert hostile.status_code == 422 and b"<script>alert" not in hostile.content
    assert client.get("/portal/need/nothing/").status_code == 404
    assert office.dsn


@pytest.mark.parametrize("count", ["0", "11", "-1", "1e3", "９", "1" * 500, "１"])
def test_a_number_of_people_out_of_range_is_told(count: str, office: Office) -> None:
    """Nothing else than a number of the range goes on."""
    assert Client().get(NEED, {"count.seller": count}).status_code == 422
    with pytest.raises(BadInput):
        prepare(bundle="house_sale", counts={"seller": 0, "buyer": 1}, answers={}, actor=ANYBODY)
    assert Preparation.objects.count() == 0 and office.dsn


def prepared_by(sale: Any) -> str:
    """Prepare a sale at home: everything but identity, and a telephone number."""
    counts = {"seller": len(sale.sellers), "buyer": len(sale.buyers)}
    answers = {f: v for f, v in answers_of(sale).items() if f != "house.unit_no"}
    return prepare(bundle="house_sale", counts=counts, answers=answers, actor=ANYBODY)


def test_what_was_filled_in_at_home_is_finished_at_any_window(office: Office, departments: Departments) -> None:
    """The form on the phone, the code at the window, the cards read, accepted; her answers are marked as her own."""
    sale, client = departments.sale(), Client()
    counts = {"count.seller": str(len(sale.sellers)), "count.buyer": str(len(sale.buyers))}
    given = {**counts, **answers_of(sale)}
    kept = client.post(f"{NEED}prepare/", {**given, **_deciding(sale, given), "then": "form"})
    assert kept.status_code == 302 and kept.url.endswith("/form/"), kept.content.decode()[-500:]
    wrong = client.post(kept.url, {**answers_of(sale), "deal.price": "一百万"})
    assert wrong.status_code == 422 and 'id="f-deal-price-p"' in wrong.content.decode()
    assert "一百万" in wrong.content.decode()
    saved = client.post(kept.url, {**answers_of(sale), "house.certificate_no": sale.house.cert_no})
    assert saved.status_code == 302, saved.content.decode()[-800:]
    assert Application.objects.count() == 0
    code = kept.url.split("/")[3]
    window = office.client("clerk2", 5)
    opened = window.post("/counter/prepared/", {"code": f"http://testserver/portal/prepared/{code}/"})
    assert opened.status_code == 302 and "/counter/draft/" in opened.url
    draft = opened.url.split("/")[3]
    for role, owners in (("seller", sale.sellers), ("buyer", sale.buyers)):
        for o in owners:
            window.post(f"{opened.url}join/", {"role": role, "number": o.person.id_number, "name": o.person.name})
    page = window.get(opened.url).content.decode()
    assert "本人预填" in page and sale.sellers[0].person.phone in page
    assert window.post(f"{opened.url}look-up/", {"key": sale.house.cert_no}).status_code == 302
    keys = re.findall(r'type="checkbox" name="key" value="([^"]+)"', window.get(opened.url).content.decode())
    window.post(f"{opened.url}keep/", {"key": keys})
    accepted_page = window.post(f"{opened.url}accept/")
    assert accepted_page.status_code == 302, accepted_page.content.decode()[-1500:]
    row = Application.objects.get(pk=draft)
    assert row.state == "accepted" and row.receipt_no
    assert client.get(f"/portal/prepared/{code}/").status_code == 404


def _deciding(sale: Any, given: dict[str, str]) -> dict[str, str]:
    """What the questions ask beyond the sale's own answers: how the sellers own is in the register."""
    answers = {"deal.seller_ownership": "sole" if len(sale.sellers) == 1 else "joint"}
    for _ in range(60):
        asked = wizard(bundle("house_sale"), {**given, **answers}, clock.today())
        if asked.next is None:
            return answers
        codes = [c.code for c in asked.next.element.choices] or ["no"]
        answers[asked.next.field] = codes[0]
    raise AssertionError("the questions do not end")


def test_answers_wait_for_people_who_are_not_there_yet(office: Office, departments: Departments) -> None:
    """Filling in something else does not lose them; acceptance drops those of people who never came."""
    sale = departments.sale()
    counts = {"seller": len(sale.sellers), "buyer": len(sale.buyers) + 1}
    answers = answers_of(sale) | {f"buyer[{len(sale.buyers)}].phone": "13800138000"}
    code = prepare(bundle="house_sale", counts=counts, answers=answers, actor=ANYBODY)
    clerk = office.actor("clerk1", window=2)
    draft = adopt(code=code, actor=clerk)
    fill(application_id=draft, answers={"deal.price": "999999.00"}, actor=clerk)
    waiting = Answer.objects.filter(application=draft, field__startswith="seller[0]")
    assert waiting.filter(field="seller[0].phone", source="prepared").exists()
    assert Answer.objects.get(application=draft, field="deal.price").source == "applicant"
    window = office.client("clerk1", 2)
    base = f"/counter/draft/{draft}/"
    for role, owners in (("seller", sale.sellers), ("buyer", sale.buyers)):
        for o in owners:
            window.post(f"{base}join/", {"role": role, "number": o.person.id_number, "name": o.person.name})
    window.post(f"{base}look-up/", {"key": sale.house.cert_no})
    window.post(f"{base}fill/", answers_of(sale))
    keys = re.findall(r'type="checkbox" name="key" value="([^"]+)"', window.get(base).content.decode())
    window.post(f"{base}keep/", {"key": keys})
    assert window.post(f"{base}accept/").status_code == 302
    never = f"buyer[{len(sale.buyers)}].phone"
    assert not Answer.objects.filter(application=draft, field=never).exists()


def test_a_code_opens_once_and_never_after_it_was_erased_or_grew_old(office: Office, departments: Departments) -> None:
    """Taken over, erased, outdated and never given are one answer, to citizen and clerk."""
    clerk = office.actor("clerk1", window=1)
    first, second, third = (prepared_by(departments.sale()) for _ in range(3))
    adopt(code=first, actor=clerk)
    erase(code=second, actor=ANYBODY)
    office.at(DEMO_START + timedelta(days=31))
    for code in (first, second, third, "7K3M-P9Q2-X4V0", "", "x" * 300):
        with pytest.raises(NotFound):
            prepared(ANYBODY, code)
        with pytest.raises(NotFound):
            adopt(code=code, actor=clerk)
    assert erase_outdated(actor=house("worker")) == 1
    assert not Preparation.objects.exclude(content_sealed=None).exists()
    office.at(DEMO_START)


def test_prepared_answers_are_sealed_and_not_everybodys(office: Office, departments: Departments) -> None:
    """Nothing of them can be read in the row; nor the code; an examiner and a clerk away from a window fail."""
    sale = departments.sale()
    code = prepared_by(sale)
    row = Preparation.objects.get()
    held = bytes(row.content_sealed or b"") + bytes(row.code_hash)
    assert code.encode() not in held and sale.sellers[0].person.phone.encode() not in held
    with pytest.raises(NotFound):
        prepared(office.actor("registrar1"), code)
    with pytest.raises(Refused):
        adopt(code=code, actor=office.actor("clerk1"))
    assert Preparation.objects.get().state == "prepared"


def test_a_window_that_comes_second_is_told(office: Office, departments: Departments) -> None:
    """The row is read before it is locked: whoever locks it second meets the state, and there is one draft."""
    code = prepared_by(departments.sale())
    adopt(code=code, actor=office.actor("clerk1", window=1))
    with pytest.raises((NotFound, Conflict)):
        adopt(code=code, actor=office.actor("clerk2", window=2))
    assert Application.objects.count() == 1


HOSTILE = {
    "seller[9].phone": "13800138000",
    "seller[x].phone": "1",
    "seller[-1].phone": "1",
    "nothing.here": "1",
    "deal.price": "9" * 5000,
    "deal.signed_date": "0000-00-00",
    "situation.by_agent": "maybe",
    "seller[0].phone": "\x00\x01",
    "house.location": "x" * 100000,
    "seller[99999999999999999999].phone": "1",
    "[0].": "1",
    "..": "1",
}


@pytest.mark.parametrize("field", HOSTILE)
def test_hostile_answers_get_a_sentence_and_nothing_is_kept(
    field: str, office: Office, departments: Departments
) -> None:
    """Named beside the field on the form; what was prepared before stays as it was."""
    code = prepared_by(departments.sale())
    before = prepared(ANYBODY, code).answers
    answer = Client().post(f"/portal/prepared/{code}/form/", {field: HOSTILE[field]})
    assert answer.status_code == 422, answer.content.decode()[-500:]
    assert prepared(ANYBODY, code).answers == before and office.dsn
    with pytest.raises(BadInput):
        prepare(bundle="house_sale", counts={"seller": 1, "buyer": 1}, answers={field: HOSTILE[field]}, actor=ANYBODY)


def last_four(application: Application, role: str) -> str:
    """The last four places of a party's number."""
    party = Party.objects.filter(application=application, role=role, person__isnull=False).order_by("place").first()
    assert party is not None and party.person_id is not None
    return known([party.person_id])[party.person_id].number[-4:]


def test_progress_shows_her_own_and_who_looked(office: Office, departments: Departments) -> None:
    """State and next step, her own part of the payment, no name or number of anybody; each look stands there."""
    application = Application.objects.get(pk=sold(departments.sale(), office, departments))
    office.client("clerk1", 7).get(f"/counter/application/{application.pk}/")
    client = Client()
    assert client.get("/portal/progress/mine/").url == "/portal/progress/"
    proof = {"receipt_no": application.receipt_no, "last_four": last_four(application, "buyer").lower()}
    found = client.post("/portal/progress/", proof)
    assert found.status_code == 302
    page = client.get(found.url)
    text = page.content.decode()
    assert page["Cache-Control"] == "no-store"
    assert str(application.receipt_no) in text and "已办结" in text
    assert "7号窗口" in text and "窗口查询办理进度" in text
    for party in Party.objects.filter(application=application, person__isnull=False):
        person = known([party.person_id])[party.person_id]  # type: ignore[list-item,index]
        assert person.name not in text and person.number not in text and person.number[:10] not in text
    assert "您自己" in client.get(found.url).content.decode()
    assert Look.objects.filter(actor=ANYBODY.reference).count() == 2
    client.post("/portal/progress/leave/")
    assert client.get("/portal/progress/mine/").status_code == 302


def test_progress_says_what_is_to_pay_only_to_whom_it_concerns(office: Office, departments: Departments) -> None:
    """Before payment: each sees her own sum, not the other's; who owes nothing is not asked to pay."""
    from tests.browser.district import _due  # the district's own way to a payment
    from yimen.payments.reads import of_source

    clerk = office.actor("clerk1", window=7)
    application = Application.objects.get(pk=_due(office, departments, clerk))
    payment = of_source("application", application.id)
    assert payment is not None
    for role in ("seller", "buyer"):
        client = Client()
        proof = {"receipt_no": application.receipt_no, "last_four": last_four(application, role)}
        client.post("/portal/progress/", proof)
        text = client.get("/portal/progress/mine/").content.decode()
        own = sum(line.amount.fen for line in payment.lines if line.payer == f"{role}[0]")
        shown = re.search(r"data-owed>([0-9,.]+)", text)
        if shown:
            assert shown[1].replace(",", "") == f"{own / 100:.2f}"
        is_hers_alone = "有几位当事人的后四位相同" not in text
        assert ("要您办" in text) == (own > 0 or not is_hers_alone), "nobody is asked to pay who owes nothing"


def test_guessing_is_answered_equally_and_then_not_at_all(office: Office, departments: Departments) -> None:
    """A wrong number and wrong places give the same bytes; the sixth try is closed even when right, for a while."""
    application = Application.objects.get(pk=accepted(departments.sale(), office.actor("clerk1", 7)))
    right = last_four(application, "seller")
    wrong = "0000" if right != "0000" else "1111"

    def ask(number: str, places: str, address: str = "10.0.0.1") -> Any:
        return Client(REMOTE_ADDR=address).post("/portal/progress/", {"receipt_no": number, "last_four": places})

    def told(answer: Any) -> str:
        text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())
        return re.sub(r'id="receipt_no" name="receipt_no" value="[^"]*"', "", text)

    number = str(application.receipt_no)
    first, other = ask(number, wrong), ask("440604-260302-9999999", wrong)
    assert first.status_code == other.status_code == 404 and told(first) == told(other)
    for n in range(4):
        assert ask(number, wrong, f"10.0.1.{n}").status_code == 404  # from elsewhere: the number counts
    closed = ask(number, right, "10.0.2.1")
    assert closed.status_code == 429 and "到任一办事窗口" in closed.content.decode()
    assert Attempt.objects.filter(is_right=False).count() == 6 and Attempt.objects.count() == 6
    connection.close()  # another process
    assert ask(number, right, "10.0.2.2").status_code == 429
    office.at(DEMO_START + timedelta(minutes=16))
    assert ask(number, right, "10.0.2.1").status_code == 302
    office.at(DEMO_START)


def test_one_address_cannot_try_many_numbers(office: Office) -> None:
    """Twenty wrong tries an hour from one address, whatever the numbers; others may still ask."""
    for n in range(20):
        with pytest.raises(NotFound):
            inquire(receipt_no=f"440604-260302-{n:07d}", last_four="1234", address="10.9.9.9", actor=ANYBODY)
    with pytest.raises(TooOften):
        inquire(receipt_no="440604-260302-7777777", last_four="1234", address="10.9.9.9", actor=ANYBODY)
    with pytest.raises(NotFound):
        inquire(receipt_no="440604-260302-7777777", last_four="1234", address="10.9.9.8", actor=ANYBODY)
    assert office.dsn


@pytest.mark.parametrize("places", ["", "1", "123", "12345", "\x00\x00\x00\x00", "１２３４", "%%%%"])
def test_strange_places_are_a_wrong_answer(places: str, office: Office, departments: Departments) -> None:
    """No part of a number is enough, and nothing strange breaks the page."""
    application = Application.objects.get(pk=accepted(departments.sale(), office.actor("clerk1", 7)))
    answer = Client().post("/portal/progress/", {"receipt_no": application.receipt_no, "last_four": places})
    # A NUL is refused at the door, before anything is looked for.
    assert answer.status_code == (422 if "\0" in places else 404)


def test_attempts_cannot_be_changed(office: Office) -> None:
    """The database refuses."""
    with pytest.raises(NotFound):
        inquire(receipt_no="1", last_four="1234", address="10.0.0.1", actor=ANYBODY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.update(is_right=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.all().delete()
    assert Attempt.objects.get().is_right is False and office.dsn


SALE = {
    "asked": "1",
    "on": "2026-03-02",
    "price": "1050000",
    "area_m2": "95",
    "house_order": "1",
    "region_class": "other",
    "house_type": "ordinary",
    "held_years": "1",
    "only_home": "false",
}


def test_the_estimate_is_the_command_lines_and_names_its_rows(office: Office) -> None:
    """The same sum as `yimen realestate tax`, each line with law and dates; wrong fields are told beside them."""
    from datetime import date

    from yimen.packs.realestate.rules.facts import read_facts
    from yimen.packs.realestate.rules.tax import estimate

    facts = {k: v for k, v in SALE.items() if k not in ("asked", "on")} | {"only_home": False}
    wanted = estimate(date(2026, 3, 2), read_facts(facts))
    page = Client().get("/portal/estimate/tax/", SALE)
    assert page.status_code == 200 and f"data-total>{wanted.total.as_yuan:,.2f}" in page.content.decode()
    for line in wanted.lines:
        for decision in line.decisions:
            assert decision.row.source.document in page.content.decode()
    for field in ("price", "held_years", "on", "only_home"):
        wrong = Client().get("/portal/estimate/tax/", {**SALE, field: "<b>x"})
        assert wrong.status_code == 422 and f'id="e-{field}-p"' in wrong.content.decode(), field
        assert b"<b>x" not in wrong.content
    early = Client().get("/portal/estimate/tax/", {**SALE, "on": "1999-01-01"})
    assert early.status_code == 422 and office.dsn
    assert Client().get("/portal/estimate/nothing/").status_code == 404


def test_a_guide_says_what_its_standard_says(office: Office) -> None:
    """Every document, step, limit, remedy and article of every matter, and every hall's address; in both languages."""
    client = Client()
    whole = client.get("/portal/bundle/house_sale/").content.decode()
    for standard in bundle("house_sale").standards:
        a = standard.acceptance
        text = client.get(f"/portal/matter/{a.matter}/").content.decode()
        for part in (*(m.name.zh for m in a.materials), *(s.name.zh for s in standard.process.steps)):
            assert part in text
        for part in (a.remedies.zh, a.result.name.zh, *(b.law for b in a.basis if b.holds_on(clock.today()))):
            assert part in text
        assert a.name.zh in whole and "示范路1号一楼" in text
        if "general" in (a.limits.statutory.sure, a.limits.promised.sure):
            assert "未核对" in text
    assert client.get("/portal/matter/nothing/").status_code == 404
    assert client.get("/portal/bundle/nothing/").status_code == 404 and office.dsn


@pytest.mark.parametrize(
    "text", ["卖房", "房产证", "mai fang", "zengzhishui", "契税", "tax", "二手房买卖", "ershoufang"]
)
def test_a_matter_is_found_by_what_people_type(text: str, office: Office) -> None:
    """Names, their parts, pinyin, everyday words of the text."""
    page = Client().get("/portal/", {"q": text}).content.decode()
    assert "没有找到" not in page and "找到这些" in page and office.dsn


def test_nothing_found_is_no_dead_end(office: Office) -> None:
    """A sentence and what to do; hostile text is shown as text."""
    page = Client().get("/portal/", {"q": "<script>alert(1)</script>{x}"})
    assert page.status_code == 200 and b"<script>alert" not in page.content and office.dsn
    assert "任一窗口" in page.content.decode()


def test_larger_type_is_remembered_and_strangers_come_to_the_portal(office: Office) -> None:
    """A cookie of a year; back only to our own pages; `/` leads a stranger to the portal, staff to their door."""
    client = Client()
    answer = client.post("/portal/elder/", {"elder": "1", "next": "https://evil.example/"})
    assert answer.url == "/portal/" and answer.cookies["elder"]["max-age"] > 300 * 24 * 60 * 60
    assert "is-elder" in client.get("/portal/").content.decode()
    client.post("/portal/elder/", {"elder": "0", "next": "/portal/"})
    assert "is-elder" not in client.get("/portal/").content.decode()
    assert Client().get("/").url == "/portal/"
    assert 'href="/sign-in/"' in Client().get("/portal/").content.decode()
    assert office.client("clerk1").get("/").url == "/counter/"


def test_the_list_is_printed_with_its_code(office: Office, departments: Departments) -> None:
    """A PDF with the number and every document, and nobody's name."""
    from io import BytesIO

    from pypdf import PdfReader

    sale = departments.sale()
    code = prepared_by(sale)
    answer = Client().get(f"/portal/prepared/{code}/list.pdf")
    assert answer.content.startswith(b"%PDF-")
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages).replace("\n", "")
    sheet = prepared(ANYBODY, code)
    assert sheet.spoken in text and office.dsn
    assert len(sheet.pile) >= 6
    for needed in sheet.pile:
        assert needed.name.zh[:6] in text
    assert sale.sellers[0].person.name not in text
