"""Decided while the person waits: by the clerk, by a table in seconds, and by a person whenever she asks."""

from __future__ import annotations

import copy
import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.elders import card, decided, fresh, person, ready
from tests.offices import Office
from yimen.cases.access import proved_party
from yimen.cases.actions.approve import approve
from yimen.cases.actions.ask_for_person import ask_for_person
from yimen.cases.actions.decide_by_table import decide_by_table
from yimen.cases.actions.grant import grant
from yimen.cases.actions.leave_to_person import leave_to_person
from yimen.cases.actions.refuse import refuse
from yimen.cases.actions.review import review
from yimen.cases.actions.sample_check import sample_check
from yimen.cases.models import Case, Recheck, SampleSeed, Step, Trace
from yimen.cases.reads.minutes import minutes
from yimen.cases.reads.papers import case_document_pdf
from yimen.cases.reads.rechecks import disputes, open_rechecks, seeds
from yimen.cases.reads.sheets import application_sheet
from yimen.cases.reads.why import why
from yimen.cases.rules.sampling import digest_of, is_drawn
from yimen.cases.rules.table_decision import FoundFact, answer_of
from yimen.cases.states import CaseState
from yimen.catalogue.rules.by_table import with_tables
from yimen.catalogue.rules.standards import Acceptance, ByTable, Process, read
from yimen.catalogue.rules.table import Table
from yimen.catalogue.rules.table_build import build_table
from yimen.catalogue.rules.table_text import load_table
from yimen.catalogue.states import FactSource
from yimen.kernel import outbox
from yimen.kernel.actor import Actor, ActorKind, house
from yimen.kernel.errors import BadInput, Conflict, NotFound, Refused
from yimen.kernel.models import JournalEntry

FOLDER = Path(__file__).parents[2] / "src" / "yimen" / "packs" / "elders"
TABLE = load_table(FOLDER / "tables" / "elder_card.yaml")
RELAY = house("relay")


def texts() -> tuple[dict[str, Any], dict[str, Any]]:
    """The two standards of the card as they are written."""
    folder = FOLDER / "matters" / "elder_card"
    one, other = (yaml.safe_load((folder / f"{n}.yaml").read_text("utf-8")) for n in ("acceptance", "process"))
    return one, other


def published(acceptance: dict[str, Any], process: dict[str, Any], table: Table = TABLE) -> Process:
    """What publication makes of texts."""
    return with_tables(read(Acceptance, acceptance, "a"), read(Process, process, "p"), lambda _: table)


BY = published(*texts()).steps[1].by_table
assert isinstance(BY, ByTable)


def other_table(**changed: str) -> Table:
    """The card's table with its rows' cells changed."""
    text = yaml.load((FOLDER / "tables" / "elder_card.yaml").read_text("utf-8"), yaml.BaseLoader)
    for row in text["rows"]:
        row["when"]["age"] = changed.get(row["id"], row["when"]["age"])
        row["then"]["decision"] = changed.get(f"{row['id']}_decision", row["then"]["decision"])
    text["outputs"][0]["values"] = changed.get("values", "grant person").split()
    return build_table(text, "t", {})


# The rule


@given(st.one_of(st.none(), st.integers(-5, 400)), st.sampled_from(FactSource))
def test_a_table_grants_or_leaves_it_to_a_person_and_says_why(age: int | None, source: FactSource) -> None:
    """Whatever it is asked: a grant rests on sixty years by a trusted document, and everything else is a person's."""
    answer = answer_of(BY, datetime(2026, 3, 2, tzinfo=UTC).date(), [FoundFact("age", age, source)])
    trusted = source is not FactSource.APPLICANT
    assert answer.is_granted == (trusted and age is not None and 60 <= age <= 150)
    assert answer.why.zh and answer.why.en
    assert not answer.is_granted or (answer.row == "sixty" and answer.document == "老年人权益保障法")
    kept = msgspec.json.decode(msgspec.json.encode(answer.as_json()))
    assert type(answer).from_json(kept) == answer


def test_a_day_before_the_table_is_a_persons() -> None:
    """No answer is invented."""
    answer = answer_of(BY, datetime(2015, 3, 2, tzinfo=UTC).date(), [FoundFact("age", 70, FactSource.REGISTER)])
    assert not answer.is_granted and answer.row == ""


@given(st.text(min_size=1, max_size=40), st.decimals(0, 1, places=3), st.integers(0, 10**6))
def test_the_draw_is_repeatable_and_grows_with_its_share(seed: str, share: Decimal, serial: int) -> None:
    """The same seed and number give the same; who is drawn for a small share is drawn for every greater one."""
    number = f"440604-260302-{serial:07d}-01"
    drawn = is_drawn(seed, number, share)
    assert drawn == is_drawn(seed, number, share)
    assert not drawn or is_drawn(seed, number, Decimal(1))
    assert not is_drawn(seed, number, Decimal(0))


def test_the_draw_takes_about_its_share() -> None:
    """Of ten thousand numbers some five hundred."""
    drawn = sum(is_drawn("2026-03", f"440604-260302-{n:07d}-01", Decimal("0.05")) for n in range(10_000))
    assert 420 < drawn < 580


# The standard


@pytest.mark.parametrize(
    ("place", "value", "told"),
    [
        ("source", "applicant", "申请人自己填写"),
        ("source", "register", "部门登记信息"),
        ("material", "photo", "身份证件"),
        ("role", "nobody", "身份证件"),
        ("input", "income", "表要的是"),
    ],
)
def test_a_fact_that_is_not_trusted_is_refused_on_load(place: str, value: str, told: str) -> None:
    """A field without a query is the applicant's word, and so is a document that nobody sees."""
    acceptance, process = texts()
    process["steps"][1]["by_table"]["facts"][0] |= {place: value, "field": "card.card_phone"}
    with pytest.raises(BadInput, match="cannot be decided by table") as problem:
        published(acceptance, process)
    assert told in problem.value.words.zh


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"younger": "< 50"}, "空档"),
        ({"younger": "<= 60"}, "重叠"),
        ({"values": "grant person refuse", "younger_decision": "refuse"}, "不予要由人决定"),
    ],
)
def test_a_table_with_gaps_or_that_refuses_is_refused_on_load(changed: dict[str, str], told: str) -> None:
    """A refusal is always a person's."""
    with pytest.raises(BadInput) as problem:
        published(*texts(), other_table(**changed))
    assert told in problem.value.words.zh


def test_a_share_or_an_outcome_that_does_not_fit_is_refused_on_load() -> None:
    """And a step by table without a table."""
    for change in ({"sampled": "5"}, {"sampled": "x"}):
        acceptance, process = texts()
        process["steps"][1]["by_table"] |= change
        with pytest.raises(BadInput):
            published(acceptance, process)
    acceptance, process = texts()
    without, misplaced = copy.deepcopy(process), copy.deepcopy(process)
    del without["steps"][1]["by_table"]
    misplaced["steps"][1]["decided_by"] = "desk"
    process["steps"][1]["outcome"] = []
    for wrong in (without, misplaced, process):
        with pytest.raises(BadInput):
            published(acceptance, wrong)


def test_the_published_standard_holds_the_table() -> None:
    """So a changed table is another version of the matter, and old decisions keep their text."""
    assert "sixty" in BY.text
    changed = published(*texts(), other_table(sixty=">= 65", younger="< 65")).steps[1].by_table
    assert isinstance(changed, ByTable) and changed.text != BY.text


# By table


@pytest.fixture(autouse=True)
def _nobody_is_drawn(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lot falls by a secret seed: tests say themselves on whom, but for the one that is about the draw."""
    if "repeat_the_draw" not in request.node.name:
        monkeypatch.setattr("yimen.cases.actions.inside.rechecks.is_drawn", lambda *_: False)


def everybody_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the draw take every case."""
    monkeypatch.setattr("yimen.cases.actions.inside.rechecks.is_drawn", lambda *_: True)


def test_sixty_is_granted_in_seconds_and_explained(office: Office) -> None:
    """After the second check nobody at a desk; the paper says how, the sheet why."""
    case = decided(office, 1966, 1)
    assert case.state == CaseState.GRANTED and case.result == "禅民准〔2026〕1号"
    sheet = why(office.actor("civil1"), case.id)
    assert sheet.answer is not None and sheet.answer.row == "sixty" and sheet.can_ask
    assert [(f[1], f[2].en) for f in sheet.answer.facts] == [
        ("60", "the identity document, its original seen at a window")
    ]
    assert why(office.actor("clerk1", 7), case.id).answer == sheet.answer
    with pytest.raises(NotFound):
        why(office.actor("registrar1"), case.id)
    assert case_document_pdf(office.actor("clerk1", 7), case.id, "grant").startswith(b"%PDF")
    assert b"66" not in bytes(Trace.objects.get().content_sealed)


def test_the_day_before_sixty_is_a_persons(office: Office) -> None:
    """The table leaves it to the approver, who refuses or grants like any other case."""
    younger, other = decided(office, 1967, 1), decided(office, 1970, 2)
    assert younger.state == other.state == CaseState.ACCEPTED
    step = Step.objects.get(case=younger.id, code="decide")
    assert (step.decided_by, step.verb, step.office, step.state) == ("desk", "approve", "civil", "open")
    assert not Trace.objects.filter(is_granted=True).exists()
    approver = office.actor("civil2")
    with pytest.raises(Refused):
        approve(case_id=younger.id, actor=office.actor("civil1"))
    refuse(case_id=younger.id, reason="未满六十周岁。", basis="老年人权益保障法第二条", actor=approver)
    approve(case_id=other.id, opinion="另有规定。", actor=approver)
    assert fresh(younger.id).state == CaseState.REFUSED
    assert fresh(other.id).state == CaseState.GRANTED and fresh(other.id).result == "禅民准〔2026〕1号"
    assert why(approver, other.id).is_with_person


def test_an_upload_whose_original_nobody_saw_is_a_persons(office: Office) -> None:
    """The fact is missing, not guessed."""
    from yimen.materials.models import Material

    case = ready(office, 1950, 3)
    Material.objects.filter(source_id=case.application_id).update(trust="C")
    office.deliver()
    sheet = why(office.actor("civil1"), case.id)
    assert sheet.answer is not None and not sheet.answer.is_granted and "身份证件" in sheet.answer.why.zh


def test_what_was_said_in_a_hearing_no_table_hears(office: Office) -> None:
    """A case with an opinion asked, a hearing, a visit or a statement is a person's."""
    case = ready(office, 1950, 40)
    Case.objects.filter(pk=case.id).update(has_proceedings=True)
    assert not decide_by_table(case_id=case.id, actor=RELAY)
    assert why(office.actor("civil1"), case.id).is_with_person and not Trace.objects.exists()


def test_the_relay_may_die_and_come_again(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between start and decision nothing is lost; after the decision a second time does nothing."""
    case = ready(office, 1950, 4)

    def dies(**_: object) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):
        broken.setattr("yimen.cases.effects.decide_by_table", dies)
        outbox.deliver_all()
    assert fresh(case.id).state == CaseState.ACCEPTED and not Trace.objects.exists()
    office.at(datetime(2026, 3, 2, 2, tzinfo=UTC))
    office.deliver()
    assert fresh(case.id).state == CaseState.GRANTED
    before = JournalEntry.objects.count()
    with pytest.raises(Conflict):
        decide_by_table(case_id=case.id, actor=RELAY)
    office.deliver()
    assert JournalEntry.objects.count() == before


# A person instead


def test_she_asks_before_the_check_before_the_table_and_after(office: Office) -> None:
    """At any moment, at the window; the table then decides nothing any more."""
    clerk = office.actor("clerk1", 7)
    after, early, late = decided(office, 1950, 7), card(office, 1950, 5), ready(office, 1950, 6)
    assert ask_for_person(case_id=early.id, actor=clerk) and ask_for_person(case_id=late.id, actor=clerk)
    office.deliver()
    assert fresh(late.id).state == CaseState.ACCEPTED and not decide_by_table(case_id=late.id, actor=RELAY)
    with pytest.raises(Conflict, match="A person decides"):
        ask_for_person(case_id=late.id, actor=clerk)
    assert not ask_for_person(case_id=after.id, words="我想知道为什么。", actor=clerk)
    with pytest.raises(Conflict, match="asked already"):
        ask_for_person(case_id=after.id, actor=clerk)
    assert [r.case_id for r in open_rechecks(office.actor("civil1"))] == [after.id]
    review(case_id=after.id, is_confirmed=True, opinion="身份证上满六十周岁。", actor=office.actor("civil1"))
    assert not open_rechecks(office.actor("civil1"))
    approve(case_id=late.id, actor=office.actor("civil2"))
    assert fresh(late.id).state == CaseState.GRANTED


def test_the_citizen_asks_by_herself_and_only_for_her_own(office: Office) -> None:
    """With what she proved at the portal; nobody else's case is there."""
    mine, other = ready(office, 1950, 8), ready(office, 1950, 9)
    me = proved_party(mine.application_id, "申请人（网上）")
    with pytest.raises(NotFound):
        ask_for_person(case_id=other.id, actor=me)
    with pytest.raises(NotFound):
        ask_for_person(case_id=mine.id, actor=Actor(ActorKind.CITIZEN, "portal", "本人（网上）"))
    with pytest.raises(Refused):
        approve(case_id=mine.id, actor=me)
    assert ask_for_person(case_id=mine.id, actor=me)


def test_no_other_matter_knows_it(office: Office) -> None:
    """Where no table decides there is nothing to ask for and nothing to check."""
    case = ready(office, 1950, 10, "elder_card_again")
    with pytest.raises(Refused):
        ask_for_person(case_id=case.id, actor=office.actor("clerk1", 7))
    with pytest.raises(NotFound):
        why(office.actor("clerk1", 7), case.id)


# Checked later


def test_what_is_drawn_is_confirmed_or_disputed(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The examiner's list; a dispute is the approver's to see and changes nothing by itself."""
    everybody_is_drawn(monkeypatch)
    good, bad = decided(office, 1950, 11), decided(office, 1950, 12)
    examiner, approver = office.actor("civil1"), office.actor("civil2")
    assert [r.case_id for r in open_rechecks(examiner)] == [good.id, bad.id]
    assert not open_rechecks(office.actor("registrar1"))
    with pytest.raises(Refused):
        sample_check(case_id=good.id, is_confirmed=True, opinion="齐全。", actor=approver)
    with pytest.raises(BadInput):
        sample_check(case_id=good.id, is_confirmed=True, opinion=" ", actor=examiner)
    sample_check(case_id=good.id, is_confirmed=True, opinion="齐全。", actor=examiner)
    sample_check(case_id=bad.id, is_confirmed=False, opinion="照片与本人不符。", actor=examiner)
    with pytest.raises(Conflict):
        sample_check(case_id=bad.id, is_confirmed=True, opinion="再看一次。", actor=examiner)
    assert [r.case_id for r in disputes(approver)] == [bad.id] and not disputes(examiner)
    assert fresh(bad.id).state == CaseState.GRANTED


def test_anybody_can_repeat_the_draw_when_the_month_is_over(office: Office) -> None:
    """One seed a month; its digest at once, itself afterwards."""
    cases = [decided(office, 1950, serial) for serial in range(13, 17)]
    (seed,) = SampleSeed.objects.values_list("seed", flat=True)
    (line,) = seeds()
    assert (line.month, line.digest, line.seed) == ("2026-03", digest_of(seed), "")
    drawn = {r.case_id for r in Recheck.objects.all()}
    assert drawn == {c.id for c in cases if is_drawn(seed, c.number, Decimal("0.05"))}
    office.at(datetime(2026, 4, 7, 2, tzinfo=UTC))
    assert seeds()[0].seed == seed


# At the window


def test_the_clerk_decides_after_the_check_and_never_needs_the_desk(office: Office) -> None:
    """One sitting: accepted, checked by a colleague, granted at the counter, the paper printed; the minutes counted."""
    case = card(office, 1950, 20, "elder_card_again")
    clerk = office.client("clerk1", 7)
    base = f"/counter/application/{case.application_id}/"
    assert "grant/" not in clerk.get(base).content.decode()
    with pytest.raises(Conflict):
        grant(case_id=case.id, actor=office.actor("clerk1", 7))
    office.client("checker1").post(f"/desk/application/{case.application_id}/check/", {"opinion": ""})
    office.deliver()
    office.at(datetime(2026, 3, 2, 1, 9, 30, tzinfo=UTC))
    page = clerk.get(base).content.decode()
    assert f"{base}case/{case.id}/grant/" in page
    assert clerk.post(f"{base}case/{case.id}/grant/", {"opinion": ""}).status_code == 302
    office.deliver()
    assert fresh(case.id).state == CaseState.GRANTED
    page = clerk.get(base).content.decode()
    assert clerk.get(f"{base}case/{case.id}/document/grant.pdf").content.startswith(b"%PDF")
    assert 'data-minutes="10"' in page
    told = minutes(application_sheet(office.actor("clerk1", 7), case.application_id).history)
    assert told.longest == 10 and told.to_acceptance == 1


def test_another_windows_clerk_and_another_post_do_not_grant(office: Office) -> None:
    """Only where it lies open, and only at the hall's windows."""
    case = ready(office, 1950, 21, "elder_card_again")
    with pytest.raises(NotFound):
        grant(case_id=case.id, actor=office.actor("clerk2", 8))
    with pytest.raises(Refused):
        grant(case_id=case.id, actor=office.actor("checker1"))
    with pytest.raises(Refused):
        grant(case_id=case.id, actor=office.actor("civil2"))


def test_what_the_clerk_does_not_grant_the_department_decides(office: Office) -> None:
    """With the reason; an approver refuses, never the window."""
    case = ready(office, 1950, 22, "elder_card_again")
    clerk = office.actor("clerk1", 7)
    with pytest.raises(BadInput):
        leave_to_person(case_id=case.id, reason="", actor=clerk)
    leave_to_person(case_id=case.id, reason="原证没有挂失记录。", actor=clerk)
    with pytest.raises(Conflict):
        grant(case_id=case.id, actor=clerk)
    refuse(case_id=case.id, reason="没有领过证。", basis="老年人权益保障法第53条", actor=office.actor("civil2"))
    assert fresh(case.id).state == CaseState.REFUSED


# Doors


def test_the_citizen_reads_why_and_asks_at_the_portal(office: Office) -> None:
    """With number and four places; a second time is told kindly."""
    case = decided(office, 1950, 30)
    citizen = office.client("clerk1").__class__()
    page = f"/portal/progress/mine/{case.id}/why/"
    assert citizen.get(page).status_code == 302
    told = {"receipt_no": case.number[:-3], "last_four": person(1950, 30)[-4:]}
    citizen.post("/portal/progress/", told)
    assert page in citizen.get("/portal/progress/mine/").content.decode()
    shown = citizen.get(page).content.decode()
    assert "年满六十周岁" in shown and "要求人工" in shown
    assert citizen.post(f"{page}ask/", {"words": "请人工看一下。"}).status_code == 302
    assert citizen.post(f"{page}ask/", {"words": ""}).status_code == 409
    assert citizen.get(f"/portal/progress/mine/{decided(office, 1950, 31).id}/why/").status_code == 404
    examiner = office.client("civil1")
    assert str(case.id) in examiner.get("/desk/rechecks/").content.decode()
    assert "请人工看一下。" in examiner.get(f"/desk/case/{case.id}/why/").content.decode()
    answer = {"opinion": "按身份证满六十周岁。", "finding": "confirmed"}
    assert examiner.post(f"/desk/case/{case.id}/review/", answer).status_code == 302
    assert "按身份证满六十周岁。" in citizen.get(page).content.decode()


def test_what_is_missing_stands_beside_its_field(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the desk: no finding, no opinion; nothing is written."""
    everybody_is_drawn(monkeypatch)
    case = decided(office, 1950, 32)
    examiner = office.client("civil1")
    page = examiner.post(f"/desk/case/{case.id}/sample-check/", {"opinion": ""})
    assert page.status_code == 422 and re.search(r'id="(finding|opinion)-p"', page.content.decode())
    assert Recheck.objects.get().answered_at is None
    assert timedelta(0) <= fresh(case.id).ended_at - case.accepted_at  # type: ignore[operator]
    assert isinstance(case, Case)
