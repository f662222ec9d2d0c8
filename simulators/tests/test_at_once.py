"""The same request sent eight times at the same moment is one request."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from simulators.population import sale
from simulators.tests import test_terminal, test_utilities
from simulators.tests.conftest import SECRET
from simulators.tests.department import OFFICE_TIME, contract, signed, tax_house
from simulators.tests.running import Running

Number = Callable[[], str]
UNHEARD = "http://127.0.0.1:9/inbound"


def at_once(call: Callable[[], Any]) -> list[Any]:
    """Call eight times at once; return the distinct results."""
    with ThreadPoolExecutor(8) as pool:
        results = [done.result() for done in [pool.submit(call) for _ in range(8)]]
    return [result for place, result in enumerate(results) if result not in results[:place]]


def test_a_contract(housing: Running, number: Number) -> None:
    message = contract(sale(1), number(), UNHEARD)
    assert len(at_once(lambda: signed(housing, SECRET, "POST", "/api/v1/filings", message).json()["ticket"])) == 1


def test_a_query(housing: Running, number: Number) -> None:
    members = [{"name": p.name, "id_number": p.id_number} for p in sale(2).persons]
    message = {"request_no": number(), "office_time": OFFICE_TIME, "members": members}
    assert len(at_once(lambda: signed(housing, SECRET, "POST", "/api/v1/family-houses", message).json())) == 1


def test_an_assessment(tax: Running, number: Number) -> None:
    house = "".join(f"<{name}>{value}</{name}>" for name, value in tax_house(sale(1)).items())
    body = (
        '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>'
        f'<AssessPrice xmlns="urn:foshan-chancheng:swj:fwjy:v1"><qqlsh>{number()}</qqlsh>'
        f"<bgsj>{OFFICE_TIME}</bgsj><fw>{house}</fw><htbah>X</htbah><htrq>2026-03-02</htrq>"
        "<htje>1000000.00</htje></AssessPrice></s:Body></s:Envelope>"
    )
    answers = at_once(lambda: tax.post("/service", content=body).text)
    assert len(answers) == 1 and "<hjbh>" in answers[0]


def test_a_transfer(utilities: Running, number: Number) -> None:
    message = test_utilities.request(number(), 9)
    answers = at_once(lambda: utilities.post("/water/transfers", message).json())
    assert len(answers) == 1 and answers[0]["accepted"] is True


def test_a_sale(terminal: Running, number: Number) -> None:
    request = number()
    assert len(at_once(lambda: test_terminal.sell(terminal, request)["answer_no"])) == 1
    test_terminal.decided(terminal, request)
    assert len(test_terminal.charges(terminal, request)) == 1


def test_times_counts_every_request_once(terminal: Running, number: Number) -> None:
    terminal.switch(down=True, times=3)
    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(lambda _: terminal.get(f"/sales/{number()}").status_code, range(8)))
    assert sorted(statuses) == [404] * 5 + [503] * 3
