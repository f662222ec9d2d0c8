"""The desk's pages as a browser on an old PC gets them: none, one and two hundred rows, from one list through cases."""

from __future__ import annotations

import html
import re
from uuid import UUID

import pytest
from django.test import Client

from tests.races.scene import Scene, scene
from yimen.cases.actions.claim import claim
from yimen.cases.actions.examine import examine
from yimen.cases.actions.start import start
from yimen.cases.models import Answer, Application
from yimen.exchange.actions.park import park
from yimen.exchange.models import Message
from yimen.kernel.actor import house
from yimen.kernel.words import Words

__all__ = ["scene"]
HEAVIEST = 60 * 1024
RELAY = house("relay")


def read(client: Client, path: str, status: int = 200) -> str:
    """A page's text; it is light, has one stylesheet of the kit's own and no style in it."""
    answer = client.get(path)
    assert answer.status_code == status, path
    assert len(answer.content) < HEAVIEST, f"{path}: {len(answer.content)} bytes"
    text = answer.content.decode()
    assert text.count('rel="stylesheet"') <= 2 and " style=" not in text and "<style" not in text
    return html.unescape(text)


def rows(page: str) -> list[str]:
    """The receipt numbers of a list."""
    return re.findall(r'<tr data-receipt="([^"]+)"', page)


def test_none_one_and_two_hundred_rows(scene: Scene) -> None:
    """Every list says what it is when it is empty; fifty rows a page, found again by number; light at every size."""
    checker, registrar = scene.office.client("checker1"), scene.office.client("registrar1")
    for which in ("mine", "pool", "colleagues", "trouble", "waiting", "done"):
        page = read(registrar, f"/desk/?list={which}")
        assert 'class="y-empty"' in page and rows(page) == [] and 'data-count="0"' in page
    one = scene.accepted()
    assert len(rows(read(checker, "/desk/?list=pool"))) == 1
    others = [scene.accepted() for _ in range(199)]
    seen = [r for n in (1, 2, 3, 4) for r in rows(read(checker, f"/desk/?list=pool&page={n}"))]
    assert len(seen) == len(set(seen)) == 200
    assert "这一页没有办件" in read(checker, "/desk/?list=pool&page=5")
    number = Application.objects.get(pk=one).receipt_no
    assert rows(read(checker, f"/desk/?list=pool&q={number}")) == [number]
    assert "没有找到" in read(checker, "/desk/?list=pool&q=没有这个人")
    # Beside an application stands a part of the page it was opened from, and its neighbours are one key away.
    middle = _in_the_middle(checker, others)
    page = read(checker, f"{middle}?list=pool&page=2")
    beside = page[page.index('class="y-beside') : page.index("</nav>", page.index('class="y-beside'))]
    assert beside.count("<li>") == 30 and 'aria-current="page"' in beside
    assert 'data-key="j"' in page and 'data-key="k"' in page and page.count("list=pool&page=2") > 30


def _in_the_middle(checker: Client, applications: list[UUID]) -> str:
    page = read(checker, "/desk/?list=pool&page=2")
    links = re.findall(r'href="(/desk/application/[^"?]+/)\?', page)
    assert len(links) == 50 and any(str(a) in links[25] for a in applications)
    return links[25]


@pytest.mark.parametrize(
    "query",
    [
        "list=nonsense",
        "page=0",
        "page=-1",
        "page=99999999",
        "page=二",
        "q=%25",
        "q=" + "长" * 500,
        "list=mine&list=pool",
    ],
)
def test_an_odd_address_shows_a_list(scene: Scene, query: str) -> None:
    """What cannot be read is as if it were not asked."""
    registrar = scene.office.client("registrar1")
    case = scene.registration(scene.checked())
    assert 'class="y-tabs"' in read(registrar, f"/desk/?{query}")
    assert 'class="y-beside' in read(registrar, f"/desk/case/{case}/?{query}")


def test_the_second_reads_who_has_it_on_the_case_itself(scene: Scene) -> None:
    """What she typed is still there; the first line says who works on it; nothing offers her a decision."""
    case = scene.registration(scene.checked())
    page, second = f"/desk/case/{case}/", scene.office.client("registrar2")
    assert "请您审查" in read(second, page)
    claim(case_id=case, actor=scene.office.actor("registrar1"))
    answer = second.post(f"{page}examine/", {"opinion": "我写的意见"})
    text = html.unescape(answer.content.decode())
    assert answer.status_code == 409 and "杜思远已在3月2日" in text and f'action="{page}examine/' not in text
    text = read(second, page)
    assert "由杜思远领取，正在办" in text and "改派" not in text and f'action="{page}claim/' not in text


def test_a_returned_case_says_why(scene: Scene) -> None:
    """The reason stands above the case for who gets it, and her list marks it."""
    application = scene.examined()
    case = scene.registration(application)
    approver, examiner = scene.office.client("approver1"), scene.office.client("registrar1")
    empty = approver.post(f"/desk/case/{case}/return/", {"return_reason": "  "})
    assert empty.status_code == 422 and "return_reason-p" in empty.content.decode()
    assert approver.post(f"/desk/case/{case}/return/", {"return_reason": "面积再核"}).status_code == 302
    assert "退回" in read(examiner, "/desk/?list=mine")
    page = read(examiner, f"/desk/case/{case}/")
    assert "data-came-back" in page and "面积再核" in page
    examine(case_id=case, opinion="已核", actor=scene.office.actor("registrar1"))
    start(application_id=application, actor=RELAY)
    page = read(approver, f"/desk/case/{case}/")
    assert re.findall(r'data-opinion="(\w+)"', page) == ["check", "examine", "return", "examine"]
    assert "data-came-back" not in page


def test_a_refusal_shows_reason_basis_and_remedies(scene: Scene) -> None:
    """Before it is sent, on the case afterwards, and at the counter; chosen from the matter's laws or typed."""
    application = scene.examined()
    case = scene.registration(application)
    approver, clerk = scene.office.client("approver1"), scene.office.client("clerk1", 7)
    page = read(approver, f"/desk/case/{case}/")
    laws = re.findall(r'<option lang="zh-Hans">(《[^<]+)</option>', page)
    assert len(laws) > 1 and len(set(laws)) == len(laws)
    assert "提起行政诉讼" in page
    for half in ({"reason": "不是权利人", "basis": ""}, {"reason": "", "basis_of": laws[0], "basis": ""}):
        assert approver.post(f"/desk/case/{case}/refuse/", half).status_code == 422
    sent = {"reason": "不是权利人", "basis_of": laws[0], "basis": "另见第22条"}
    assert approver.post(f"/desk/case/{case}/refuse/", sent).status_code == 302
    for shown in (read(approver, f"/desk/case/{case}/"), read(clerk, f"/counter/application/{application}/")):
        assert "不是权利人" in shown and f"{laws[0]}；另见第22条" in shown and "提起行政诉讼" in shown
    assert scene.office.deliver()


def test_what_is_wrong_at_the_desk_stands_beside_its_field(scene: Scene) -> None:
    """Each field of the form that was sent, marked and described; one focus; the sentence is not said twice."""
    case = scene.registration(scene.examined())
    approver, base = scene.office.client("approver1"), f"/desk/case/{case}/"
    long = "长" * 2001
    for verb, sent, places in (
        ("approve", {"opinion": long}, ["opinion"]),
        ("refuse", {"reason": " ", "basis": ""}, ["reason", "basis"]),
        ("return", {"return_reason": " "}, ["return_reason"]),
        ("reassign", {"to": "", "reason": "换人"}, ["to"]),
        ("reassign", {"to": str(scene.office.account("approver2")), "reason": ""}, ["reason"]),
    ):
        answer = approver.post(f"{base}{verb}/", sent)
        page = answer.content.decode()
        assert answer.status_code == 422 and page.count("autofocus") == 1, verb
        for place in places:
            assert f'aria-describedby="{place}-p"' in page and page.count(f'id="{place}-p"') == 1, (verb, place)
        assert 'role="alert"' not in page, verb
    claim(case_id=case, actor=scene.office.actor("approver2"))
    again = approver.post(f"{base}reassign/", {"to": str(scene.office.account("approver2")), "reason": "再派一次"})
    assert again.status_code == 409 and 'aria-describedby="to-p"' in again.content.decode()


def test_trouble_in_plain_words(scene: Scene) -> None:
    """What was asked of whom, since when, how often, what comes next and what it means; then taken over and decided."""
    application = scene.checked()
    step, officer = scene.step(application, "housing.file"), scene.office.client("housing1")
    page = f"/desk/case/{step.case_id}/"
    waiting = read(officer, page)
    assert "等业务系统答复" in waiting and "住建系统：网签备案" in re.sub("<[^>]+>", "", waiting)
    assert "data-trouble" not in waiting and "自动再试" in waiting
    message = Message.objects.get(source_id=step.id)
    Message.objects.filter(pk=message.id).update(tries=5)
    park(message_id=message.id, reason=Words("住建系统没有响应。", "The system does not answer."), actor=RELAY)
    scene.office.deliver()
    text = read(officer, page)
    assert "data-trouble" in text and 'data-tries="6"' in text and "不会自己再试，等您决定。" in text
    assert text.index("卡住了。") < text.index("data-trouble"), "what blocks it is the first line"
    assert "期限照样走" in text and "再试一次" in text and "转人工办理" in text
    assert "住建系统没有响应。" in read(officer, "/desk/?list=trouble")
    assert "业务系统联系不通" in read(scene.office.client("tax1"), "/desk/?list=waiting")
    assert officer.post(f"{page}take-over/", {"code": "file"}).status_code == 302
    assert rows(read(officer, "/desk/?list=trouble")) == [] and len(rows(read(officer, "/desk/?list=mine"))) == 1
    assert officer.post(f"{page}decide/", {"filing_no": "禅存备2026000001"}).status_code == 302
    assert len(rows(read(officer, "/desk/?list=done"))) == 1


def test_what_the_register_says_otherwise_is_marked(scene: Scene) -> None:
    """An answer that differs from the register's stands out with both values; those that agree say so quietly."""
    application = scene.checked()
    registration = scene.registration(application)
    registrar = scene.office.client("registrar1")
    page = read(registrar, f"/desk/case/{registration}/")
    assert "data-registered" not in page and "与登记簿一致" in page
    Answer.objects.filter(application=application, field="house.unit_no").update(value="440604999999GB00000F00000000")
    page = read(registrar, f"/desk/case/{registration}/")
    assert page.count("data-registered") == 1 and f"登记簿：{scene.sale.house.unit_no}" in page


def test_only_what_the_matter_rests_on_is_shown_of_others(scene: Scene) -> None:
    """The registry reads the filing and the taxes it needs; housing, which needs none, reads where they stand."""
    application = scene.declared()
    registry = read(scene.office.client("registrar1"), f"/desk/case/{scene.registration(application)}/")
    housing = read(scene.office.client("housing1"), f"/desk/case/{scene.step(application, 'housing.file').case_id}/")
    assert "house_contract_filing:file" in re.findall(r'data-given="([^"]+)"', registry)
    assert "禅存备2026000001" in registry
    assert re.findall(r'data-given="([^"]+)"', housing) == []
    for amount in ("10.00", "20.00", "30.00"):
        assert f"<b>{amount}</b>" not in housing
