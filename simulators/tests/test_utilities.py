"""The companies: accounts move to the new owner, once; faults."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from simulators.population import sale
from simulators.tests.department import OFFICE_TIME
from simulators.tests.running import Running, until

KINDS = ("water", "power", "gas")
Number = Callable[[], str]


def request(number: str, seed: int, **other: Any) -> dict[str, Any]:
    found = sale(seed)
    old, new = found.sellers[0].person, found.buyers[0].person
    return {
        "request_no": number,
        "office_time": OFFICE_TIME,
        "house": {"unit_no": found.house.unit_no, "address": found.house.address},
        "old_customer": {"name": old.name, "id_number": old.id_number},
        "new_customer": {"name": new.name, "id_number": new.id_number, "phone": new.phone},
        **other,
    }


def test_each_account_moves_once(utilities: Running, number: Number) -> None:
    message = request(number(), 1)
    for kind in KINDS:
        first = utilities.post(f"/{kind}/transfers", message).json()
        assert first["accepted"] is True and first["status"] == "done" and first["reference"]
        assert utilities.post(f"/{kind}/transfers", message).json() == first
        assert utilities.get(f"/{kind}/transfers/{message['request_no']}").json() == first
        assert utilities.post(f"/{kind}/transfers", request(message["request_no"], 2)).status_code == 409
    records = utilities.records()
    assert len([t for t in records["transfers"] if t["request_no"] == message["request_no"]]) == 3
    accounts = [a for a in records["accounts"] if a["unit_no"] == sale(1).house.unit_no]
    assert {a["id_number"] for a in accounts} == {sale(1).buyers[0].person.id_number}


def test_what_the_companies_refuse(utilities: Running, number: Number) -> None:
    unknown = request(number(), 2, house={"unit_no": "440604001001GB99999F00010101"})
    answer = utilities.post("/water/transfers", unknown).json()
    assert (answer["accepted"], answer["reason_code"], answer["reference"]) == (False, "U01", None)
    stranger = request(number(), 2, old_customer={"name": "甲", "id_number": "11010519491231002X"})
    assert utilities.post("/water/transfers", stranger).json()["reason_code"] == "U02"
    assert utilities.post("/steam/transfers", stranger).status_code == 404
    assert utilities.post("/water/transfers", {"request_no": "x"}).status_code == 400
    assert utilities.get(f"/water/transfers/{number()}").status_code == 404


def test_names_are_in_the_companies_spelling(utilities: Running, number: Number) -> None:
    assert sale(5).buyers[0].person.name == "何㙟"
    assert utilities.post("/gas/transfers", request(number(), 5)).json()["customer"]["name"] == "何*"


def test_late_is_processing_first(utilities: Running, number: Number) -> None:
    utilities.switch(late=0.4, times=1)
    message = request(number(), 3)
    first = utilities.post("/power/transfers", message)
    assert first.status_code == 202
    assert first.json() == {
        "request_no": message["request_no"],
        "status": "processing",
        "accepted": None,
        "reference": None,
    }
    assert until(lambda: utilities.post("/power/transfers", message).json()["accepted"]) is True


def test_down_slow_and_twice(utilities: Running, number: Number) -> None:
    message = request(number(), 4)
    utilities.switch(down=True, times=1)
    assert utilities.post("/water/transfers", message).status_code == 503
    utilities.switch(slow=0.3, twice=True)
    started = time.monotonic()
    first, second = (utilities.post("/water/transfers", message).json() for _ in range(2))
    assert time.monotonic() - started >= 0.6
    assert first["answer_no"] != second["answer_no"] and first["reference"] == second["reference"]


@pytest.mark.parametrize("kind", ["house", "amount", "missing"])
def test_wrong_answers_contradict_the_request(utilities: Running, number: Number, kind: str) -> None:
    message = request(number(), 6)
    utilities.switch(wrong=kind, times=1)
    wrong = utilities.post("/water/transfers", message).json()
    assert (wrong["unit_no"] != message["house"]["unit_no"]) == (kind == "house")
    assert (wrong["customer"]["id_number"] != message["new_customer"]["id_number"]) == (kind == "amount")
    assert ("reference" not in wrong) == (kind == "missing")
    assert utilities.get(f"/water/transfers/{message['request_no']}").json()["unit_no"] == sale(6).house.unit_no


def test_version_2_moves_fields(utilities: Running, number: Number) -> None:
    utilities.switch(schema="v2")
    message = request(number(), 7)
    assert utilities.post("/gas/transfers", message).json()["code"] == "other_version"
    message["accounts"] = {"from": message.pop("old_customer"), "to": message.pop("new_customer")}
    answer = utilities.post("/gas/transfers", message)
    assert answer.json()["receipt"]["accepted"] is True and "reference" not in answer.json()
    assert answer.headers["X-Interface-Version"] == "v2"


def test_killed_at_work_it_loses_nothing_and_doubles_nothing(utilities: Running, number: Number) -> None:
    message = request(number(), 8)
    utilities.switch(late=0.2)
    assert utilities.post("/water/transfers", message).status_code == 202
    utilities.kill()
    utilities.start()
    answer = until(lambda: utilities.post("/water/transfers", message).json()["accepted"])
    assert answer is True
    assert len([t for t in utilities.records()["transfers"] if t["request_no"] == message["request_no"]]) == 1
