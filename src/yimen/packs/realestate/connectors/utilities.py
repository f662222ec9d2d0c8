"""The water, power and gas companies: told of a new owner after the entry. Nothing of the sale waits for them.

Law: 广东省优化营商环境条例 art 39(2) (the registry pushes on, the companies change the accounts side by side).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from yimen.cases.reads.context import StepContext
from yimen.exchange.reads import system
from yimen.exchange.rules import Answered, Outcome, OutcomeKind, Reply, Request, Taken
from yimen.exchange.transports.signed_rest import Rest
from yimen.kernel.words import Words
from yimen.packs.realestate.connectors.reading import contradicts, required
from yimen.packs.realestate.rules.sale import parties

NAMES = {
    "water": Words("供水公司", "Water company"),
    "power": Words("供电局", "Power company"),
    "gas": Words("燃气公司", "Gas company"),
}


class Transfer:
    """`utilities.<kind>`: move the account of the house to the buyer."""

    system = "utilities"

    def __init__(self, kind: str) -> None:
        self.kind, self.code, self.name = kind, f"utilities.{kind}", NAMES[kind]

    def build(self, context: StepContext) -> dict[str, Any]:
        """Return the notice: the house, the old customer, the new one."""
        a = context.application.answers
        sellers, buyers = parties(context.application, "seller"), parties(context.application, "buyer")
        phone = a.get(f"{buyers[0].place}.phone", "")
        return {
            "house": {"unit_no": a["house.unit_no"], "address": a["house.location"]},
            "old_customer": {"name": sellers[0].name, "id_number": sellers[0].number},
            "new_customer": {"name": buyers[0].name, "id_number": buyers[0].number, "phone": phone},
        }

    def send(self, request: Request) -> Reply:
        """Send the notice."""
        content = {**request.payload, "request_no": request.number, "office_time": request.office_time.isoformat()}
        return _reply(*self._rest().call("POST", f"/{self.kind}/transfers", content))

    def ask(self, request: Request) -> Reply:
        """Ask what became of it."""
        return _reply(*self._rest().call("GET", f"/{self.kind}/transfers/{request.number}"))

    def acknowledge(self, number: str) -> None:
        """Nothing to tell."""

    def by_hand(self, context: Any, values: Mapping[str, str]) -> Outcome:  # noqa: ARG002
        """A notice has no outcome to type."""
        return Outcome(OutcomeKind.DONE, dict(values))

    def read(self, context: Any, request: Mapping[str, Any], answer: Mapping[str, Any]) -> Outcome:  # noqa: ARG002
        """Read whether the account was moved; raises Misunderstood when it is another house's or another customer's."""
        name = NAMES[self.kind]
        required(name, answer, "accepted", "unit_no", "customer")
        if answer["unit_no"] != request["house"]["unit_no"]:
            raise contradicts(name, "是另一套房屋", "it is about another house")
        if answer["customer"].get("id_number") != request["new_customer"]["id_number"]:
            raise contradicts(name, "是另一位用户", "it is about another customer")
        if answer["accepted"]:
            required(name, answer, "reference")
            return Outcome(OutcomeKind.DONE, {"reference": str(answer["reference"])})
        reason = str(answer.get("reason") or "")
        return Outcome(OutcomeKind.REFUSED, words=Words(reason, reason))

    def _rest(self) -> Rest:
        return _rest(self.kind)


def _reply(status: int, content: Mapping[str, Any]) -> Reply:
    if status == 202 or content.get("status") == "processing":
        return Taken()
    return Answered(str(content.get("answer_no", "")), dict(content))


@cache
def _rest(kind: str) -> Rest:
    return Rest(NAMES[kind], system("utilities")["url"])


UTILITIES = tuple(Transfer(kind) for kind in NAMES)
