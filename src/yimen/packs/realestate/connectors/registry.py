"""The registry behind its front-end database.

The house is read from the mirror, the transfer is a row, its entry a row back.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from fractions import Fraction
from functools import cache
from typing import Any

import msgspec

from yimen.cases.reads.context import StepContext
from yimen.cases.rules.obstacles import ApplicationFacts, PartyFacts
from yimen.exchange.reads import system
from yimen.exchange.rules import Answered, Misunderstood, Outcome, OutcomeKind, Reply, Request, Taken
from yimen.exchange.transports.front_database import FrontDatabase
from yimen.kernel.errors import BadInput, Unreachable
from yimen.kernel.money import Money
from yimen.kernel.words import Words
from yimen.packs.realestate.connectors.reading import contradicts, required, same_money
from yimen.packs.realestate.rules.sale import parties

NAME = Words("登记系统", "Registry")
TRANSFER, RESEND, ENTERED = "200", "902", "00"
ID_TYPES = {"resident_id": "1", "passport": "3"}
OTHER_ID = "99"
"""The registry's codes of identity documents [general]; permits and residence cards go as 99 with their number."""
OWNERSHIPS = {"0": "sole", "1": "joint", "2": "shares"}
AGREEMENTS = {0: "may", 1: "may_not", 2: "none"}
RESIDENCE = "11"

_HOUSE = "SELECT * FROM qz_fw WHERE zsh = %s"
_OWNERS = "SELECT * FROM qz_qlr WHERE bdcdyh = %s ORDER BY xh"
_MORTGAGES = "SELECT * FROM qz_dy WHERE bdcdyh = %s ORDER BY dybh"
_REQUEST = "INSERT INTO qz_sq (sqbh, ywlx, bgsj, nr) VALUES (%s, %s, %s, %s) ON CONFLICT (sqbh) DO NOTHING"
_ANSWERS = "SELECT * FROM qz_jg WHERE sqbh = %s AND qbz = 0 ORDER BY xh"
_EVERY_ANSWER = "SELECT qbz FROM qz_jg WHERE sqbh = %s"
_TAKEN = "UPDATE qz_jg SET qbz = 1 WHERE sqbh = %s AND qbz = 0"


class House:
    """`registry.house`: the register's record of a house, by its certificate number."""

    code = "registry.house"
    system = "registry"

    def fetch(self, key: str) -> dict[str, Any]:
        """Return house, owners and mortgages in our own words. Raises BadInput when there is no such certificate."""
        number = key.replace("（", "(").replace("）", ")").replace(" ", "")
        rows = _front().rows(_HOUSE, [number])
        if not rows:
            raise BadInput(
                Words(
                    f"登记簿里没有证号“{key}”。请对照证书核对；老证请填旧证号全称。",
                    f'The register has no certificate "{key}". Check it against the paper.',
                ),
                {"house.certificate_no": [Words("登记簿里没有这个证号。", "Not in the register.")]},
            )
        house = rows[0]
        unit = house["bdcdyh"]
        owners = _front().rows(_OWNERS, [unit])
        return {
            "unit_no": unit,
            "certificate_no": house["zsh"],
            "location": house["zl"],
            "area": str(house["mj"]),
            "use": "residence" if house["yt"] == RESIDENCE else "other",
            "acquired_date": house["qdrq"].isoformat(),
            "is_sealed": bool(house["cfzt"]),
            "has_objection": bool(house["yyzt"]),
            "ownership": OWNERSHIPS[owners[0]["gyfs"]] if owners else "sole",
            "owners": [
                {"name": o["xm"], "number": o["zjhm"], "share": f"{o['fz']}/{o['fm']}" if o["fz"] else ""}
                for o in owners
            ],
            "mortgages": [
                {"number": m["dybh"], "holder": m["dyqr"], "agreement": AGREEMENTS[m["zrxd"]]}
                for m in _front().rows(_MORTGAGES, [unit])
            ],
        }

    def answers(self, found: Mapping[str, Any], context: ApplicationFacts) -> dict[str, str]:
        """Return what the register answers of the form: the house, and how the sellers own it."""
        answers = {
            "house.certificate_no": found["certificate_no"],
            "house.unit_no": found["unit_no"],
            "house.location": found["location"],
            "house.building_area": found["area"],
            "house.house_use": found["use"],
            "house.acquired_date": found["acquired_date"],
            "deal.seller_ownership": found["ownership"],
        }
        share_of = {o["number"]: o["share"] for o in found["owners"]}
        for party in parties(context, "seller"):
            shares = [share_of[n] for n in (party.number, *party.numbers) if share_of.get(n)]
            if shares:
                answers[f"{party.place}.share"] = shares[0]
        return answers


class Entry:
    """`registry.enter`: enter the transfer in the register."""

    code = "registry.enter"
    system = "registry"
    name = NAME

    def build(self, context: StepContext) -> dict[str, Any]:
        """Return the transfer as the registry's JSON."""
        a = context.application.answers
        deed, income = _receipts(context, "deed_tax"), _receipts(context, "house_income_tax")
        return {
            "bdcdyh": a["house.unit_no"],
            "yzsh": a["house.certificate_no"],
            "htbah": context.value("house_contract_filing:file", "filing_no"),
            "jyje": str(Money.yuan(a["deal.price"])),
            "zrf": [
                {"xm": p.name, "zjlx": _id_type(p), "zjhm": p.number, "gsspzh": income.get(p.place)}
                for p in parties(context.application, "seller")
            ],
            "srf": [
                {
                    "xm": p.name,
                    "zjlx": _id_type(p),
                    "zjhm": p.number,
                    **_ownership(a["deal.buyer_ownership"], p.share),
                    "qswspzh": deed.get(p.place),
                }
                for p in parties(context.application, "buyer")
            ],
        }

    def send(self, request: Request) -> Reply:
        """Write the request; when it is there and its answers were taken and made no sense, ask for them again (902).

        An answer that was not taken yet stays: the request was written before we could note that it was.
        """
        front = _front()
        text = msgspec.json.encode(request.payload).decode()
        if front.write(_REQUEST, [request.number, TRANSFER, request.office_time, text]) == 1:
            return Taken()
        answers = front.rows(_EVERY_ANSWER, [request.number])
        if answers and all(answer["qbz"] for answer in answers):
            again = msgspec.json.encode({"ysqbh": request.number}).decode()
            front.write(_REQUEST, [f"{request.number}-{len(answers)}", RESEND, request.office_time, again])
        return Taken()

    def ask(self, request: Request) -> Reply:
        """Look for the answer row."""
        rows = _front().rows(_ANSWERS, [request.number])
        if not rows:
            return Taken()
        row = {k: v if v is None or isinstance(v, (int, str)) else str(v) for k, v in rows[0].items()}
        return Answered(str(row["ydbh"]), row)

    def acknowledge(self, number: str) -> None:
        """Mark the answer as taken; if that fails it is only read again and not taken twice."""
        with suppress(Unreachable, Misunderstood):
            _front().write(_TAKEN, [number])

    def by_hand(self, context: StepContext, values: Mapping[str, str]) -> Outcome:  # noqa: ARG002
        """The registry's desk typed entry and certificate."""
        return Outcome(OutcomeKind.DONE, dict(values))

    def read(self, context: StepContext, request: Mapping[str, Any], answer: Mapping[str, Any]) -> Outcome:  # noqa: ARG002
        """Read entered or refused; raises Misunderstood when it is about another house or price."""
        required(NAME, answer, "jgdm")
        if answer["jgdm"].startswith("9"):
            raise contradicts(NAME, f"{answer.get('yy') or answer['jgdm']}", f"code {answer['jgdm']}")
        if answer.get("bdcdyh") != request["bdcdyh"]:
            raise contradicts(NAME, "是另一套房屋", "it is about another house")
        same_money(NAME, answer.get("jyje"), Money.yuan(request["jyje"]))
        if answer["jgdm"] != ENTERED:
            required(NAME, answer, "yy")
            return Outcome(OutcomeKind.REFUSED, words=Words(str(answer["yy"]), str(answer["yy"])))
        required(NAME, answer, "dbh", "zsh")
        values = {"entry_no": str(answer["dbh"]), "certificate_no": str(answer["zsh"])}
        return Outcome(OutcomeKind.DONE, values)


def _receipts(context: StepContext, matter: str) -> dict[str, str]:
    receipts: dict[str, str] = context.outcomes.get(f"{matter}:settle", {}).get("receipts", {})
    return receipts


def _id_type(party: PartyFacts) -> str:
    return ID_TYPES.get(party.document, OTHER_ID)


def _ownership(ownership: str, share: str) -> dict[str, Any]:
    if ownership == "shares":
        part = Fraction(share)
        return {"gyfs": "2", "fz": part.numerator, "fm": part.denominator}
    return {"gyfs": "0" if ownership == "sole" else "1"}


@cache
def _front() -> FrontDatabase:
    return FrontDatabase(NAME, system("registry")["front_dsn"])


HOUSE, ENTER = House(), Entry()
