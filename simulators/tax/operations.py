"""The four operations of the service.

Each request number is worked once; asking again gives the same result.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from psycopg.types.json import Json

from simulators.china_time import in_china
from simulators.messages import Call, Form, Reply, digest
from simulators.spelling import yuan
from simulators.store import Db, Row, next_number, one_at_a_time
from simulators.switches import Wrong
from simulators.tax import envelope
from simulators.tax.assessments import assess
from simulators.tax.declarations import declare
from simulators.tax.envelope import Fault, Plain, Request
from simulators.tax.forms import AssessPrice, ConfirmPayment, DeclareTax
from simulators.tax.payments import confirm

_ANOTHER_HOUSE = "440604009001GB09999F00990999"


@dataclass(frozen=True, slots=True)
class _Operation:
    """What an operation reads and does, what its answers are called and which field is their number."""

    form: type[Form]
    work: Callable[[Db, Any], Plain]
    answers: str
    number: str


_OPERATIONS: Mapping[str, _Operation] = {
    "AssessPrice": _Operation(AssessPrice, assess, "hjyd", "hjbh"),
    "DeclareTax": _Operation(DeclareTax, declare, "sbyd", "sbbh"),
    "ConfirmPayment": _Operation(ConfirmPayment, confirm, "qryd", "jfckh"),
}


def describe(call: Call) -> Reply:
    """Serve WSDL or schema."""
    version = call.switch.schema
    if call.query.lower().startswith("xsd"):
        return envelope.xsd(version)
    return envelope.wsdl(version, f"http://{call.headers['host']}{call.path}")


def serve(call: Call) -> Reply:
    """Do what an envelope asks for, or answer a fault that left nothing behind."""
    version = call.switch.schema
    try:
        request = envelope.read(call.body, version)
        answer = _query(call, request) if request.operation == "QueryResult" else _do(call, request)
        return envelope.write(f"{request.operation}Response", answer, version)
    except Fault as fault:
        call.db.rollback()
        return envelope.write_fault(fault, version)


def _query(call: Call, request: Request) -> Plain:
    """Say what became of a request."""
    number = request.fields["qqlsh"]
    stored = _stored(call.db, number)
    if stored is None:
        return {"qqlsh": number, "zt": "UNKNOWN"}
    answer = _answer(call, stored)
    return {"qqlsh": number, "zt": answer.pop("zt"), "cz": stored["cz"], **answer}


def _do(call: Call, request: Request) -> Plain:
    """Work a request unless it was worked before; raises Fault T01, T02 and what the work raises."""
    operation = _OPERATIONS.get(request.operation)
    if operation is None:
        raise Fault("T01", f"没有这个操作：{request.operation}")
    try:
        form = msgspec.convert(request.fields, operation.form, strict=False)
    except msgspec.ValidationError as invalid:
        raise Fault("T01", f"报文不符合接口定义：{invalid}"[:200]) from None
    number, content = request.fields["qqlsh"], digest(form)
    one_at_a_time(call.db, number)
    stored = _stored(call.db, number)
    if stored is None:
        stored = _work(call, request.operation, form, operation.work)
    elif (stored["cz"], stored["digest"]) != (request.operation, content):
        raise Fault("T02", "请求流水号已用于其他内容")
    return {"qqlsh": number, **_answer(call, stored)}


def _work(call: Call, name: str, form: Any, work: Callable[[Db, Any], Plain]) -> Row:
    """Work a new request and keep its result; when the switch says so it is shown later."""
    content = work(call.db, form)
    row = call.db.execute(
        "INSERT INTO swj_qq (qqlsh, cz, digest, bgsj, ydlsh, nr, due_at)"
        " VALUES (%s, %s, %s, %s, %s, %s, now() + make_interval(secs => %s))"
        " RETURNING *, due_at <= now() AS is_due",
        [
            form.qqlsh,
            name,
            digest(form),
            in_china(form.bgsj),
            _answer_no(call.db),
            Json(content),
            call.switch.late,
        ],
    ).fetchone()
    assert row is not None
    return row


def _stored(db: Db, number: str) -> Row | None:
    return db.execute(
        "SELECT *, due_at <= clock_timestamp() AS is_due FROM swj_qq WHERE qqlsh = %s", [number]
    ).fetchone()


def _answer(call: Call, stored: Row) -> Plain:
    """Say that a request is being processed, or give its result: once, or twice when the switch says so."""
    if not stored["is_due"]:
        return {"zt": "PROCESSING"}
    operation = _OPERATIONS[stored["cz"]]
    content = stored["nr"]
    wrong = call.switch.wrong_about(stored["qqlsh"])
    if wrong:
        content = _wrong(content, operation, wrong)
    numbers = [stored["ydlsh"], _answer_no(call.db)] if call.switch.twice else [stored["ydlsh"]]
    return {"zt": "DONE", operation.answers: [{"ydlsh": number, **content} for number in numbers]}


def _answer_no(db: Db) -> str:
    return f"YD{next_number(db, 'answer'):010d}"


def _wrong(content: Plain, operation: _Operation, wrong: Wrong) -> Plain:
    """Contradict the request: another house (or payment), another amount, or no number."""
    if wrong == "missing":
        return {key: value for key, value in content.items() if key != operation.number}
    if wrong == "house":
        return {**content, "bdcdyh" if "bdcdyh" in content else operation.number: _ANOTHER_HOUSE}
    if operation.answers == "hjyd":
        return {**content, "htje": _more(content["htje"])}
    lines, amount = ("mx", "ynse") if operation.answers == "sbyd" else ("pz", "je")
    first, *others = content[lines]
    return {**content, lines: [{**first, amount: _more(first[amount])}, *others]}


def _more(amount: str) -> str:
    """Return an amount of yuan with one yuan more."""
    return yuan(int(amount.replace(".", "")) + 100)
