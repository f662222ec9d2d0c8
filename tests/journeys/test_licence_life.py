"""The sale's certificate through its life: made, signed, looked up, corrected, exchanged after a loss, deregistered.

Each turn is done by the registry's people at their desk and asked after by somebody who has not signed in.
"""

from __future__ import annotations

import html
import re

import pytest
from django.db import transaction
from django.test import Client

from tests.departments import Departments
from tests.journeys.licences import BASIS, issued, token_of
from tests.journeys.selling import case_of, sold
from tests.offices import Office
from yimen.kernel import outbox
from yimen.kernel.models import JournalEntry, OutboxRow, StoredFile
from yimen.kernel.signatures import Finding, check_pdf
from yimen.licences.actions.sign import sign
from yimen.licences.models import Licence
from yimen.licences.reads import file_of
from yimen.site import settings

MATTER = "house_transfer_registration"


def state_of(client: Client, number: str | None) -> str:
    """What the public page says of a number."""
    page = client.post("/verify/", {"number": number}).content.decode()
    found = re.search(r'data-state="(\w+)"', page)
    return found[1] if found else ""


def test_from_the_sale_to_the_end(office: Office, departments: Departments) -> None:
    """售房 → 证书 → 核验 → 更正 → 已换发 → 补证 → 作废 → 注销."""
    sale = departments.sale()
    old = issued(sale.house.cert_no)  # the seller's certificate was issued here
    application = sold(sale, office, departments)
    office.deliver()
    old.refresh_from_db()
    assert old.state == "deregistered"
    first = Licence.objects.get(source_id=case_of(application, MATTER).id)
    assert first.e_number and first.type_code == "11100000MB03271699022" and first.issuer == "registry"
    assert len(first.holder_ids) == len(sale.buyers)
    citizen, examiner, approver = Client(), office.client("registrar1"), office.client("approver1")
    assert state_of(citizen, first.number) == "valid"
    clerk = office.client("clerk1", 7)
    printed = clerk.get(f"/counter/application/{application}/case/{first.source_id}/certificate.pdf")
    assert printed.content == file_of(first.id)
    assert check_pdf(printed.content, settings.SIGNING_FOLDER) is Finding.INTACT

    right = "佛山市禅城区祖庙街道示范路18号3座1502房"
    second = _changed(examiner, approver, first, "rectify", {"data.location": right})
    assert (state_of(citizen, first.e_number), state_of(citizen, second.e_number)) == ("replaced", "valid")
    office.deliver()
    paper = html.unescape(citizen.get(f"/verify/{token_of(second)}/").content.decode())
    assert right in paper and sale.buyers[0].person.name in paper
    third = _changed(examiner, approver, second, "reissue", {"evidence": "2026年3月2日登报声明遗失"})
    assert (state_of(citizen, second.e_number), third.version_no) == ("void", 3)
    page = clerk.get(f"/counter/application/{application}/").content.decode()
    assert "hand-out" in page  # the new version waits at the window
    ended = _changed(examiner, approver, third, "deregister", {})
    assert ended == third and state_of(citizen, first.number) == "deregistered"
    desk = examiner.get("/desk/licences/", {"number": first.number}).content.decode()
    assert desk.count("/desk/licence/") == 3
    history = html.unescape(examiner.get(f"/desk/licence/{first.id}/").content.decode())
    for told in ("杜思远提请更正", "关海平批准更正", "坐落", "批准注销", "2026年3月2日登报声明遗失"):
        assert told in history


def _changed(examiner: Client, approver: Client, licence: Licence, verb: str, more: dict[str, str]) -> Licence:
    base = f"/desk/licence/{licence.id}/"
    values = {"verb": verb, "reason": "权利人申请", "basis": BASIS, **more}
    assert examiner.post(f"{base}request/", values).status_code == 302
    assert licence.number in approver.get("/desk/licences/").content.decode()
    answer = approver.post(f"{base}{verb}/", {"opinion": "同意"})
    assert answer.status_code == 302
    new = answer["Location"].split("/")[3]
    return Licence.objects.get(pk=new)


@pytest.mark.parametrize("dies", ["before the file", "before the row", "before the commit"])
def test_a_death_between_issue_and_signature_loses_and_doubles_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch, dies: str
) -> None:
    """The relay dies in the middle; the next one makes the file, once."""

    class Died(BaseException):
        """As a kill: nothing of the house catches it."""

    def die(*_: object, **__: object) -> None:
        raise Died

    licence = issued()
    with monkeypatch.context() as once:
        if dies == "before the file":
            once.setattr("yimen.licences.actions.sign.sign_pdf", die)
        elif dies == "before the row":
            once.setattr("yimen.kernel.action.Deed.write", die)
        with pytest.raises(Died), transaction.atomic():
            outbox.deliver_next()
            die()
    licence.refresh_from_db()
    assert licence.pdf_digest is None and OutboxRow.objects.count() == 1
    office.deliver()
    licence.refresh_from_db()
    assert licence.pdf_digest and StoredFile.objects.count() == 1 and not OutboxRow.objects.exists()
    assert JournalEntry.objects.filter(subject_id=licence.id, verb="sign").count() == 1
    assert check_pdf(file_of(licence.id), settings.SIGNING_FOLDER) is Finding.INTACT


def test_a_missing_key_is_waited_for(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The window is told that it is being signed; with the key there it is."""
    licence = issued(issuer="unknown-office")
    office.deliver()
    row = OutboxRow.objects.get()
    assert row.tries == 1 and "unknown-office" in row.reason
    registry = issued()
    page = office.client("registrar1").get(f"/desk/licence/{registry.id}/certificate.pdf")
    assert page.status_code == 409 and "正在加盖电子签章" in page.content.decode()
    sign(licence_id=registry.id, actor=_relay())
    assert office.client("registrar1").get(f"/desk/licence/{registry.id}/certificate.pdf").status_code == 200
    assert licence.pdf_digest is None


def _relay() -> object:
    from tests.journeys.licences import RELAY

    return RELAY


@pytest.mark.parametrize("who", ["tax1", "housing1"])
def test_another_department_gets_the_bytes_of_not_found(office: Office, who: str) -> None:
    """By every address of the desk: the same page as for one that is not there."""
    licence = issued()
    office.deliver()
    client, missing = office.client(who), "00000000-0000-7000-8000-000000000000"

    def pages(number: object) -> list[tuple[int, str]]:
        base = f"/desk/licence/{number}/"
        asked = {"verb": "renew", "reason": "权利人申请", "basis": BASIS}
        answers = [client.get(base), client.get(f"{base}certificate.pdf"), client.post(f"{base}request/", asked)]
        return [(a.status_code, a.content.decode().replace(str(number), "")) for a in answers]

    def plain(pages: list[tuple[int, str]]) -> list[tuple[int, str]]:
        return [(s, re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", p)) for s, p in pages]

    theirs = plain(pages(licence.id))
    assert theirs == plain(pages(missing)) and {status for status, _ in theirs} == {404}
    assert client.get("/desk/licences/", {"number": licence.number}).content.decode().count(f"{licence.id}") == 0
