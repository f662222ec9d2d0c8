"""Transfer of a water, power or gas account from the old owner of a house to the new one.

A request number is worked once per company; asking again gives the same answer.
"""

from __future__ import annotations

from typing import Any

import msgspec
from psycopg.types.json import Jsonb

from simulators.messages import (
    Call,
    Form,
    OfficeTime,
    Refusal,
    Reply,
    RequestNo,
    Text,
    digest,
    read,
    same_content,
    write,
)
from simulators.spelling import spelt
from simulators.store import Db, Row, next_number, one_at_a_time
from simulators.switches import Wrong

KINDS = {"water": "S", "power": "D", "gas": "Q"}
SPELLING = {"·": ".", "𠮷": "吉", "㙟": "*", "𬭎": "*"}

REQUEST_MOVES = {"old_customer": "accounts.from", "new_customer": "accounts.to"}
ANSWER_MOVES = {"reference": "receipt.number", "accepted": "receipt.accepted"}

_HOUSE_UNKNOWN = ("U01", "该房屋没有户号")
_NOT_THE_CUSTOMER = ("U02", "原户主与户号登记不符")


class House(Form, frozen=True):
    """The house an account belongs to."""

    unit_no: Text
    address: str = ""


class Customer(Form, frozen=True):
    """A customer; the phone is for bills."""

    name: Text
    id_number: Text
    phone: str = ""


class TransferRequest(Form, frozen=True):
    """Move the account of a house."""

    request_no: RequestNo
    office_time: OfficeTime
    house: House
    old_customer: Customer
    new_customer: Customer


def transfer(call: Call) -> Reply:
    """Move an account, or answer as the first time."""
    kind = _kind(call)
    asked = read(call, TransferRequest, REQUEST_MOVES)
    one_at_a_time(call.db, f"{kind} {asked.request_no}")
    stored = _stored(call.db, kind, asked.request_no)
    if stored:
        same_content(stored["digest"], digest(asked))
    return _reply(call, stored or _work(call, kind, asked))


def ask(call: Call) -> Reply:
    """Answer again."""
    stored = _stored(call.db, _kind(call), call.params["request_no"])
    if stored is None:
        raise Refusal(404, "unknown_request", "No transfer was received under this request number.")
    return _reply(call, stored)


def _kind(call: Call) -> str:
    kind = call.params["kind"]
    if kind not in KINDS:
        raise Refusal(404, "unknown_company", f"There is no company for {kind}: water, power or gas.")
    return kind


def _stored(db: Db, kind: str, request_no: str) -> Row | None:
    return db.execute(
        "SELECT *, due_at <= clock_timestamp() AS is_due FROM gs_gh WHERE kind = %s AND request_no = %s",
        [kind, request_no],
    ).fetchone()


def _work(call: Call, kind: str, asked: TransferRequest) -> Row:
    """Move the account and keep request and answer."""
    answer = _answer(call.db, kind, asked)
    row = call.db.execute(
        "INSERT INTO gs_gh (kind, request_no, digest, request, answer, office_at, due_at)"
        " VALUES (%s, %s, %s, %s, %s, %s, now() + make_interval(secs => %s))"
        " RETURNING *, due_at <= now() AS is_due",
        [
            kind,
            asked.request_no,
            digest(asked),
            Jsonb(msgspec.to_builtins(asked)),
            Jsonb(answer),
            asked.office_time,
            call.switch.late,
        ],
    ).fetchone()
    assert row is not None
    return row


def _answer(db: Db, kind: str, asked: TransferRequest) -> dict[str, Any]:
    """Move the account if there is one and it is the old customer's; say what was done."""
    account = db.execute(
        "SELECT zhh, id_number FROM gs_zh WHERE kind = %s AND unit_no = %s FOR UPDATE",
        [kind, asked.house.unit_no],
    ).fetchone()
    refusal = None
    if account is None:
        refusal = _HOUSE_UNKNOWN
    elif account["id_number"] != asked.old_customer.id_number:
        refusal = _NOT_THE_CUSTOMER
    else:
        db.execute(
            "UPDATE gs_zh SET name = %s, id_number = %s WHERE zhh = %s",
            [spelt(asked.new_customer.name, SPELLING), asked.new_customer.id_number, account["zhh"]],
        )
    return {
        "answer_no": _answer_no(db, kind),
        "request_no": asked.request_no,
        "status": "done",
        "accepted": refusal is None,
        "reference": None if refusal else f"{KINDS[kind]}GH{next_number(db, f'{kind} transfer'):08d}",
        "account_no": account["zhh"] if account else None,
        "reason_code": refusal[0] if refusal else None,
        "reason": refusal[1] if refusal else None,
        "unit_no": asked.house.unit_no,
        "customer": {
            "name": spelt(asked.new_customer.name, SPELLING),
            "id_number": asked.new_customer.id_number,
        },
    }


def _answer_no(db: Db, kind: str) -> str:
    return f"{KINDS[kind]}HD{next_number(db, f'{kind} answer'):08d}"


def _reply(call: Call, stored: Row) -> Reply:
    """Answer, obeying the switch; what is late is still being processed."""
    if not stored["is_due"]:
        waiting = {
            "request_no": stored["request_no"],
            "status": "processing",
            "accepted": None,
            "reference": None,
        }
        return write(call, 202, waiting, ANSWER_MOVES)
    answer = stored["answer"]
    wrong = call.switch.wrong_about(stored["request_no"])
    if wrong:
        answer = _wrong(answer, wrong)
    if call.switch.twice:
        answer = {**answer, "answer_no": _answer_no(call.db, stored["kind"])}
    return write(call, 200, answer, ANSWER_MOVES)


def _wrong(answer: dict[str, Any], wrong: Wrong) -> dict[str, Any]:
    """Contradict the request: another house, another customer, or no reference and no verdict."""
    if wrong == "missing":
        return {key: value for key, value in answer.items() if key not in ("reference", "accepted")}
    if wrong == "house":
        return {**answer, "unit_no": "440604009001GB09999F00990999"}
    return {**answer, "customer": {"name": "示例用户", "id_number": "11010519491231002X"}}
