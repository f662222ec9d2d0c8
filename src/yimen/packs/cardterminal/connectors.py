"""Speaks to the card terminal of a window: a sale by its request number, never charged twice."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from yimen.exchange.reads import system
from yimen.exchange.rules import Answered, Misunderstood, Outcome, OutcomeKind, Reply, Request, Taken
from yimen.exchange.transports.signed_rest import Rest
from yimen.kernel.errors import Refused
from yimen.kernel.words import Words
from yimen.payments.reads import PaymentSheet

NAME = Words("刷卡终端", "Card terminal")


class Charge:
    """`terminal.charge`: show an amount at a window's terminal and learn what became of it."""

    code = "terminal.charge"
    system = "terminal"
    name = NAME

    def build(self, context: PaymentSheet) -> dict[str, Any]:
        """Return the sale for a payment."""
        return {
            "window": context.window,
            "amount_fen": context.total.fen,
            "text": f"政务服务缴款 {context.total} 元",
        }

    def send(self, request: Request) -> Reply:
        """Start the sale."""
        return _reply(_rest().call("POST", "/sales", {"request_no": request.number, **request.payload})[1])

    def ask(self, request: Request) -> Reply:
        """Ask what became of the sale."""
        return _reply(_rest().call("GET", f"/sales/{request.number}")[1])

    def acknowledge(self, number: str) -> None:
        """Nothing to tell a terminal."""

    def by_hand(self, context: Any, values: Mapping[str, str]) -> Outcome:  # noqa: ARG002
        """A payment is never typed by hand."""
        raise Refused(Words("缴款不能人工填写结果。", "A payment is never typed by hand."))

    def read(self, context: Any, request: Mapping[str, Any], answer: Mapping[str, Any]) -> Outcome:  # noqa: ARG002
        """Read the terminal's answer; raises Misunderstood when it is about another sale or amount."""
        if answer.get("amount_fen") != request["amount_fen"] or answer.get("window") != request["window"]:
            raise Misunderstood(
                Words("刷卡终端的回复与请求的金额或窗口不符。", "The terminal answers with another amount or window.")
            )
        if answer.get("status") == "approved" and answer.get("reference_no"):
            values = {"reference": str(answer["reference_no"]), "card_tail": str(answer.get("card_tail") or "")}
            return Outcome(OutcomeKind.DONE, values)
        if answer.get("status") in ("declined", "cancelled"):
            reason = str(answer.get("reason") or "")
            return Outcome(OutcomeKind.REFUSED, words=Words(reason or "卡未通过", reason or "the card was declined"))
        raise Misunderstood(Words("刷卡终端的回复缺少结果。", "The terminal's answer lacks the result."))


def _reply(content: Mapping[str, Any]) -> Reply:
    if content.get("status") == "waiting":
        return Taken()
    return Answered(str(content.get("answer_no", "")), dict(content))


@cache
def _rest() -> Rest:
    return Rest(NAME, system("terminal")["url"])


CONNECTORS = (Charge(),)
