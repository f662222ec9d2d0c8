"""The card terminal: a sale is charged once or not at all; faults."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from simulators.tests.running import Running, until

Number = Callable[[], str]


def sell(terminal: Running, number: str, amount_fen: int = 1_050_000) -> dict[str, Any]:
    message = {"request_no": number, "window": "12", "amount_fen": amount_fen, "text": "契税"}
    answer = terminal.post("/sales", message)
    assert answer.status_code == 202, answer.text
    found: dict[str, Any] = answer.json()
    return found


def decided(terminal: Running, number: str) -> dict[str, Any]:
    def look() -> dict[str, Any] | None:
        found: dict[str, Any] = terminal.get(f"/sales/{number}").json()
        return found if found["status"] != "waiting" else None

    found = until(look)
    assert found is not None
    return found


def charges(terminal: Running, number: str) -> list[dict[str, Any]]:
    return [c for c in terminal.records()["charges"] if c["request_no"] == number]


def test_a_sale_waits_and_is_approved_once(terminal: Running, number: Number) -> None:
    request = number()
    assert sell(terminal, request)["status"] == "waiting"
    answer = decided(terminal, request)
    assert answer["status"] == "approved" and len(answer["card_tail"]) == 4 and answer["reference_no"]
    assert sell(terminal, request)["reference_no"] == answer["reference_no"]
    assert len(charges(terminal, request)) == 1
    other = {"request_no": request, "window": "12", "amount_fen": 1, "text": "契税"}
    assert terminal.post("/sales", other).status_code == 409


def test_a_sale_over_the_limit_is_declined(terminal: Running, number: Number) -> None:
    sell(terminal, request := number(), 100_000_001)
    answer = decided(terminal, request)
    assert (answer["status"], answer["reference_no"]) == ("declined", None) and answer["reason"]
    assert charges(terminal, request) == []


def test_a_waiting_sale_can_be_cancelled_and_a_paid_one_cannot(terminal: Running, number: Number) -> None:
    terminal.switch(late=0.6, times=1)
    sell(terminal, request := number())
    for _ in range(2):
        assert terminal.post(f"/sales/{request}/cancel").json()["status"] == "cancelled"
    time.sleep(0.7)
    assert charges(terminal, request) == []
    sell(terminal, paid := number())
    decided(terminal, paid)
    refused = terminal.post(f"/sales/{paid}/cancel")
    assert (refused.status_code, refused.json()["code"]) == (409, "already_approved")
    assert terminal.get(f"/sales/{number()}").status_code == 404


def test_what_is_no_sale_is_refused(terminal: Running, number: Number) -> None:
    for change in ({"amount_fen": 0}, {"amount_fen": "1"}, {"window": ""}, {"tip": 1}):
        message = {"request_no": number(), "window": "12", "amount_fen": 1, "text": "契税", **change}
        assert terminal.post("/sales", message).status_code == 400


def test_down_slow_late_and_twice(terminal: Running, number: Number) -> None:
    terminal.switch(down=True, times=1)
    message = {"request_no": number(), "window": "12", "amount_fen": 1, "text": "契税"}
    assert terminal.post("/sales", message).status_code == 503
    terminal.switch(slow=0.2, late=0.6, twice=True)
    started = time.monotonic()
    sell(terminal, request := number())
    decided(terminal, request)
    assert time.monotonic() - started >= 0.6
    first, second = (terminal.get(f"/sales/{request}").json() for _ in range(2))
    assert first["answer_no"] != second["answer_no"] and first["reference_no"] == second["reference_no"]


@pytest.mark.parametrize("kind", ["house", "amount", "missing"])
def test_wrong_answers_contradict_the_request(terminal: Running, number: Number, kind: str) -> None:
    sell(terminal, request := number())
    decided(terminal, request)
    terminal.switch(wrong=kind, times=1)
    wrong = terminal.get(f"/sales/{request}").json()
    assert (wrong["request_no"] != request) == (kind == "house")
    assert (wrong["amount_fen"] != 1_050_000) == (kind == "amount")
    assert ("reference_no" not in wrong) == (kind == "missing")


def test_version_2_moves_fields(terminal: Running, number: Number) -> None:
    terminal.switch(schema="v2")
    message: dict[str, Any] = {"request_no": number(), "window": "12", "amount_fen": 5, "text": "契税"}
    assert terminal.post("/sales", message).json()["code"] == "other_version"
    message["amount"] = {"fen": message.pop("amount_fen")}
    assert terminal.post("/sales", message).json()["amount"] == {"fen": 5}
    assert decided(terminal, message["request_no"])["slip"]["reference"]


def test_killed_at_work_it_loses_nothing_and_doubles_nothing(terminal: Running, number: Number) -> None:
    numbers = [number() for _ in range(6)]
    for place, request in enumerate(numbers):
        sell(terminal, request)
        if place in (2, 5):
            terminal.kill()
            terminal.start()
        sell(terminal, request)
    for request in numbers:
        assert decided(terminal, request)["status"] == "approved"
        assert len(charges(terminal, request)) == 1
