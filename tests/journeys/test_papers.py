"""Papers of a case as somebody holds them: their text, their bytes, and what their QR opens."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from io import BytesIO
from uuid import UUID

from django.test import Client
from msgspec import structs
from pypdf import PdfReader

from tests.departments import Departments
from tests.journeys.selling import accepted, case_of, drafted, sold
from tests.offices import Office
from yimen.cases.actions.accept import accept
from yimen.cases.actions.check import check
from yimen.cases.actions.examine import examine
from yimen.cases.actions.refuse import refuse
from yimen.cases.effects import print_refusal
from yimen.cases.models import Case
from yimen.cases.reads.refusal import refusal_data
from yimen.kernel import history
from yimen.kernel.printing import qr_svg, typeset
from yimen.licences.reads import of_source
from yimen.materials.reads import pile
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


def test_what_a_system_refuses_is_said_to_be_its_finding(office: Office, departments: Departments) -> None:
    """It names no article: the paper says who found it and calls that no basis."""
    case = refused(office, departments, "权利人不一致。", "第二十二条")
    entry = next(e for e in history.of([("case", case.id)]) if e.verb == "refuse")
    told = {"reason": "查无此房。", "basis": "税务局业务系统"}
    _, data = refusal_data(case.id, structs.replace(entry, actor="system:tax", data=told))
    text = text_of(typeset(TEMPLATES / "refusal.typ", {**data, "number": "1号", "qr": qr_svg("1")}, AT))
    assert "由谁认定税务局业务系统" in text and "依据" not in text and "查无此房。" in text


def test_the_window_lists_what_it_took(office: Office, departments: Departments) -> None:
    """From a draft without number and seal, with acceptance numbered and sealed; every document with whose and how."""
    sale = departments.sale()
    clerk = office.actor("clerk1", 7)
    application, client = drafted(sale, clerk), office.client("clerk1", 7)
    base = f"/counter/draft/{application}/"
    assert f'href="{base}materials.pdf"' in client.get(base).content.decode()
    before, again = (client.get(f"{base}materials.pdf").content for _ in range(2))
    text = text_of(before)
    assert before == again and "尚未受理" in text and "业务专用章" not in text and "校验码" not in text
    given = pile("application", application)
    assert len(given) > 4 and f"共{len(given)}份" in text
    assert all(o.person.name in text for o in (*sale.sellers, *sale.buyers))
    assert office.client("clerk2", 8).get(f"{base}materials.pdf").status_code == 404
    accept(application_id=application, actor=clerk)
    assert client.get(f"{base}materials.pdf").status_code == 404
    after = text_of(pdf("application", application, DocumentKind.MATERIALS))
    row = Document.objects.get(source_id=application, kind=DocumentKind.MATERIALS)
    assert row.number in after and "业务专用章" in after and "尚未受理" not in after
    assert f"共{len(given)}份" in after and ("已核原件" in after or "收原件" in after)
    page = client.get(f"/counter/application/{application}/").content.decode()
    assert 'data-document="materials"' in page


def test_a_long_list_goes_over_pages_and_keeps_its_end_together() -> None:
    """Forty documents of ten people with rare characters; whole and in order; the seal never alone on a page."""
    lines = [
        {"name": f"第{n}份材料㙟𠮷𬭎", "whose": f"陈𠮷{n % 10}", "original": "已核原件", "pages": n}
        for n in range(1, 41)
    ]
    told = {"window": 7, "taken_at": "2026年03月02日 09:00", "names": "、".join(f"陈𠮷{n}" for n in range(10))}
    data = {**acceptance(1, 0), **told, "is_draft": False, "is_trial": True, "pages": 820, "lines": lines}
    content = typeset(TEMPLATES / "materials.typ", data, AT)
    sheets = [re.sub(r"\s", "", page.extract_text()) for page in PdfReader(BytesIO(content)).pages]
    whole = "".join(sheets)
    assert len(sheets) >= 2 and whole.count("㙟𠮷𬭎") == 40
    places = [whole.index(f"第{n}份材料㙟") for n in range(1, 41)]
    assert places == sorted(places)
    assert "业务专用章" in sheets[-1] and "第40份材料" in sheets[-1] and "第38份材料" in sheets[-1]
    assert all(f"第{n}页共{len(sheets)}页" in text for n, text in enumerate(sheets, 1))
    assert content == typeset(TEMPLATES / "materials.typ", data, AT)


def test_who_collects_a_certificate_gets_a_receipt(office: Office, departments: Departments) -> None:
    """Which certificate, who took it, with a masked number; a second hand-out gives no second paper."""
    application = sold(departments.sale(), office, departments)
    case = case_of(application, REGISTRATION)
    client = office.client("clerk1", 7)
    base = f"/counter/application/{application}/"
    assert client.get(f"{base}case/{case.id}/document/hand-out.pdf").status_code == 404
    for _ in range(2):
        client.post(f"{base}case/{case.id}/hand-out/", {"receiver": "buyer[0]"})
    row = Document.objects.get(kind=DocumentKind.HAND_OUT)
    assert f'href="{base}case/{case.id}/document/hand-out.pdf"' in client.get(base).content.decode()
    text = text_of(client.get(f"{base}case/{case.id}/document/hand-out.pdf").content)
    licence = of_source("case", case.id)
    assert licence is not None and licence.number in text and row.number in text and "买方" in text
    assert re.search(r"\d{6}\*{8}\w{4}", text) and not re.search(r"\d{17}[\dX]", text)
