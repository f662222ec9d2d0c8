"""How a caller speaks to the departments: messages made from a sale, signed calls, SOAP, front-end rows.

Written from the README alone, as a connector would be.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import httpx
import psycopg
import requests
import zeep
from psycopg.rows import dict_row

from simulators.houses import Owner, Ownership
from simulators.population import Sale
from simulators.signing import signed_headers
from simulators.tests.running import HTTP, Running, until

OFFICE_TIME = "2026-03-02T09:30:00+08:00"


def share(owner: Owner, ownership: Ownership) -> str:
    """The housing department's word for a share."""
    return str(owner.share or ownership)


def contract(sale: Sale, request_no: str, callback_url: str, **other: Any) -> dict[str, Any]:
    """A contract for the housing department."""
    house = {
        "unit_no": sale.house.unit_no,
        "cert_no": sale.house.cert_no,
        "area": str(sale.house.area),
        "use": "1",
    }
    selling, buying = sale.house.ownership, sale.buying
    return {
        "request_no": request_no,
        "office_time": OFFICE_TIME,
        "callback_url": callback_url,
        "house": house,
        "sellers": [
            {"name": o.person.name, "id_number": o.person.id_number, "share": share(o, selling)} for o in sale.sellers
        ],
        "buyers": [
            {"name": o.person.name, "id_number": o.person.id_number, "share": share(o, buying)} for o in sale.buyers
        ],
        "price_fen": sale.price_fen,
        "signed_date": "2026-03-02",
        **other,
    }


def signed(
    program: Running, secret: str, method: str, path: str, message: Any = None, **headers: str
) -> httpx.Response:
    """Call the housing department; `headers` replace signed ones."""
    body = json.dumps(message, ensure_ascii=False).encode() if message is not None else b""
    head = signed_headers(secret, "yimen", time.time(), method, path, body)
    head |= {name.replace("_", "-"): value for name, value in headers.items()}
    return HTTP.request(method, program.url + path, content=body, headers=head)


@contextmanager
def tax_client(program: Running) -> Iterator[Any]:
    """The tax office's service as zeep sees it."""
    with requests.Session() as session:
        session.trust_env = False
        transport = zeep.Transport(session=session)  # type: ignore[no-untyped-call]
        client = zeep.Client(f"{program.url}/service?wsdl", transport=transport)  # type: ignore[no-untyped-call]
        yield client.service


def tax_house(sale: Sale) -> dict[str, str]:
    return {"bdcdyh": sale.house.unit_no, "mj": str(sale.house.area), "yt": "0101"}


def tax_parties(owners: tuple[Owner, ...], ownership: Ownership, **more: Any) -> list[dict[str, Any]]:
    """Sellers or buyers for the tax office."""
    whole = "GT" if ownership is Ownership.JOINT else "1/1"
    return [
        {
            "zjlx": "201",
            "zjhm": o.person.id_number,
            "xm": o.person.name,
            "fe": f"{o.share.numerator}/{o.share.denominator}" if o.share else whole,
            **more,
        }
        for o in owners
    ]


def declaration(sale: Sale, kind: str, assessment: str, **other: Any) -> dict[str, Any]:
    """A declaration of one kind of tax."""
    original = sale.original_value_fen
    return {
        "bgsj": OFFICE_TIME,
        "szdm": kind,
        "hjbh": assessment,
        "fw": tax_house(sale),
        "htrq": "2026-03-02",
        "htje": f"{Decimal(sale.price_fen).scaleb(-2):.2f}",
        "qdrq": sale.held_since.isoformat(),
        "fwyz": None if original is None else f"{Decimal(original).scaleb(-2):.2f}",
        "zrf": tax_parties(sale.sellers, sale.house.ownership, wyzf=sale.only_home),
        "csf": tax_parties(sale.buyers, sale.buying, fwtc=sale.house_order),
        **other,
    }


def transfer(sale: Sale, **other: Any) -> dict[str, Any]:
    """A transfer for the registry."""
    kinds = {Ownership.SOLE: "0", Ownership.JOINT: "1", Ownership.SHARES: "2"}
    buyers = []
    for place, owner in enumerate(sale.buyers):
        buyer: dict[str, Any] = {"xm": owner.person.name, "zjlx": "1", "zjhm": owner.person.id_number}
        buyer |= {"gyfs": kinds[sale.buying], "qswspzh": f"34406042600000000{place}"}
        if owner.share:
            buyer |= {"fz": owner.share.numerator, "fm": owner.share.denominator}
        buyers.append(buyer)
    return {
        "bdcdyh": sale.house.unit_no,
        "yzsh": sale.house.cert_no,
        "htbah": "禅存备2026000001",
        "jyje": f"{Decimal(sale.price_fen).scaleb(-2):.2f}",
        "zrf": [{"xm": o.person.name, "zjlx": "1", "zjhm": o.person.id_number} for o in sale.sellers],
        "srf": buyers,
        **other,
    }


class FrontEnd:
    """The caller's side of the front-end database."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn

    def rows(self, query: Any, *values: Any) -> list[dict[str, Any]]:
        with psycopg.connect(self._dsn, row_factory=dict_row) as db:
            return db.execute(query, values).fetchall()

    def ask(self, number: str, message: dict[str, Any], business: str = "200") -> None:
        """Put a request down once, however often it is called."""
        with psycopg.connect(self._dsn) as db:
            db.execute(
                "INSERT INTO qz_sq (sqbh, ywlx, bgsj, nr) VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING",
                [number, business, OFFICE_TIME, json.dumps(message, ensure_ascii=False)],
            )

    def answers(self, number: str) -> list[dict[str, Any]]:
        return self.rows("SELECT * FROM qz_jg WHERE sqbh = %s ORDER BY xh", number)

    def answer(self, number: str) -> dict[str, Any]:
        """Wait for the first answer."""
        return until(lambda: self.answers(number))[0]
