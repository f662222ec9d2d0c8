"""The tax office over SOAP: assessment of the price, one declaration per kind of tax, confirmation of the payment.

The office computes and its answer binds; where our own tables say otherwise, the difference is told and written down.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from yimen.cases.reads.context import StepContext
from yimen.cases.rules.lines import DueLine
from yimen.cases.rules.obstacles import ApplicationFacts, PartyFacts
from yimen.exchange.reads import system
from yimen.exchange.rules import Answered, Misunderstood, Outcome, OutcomeKind, Reply, Request, Taken
from yimen.exchange.transports.soap import Soap
from yimen.kernel.errors import BadInput, NotCovered
from yimen.kernel.money import Money, total
from yimen.kernel.words import Words
from yimen.packs.realestate.connectors.reading import area_differs, contradicts, required, same_money
from yimen.packs.realestate.rules.due import ITEMS, TREASURY, deed_tax, income_tax, seller_taxes
from yimen.packs.realestate.rules.sale import parties, shares
from yimen.packs.realestate.rules.tax import split

NAME = Words("税务系统", "Tax system")
ID_TYPES = {
    "resident_id": "201",
    "passport": "208",
    "hk_macao_permit": "210",
    "taiwan_permit": "213",
    "permanent_residence": "233",
    "hmt_residence": "237",
}
"""The tax office's codes of identity documents (身份证件类型) [general]."""
HOME = "0101"
ASSESSED = "house_price_assessment:assess"
FILED = "house_contract_filing:file"
_ITEM_WORDS = dict(ITEMS.values())


class _Service:
    """What the three operations share: a request with its serial number, and asking after it."""

    system = "tax"
    name = NAME
    operation: str
    answers: str

    def send(self, request: Request) -> Reply:
        """Call the operation."""
        content = {**request.payload, "qqlsh": request.number, "bgsj": request.office_time.isoformat()}
        return self._reply(_soap().call(self.operation, content))

    def ask(self, request: Request) -> Reply:
        """Ask what became of a request that was being processed."""
        return self._reply(_soap().call("QueryResult", {"qqlsh": request.number}))

    def acknowledge(self, number: str) -> None:
        """Nothing to tell."""

    def _reply(self, content: Mapping[str, Any]) -> Reply:
        if content.get("zt") == "PROCESSING":
            return Taken()
        results = content.get(self.answers) or []
        if content.get("zt") != "DONE" or not results:
            raise Misunderstood(Words("税务系统查无此请求。", "The tax system knows no such request."))
        first, *again = results
        if any({**other, "ydlsh": ""} != {**first, "ydlsh": ""} for other in again):
            raise contradicts(NAME, "两份结果互相矛盾", "it gives two results that differ")
        return Answered(str(first.get("ydlsh") or ""), dict(first))


class Assessment(_Service):
    """`tax.assess`: what is the house worth for tax?"""

    code = "tax.assess"
    operation = "AssessPrice"
    answers = "hjyd"

    def build(self, context: StepContext) -> dict[str, Any]:
        """Return the request."""
        a = context.application.answers
        filing = context.value(FILED, "filing_no")
        return {"fw": _house(a), "htbah": filing, "htrq": a["deal.signed_date"], "htje": _yuan(a["deal.price"])}

    def by_hand(self, context: StepContext, values: Mapping[str, str]) -> Outcome:  # noqa: ARG002
        """The office's desk typed the assessed price."""
        return Outcome(OutcomeKind.DONE, dict(values), {"number": ""})

    def read(self, context: StepContext, request: Mapping[str, Any], answer: Mapping[str, Any]) -> Outcome:
        """Read the assessed price: the higher of contract and assessment is taxed (契税法 art 4)."""
        required(NAME, answer, "hjbh", "jsje", "pgje")
        if answer.get("bdcdyh") != request["fw"]["bdcdyh"]:
            raise contradicts(NAME, "是另一套房屋", "it is about another house")
        same_money(NAME, answer.get("htje"), Money.yuan(request["htje"]))
        differences = area_differs(NAME, answer.get("mj"), request["fw"]["mj"])
        price, assessed = Money.yuan(context.application.answers["deal.price"]), Money.yuan(str(answer["pgje"]))
        if assessed > price:
            differences += (
                Words(
                    f"核定价{assessed}元高于成交价{price}元，按核定价计税。",
                    f"The assessed price {assessed} is above the contract's {price} and is taxed.",
                ),
            )
        values = {"assessed_price": str(assessed)}
        return Outcome(OutcomeKind.DONE, values, {"number": str(answer["hjbh"])}, differences=differences)


class Declaration(_Service):
    """`tax.declare_…`: declare one kind of tax for all its taxpayers."""

    operation = "DeclareTax"
    answers = "sbyd"

    def __init__(
        self, kind: str, role: str, item: str, ours: Callable[[ApplicationFacts, Money | None], list[DueLine]]
    ) -> None:
        self.code = f"tax.declare_{kind}"
        self.role, self.item, self._ours = role, item, ours

    def build(self, context: StepContext) -> dict[str, Any]:
        """Return the declaration."""
        a = context.application.answers
        content: dict[str, Any] = {
            "szdm": ITEMS[self.item][0],
            "hjbh": str(context.outcomes.get(ASSESSED, {}).get("number", "")) or "-",
            "fw": _house(a),
            "htrq": a["deal.signed_date"],
            "htje": _yuan(a["deal.price"]),
            "qdrq": a["house.acquired_date"],
        }
        if a.get("deal.original_value_proven") == "yes":
            content["fwyz"] = _yuan(a["deal.original_value"])
            content["hlfy"] = _yuan(a.get("deal.reasonable_costs") or "0")
        sellers, buyers = parties(context.application, "seller"), parties(context.application, "buyer")
        content["zrf"] = [{**_person(context, p), "wyzf": a.get(f"{p.place}.only_home") == "yes"} for p in sellers]
        content["csf"] = [{**_person(context, p), "fwtc": int(a[f"{p.place}.house_order"])} for p in buyers]
        return content

    def by_hand(self, context: StepContext, values: Mapping[str, str]) -> Outcome:
        """The office's desk typed the whole tax; it is split by the taxpayers' shares."""
        parts = split(Money.yuan(values["tax_amount"]), shares(context.application, self.role))
        code, words = ITEMS[self.item]
        lines = [
            DueLine(p.place, TREASURY, code, words, part, "by hand")
            for p, part in zip(parties(context.application, self.role), parts, strict=True)
        ]
        return self._outcome(lines, "", [])

    def read(self, context: StepContext, request: Mapping[str, Any], answer: Mapping[str, Any]) -> Outcome:
        """Read the lines per taxpayer; they bind, and what our tables say otherwise is told."""
        required(NAME, answer, "sbbh", "mx")
        if answer.get("bdcdyh") != request["fw"]["bdcdyh"] or answer.get("szdm") != request["szdm"]:
            raise contradicts(NAME, "是另一套房屋或另一个税种", "it is about another house or tax")
        place_of = {p.number: p.place for p in parties(context.application, self.role)}
        lines, rows = [], []
        for row in answer["mx"]:
            if row["zjhm"] not in place_of:
                raise contradicts(NAME, "纳税人不是本次交易的当事人", "a taxpayer is no party of this sale")
            lines.append(_due(place_of[row["zjhm"]], row))
            rows.append({"line": int(row["hh"]), "fen": lines[-1].amount.fen})
        same_money(NAME, answer.get("hjse"), total(line.amount for line in lines))
        return self._outcome(lines, str(answer["sbbh"]), rows, self._differences(context, lines))

    def _outcome(
        self,
        lines: Sequence[DueLine],
        number: str,
        rows: Sequence[Mapping[str, int]],
        differences: tuple[Words, ...] = (),
    ) -> Outcome:
        amount = total(line.amount for line in lines)
        details = {"number": number, "rows": list(rows), "lines": [line.as_details() for line in lines]}
        return Outcome(OutcomeKind.DONE, {"tax_amount": str(amount)}, details, differences=differences)

    def _differences(self, context: StepContext, lines: Sequence[DueLine]) -> tuple[Words, ...]:
        assessed = context.value(ASSESSED, "assessed_price")
        try:
            ours = self._ours(context.application, Money.yuan(assessed) if assessed else None)
        except (NotCovered, BadInput) as error:
            return (Words(f"本系统税费表未能估算：{error.words.zh}", f"Our tables give no estimate: {error.words.en}"),)
        return tuple(
            Words(
                f"{words.zh}：税务核定{theirs}元，本系统估算{mine}元。",
                f"{words.en}: the tax office says {theirs}, our tables {mine}.",
            )
            for code, words in _ITEM_WORDS.items()
            if (theirs := _sum(lines, code)) != (mine := _sum(ours, code))
        )


class Confirmation(_Service):
    """`tax.confirm_…`: the money was taken; the receipts of tax come back."""

    operation = "ConfirmPayment"
    answers = "qryd"

    def __init__(self, kind: str, matter: str, role: str) -> None:
        self.code = f"tax.confirm_{kind}"
        self.matter, self.role = matter, role

    def build(self, context: StepContext) -> dict[str, Any]:
        """Return which lines of the declaration were paid, under which reference."""
        declared = context.outcomes[f"{self.matter}:declare"]
        number = str(declared.get("number") or "-")
        return {
            "jfckh": context.value(f"{self.matter}:pay", "reference") or "-",
            "jkmx": [
                {"sbbh": number, "hh": row["line"], "je": str(Money(int(row["fen"])))}
                for row in declared.get("rows", [])
            ],
        }

    def by_hand(self, context: StepContext, values: Mapping[str, str]) -> Outcome:
        """The office's desk typed the receipt's number: the same for every taxpayer."""
        receipts = {p.place: values["tax_certificate_no"] for p in parties(context.application, self.role)}
        return Outcome(OutcomeKind.DONE, dict(values), {"receipts": receipts})

    def read(self, context: StepContext, request: Mapping[str, Any], answer: Mapping[str, Any]) -> Outcome:
        """Read the receipts by taxpayer."""
        required(NAME, answer, "jfckh", "pz")
        if answer["jfckh"] != request["jfckh"]:
            raise contradicts(NAME, "是另一笔缴款", "it is about another payment")
        receipts = {r["zjhm"]: str(r["pzhm"]) for r in answer["pz"]}
        paid = total(Money.yuan(str(r["je"])) for r in answer["pz"])
        asked = total(Money.yuan(row["je"]) for row in request["jkmx"])
        same_money(NAME, str(paid), asked)
        payers = parties(context.application, self.role)
        lacking = [p.name for p in payers if p.number not in receipts]
        if lacking:
            raise contradicts(NAME, f"缺少{'、'.join(lacking)}的完税凭证", "a taxpayer's receipt is missing")
        by_place = {p.place: receipts[p.number] for p in payers}
        return Outcome(OutcomeKind.DONE, {"tax_certificate_no": "、".join(by_place.values())}, {"receipts": by_place})


def _house(a: Mapping[str, str]) -> dict[str, str]:
    use = HOME if a["house.house_use"] == "residence" else "0201"
    return {"bdcdyh": a["house.unit_no"], "mj": a["house.building_area"], "yt": use}


def _person(context: StepContext, party: PartyFacts) -> dict[str, str]:
    ownership = context.application.answers[f"deal.{party.role}_ownership"]
    share = party.share if ownership == "shares" else "GT" if ownership == "joint" else "1/1"
    return {"zjlx": ID_TYPES[party.document], "zjhm": party.number, "xm": party.name, "fe": share}


def _due(place: str, row: Mapping[str, Any]) -> DueLine:
    code = str(row["zsxmdm"])
    words = _ITEM_WORDS.get(code, Words(f"税费{code}", f"Item {code}"))
    return DueLine(place, TREASURY, code, words, Money.yuan(str(row["ynse"])), f"tax office, rate {row['sl']}")


def _sum(lines: Sequence[DueLine], code: str) -> Money:
    return total(line.amount for line in lines if line.item_code == code)


def _yuan(text: str) -> str:
    return str(Money.yuan(text))


@cache
def _soap() -> Soap:
    return Soap(NAME, system("tax")["wsdl"])


ASSESS = Assessment()
DECLARATIONS = (
    Declaration("deed", "buyer", "deed_tax", deed_tax),
    Declaration("vat", "seller", "vat", seller_taxes),
    Declaration("income", "seller", "income_tax", income_tax),
)
CONFIRMATIONS = (
    Confirmation("deed", "deed_tax", "buyer"),
    Confirmation("vat", "house_vat", "seller"),
    Confirmation("income", "house_income_tax", "seller"),
)
