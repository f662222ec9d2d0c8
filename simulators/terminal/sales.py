"""Sales at the terminal. A sale waits until its card was shown; then it is approved or declined.

Whoever looks settles first what is due, so nothing needs to run in between and a restart changes nothing.
"""

from __future__ import annotations

import zlib
from typing import Annotated, Any

import msgspec

from simulators.messages import Call, Form, Refusal, Reply, RequestNo, Text, digest, read, same_content, write
from simulators.store import Db, Row, next_number, one_at_a_time
from simulators.switches import Wrong

REQUEST_MOVES = {"amount_fen": "amount.fen"}
ANSWER_MOVES = {"amount_fen": "amount.fen", "reference_no": "slip.reference", "card_tail": "slip.card"}

CARD_LIMIT_FEN = 100_000_000
_OVER_THE_LIMIT = "超过单笔限额"


class SaleRequest(Form, frozen=True):
    """Ask the person at a window to pay by card; the text is shown on the terminal."""

    request_no: RequestNo
    window: Text
    amount_fen: Annotated[int, msgspec.Meta(ge=1)]
    text: Text


def start(call: Call, delay: float) -> Reply:
    """Show a sale on the terminal; the same request number is the same sale."""
    asked = read(call, SaleRequest, REQUEST_MOVES)
    settle(call.db)
    one_at_a_time(call.db, asked.request_no)
    stored = _stored(call.db, asked.request_no)
    if stored:
        same_content(stored["digest"], digest(asked))
        return _reply(call, 202, stored)
    call.db.execute(
        'INSERT INTO zd_xs (request_no, digest, "window", amount_fen, text, answer_no, due_at)'
        " VALUES (%s, %s, %s, %s, %s, %s, now() + make_interval(secs => %s))",
        [
            asked.request_no,
            digest(asked),
            asked.window,
            asked.amount_fen,
            asked.text,
            _answer_no(call.db),
            max(delay, call.switch.late),
        ],
    )
    return _reply(call, 202, _known(call.db, asked.request_no))


def ask(call: Call) -> Reply:
    """Say where a sale is."""
    settle(call.db)
    return _reply(call, 200, _known(call.db, call.params["request_no"]))


def cancel(call: Call) -> Reply:
    """Cancel a sale that still waits; raises Refusal 409 when it was approved or declined."""
    settle(call.db)
    request_no = call.params["request_no"]
    call.db.execute("UPDATE zd_xs SET state = 'cancelled' WHERE request_no = %s AND state = 'waiting'", [request_no])
    found = _known(call.db, request_no)
    if found["state"] != "cancelled":
        raise Refusal(409, f"already_{found['state']}", f"The sale is {found['state']} and cannot be cancelled.")
    return _reply(call, 200, found)


def settle(db: Db) -> None:
    """Take the money of every sale whose card has been shown by now, in the order they came."""
    due = db.execute(
        "SELECT request_no, amount_fen FROM zd_xs WHERE state = 'waiting' AND due_at <= now()"
        " ORDER BY sequence FOR UPDATE"
    ).fetchall()
    for sale in due:
        state = "approved" if sale["amount_fen"] <= CARD_LIMIT_FEN else "declined"
        db.execute("UPDATE zd_xs SET state = %s WHERE request_no = %s", [state, sale["request_no"]])
        if state == "approved":
            db.execute(
                "INSERT INTO zd_kk (reference_no, request_no, amount_fen, card_tail) VALUES (%s, %s, %s, %s)",
                [
                    f"{next_number(db, 'reference'):012d}",
                    sale["request_no"],
                    sale["amount_fen"],
                    f"{zlib.crc32(sale['request_no'].encode()) % 10_000:04d}",
                ],
            )


def _known(db: Db, request_no: str) -> Row:
    found = _stored(db, request_no)
    if found is None:
        raise Refusal(404, "unknown_request", "No sale was started under this request number.")
    return found


def _stored(db: Db, request_no: str) -> Row | None:
    """Return a sale with its charge."""
    return db.execute(
        'SELECT xs.request_no, digest, "window", xs.amount_fen, text, state, answer_no,'
        " reference_no, card_tail FROM zd_xs xs LEFT JOIN zd_kk kk USING (request_no) WHERE request_no = %s",
        [request_no],
    ).fetchone()


def _answer_no(db: Db) -> str:
    return f"ZD{next_number(db, 'answer'):08d}"


def _reply(call: Call, status: int, sale: Row) -> Reply:
    """Answer, obeying the switch."""
    answer = {
        "answer_no": _answer_no(call.db) if call.switch.twice else sale["answer_no"],
        "request_no": sale["request_no"],
        "window": sale["window"],
        "status": sale["state"],
        "amount_fen": sale["amount_fen"],
        "card_tail": sale["card_tail"],
        "reference_no": sale["reference_no"],
        "reason": _OVER_THE_LIMIT if sale["state"] == "declined" else None,
    }
    wrong = call.switch.wrong_about(sale["request_no"])
    return write(call, status, _wrong(answer, wrong) if wrong else answer, ANSWER_MOVES)


def _wrong(answer: dict[str, Any], wrong: Wrong) -> dict[str, Any]:
    """Contradict the request: another sale, another amount, or no reference and no status."""
    if wrong == "missing":
        return {key: value for key, value in answer.items() if key not in ("reference_no", "status")}
    if wrong == "house":
        return {**answer, "request_no": f"{answer['request_no']}-0", "window": "99"}
    return {**answer, "amount_fen": answer["amount_fen"] + 100}
