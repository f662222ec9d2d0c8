"""A house is sold from end to end: what one department answers is what the next one asks for."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from simulators.population import sale
from simulators.tests.conftest import SECRET
from simulators.tests.department import OFFICE_TIME, FrontEnd, contract, declaration, signed, tax_client, transfer
from simulators.tests.listening import listening
from simulators.tests.running import Running, until
from simulators.tests.test_tax import KINDS, assessment, paid_lines
from simulators.tests.test_terminal import decided, sell
from simulators.tests.test_utilities import request

Number = Callable[[], str]


@pytest.mark.parametrize("seed", [601, 602, 603])
def test_a_sale(
    housing: Running,
    tax: Running,
    registry: Running,
    utilities: Running,
    terminal: Running,
    front_dsn: str,
    number: Number,
    seed: int,
) -> None:
    found, front = sale(seed), FrontEnd(front_dsn)
    for program in (housing, tax, registry, utilities, terminal):
        assert program.post("/_seed", {"seed": seed}).status_code == 200

    members = [{"name": p.name, "id_number": p.id_number} for p in found.buyer_families[0].members]
    query = {"request_no": number(), "office_time": OFFICE_TIME, "members": members}
    homes = signed(housing, SECRET, "POST", "/api/v1/family-houses", query).json()
    assert homes["count"] + 1 == found.house_order
    with listening() as listener:
        signed(housing, SECRET, "POST", "/api/v1/filings", contract(found, number(), listener.url))
        filing_no = until(lambda: listener.received)[0].message["filing_no"]

    with tax_client(tax) as service:
        assessed = service.AssessPrice(**assessment(found, number(), htbah=filing_no)).hjyd[0]
        declared = [
            service.DeclareTax(qqlsh=number(), **declaration(found, kind, assessed.hjbh)).sbyd[0] for kind in KINDS
        ]
        total = sum(Decimal(one.hjse) for one in declared)
        sell(terminal, payment := number(), int(total * 100))
        reference = decided(terminal, payment)["reference_no"]
        paid = service.ConfirmPayment(
            qqlsh=number(), bgsj=OFFICE_TIME, jfckh=reference, jkmx=paid_lines(declared)
        ).qryd[0]

    deed = {c.zjhm: c.pzhm for c in paid.pz if c.szdm == "10119"}
    message: dict[str, Any] = transfer(found, htbah=filing_no)
    message["srf"] = [{**buyer, "qswspzh": deed[buyer["zjhm"]]} for buyer in message["srf"]]
    front.ask(entry := number(), message)
    assert front.answer(entry)["jgdm"] == "00"
    for kind in ("water", "power", "gas"):
        assert utilities.post(f"/{kind}/transfers", request(number(), seed)).json()["accepted"] is True
