"""A certificate is looked up by anybody: what is shown, what is not, how guessing is slowed, what a file is worth."""

from __future__ import annotations

import html
import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from pypdf import PdfReader, PdfWriter

from tests.journeys.licences import DATA, asked_for, number_of, pending, signed, token_of
from tests.offices import Office
from yimen.doors.portal.views.verify import LARGEST_FILE
from yimen.kernel.models import Look
from yimen.licences.actions.deregister import deregister
from yimen.licences.actions.rectify import rectify
from yimen.licences.actions.reissue import reissue
from yimen.licences.actions.request import request
from yimen.licences.models import Licence, VerificationTry
from yimen.licences.reads import file_of
from yimen.licences.rules import LOOKS_OF_ONE, TRIES_OF_ALL, TRIES_OF_ONE


def text_of(answer: object) -> str:
    """A page's text without the number typed back and without the form's secret."""
    page = html.unescape(answer.content.decode())  # type: ignore[attr-defined]
    page = re.sub(r"<textarea.*?</textarea>", "", page, flags=re.DOTALL)
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def upload(client: Client, content: bytes, name: str = "证照.pdf", **more: str) -> object:
    """Send a file."""
    return client.post("/verify/file/", {"file": SimpleUploadedFile(name, content, "application/pdf")}, **more)


@pytest.mark.parametrize("by", ["number", "e_number", "as typed"])
def test_a_valid_certificate_is_found_with_masked_names(office: Office, by: str) -> None:
    """State, issuer, kind, date, masked holders; nothing else of what is printed."""
    licence = signed(office)
    typed = {"number": licence.number, "e_number": licence.e_number, "as typed": licence.number.replace("(", "（")}
    answer = Client().post("/verify/", {"number": f" {typed[by]} "})
    page = text_of(answer)
    assert answer.status_code == 200 and 'data-state="valid"' in page
    assert "不动产登记中心" in page and "2026年3月2日" in page and "欧**明、买*******力"[:6] in page
    for secret in (DATA["location"], DATA["unit_no"], "欧阳小明", "买买提·艾力", token_of(licence)):
        assert secret not in page
    assert answer["Cache-Control"] == "no-store" and answer["Referrer-Policy"] == "same-origin"


def test_who_holds_the_paper_sees_what_is_printed(office: Office) -> None:
    """While it is valid; the QR of an old version shows its end only."""
    licence = signed(office)
    assert str(DATA["location"]) in text_of(Client().get(f"/verify/{token_of(licence)}/"))
    request(licence_id=licence.id, asked=asked_for("rectify"), actor=office.actor("registrar1"))
    assert 'data-state="valid"' in text_of(Client().get(f"/verify/{token_of(licence)}/"))
    rectify(licence_id=licence.id, actor=office.actor("approver1"))
    old = text_of(Client().get(f"/verify/{token_of(licence)}/"))
    assert 'data-state="replaced"' in old and "已有新证" in old and str(DATA["location"]) not in old
    new = Licence.objects.get(predecessor=licence)
    assert (new.e_number or "?") not in old and token_of(new) not in old
    assert "1502房" in text_of(Client().get(f"/verify/{token_of(new)}/"))
    by_number = text_of(Client().post("/verify/", {"number": licence.number}))
    assert 'data-state="valid"' in by_number and (new.e_number or "?") in by_number
    assert 'data-state="replaced"' in text_of(Client().post("/verify/", {"number": licence.e_number}))


@pytest.mark.parametrize(
    ("verb", "do", "state"), [("deregister", deregister, "deregistered"), ("reissue", reissue, "void")]
)
def test_an_ended_one_says_so(office: Office, verb: str, do: object, state: str) -> None:
    """注销 and 作废, with the day."""
    licence = pending(office, verb)
    do(licence_id=licence.id, actor=office.actor("approver1"))  # type: ignore[operator]
    page = text_of(Client().post("/verify/", {"number": licence.e_number}))
    assert f'data-state="{state}"' in page and "自 2026年3月2日" in page
    assert ("已有新证" in page) is (verb == "reissue")


def test_wrong_and_unknown_numbers_get_the_same_page(office: Office) -> None:
    """Not even the check character of an e-licence number tells anything."""
    licence = signed(office)
    assert licence.e_number
    wrong = licence.e_number[:-1] + ("0" if licence.e_number[-1] != "0" else "1")
    tried = [
        number_of(9999999),
        wrong,
        "没有",
        "<script>",
        "1.2.156.3005.2.",
        "x" * 5000,
        "证\ufffe",
        "' OR 1=1 --",
        "%",
    ]
    answers = [Client().post("/verify/", {"number": t}, REMOTE_ADDR=f"10.1.0.{n}") for n, t in enumerate(tried)]
    assert {a.status_code for a in answers} == {404}
    assert len({text_of(a) for a in answers}) == 1


@pytest.mark.parametrize("number", ["", "   ", None])
def test_no_number_is_told_beside_the_field(office: Office, number: str | None) -> None:
    """And is no try."""
    answer = Client().post("/verify/", {} if number is None else {"number": number})
    assert answer.status_code == 422 and 'id="number-p"' in answer.content.decode()
    assert not VerificationTry.objects.exists() and office.dsn


def test_guessing_is_slowed_by_address_and_right_numbers_wait_too(office: Office) -> None:
    """Ten failures; then the right number waits as well, by every way in; another address does not."""
    licence = signed(office)
    client = Client(REMOTE_ADDR="10.0.0.9")
    for n in range(TRIES_OF_ONE):
        by_token = n % 2
        answer = client.get(f"/verify/guess-{n}/") if by_token else client.post("/verify/", {"number": str(n)})
        assert answer.status_code == 404
    for answer in (
        client.post("/verify/", {"number": licence.number}),
        client.get(f"/verify/{token_of(licence)}/"),
        upload(client, file_of(licence.id)),
    ):
        assert answer.status_code == 429 and int(answer["Retry-After"]) == 900  # type: ignore[attr-defined,index]
        assert "data-state" not in text_of(answer)
    assert client.get("/verify/").status_code == 200
    assert Client(REMOTE_ADDR="10.0.0.10").post("/verify/", {"number": licence.number}).status_code == 200
    outcomes = list(VerificationTry.objects.values_list("outcome", flat=True))
    assert (outcomes.count("miss"), outcomes.count("slowed"), outcomes.count("hit")) == (TRIES_OF_ONE, 1, 1)


def test_many_addresses_together_are_slowed_and_the_honest_one_is_not(office: Office) -> None:
    """When all have failed three hundred times, one failure is all an address has."""
    licence = signed(office)
    _failures(TRIES_OF_ALL)
    guesser = Client(REMOTE_ADDR="10.0.0.9")
    assert guesser.post("/verify/", {"number": "1"}).status_code == 404
    assert guesser.post("/verify/", {"number": licence.number}).status_code == 429
    assert Client(REMOTE_ADDR="10.0.0.10").post("/verify/", {"number": licence.number}).status_code == 200


def test_reading_off_one_number_after_another_is_slowed(office: Office) -> None:
    """Numbers of certificates follow each other: sixty found by one address are enough for a quarter of an hour."""
    licence = signed(office)
    client = Client(REMOTE_ADDR="10.0.0.9")
    answers = [client.post("/verify/", {"number": licence.number}).status_code for _ in range(LOOKS_OF_ONE + 1)]
    assert answers == [200] * LOOKS_OF_ONE + [429]


def test_what_was_long_ago_does_not_count(office: Office) -> None:
    """After a quarter of an hour one may try again."""
    licence = signed(office)
    _failures(TRIES_OF_ALL, minutes_ago=16)
    assert Client().post("/verify/", {"number": licence.number}).status_code == 200


def test_tries_are_written_down_for_good(office: Office) -> None:
    """No number, no address in clear; nobody alters them; whose data were shown stands in the access log."""
    licence = signed(office)
    Licence.objects.filter(pk=licence.id).update(holder_ids=[licence.id])
    Client(REMOTE_ADDR="10.0.0.9").post("/verify/", {"number": licence.number})
    row = VerificationTry.objects.get()
    assert (row.means, row.outcome) == ("number", "hit") and b"10.0.0.9" not in bytes(row.address_hash)
    look = Look.objects.get()
    assert (look.actor, look.purpose, look.persons) == ("citizen:anybody", "公众核验", [licence.id])
    for spoil in (
        lambda: VerificationTry.objects.update(outcome="miss"),
        lambda: VerificationTry.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            spoil()


def test_the_issued_file_is_the_current_version(office: Office) -> None:
    """Until the version ends; then the same file says so."""
    licence = signed(office)
    content = file_of(licence.id)
    assert content == file_of(licence.id)
    page = text_of(upload(Client(), content))
    assert 'data-state="valid"' in page and "没有改动" in page
    request(licence_id=licence.id, asked=asked_for("renew"), actor=office.actor("registrar1"))
    from yimen.licences.actions.renew import renew

    renew(licence_id=licence.id, actor=office.actor("approver1"))
    assert 'data-state="replaced"' in text_of(upload(Client(), content))


def test_no_changed_byte_of_the_file_passes(office: Office) -> None:
    """Wherever it is, the signature's container included."""
    content = file_of(signed(office).id)
    for n, place in enumerate(range(0, len(content), len(content) // 40)):
        altered = bytearray(content)
        altered[place] ^= 1
        page = text_of(upload(Client(REMOTE_ADDR=f"10.2.0.{n}"), bytes(altered)))
        assert "data-finding" in page and "data-state" not in page, place


def test_files_that_are_not_what_they_say(office: Office) -> None:
    """Each gets its sentence; nothing is kept."""
    content = file_of(signed(office).id)
    out, writer = BytesIO(), PdfWriter(BytesIO(content), incremental=True)
    writer.add_metadata({"/Title": "不动产权证书（改）"})
    writer.write(out)
    blank, plain = BytesIO(), PdfWriter()
    plain.add_blank_page(100, 100)
    plain.write(blank)
    cases = [
        (out.getvalue(), 200, "altered"),
        (content[: len(content) // 2], 200, "unreadable"),
        (blank.getvalue(), 200, "unsigned"),
        (b"<html>", 200, "unreadable"),
        (b"", 422, ""),
        (b"%PDF-" + bytes(LARGEST_FILE), 422, ""),
    ]
    for n, (given, status, finding) in enumerate(cases):
        answer = upload(Client(REMOTE_ADDR=f"10.3.0.{n}"), given)
        assert answer.status_code == status, n  # type: ignore[attr-defined]
        assert (f'data-finding="{finding}"' if finding else 'id="file-p"') in text_of(answer), n
    assert Client().post("/verify/file/").status_code == 422
    assert Client().post("/verify/file/", {"file": "text"}).status_code == 422


def test_the_printed_file_says_what_it_is(office: Office) -> None:
    """Number, e-licence number, issuer, date, and that the seal is a demo's."""
    licence = signed(office)
    reader = PdfReader(BytesIO(file_of(licence.id)))
    text = "".join("".join(p.extract_text() for p in reader.pages).split())
    for told in (
        licence.number,
        licence.e_number,
        "不动产登记中心",
        "2026年3月2日",
        "演示用章",
        "无法律效力",
        "欧阳小明",
    ):
        assert str(told) in text
    assert len(reader.pages) == 1


def _failures(count: int, minutes_ago: int = 0) -> None:
    """Failed tries of as many addresses."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO licences_verificationtry (at, address_hash, means, outcome)"
            " SELECT now() - make_interval(mins => %s), int4send(n), 'number', 'miss' FROM generate_series(1, %s) n",
            [minutes_ago, count],
        )
