"""Estimate of the taxes and fees on an individual's sale of a home. The tax office's own answer binds.

Every rate comes from a dated row of a table (`tables/*.yaml`) with its source; what no row covers is an
error, never a guess. Money is exact; each tax is rounded half up to the fen once, each surcharge being a tax
of its own.

- Taxable price: the higher of price and assessment (契税法 art 4(2); 税收征收管理法 art 35(6)). - VAT stands
outside the price: the other bases are the taxable price less the VAT due; an exempt sale reduces nothing.
  Business tax (up to 2016-04-30) stands inside the price and reduces no base.
- Income tax on the gain: 个人所得税法 art 6(5), income less original value and reasonable costs; taxes paid
count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from yimen.catalogue.rules.table_engine import Decision
from yimen.kernel.errors import BadInput
from yimen.kernel.money import Money, total
from yimen.kernel.words import Words
from yimen.packs.realestate.rules.facts import SaleFacts
from yimen.packs.realestate.rules.rates import rates

SURCHARGES = ("urban_construction", "education", "local_education")

_NEEDS_VALUE = Words(
    "该房按差额征收增值税，需要房屋原值（original_value）。",
    "VAT is due on the gain here: the original value (original_value) is needed.",
)
_SHARES = Words(
    "份额应为大于 0 的分数且合计为 1，现在合计为 {sum}。",
    "Shares must be fractions above 0 with the sum 1; it is {sum}.",
)
_NEGATIVE = Words("金额不能为负。", "The amount cannot be negative.")


@dataclass(frozen=True, slots=True)
class Line:
    """One tax or fee. `base` in yuan, for the transfer fee in m², for the registration fee in cases.

    `decisions` are the rows that gave it, with source and how sure; the first gave the rate.
    """

    kind: str
    base: Decimal
    rate: Decimal
    amount: Money
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Estimate:
    """All lines of one sale. `price` is the taxable price, `net` the taxable price less VAT."""

    on: date
    price: Money
    net: Money
    lines: tuple[Line, ...]

    def amount(self, *kinds: str) -> Money:
        """Return the sum of the lines of these kinds."""
        return total(line.amount for line in self.lines if line.kind in kinds)

    @property
    def total(self) -> Money:
        """All taxes and fees together."""
        return total(line.amount for line in self.lines)

    def as_json(self) -> dict[str, object]:
        """Return the estimate for machines: yuan as text; `vat` holds the business tax before 2016-05-01."""
        rows = {(d.table, d.row.id): d.as_json() for line in self.lines for d in line.decisions}
        by_kind = {line.kind: line for line in self.lines}
        vat = by_kind.get("vat") or by_kind["business_tax"]
        bases = {"price": str(self.price), "vat": f"{vat.base:.2f}", "surcharges": str(vat.amount)}
        bases |= {kind: f"{by_kind[kind].base:.2f}" for kind in ("deed_tax", "income_tax")}
        return {
            "on": self.on.isoformat(),
            "vat": str(vat.amount),
            "surcharges": str(self.amount(*SURCHARGES)),
            "deed_tax": str(by_kind["deed_tax"].amount),
            "income_tax": str(by_kind["income_tax"].amount),
            "registration_fee": str(by_kind["registration_fee"].amount),
            "transfer_fee": str(by_kind["transfer_fee"].amount),
            "total": str(self.total),
            "bases": bases,
            "rows": list(rows.values()),
        }


def estimate(on: date, facts: SaleFacts) -> Estimate:
    """Return the taxes and fees of a sale whose contract was signed on `on`.

    Raises NotCovered (before 2016-02-22, business tax of first-tier cities, non-residential, a first-tier
    city's own five-year rule) and BadInput (original value needed).

    >>> sale = SaleFacts(Money.yuan("1050000"), Decimal(95), 1, "other", "ordinary", Decimal(1), False)
    >>> [str(estimate(date(2026, 11, 23), sale).amount(kind)) for kind in ("vat", "deed_tax")]
    ['30582.52', '10194.17']
    >>> [str(estimate(date(2016, 12, 19), sale).amount(kind)) for kind in ("vat", "deed_tax")]
    ['50000.00', '15000.00']
    """
    price = max(facts.price, facts.assessed_price or facts.price)
    vat = _vat(on, facts, price)
    surcharges = [_surcharge(on, kind, facts.city_tax_rate, vat.amount) for kind in SURCHARGES]
    net = price - vat.amount if vat.kind == "vat" else price
    paid = total([vat.amount, *(line.amount for line in surcharges)])
    lines = (
        vat,
        *surcharges,
        _deed_tax(on, facts, net),
        _income_tax(on, facts, price, net, paid),
        _registration_fee(on),
        _transfer_fee(on, facts.area_m2),
    )
    return Estimate(on, price, net, lines)


def split(amount: Money, shares: Sequence[Fraction]) -> tuple[Money, ...]:
    """Return the parts of a tax that several taxpayers owe; the fen that remain go to the first.

    Raises BadInput unless the shares are above 0 and have the sum 1. Basis: 民法典 art 298 (按份共有, by
    shares).

    >>> [part.fen for part in split(Money(100), [Fraction(1, 3)] * 3)]
    [34, 33, 33]
    """
    if amount.fen < 0:
        raise BadInput(_NEGATIVE)
    if sum(shares) != 1 or any(share <= 0 for share in shares):
        words = _SHARES.fill(sum=sum(shares))
        raise BadInput(words, {"shares": [words]})
    parts = [int(amount.fen * share) for share in shares]
    parts[0] += amount.fen - sum(parts)
    return tuple(Money(part) for part in parts)


def joint(owners: int) -> tuple[Fraction, ...]:
    """Return equal shares: joint owners (共同共有) have none of their own; raises BadInput below one."""
    if owners < 1:
        raise BadInput(_SHARES.fill(sum=0))
    return (Fraction(1, owners),) * owners


def _vat(on: date, facts: SaleFacts, price: Money) -> Line:
    said = rates("vat").decide(
        on,
        {
            "region_class": facts.region_class,
            "held_years": facts.held_years,
            "house_type": facts.house_type,
        },
    )
    kind, rate = said.outputs["tax"], Decimal(said.outputs["rate"])
    taxed = Money(0)
    if said.outputs["base"] == "full":
        taxed = price
    elif said.outputs["base"] == "gain":
        if facts.original_value is None:
            raise BadInput(_NEEDS_VALUE, {"original_value": [_NEEDS_VALUE]})
        taxed = max(price - facts.original_value, Money(0))
    if kind == "business_tax":
        return Line(kind, taxed.as_yuan, rate, Money.rounded(taxed.as_yuan * rate), (said,))
    amount = Money.rounded(taxed.as_yuan * rate / (1 + rate))
    return Line(kind, (taxed - amount).as_yuan, rate, amount, (said,))


def _surcharge(on: date, kind: str, city_tax_rate: str, vat: Money) -> Line:
    said = rates("surcharges").decide(on, {"kind": kind, "city_tax_rate": city_tax_rate})
    relief = rates("surcharge_relief").decide(on, {})
    rate = Decimal(said.outputs["rate"]) * Decimal(relief.outputs["factor"])
    return Line(kind, vat.as_yuan, rate, Money.rounded(vat.as_yuan * rate), (said, relief))


def _deed_tax(on: date, facts: SaleFacts, net: Money) -> Line:
    said = rates("deed_tax").decide(
        on,
        {"region_class": facts.region_class, "house_order": facts.house_order, "area_m2": facts.area_m2},
    )
    rate = Decimal(said.outputs["rate"])
    return Line("deed_tax", net.as_yuan, rate, Money.rounded(net.as_yuan * rate), (said,))


def _income_tax(on: date, facts: SaleFacts, price: Money, net: Money, paid: Money) -> Line:
    said = rates("income_tax").decide(
        on,
        {
            "held_years": facts.held_years,
            "only_home": facts.only_home,
            "value_proven": facts.original_value is not None,
        },
    )
    base = Money(0)
    if said.outputs["method"] == "levy":
        base = net
    elif said.outputs["method"] == "gain" and facts.original_value is not None:
        base = max(price - paid - facts.original_value - facts.costs, Money(0))
    rate = Decimal(said.outputs["rate"])
    return Line("income_tax", base.as_yuan, rate, Money.rounded(base.as_yuan * rate), (said,))


def _registration_fee(on: date) -> Line:
    said = rates("registration_fee").decide(on, {})
    fee = Money.yuan(said.outputs["fee"])
    return Line("registration_fee", Decimal(1), fee.as_yuan, fee, (said,))


def _transfer_fee(on: date, area_m2: Decimal) -> Line:
    said = rates("transfer_fee").decide(on, {})
    fee = Decimal(said.outputs["fee_per_m2"])
    return Line("transfer_fee", area_m2, fee, Money.rounded(fee * area_m2), (said,))
