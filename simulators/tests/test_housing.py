"""The housing department: homes of a family, filing of contracts, signatures, faults."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from simulators.housing.callbacks import pause
from simulators.population import base_population, sale
from simulators.signing import check, signed_headers
from simulators.tests.conftest import SECRET
from simulators.tests.department import OFFICE_TIME, contract, signed
from simulators.tests.listening import Listener, listening
from simulators.tests.running import Running, until

FILINGS = "/api/v1/filings"
HOMES = "/api/v1/family-houses"
Number = Callable[[], str]


@pytest.fixture
def listener() -> Iterator[Listener]:
    with listening() as found:
        yield found


def file(housing: Running, listener: Listener, number: str, seed: int = 1, **other: Any) -> dict[str, Any]:
    """File a contract and wait for the callback."""
    answer = signed(housing, SECRET, "POST", FILINGS, contract(sale(seed), number, listener.url, **other))
    assert answer.status_code == 202, answer.text
    return until(lambda: listener.about(number))[0]


def test_a_contract_is_filed_and_answered_signed(housing: Running, listener: Listener, number: Number) -> None:
    said = file(housing, listener, request := number())
    assert said["outcome"] == "filed" and said["filing_no"].startswith("禅存备2026")
    call = listener.received[0]
    assert check(SECRET, "housing", time.time(), "POST", call.path, call.body, call.headers)
    asked = signed(housing, SECRET, "GET", f"{FILINGS}/{request}").json()
    assert asked["state"] == "answered" and asked["answer"] == said


def test_the_echo_is_in_the_departments_spelling(housing: Running, listener: Listener, number: Number) -> None:
    said = file(housing, listener, number(), seed=8)["contract"]
    house = sale(8).house
    assert sale(8).sellers[0].person.name == "黄𬭎" and said["sellers"][0]["name"] == "黄鋐"
    assert (said["house"]["area"], str(house.area)) == ("106.1", "106.09")
    assert said["price"] == "1340700.00" and said["signed_date"] == "20260302"
    assert file(housing, listener, number(), seed=1)["contract"]["house"]["cert_no"].startswith("粤（2022）")


def test_family_houses_give_the_house_order(housing: Running, number: Number) -> None:
    for seed in range(1, 10):
        found = sale(seed)
        members = [{"name": p.name, "id_number": p.id_number} for p in found.buyer_families[0].members]
        asked = {"request_no": number(), "office_time": OFFICE_TIME, "members": members}
        first = signed(housing, SECRET, "POST", HOMES, asked).json()
        assert first["count"] == len(first["houses"]) == found.house_order - 1
        assert signed(housing, SECRET, "POST", HOMES, asked).json() == first


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (
            {"house": {"unit_no": "440604001001GB99999F00010101", "cert_no": "x", "area": "90", "use": "1"}},
            "H01",
        ),
        (
            {
                "house": {
                    "unit_no": base_population().named["sealed"],
                    "cert_no": "x",
                    "area": "90",
                    "use": "1",
                }
            },
            "H02",
        ),
        ({"sellers": [{"name": "甲", "id_number": "11010519491231002X", "share": "sole"}]}, "H03"),
        ({"price_fen": 0}, "H04"),
    ],
)
def test_what_the_department_rejects(
    housing: Running, listener: Listener, number: Number, change: dict[str, Any], code: str
) -> None:
    said = file(housing, listener, number(), **change)
    assert (said["outcome"], said["reason_code"], said["filing_no"]) == ("rejected", code, None)
    assert said["reason"]


def test_the_same_contract_is_filed_once(housing: Running, listener: Listener, number: Number) -> None:
    message = contract(sale(2), number(), listener.url)
    tickets = [signed(housing, SECRET, "POST", FILINGS, message).json()["ticket"] for _ in range(3)]
    assert len(set(tickets)) == 1
    until(lambda: listener.about(message["request_no"]))
    other = signed(housing, SECRET, "POST", FILINGS, {**message, "price_fen": 1})
    assert (other.status_code, other.json()["code"]) == (409, "number_used")
    filed = [f for f in housing.records()["filings"] if f["request_no"] == message["request_no"]]
    assert len(filed) == len(listener.about(message["request_no"])) == 1


def test_filing_numbers_have_no_gaps(housing: Running, listener: Listener, number: Number) -> None:
    file(housing, listener, number(), seed=3)
    filed = [f["filing_no"] for f in housing.records()["filings"] if f["filing_no"]]
    assert sorted(int(f[-6:]) for f in filed) == list(range(1, len(filed) + 1))


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"X_Signature": "0" * 64}, "bad_signature"),
        ({"X_Timestamp": str(int(time.time()) - 301)}, "stale"),
        ({"X_Timestamp": "soon"}, "bad_timestamp"),
        ({"X_Key": "somebody"}, "unknown_key"),
        ({"X_Nonce": ""}, "unsigned"),
    ],
)
def test_signatures_that_are_refused(housing: Running, number: Number, headers: dict[str, str], code: str) -> None:
    answer = signed(housing, SECRET, "GET", f"{FILINGS}/{number()}", **headers)
    assert (answer.status_code, answer.json()["code"]) == (401, code)


def test_a_message_cannot_be_played_again_or_changed(housing: Running, listener: Listener, number: Number) -> None:
    body = json.dumps(contract(sale(1), request := number(), listener.url)).encode()
    headers = signed_headers(SECRET, "yimen", time.time(), "POST", FILINGS, body)
    changed = housing.post(FILINGS, content=body.replace(b"2026-03-02", b"2026-03-03"), headers=headers)
    assert changed.json()["code"] == "bad_signature"
    assert housing.post(FILINGS, content=body, headers=headers).status_code == 202
    assert housing.post(FILINGS, content=body, headers=headers).json()["code"] == "replayed"
    assert len([f for f in housing.records()["filings"] if f["request_no"] == request]) == 1


def test_a_bad_message_is_told_which_field(housing: Running, listener: Listener, number: Number) -> None:
    message = contract(sale(1), number(), listener.url)
    del message["house"]["area"]
    answer = signed(housing, SECRET, "POST", FILINGS, message)
    assert answer.status_code == 400 and "area" in answer.json()["message"]


def test_callbacks_come_again_until_they_are_taken(housing: Running, listener: Listener, number: Number) -> None:
    listener.statuses = [500, 503]
    file(housing, listener, request := number())
    until(lambda: len(listener.received) == 3)
    assert len({m["answer_no"] for m in listener.about(request)}) == 1
    assert len({r.headers["X-Nonce"] for r in listener.received}) == 3
    assert [pause(n) for n in range(4)] == [0.5, 1, 2, 4]


def test_down_refuses_and_holds_back(housing: Running, listener: Listener, number: Number) -> None:
    housing.switch(down=True, times=2)
    message = contract(sale(1), number(), listener.url)
    statuses = [signed(housing, SECRET, "POST", FILINGS, message).status_code for _ in range(3)]
    assert statuses == [503, 503, 202]
    assert until(lambda: listener.about(message["request_no"]))


def test_slow_late_and_twice(housing: Running, listener: Listener, number: Number) -> None:
    housing.switch(slow=0.4, late=0.8, twice=True, times=1)
    started = time.monotonic()
    file(housing, listener, request := number())
    assert time.monotonic() - started > 0.8
    until(lambda: len(listener.about(request)) == 2)
    assert listener.about(request)[0] == listener.about(request)[1]
    started = time.monotonic()
    assert signed(housing, SECRET, "GET", f"{FILINGS}/{request}").status_code == 200
    assert time.monotonic() - started < 0.4, "the switch was for one request only"


@pytest.mark.parametrize("kind", ["house", "amount", "missing"])
def test_wrong_answers_contradict_the_request(housing: Running, listener: Listener, number: Number, kind: str) -> None:
    housing.switch(wrong=kind, times=1)
    said = file(housing, listener, request := number())
    signs = {
        "house": said["contract"]["house"]["unit_no"] != sale(1).house.unit_no,
        "amount": said["contract"]["price"] != "1122600.00",
        "missing": "filing_no" not in said,
    }
    assert [name for name, seen in signs.items() if seen] == [kind]
    truth = signed(housing, SECRET, "GET", f"{FILINGS}/{request}").json()["answer"]
    assert truth["filing_no"] and truth["contract"]["price"] == "1122600.00"


def test_version_2_moves_fields_and_refuses_version_1(housing: Running, listener: Listener, number: Number) -> None:
    housing.switch(schema="v2")
    message = contract(sale(1), number(), listener.url)
    old = signed(housing, SECRET, "POST", FILINGS, message)
    assert (old.status_code, old.json()["code"]) == (400, "other_version")
    assert old.headers["X-Interface-Version"] == "v2"
    message["deal"] = {"price_fen": message.pop("price_fen"), "signed_date": message.pop("signed_date")}
    message["house"]["floor_area"] = message["house"].pop("area")
    assert signed(housing, SECRET, "POST", FILINGS, message).status_code == 202
    said = until(lambda: listener.about(message["request_no"]))[0]
    assert said["record"]["number"].startswith("禅存备") and "filing_no" not in said
    assert listener.received[0].headers["X-Interface-Version"] == "v2"
    housing.switch()
    assert signed(housing, SECRET, "POST", FILINGS, message).json()["code"] == "other_version"


def test_killed_at_work_it_loses_nothing_and_doubles_nothing(housing: Running, number: Number) -> None:
    with listening() as listener:
        housing.switch(late=0.3)
        numbers = [number() for _ in range(6)]
        for place, request in enumerate(numbers):
            message = contract(sale(place + 1), request, listener.url)
            assert signed(housing, SECRET, "POST", FILINGS, message).status_code == 202
            if place % 3 == 2:
                housing.kill()
                housing.start()
        until(lambda: {r.message["request_no"] for r in listener.received} == set(numbers))
        for request in numbers:
            assert len({m["answer_no"] for m in listener.about(request)}) == 1
        filings = [f for f in housing.records()["filings"] if f["request_no"] in numbers]
        assert len({f["filing_no"] for f in filings}) == len(filings) == 6
    assert housing.get("/_switch").json()["late"] == 0.3, "the switch survives too"


def test_a_callback_waits_for_a_receiver_through_a_restart(housing: Running, number: Number) -> None:
    with listening() as gone:
        url = gone.url
    message = contract(sale(1), number(), url)
    assert signed(housing, SECRET, "POST", FILINGS, message).status_code == 202
    until(
        lambda: [c for c in housing.records()["callbacks"] if c["request_no"] == message["request_no"] and c["tries"]]
    )
    housing.kill()
    housing.start()
    waiting = [c for c in housing.records()["callbacks"] if c["request_no"] == message["request_no"]]
    assert waiting[0]["copies_left"] == 1 and waiting[0]["delivered_at"] is None


def test_seeds_are_loaded_once(housing: Running) -> None:
    assert housing.post("/_seed", {"seed": 501}).json()["loaded"] is True
    assert housing.post("/_seed", {"seed": 501}).json()["loaded"] is False
    assert housing.post("/_seed", {"seed": -1}).status_code == 400
    assert housing.post("/_seed", {}).status_code == 400


def test_a_switch_that_makes_no_sense_is_refused(housing: Running) -> None:
    answer = housing.get("/_switch")
    assert answer.json()["schema"] == "v1"
    settings: list[dict[str, Any]] = [{"slow": -1}, {"shlow": 1}, {"schema": "v3"}, {"times": 0}]
    assert [housing.switch(**setting) for setting in settings] == [400] * 4


def test_the_log_shows_no_identity_numbers(housing: Running, listener: Listener, number: Number) -> None:
    file(housing, listener, number())
    text = housing.log.read_text()
    assert "POST /api/v1/filings 202" in text
    assert sale(1).sellers[0].person.id_number not in text
