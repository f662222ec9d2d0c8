"""The inbound door: signed answers only, each taken once, and what is nonsense changes nothing."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from tests.departments import SECRET, Departments
from tests.journeys.selling import accepted, case_of
from tests.offices import Office
from yimen.cases.actions.check import check
from yimen.exchange.actions.dispatch import dispatch
from yimen.exchange.models import Message
from yimen.exchange.rules import gives_up, pause
from yimen.exchange.states import MessageState
from yimen.exchange.transports.signed_rest import signed_headers
from yimen.kernel.actor import house

PATH = "/inbound/housing/"


def told(content: Any, secret: str = SECRET, key: str = "housing", path: str = PATH) -> tuple[int, Any]:
    """Send an answer as the housing department would; return status and JSON."""
    body = json.dumps(content).encode() if not isinstance(content, bytes) else content
    headers = signed_headers(secret, key, "POST", path, body)
    answer = Client().post(path, body, content_type="application/json", headers=headers)
    return answer.status_code, answer.json()


def filing(office: Office, departments: Departments) -> Message:
    """The message of a filing that was sent and not answered."""
    application = accepted(departments.sale(), office.actor("clerk1", window=1))
    office.deliver()
    check(application_id=application, actor=office.actor("checker1"))
    departments.switch("housing", late=60)
    office.deliver()
    assert dispatch(system="housing", state=MessageState.QUEUED, actor=house("relay"))
    message = Message.objects.get(operation="housing.file")
    assert message.state == MessageState.SENT and case_of(application, "house_contract_filing").state == "accepted"
    return message


@pytest.mark.parametrize(("secret", "key"), [("another secret", "housing"), (SECRET, "tax"), ("", ""), (SECRET, "")])
def test_a_wrong_signature_is_refused(office: Office, departments: Departments, secret: str, key: str) -> None:
    """Whatever it says, nothing is kept."""
    message = filing(office, departments)
    status, answer = told({"request_no": str(message.id), "answer_no": "HD1"}, secret or "x", key)
    assert status == 403 and answer["error"]["code"] == "refused"
    assert Message.objects.get(pk=message.id).state == MessageState.SENT


def test_a_signature_counts_for_its_own_text_and_time(
    office: Office, departments: Departments, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another body under the same headers, or the same message an hour later, is refused."""
    from datetime import timedelta

    from yimen.kernel import clock

    message = filing(office, departments)
    body = json.dumps({"request_no": str(message.id), "answer_no": "HD1"}).encode()
    headers = signed_headers(SECRET, "housing", "POST", PATH, body)
    forged = Client().post(PATH, body.replace(b"HD1", b"HD2"), content_type="application/json", headers=headers)
    assert forged.status_code == 403
    now = clock.machine_now()
    monkeypatch.setattr(clock, "machine_now", lambda: now + timedelta(hours=1))
    assert Client().post(PATH, body, content_type="application/json", headers=headers).status_code == 403


@pytest.mark.parametrize(
    "content", [b"", b"nonsense", b"[]", {"answer_no": "1"}, {"request_no": "x", "answer_no": "1"}]
)
def test_what_cannot_be_read_is_refused_with_a_sentence(office: Office, departments: Departments, content: Any) -> None:
    """Signed or not."""
    filing(office, departments)
    status, answer = told(content)
    assert status == 422 and answer["error"]["zh"]


def test_an_answer_to_no_request_is_not_found(office: Office, departments: Departments) -> None:
    """As is a system that pushes nothing."""
    filing(office, departments)
    assert told({"request_no": str(uuid4()), "answer_no": "HD1"})[0] == 404
    assert told({"request_no": str(uuid4()), "answer_no": "HD1"}, path="/inbound/tax/")[0] == 404


def test_an_answer_is_taken_once(office: Office, departments: Departments) -> None:
    """The same again is acknowledged and not taken; another one is kept in the journal and not taken."""
    message = filing(office, departments)
    answer = {"request_no": str(message.id), "answer_no": "HD1", "outcome": "filed"}
    assert told(answer) == (200, {"taken": True})
    assert told(answer) == (200, {"taken": False})
    assert told({**answer, "answer_no": "HD2"}) == (200, {"taken": False})
    row = Message.objects.get(pk=message.id)
    assert (row.state, row.answer_no) == (MessageState.ANSWERED, "HD1")


def test_payloads_and_answers_lie_sealed(office: Office, departments: Departments) -> None:
    """They name people."""
    from django.db import connection

    message = filing(office, departments)
    told({"request_no": str(message.id), "answer_no": "HD1", "outcome": "filed", "note": "secret-mark"})
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(encode(payload_sealed, 'escape') || encode(answer_sealed, 'escape'), ''),"
            " string_agg(m::text, '') FROM exchange_message m"
        )
        texts = cursor.fetchone() or ("", "")
    assert not any(word in text for text in texts for word in ("secret-mark", "unit_no", "id_number"))


def test_pauses_grow_and_end() -> None:
    """One second, two, four, at most two minutes; parked after six tries."""
    assert [pause(n).total_seconds() for n in (1, 2, 3, 4)] == [1, 2, 4, 8]
    assert pause(50).total_seconds() == 120
    assert not gives_up(5) and gives_up(6)
