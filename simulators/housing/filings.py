"""Filing of sale contracts: received at once, decided a little later, answered by callback.

Receiving and deciding are one transaction each, so a killed program has either the whole of it or nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import msgspec
from psycopg.types.json import Jsonb

from simulators import switches
from simulators.china_time import in_china
from simulators.housing.forms import ANSWER_MOVES, CONTRACT_MOVES, SPELLING, Contract, Party
from simulators.messages import Call, Refusal, Reply, digest, json_reply, read, same_content
from simulators.shapes import outgoing
from simulators.spelling import one_decimal, spelt, yuan
from simulators.store import Db, Row, Store, next_number, next_of_year, one_at_a_time
from simulators.switches import Switch, Wrong

_HOUSE_UNKNOWN = ("H01", "房屋不在本系统楼盘表内")
_HOUSE_SEALED = ("H02", "房屋已被查封，不能办理网签备案")
_NOT_THE_OWNER = ("H03", "出卖人不是登记的权利人")
_NO_PRICE = ("H04", "成交价格应当大于零")


def receive(call: Call, delay: float) -> Reply:
    """Take a contract in and give a ticket; the same request number gets the same ticket."""
    contract = read(call, Contract, CONTRACT_MOVES)
    one_at_a_time(call.db, contract.request_no)
    stored = _stored(call.db, contract.request_no)
    if stored:
        same_content(stored["digest"], digest(contract))
    ticket = stored["ticket"] if stored else _register(call, contract, delay)
    return json_reply(202, {"request_no": contract.request_no, "ticket": ticket})


def _register(call: Call, contract: Contract, delay: float) -> str:
    """Write a new contract down with the switch its answer will obey; return its ticket."""
    ticket = f"SL{next_number(call.db, 'ticket'):08d}"
    call.db.execute(
        "INSERT INTO zj_htba (request_no, digest, ticket, contract, callback_url, office_at, switch, due_at)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, now() + make_interval(secs => %s))",
        [
            contract.request_no,
            digest(contract),
            ticket,
            Jsonb(msgspec.to_builtins(contract)),
            contract.callback_url,
            contract.office_time,
            Jsonb(msgspec.to_builtins(call.switch)),
            max(delay, call.switch.late),
        ],
    )
    return ticket


def _stored(db: Db, request_no: str) -> Row | None:
    return db.execute("SELECT * FROM zj_htba WHERE request_no = %s", [request_no]).fetchone()


def ask(call: Call) -> Reply:
    """Say where a contract is: received, or answered and how."""
    found = _stored(call.db, call.params["request_no"])
    if found is None:
        raise Refusal(404, "unknown_request", "No contract was received under this request number.")
    answer = found["answer"]
    wrong = call.switch.wrong_about(found["request_no"])
    if answer and wrong:
        answer = _wrong(call.db, answer, wrong)
    return json_reply(
        200,
        {
            "request_no": found["request_no"],
            "ticket": found["ticket"],
            "state": "answered" if answer else "received",
            "answer": outgoing(answer, ANSWER_MOVES, call.switch.schema) if answer else None,
        },
    )


@dataclass(frozen=True, slots=True)
class Decider:
    """Decides contracts that are due, one at a time, and leaves the answer to be delivered."""

    store: Store

    def step(self) -> bool:
        """Decide the next contract; says whether there was one."""
        with self.store.transaction() as db:
            if switches.current(db).down:
                return False
            row = db.execute(
                "SELECT * FROM zj_htba WHERE answer IS NULL AND due_at <= now() ORDER BY sequence LIMIT 1 FOR UPDATE"
            ).fetchone()
            if row is None:
                return False
            _decide(db, row)
            return True


def _decide(db: Db, row: Row) -> None:
    """File or reject one contract and put the callback in the queue."""
    contract = msgspec.convert(row["contract"], Contract)
    refusal = _refusal(db, contract)
    filing_no = None if refusal else _filing_no(db, contract)
    answer = {
        "answer_no": f"HD{next_number(db, 'answer'):08d}",
        "request_no": contract.request_no,
        "outcome": "rejected" if refusal else "filed",
        "filing_no": filing_no,
        "reason_code": refusal[0] if refusal else None,
        "reason": refusal[1] if refusal else None,
        "answered_at": in_china(contract.office_time).isoformat(),
        "contract": _echo(contract),
    }
    db.execute(
        "UPDATE zj_htba SET answer = %s, filing_no = %s WHERE request_no = %s",
        [Jsonb(answer), filing_no, contract.request_no],
    )
    _queue(db, answer, row["callback_url"], msgspec.convert(row["switch"], Switch))


def _queue(db: Db, answer: dict[str, Any], callback_url: str, switch: Switch) -> None:
    """Write down what will be delivered: as true, as often and in the version the switch said at receipt."""
    wrong = switch.wrong_about(answer["request_no"])
    said = outgoing(_wrong(db, answer, wrong) if wrong else answer, ANSWER_MOVES, switch.schema)
    db.execute(
        "INSERT INTO zj_hd (answer_no, request_no, callback_url, version, body, copies_left)"
        " VALUES (%s, %s, %s, %s, %s, %s)",
        [
            answer["answer_no"],
            answer["request_no"],
            callback_url,
            switch.schema,
            msgspec.json.encode(said).decode(),
            2 if switch.twice else 1,
        ],
    )


def _refusal(db: Db, contract: Contract) -> tuple[str, str] | None:
    """Return the reason code and sentence for which a contract is rejected."""
    house = db.execute("SELECT sealed FROM zj_fw WHERE unit_no = %s", [contract.house.unit_no]).fetchone()
    if house is None:
        return _HOUSE_UNKNOWN
    if house["sealed"]:
        return _HOUSE_SEALED
    owners = db.execute("SELECT id_number FROM zj_cq WHERE unit_no = %s", [contract.house.unit_no]).fetchall()
    if not {s.id_number for s in contract.sellers} <= {o["id_number"] for o in owners}:
        return _NOT_THE_OWNER
    return _NO_PRICE if contract.price_fen <= 0 else None


def _filing_no(db: Db, contract: Contract) -> str:
    year, number = next_of_year(db, "filing", contract.office_time)
    return f"禅存备{year}{number:06d}"


def _echo(contract: Contract) -> dict[str, Any]:
    """Repeat a contract in the department's own spelling."""
    return {
        "house": {
            "unit_no": contract.house.unit_no,
            "cert_no": full_width(contract.house.cert_no),
            "area": one_decimal(Decimal(contract.house.area)),
            "use": contract.house.use,
        },
        "sellers": [_party(p) for p in contract.sellers],
        "buyers": [_party(p) for p in contract.buyers],
        "price": yuan(contract.price_fen),
        "signed_date": f"{contract.signed_date:%Y%m%d}",
    }


def _party(party: Party) -> dict[str, str]:
    return {"name": spelt(party.name, SPELLING), "id_number": party.id_number, "share": party.share}


def full_width(cert_no: str) -> str:
    """Write a certificate number with the department's wide brackets.

    >>> full_width("粤(2026)佛禅不动产权第0000001号")
    '粤（2026）佛禅不动产权第0000001号'
    """
    return cert_no.replace("(", "（").replace(")", "）")


def _wrong(db: Db, answer: dict[str, Any], wrong: Wrong) -> dict[str, Any]:
    """Contradict the request: another house, another price, or an answer without outcome and number."""
    contract = answer["contract"]
    if wrong == "missing":
        return {key: value for key, value in answer.items() if key not in ("outcome", "filing_no")}
    if wrong == "amount":
        price = yuan(int(contract["price"].replace(".", "")) + 1_000_000)
        return {**answer, "contract": {**contract, "price": price}}
    other = db.execute(
        "SELECT unit_no, cert_no, area::text AS area, use_code AS use FROM zj_fw WHERE unit_no <> %s"
        " ORDER BY unit_no LIMIT 1",
        [contract["house"]["unit_no"]],
    ).fetchone()
    return {**answer, "contract": {**contract, "house": other}}
