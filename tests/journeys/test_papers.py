"""Papers of a case as somebody holds them: their text, their bytes, and what their QR opens."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from io import BytesIO
from uuid import UUID

from django.test import Client
from pypdf import PdfReader

from tests.departments import Departments
from tests.journeys.selling import accepted, case_of
from tests.offices import Office
from yimen.cases.actions.check import check
from yimen.cases.actions.examine import examine
from yimen.cases.actions.refuse import refuse
from yimen.cases.effects import print_refusal
from yimen.cases.models import Case
from yimen.kernel import history
from yimen.kernel.printing import typeset
from yimen.notices.models import Document
from yimen.notices.reads import TEMPLATES, pdf, token_of
from yimen.notices.states import DocumentKind
from yimen.notices.tests.test_papers import AT, acceptance

REGISTRATION = "house_transfer_registration"
TRIAL = ({"is_trial": True}, {"is_trial": False})


def text_of(content: bytes) -> str:
    """Return a PDF's text without blanks."""
    return re.sub(r"\s", "", "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages))


def shown(token: str) -> tuple[int, str]:
    """Return what anybody gets at a token's address: status, and the page without its form's one-time value."""
    answer = Client().get(f"/verify/paper/{token}/")
    return answer.status_code, re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())


def test_anybody_is_told_that_a_paper_was_issued_and_nothing_else(office: Office, departments: Departments) -> None:
    """Name, number, office, day and check code as printed; nobody's name, no receipt number, no matter."""
    sale = departments.sale()
    application = accepted(sale, office.actor("clerk1", 7))
    row = Document.objects.get(source_id=application, kind=DocumentKind.ACCEPTANCE)
    status, page = shown(token_of(row.id))
    printed = text_of(pdf("application", application, DocumentKind.ACCEPTANCE))
    code = re.search(r"校验码((?:[0-9A-F]{4}){4})", printed)
    assert status == 200 and 'data-paper="issued"' in page and row.number in page and "受理通知书" in page
    assert code and code[1] in page.replace(" ", "")
    receipt_no = re.search(r"440604-\d{6}-\d{7}", printed)
    assert receipt_no and receipt_no[0] not in page
    people = [o.person.name for o in (*sale.sellers, *sale.buyers)]
    assert people and all(name in printed and name not in page for name in people)
    assert "二手房" not in page


def test_a_wrong_token_and_an_unknown_one_are_answered_alike(office: Office, departments: Departments) -> None:
    """Another document's mark, a mark with one bit changed, another spelling, none of ours, none at all."""
    rows = [accepted(departments.sale(), office.actor("clerk1", 7)) for _ in range(2)]
    ids = [Document.objects.get(source_id=r, kind=DocumentKind.ACCEPTANCE).id for r in rows]
    first, second = (urlsafe_b64decode(token_of(i) + "==") for i in ids)
    changed = first[:-1] + bytes([first[-1] ^ 1])
    no_key = first[:16] + b"\xff\xff" + first[18:]
    wrong = [urlsafe_b64encode(t).decode().rstrip("=") for t in (first[:16] + second[16:], changed, no_key, first[:16])]
    unknown = token_of(UUID(int=7))
    asked = [*wrong, unknown, token_of(ids[0]) + "=", token_of(ids[0])[:-1], "x", "陈静", "-", "%00", "A" * 5000]
    assert {shown(token) for token in asked} == {shown("nothing")}
    assert shown("nothing")[0] == 404 and shown(token_of(ids[0]))[0] == 200


def test_a_paper_printed_twice_has_the_same_bytes(office: Office, departments: Departments) -> None:
    """Also later, and its code changes with what it says."""
    rows = [accepted(departments.sale(), office.actor("clerk1", 7)) for _ in range(2)]
    once, again, other = (pdf("application", r, DocumentKind.ACCEPTANCE) for r in (rows[0], rows[0], rows[1]))
    assert once == again and once != other and "演示DEMO" in text_of(once)
    codes = [re.findall(r"校验码([0-9A-F]{16})", text_of(c)) for c in (once, other)]
    assert codes[0] and codes[1] and codes[0] != codes[1]


def test_the_seal_of_a_demo_says_so_and_that_of_an_office_at_work_does_not() -> None:
    """The words stand across the mark; ring, star and name are drawn either way. Every page says which of how many."""
    demo, real = (text_of(typeset(TEMPLATES / "acceptance.typ", acceptance(10, 40) | told, AT)) for told in TRIAL)
    assert "演示DEMO" in demo and "演示" not in real and "DEMO" not in real
    assert all("业务专用章" in text for text in (demo, real))
    assert all(f"第{n}页共2页" in text for n in (1, 2) for text in (demo, real))


def refused(office: Office, departments: Departments, reason: str, basis: str) -> Case:
    """A registration refused at the desk, its effects not yet run."""
    application = accepted(departments.sale(), office.actor("clerk1", 7))
    office.deliver()
    check(application_id=application, actor=office.actor("checker1"))
    office.deliver()
    case = case_of(application, REGISTRATION)
    examine(case_id=case.id, opinion="不一致。", actor=office.actor("registrar1"))
    office.deliver()
    refuse(case_id=case.id, reason=reason, basis=basis, actor=office.actor("approver1"))
    return case


def test_a_refusal_is_decided_in_writing(office: Office, departments: Departments) -> None:
    """Reason, basis and the matter's remedies, rare characters and all; once only; whoever sees the case prints it."""
    reason, basis = "申请人㙟𠮷𬭎与登记簿记载的权利人不一致。" * 60, "《不动产登记暂行条例》第二十二条第一项"
    case = refused(office, departments, reason, basis)
    office.deliver()
    entry = next(e for e in history.of([("case", case.id)]) if e.verb == "refuse")
    print_refusal(entry)
    row = Document.objects.get(source_kind="case", source_id=case.id)
    desk, window = f"/desk/case/{case.id}/", f"/counter/application/{case.application_id}/"
    clerk, officer = office.client("clerk1", 7), office.client("registrar1")
    told = [(officer, desk, f"{desk}document/refusal.pdf")]
    told.append((clerk, window, f"{window}case/{case.id}/document/refusal.pdf"))
    prints = []
    for client, page, paper in told:
        assert f'href="{paper}"' in client.get(page).content.decode()
        prints.append(client.get(paper).content)
    text = text_of(prints[0])
    assert prints[0] == prints[1]
    assert re.sub(r"第\d页共\d页", "", text).count("㙟𠮷𬭎") == 60 and basis in text and row.number in text
    assert "60日内申请行政复议" in text and "6个月内向人民法院提起行政诉讼" in text
    assert office.client("tax1").get(f"{desk}document/refusal.pdf").status_code == 404
    assert officer.get(f"{desk}document/payment.pdf").status_code == 404
    assert officer.get(f"{desk}document/nothing.pdf").status_code == 404
