"""The housing department: a contract is filed over signed REST and answered by a signed callback.

Its interface has one place for a document's number and none for its type: whatever was shown goes there as it is.
Its spelling, its rounding of areas and its code lists are its own; what it decides binds.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any
from uuid import UUID

import msgspec

from yimen.cases.reads.context import StepContext
from yimen.cases.rules.obstacles import PartyFacts
from yimen.exchange.reads import system
from yimen.exchange.rules import Answered, Outcome, OutcomeKind, Reply, Request, Taken
from yimen.exchange.transports.signed_rest import Rest, check
from yimen.kernel.errors import BadInput
from yimen.kernel.money import Money
from yimen.kernel.words import Words
from yimen.packs.realestate.connectors.reading import area_differs, contradicts, name_differs, required, same_money
from yimen.packs.realestate.rules.sale import parties

NAME = Words("住建系统", "Housing system")
USES = {"residence": "1", "other": "2"}


class Filing:
    """`housing.file`: file the contract."""

    code = "housing.file"
    system = "housing"
    name = NAME

    def build(self, context: StepContext) -> dict[str, Any]:
        """Return the contract as the department wants it."""
        a = context.application.answers
        return {
            "house": {
                "unit_no": a["house.unit_no"],
                "cert_no": a["house.certificate_no"],
                "area": a["house.building_area"],
                "use": USES[a["house.house_use"]],
            },
            "sellers": _side(context, "seller"),
            "buyers": _side(context, "buyer"),
            "price_fen": Money.yuan(a["deal.price"]).fen,
            "signed_date": a["deal.signed_date"],
        }

    def send(self, request: Request) -> Reply:
        """Hand the contract in; the answer comes by callback."""
        content = {
            **request.payload,
            "request_no": request.number,
            "office_time": request.office_time.isoformat(),
            "callback_url": system("housing")["callback_url"],
        }
        _rest().call("POST", "/api/v1/filings", content)
        return Taken()

    def ask(self, request: Request) -> Reply:
        """Ask again: the callback may have been lost."""
        _, content = _rest().call("GET", f"/api/v1/filings/{request.number}")
        if content.get("state") != "answered" or not isinstance(content.get("answer"), dict):
            return Taken()
        return Answered(str(content["answer"].get("answer_no", "")), content["answer"])

    def acknowledge(self, number: str) -> None:
        """The callback's 2xx told it."""

    def by_hand(self, context: StepContext, values: Mapping[str, str]) -> Outcome:  # noqa: ARG002
        """The department's desk typed the filing number."""
        return Outcome(OutcomeKind.DONE, dict(values))

    def read(self, context: StepContext, request: Mapping[str, Any], answer: Mapping[str, Any]) -> Outcome:
        """Read filed or rejected; raises Misunderstood when it is about another contract."""
        required(NAME, answer, "outcome", "contract")
        contract = answer["contract"]
        if contract.get("house", {}).get("unit_no") != request["house"]["unit_no"]:
            raise contradicts(NAME, "是另一套房屋", "it is about another house")
        same_money(NAME, contract.get("price"), Money(request["price_fen"]))
        if answer["outcome"] == "rejected":
            reason = str(answer.get("reason") or answer.get("reason_code") or "")
            return Outcome(OutcomeKind.REFUSED, words=Words(reason, reason))
        required(NAME, answer, "filing_no")
        spelt = {p["id_number"]: p["name"] for p in (*contract["sellers"], *contract["buyers"])}
        differences = name_differs(NAME, spelt, list(context.application.parties))
        differences += area_differs(NAME, contract["house"].get("area"), request["house"]["area"])
        return Outcome(OutcomeKind.DONE, {"filing_no": str(answer["filing_no"])}, differences=differences)


class Callback:
    """Reads the department's signed callback."""

    system = "housing"
    name = NAME

    def received(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> tuple[UUID, Answered]:
        """Return which message is answered and the answer; raises Refused, BadInput."""
        check(system("housing")["secret"], "housing", method, path, headers, body)
        try:
            content = msgspec.json.decode(body, type=dict[str, Any])
            return UUID(str(content["request_no"])), Answered(str(content["answer_no"]), content)
        except (msgspec.DecodeError, KeyError, ValueError):
            raise BadInput(
                Words("回复缺少请求号或回复号。", "The answer lacks the request's or its own number.")
            ) from None


def _side(context: StepContext, role: str) -> list[dict[str, str]]:
    ownership = context.application.answers[f"deal.{role}_ownership"]
    return [
        {"name": p.name, "id_number": p.number, "share": _share(ownership, p)}
        for p in parties(context.application, role)
    ]


def _share(ownership: str, party: PartyFacts) -> str:
    return party.share if ownership == "shares" else ownership


@cache
def _rest() -> Rest:
    found = system("housing")
    return Rest(NAME, found["url"], key="yimen", secret=found["secret"])


FILE, HOUSING = Filing(), Callback()
