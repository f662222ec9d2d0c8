"""What the window decides about a pile that is not accepted at once: each outcome in writing, each once."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from simulators.identity import identity
from tests.departments import Departments
from tests.journeys.selling import drafted
from tests.offices import Office
from yimen.cases.actions.accept import accept
from yimen.cases.actions.correct import correct
from yimen.cases.actions.give_back import give_back
from yimen.cases.actions.join import join
from yimen.cases.actions.keep import keep
from yimen.cases.actions.leave import leave
from yimen.cases.actions.open import open_
from yimen.cases.actions.present import present
from yimen.cases.actions.redirect import redirect
from yimen.cases.actions.reject import reject
from yimen.cases.actions.spare import spare
from yimen.cases.models import Application, Case
from yimen.cases.reads.papers import document_pdf
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput, Conflict, NotFound, Obstacle
from yimen.kernel.models import JournalEntry

KEY = "sale_contract"


def text(actor: Actor, application: object, kind: str) -> str:
    """The words of a paper without blanks."""
    pdf = PdfReader(BytesIO(document_pdf(actor, application, kind)))  # type: ignore[arg-type]
    return "".join("".join(page.extract_text().split()) for page in pdf.pages)


def test_a_correction_is_answered_at_another_window(office: Office, departments: Departments) -> None:
    """Named once, brought to a colleague who finds it by number and last four, accepted under the same number."""
    first, second = office.actor("clerk1", 7), office.actor("clerk2", 8)
    sale = departments.sale()
    draft = drafted(sale, first)
    with pytest.raises(BadInput):
        correct(application_id=draft, actor=first)
    give_back(application_id=draft, key=KEY, actor=first)
    number = correct(application_id=draft, actor=first)
    row = Application.objects.get(pk=draft)
    assert (row.state, row.receipt_no, row.correction_asked) == ("correcting", number, [f"material:{KEY}"])
    assert "一次性告知" in text(first, draft, "correction") and number in text(first, draft, "correction")
    with pytest.raises(NotFound):
        accept(application_id=draft, actor=second)
    last_four = sale.sellers[0].person.id_number[-4:]
    assert present(receipt_no=number, last_four=last_four, actor=second) == draft
    keep(application_id=draft, keys=[KEY], scans=[], actor=second)
    with pytest.raises(BadInput):
        reject(application_id=draft, reason="不齐", actor=second)
    assert accept(application_id=draft, actor=second) == number
    assert Application.objects.get(pk=draft).received_at == row.received_at
    assert Case.objects.filter(application=draft).count() == 6


def test_a_notice_is_given_to_somebody(office: Office) -> None:
    """Without a party nobody could ever open the application again: it is found by number and document."""
    clerk = office.actor("clerk1", 7)
    draft = open_(bundle="house_sale", actor=clerk)
    with pytest.raises(BadInput, match="at least one party"):
        correct(application_id=draft, actor=clerk)
    people = [identity(n, 1985, female=True).number for n in (1, 2)]
    join(application_id=draft, role="seller", number=people[0], name="周晓梅", actor=clerk)
    number = correct(application_id=draft, actor=clerk)
    with pytest.raises(BadInput, match="the last party stays"):
        leave(application_id=draft, role="seller", actor=clerk)
    join(application_id=draft, role="buyer", number=people[1], name="李敏", actor=clerk)
    leave(application_id=draft, role="seller", actor=clerk)
    assert present(receipt_no=number, last_four=people[1][-4:], actor=office.actor("clerk2", 8)) == draft


def test_the_notice_is_ticked_off_on_the_screen(office: Office, departments: Departments) -> None:
    """What came in is ticked, what is missing leads to its place, and what was not named stands apart."""
    clerk, client = office.actor("clerk1", 7), office.client("clerk1", 7)
    draft = drafted(departments.sale(), clerk)
    for key in (KEY, "ownership_certificate"):
        give_back(application_id=draft, key=key, actor=clerk)
    correct(application_id=draft, actor=clerk)

    def ticks() -> tuple[int, int, bool]:
        page = client.get(f"/counter/draft/{draft}/").content.decode()
        return page.count('data-tick="here"'), page.count('data-tick="missing"'), "data-beyond" in page

    assert ticks() == (0, 2, False)
    keep(application_id=draft, keys=[KEY], scans=[], actor=clerk)
    assert ticks() == (1, 1, False)
    page = client.get(f"/counter/draft/{draft}/").content.decode()
    assert "缺存量房买卖合同。" in page, "the sentence of the notice stays when the thing is there"
    keep(application_id=draft, keys=["ownership_certificate"], scans=[], actor=clerk)
    assert ticks() == (2, 0, False)
    give_back(application_id=draft, key="registration_form", actor=clerk)
    assert ticks() == (2, 0, True)


def test_the_notice_rests_on_the_matters_own_law(office: Office, departments: Departments) -> None:
    """No matter of a sale is a licence: the paper names the article that the registration's standard gives."""
    clerk = office.actor("clerk1", 7)
    draft = drafted(departments.sale(), clerk)
    give_back(application_id=draft, key=KEY, actor=clerk)
    correct(application_id=draft, actor=clerk)
    paper = text(clerk, draft, "correction")
    assert "《不动产登记暂行条例》第十七条第一款第三项" in paper and "行政许可法" not in paper


def test_a_second_notice_is_refused_and_journalled(office: Office, departments: Departments) -> None:
    """The attempt stays in the journal; only a reasoned refusal is left, and it ends the application."""
    clerk = office.actor("clerk1", 7)
    draft = drafted(departments.sale(), clerk)
    give_back(application_id=draft, key=KEY, actor=clerk)
    correct(application_id=draft, actor=clerk)
    with pytest.raises(Obstacle):
        correct(application_id=draft, actor=clerk)
    assert JournalEntry.objects.filter(subject_id=draft, verb="fault").count() == 1
    with pytest.raises(BadInput):
        reject(application_id=draft, reason=" ", actor=clerk)
    reject(application_id=draft, reason="合同仍未提交", actor=clerk)
    assert "合同仍未提交" in text(clerk, draft, "rejection") and "行政复议" in text(clerk, draft, "rejection")
    with pytest.raises(Conflict):
        accept(application_id=draft, actor=clerk)


def test_what_the_notice_did_not_name_is_no_reason_to_refuse(office: Office, departments: Departments) -> None:
    """The named document came; another one, asked for only now, may not lead to a refusal to accept (art 32(1)4)."""
    clerk = office.actor("clerk1", 7)
    draft = drafted(departments.sale(), clerk)
    give_back(application_id=draft, key=KEY, actor=clerk)
    correct(application_id=draft, actor=clerk)
    keep(application_id=draft, keys=[KEY], scans=[], actor=clerk)
    give_back(application_id=draft, key="ownership_certificate", actor=clerk)
    with pytest.raises(BadInput, match="Everything the notice named is here"):
        reject(application_id=draft, reason="不齐", actor=clerk)
    keep(application_id=draft, keys=["ownership_certificate"], scans=[], actor=clerk)
    assert accept(application_id=draft, actor=clerk)


def test_turned_away_in_writing(office: Office, departments: Departments) -> None:
    """Not needed, and out of scope with where to go: once each, at once, through the door."""
    client, clerk = office.client("clerk1"), office.actor("clerk1", 7)
    seeds = iter(departments.seeds)
    one, two = drafted(departments.sale(next(seeds)), clerk), drafted(departments.sale(next(seeds)), clerk)
    spare(application_id=one, reason="本事项已取消", actor=clerk)
    assert "本事项已取消" in text(clerk, one, "not-needed")
    with pytest.raises(BadInput):
        redirect(application_id=two, reason="外市房屋", where="", actor=clerk)
    redirect(application_id=two, reason="外市房屋", where="广州市不动产登记中心", actor=clerk)
    assert "广州市不动产登记中心" in text(clerk, two, "out-of-scope")
    assert client.get(f"/counter/application/{two}/").status_code == 200
    with pytest.raises(Conflict):
        accept(application_id=two, actor=clerk)


def test_sent_on_to_an_office_of_the_region(office: Office, departments: Departments) -> None:
    """Found by part of its name or by pinyin; the paper names office, address and telephone; elsewhere is free text."""
    clerk = office.actor("clerk1", 7)
    draft = drafted(departments.sale(), clerk)
    for typed, wrong in (("没有这个局", "office"), ("局", "office"), ("", "office")):
        with pytest.raises(BadInput) as refused:
            redirect(application_id=draft, reason="不属本机关", office=typed, actor=clerk)
        assert set(refused.value.fields) == {wrong}
    with pytest.raises(BadInput) as refused:
        redirect(application_id=draft, reason=" ", office="tax", where="别处", actor=clerk)
    assert set(refused.value.fields) == {"reason", "where"}, "everything that is wrong is told at once"
    redirect(application_id=draft, reason="不属本机关", office="minzheng", actor=clerk)
    paper = text(clerk, draft, "out-of-scope")
    assert "民政局" in paper and "示范路13号" in paper and "0757-00000013" in paper
    told = JournalEntry.objects.get(subject_id=draft, verb="redirect").data
    assert told["office"] == "civil" and "示范路13号" in told["where"]


@pytest.mark.parametrize(
    ("outcome", "given", "place"),
    [
        ("spare", {"reason": "  "}, "reason-spare"),
        ("redirect", {"reason": "不属本机关", "office": "没有这个局"}, "office"),
        ("redirect", {"reason": "不属本机关", "office": "税务局", "where": "广州"}, "where"),
        ("redirect", {"reason": " ", "where": "广州市不动产登记中心"}, "reason-redirect"),
    ],
)
def test_what_is_wrong_with_an_outcome_stands_beside_its_field(
    office: Office, departments: Departments, outcome: str, given: dict[str, str], place: str
) -> None:
    """The form is open, what was typed is in it, the field is marked, described and has the only focus."""
    clerk, client = office.actor("clerk1", 7), office.client("clerk1", 7)
    draft = drafted(departments.sale(), clerk)
    answer = client.post(f"/counter/draft/{draft}/{outcome}/", {"at": outcome, **given})
    page = answer.content.decode()
    assert answer.status_code == 422 and page.count("autofocus") == 1
    field = re.search(rf'<(?:input|textarea)[^>]*id="{place}"[^>]*>', page)
    assert field and 'aria-invalid="true"' in field[0] and f'aria-describedby="{place}-p"' in field[0]
    assert "autofocus" in field[0] and f'id="{place}-p"' in page
    for value in given.values():
        assert not value.strip() or value in page


def test_a_refused_notice_and_refusal_are_said_in_their_place(office: Office, departments: Departments) -> None:
    """A second notice, and a refusal to accept without its reason or against the law, each with the focus."""
    clerk, client = office.actor("clerk1", 7), office.client("clerk1", 7)
    draft = drafted(departments.sale(), clerk)
    give_back(application_id=draft, key=KEY, actor=clerk)
    base = f"/counter/draft/{draft}/"
    client.post(f"{base}correct/", {"at": "correct"})
    again = client.post(f"{base}correct/", {"at": "correct"})
    assert again.status_code == 409 and 'id="outcome-problem"' in again.content.decode()
    empty = client.post(f"{base}reject/", {"at": "reject", "reason": " "})
    assert 'aria-describedby="reason-reject-p"' in empty.content.decode()
    keep(application_id=draft, keys=[KEY], scans=[], actor=clerk)
    unlawful = client.post(f"{base}reject/", {"at": "reject", "reason": "不齐"})
    assert unlawful.status_code == 422 and 'id="outcome-problem"' in unlawful.content.decode()
