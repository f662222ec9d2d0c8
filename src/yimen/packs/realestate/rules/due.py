"""What each party of a sale is likely to owe, as lines to pay. Our tables estimate; the tax office's answer binds.

Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from yimen.cases.rules.lines import DueLine
from yimen.cases.rules.obstacles import ApplicationFacts
from yimen.kernel.money import Money
from yimen.kernel.words import Words
from yimen.packs.realestate.rules.sale import parties, sale_facts, shares, signed_on
from yimen.packs.realestate.rules.tax import Line, split
from yimen.packs.realestate.rules.tax import estimate as estimate_sale

TREASURY, FEES = "treasury", "fees"

ITEMS: Mapping[str, tuple[str, Words]] = {
    "deed_tax": ("10119", Words("契税", "Deed tax")),
    "vat": ("10101", Words("增值税", "VAT")),
    "business_tax": ("10103", Words("营业税", "Business tax")),
    "urban_construction": ("10109", Words("城市维护建设税", "Urban construction tax")),
    "education": ("30203", Words("教育费附加", "Education surcharge")),
    "local_education": ("30216", Words("地方教育附加", "Local education surcharge")),
    "income_tax": ("10106", Words("个人所得税", "Individual income tax")),
    "registration_fee": ("452001", Words("不动产登记费", "Registration fee")),
    "transfer_fee": ("transfer", Words("房屋转让手续费", "Transfer fee")),
}
"""Code of each item in the tax office's list (征收项目代码) and the fee list, with its name.

Codes are general knowledge.
"""

SELLER_TAXES = ("vat", "business_tax", "urban_construction", "education", "local_education")


def estimate(facts: ApplicationFacts, assessed: Money | None = None) -> list[DueLine]:
    """Return the lines of every taxpayer and the fees. Raises NotCovered when no table row covers the sale."""
    return [*deed_tax(facts, assessed), *seller_taxes(facts, assessed), *income_tax(facts, assessed), *fees(facts)]


def deed_tax(facts: ApplicationFacts, assessed: Money | None = None) -> list[DueLine]:
    """Return each buyer's deed tax: the whole at her family's rate, by her share."""
    lines = []
    for n, party in enumerate(parties(facts, "buyer")):
        order = facts.answers.get(f"{party.place}.house_order", "1")
        whole = estimate_sale(signed_on(facts), sale_facts(facts, house_order=order, assessed=assessed))
        lines.append(_part(whole.lines, "deed_tax", party.place, shares(facts, "buyer"), n))
    return lines


def seller_taxes(facts: ApplicationFacts, assessed: Money | None = None) -> list[DueLine]:
    """Return each seller's VAT (or business tax) with its surcharges, by her share."""
    whole = estimate_sale(signed_on(facts), sale_facts(facts, assessed=assessed))
    kinds = [line.kind for line in whole.lines if line.kind in SELLER_TAXES]
    return [
        _part(whole.lines, kind, party.place, shares(facts, "seller"), n)
        for n, party in enumerate(parties(facts, "seller"))
        for kind in kinds
    ]


def income_tax(facts: ApplicationFacts, assessed: Money | None = None) -> list[DueLine]:
    """Return each seller's income tax, exempt or not by her own family, by her share."""
    lines = []
    for n, party in enumerate(parties(facts, "seller")):
        only = facts.answers.get(f"{party.place}.only_home", "no")
        whole = estimate_sale(signed_on(facts), sale_facts(facts, only_home=only, assessed=assessed))
        lines.append(_part(whole.lines, "income_tax", party.place, shares(facts, "seller"), n))
    return lines


def registration_fee(facts: ApplicationFacts) -> list[DueLine]:
    """Return the registration fee, paid by the side that becomes the owner, and the transfer fee of earlier years."""
    return fees(facts)


def fees(facts: ApplicationFacts) -> list[DueLine]:
    """Return the fees; one of nothing is left out."""
    whole = estimate_sale(signed_on(facts), sale_facts(facts))
    payer = parties(facts, "buyer")[0].place
    return [
        DueLine(payer, FEES, *ITEMS[line.kind], line.amount, _basis(line))
        for line in whole.lines
        if line.kind in ("registration_fee", "transfer_fee") and line.amount.fen
    ]


def _part(lines: Sequence[Line], kind: str, place: str, parts: Sequence[Fraction], n: int) -> DueLine:
    line = next(line for line in lines if line.kind == kind)
    amount = split(line.amount, parts)[n]
    return DueLine(place, TREASURY, *ITEMS[kind], amount, _basis(line))


def _basis(line: Line) -> str:
    return "; ".join(f"{d.table}:{d.row.id}" for d in line.decisions)
