"""Taxes on the sale of a home between natural persons, outside the four cities of the first tier. Pure.

Covers contracts from 2016-02-22 on; non-residential sales are not covered. Written from the notices alone,
so that it can serve as a second opinion. Amounts are fen, rates Decimal. A base is rounded to the fen before
it is multiplied, as on the form; each total is rounded half up and then split.

How sure each row is: verified (text read), secondary (restated by others), general (not verified).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

DEED, VAT, BUSINESS_TAX, INCOME = "10119", "10101", "10103", "10106"

_OPEN = date.max
_RECORDED_FROM = date(2016, 2, 22)


class OutsideRules(Exception):
    """No rule is recorded for this sale; the text says which."""


@dataclass(frozen=True, slots=True)
class Taxpayer:
    """Who pays: share of the house, and the order of this home in the family or whether it is the only."""

    share: Fraction
    house_order: int = 0
    is_only_home: bool = False


@dataclass(frozen=True, slots=True)
class Deal:
    """A sale as the tax office sees it; fen, square metres, `original_fen` None without proof."""

    contract_date: date
    acquired_on: date
    price_fen: int
    assessed_fen: int
    area: Decimal
    sellers: tuple[Taxpayer, ...]
    buyers: tuple[Taxpayer, ...]
    original_fen: int | None = None
    costs_fen: int = 0

    @property
    def base_fen(self) -> int:
        """The higher of contract price and assessed price (契税法 art 4)."""
        return max(self.price_fen, self.assessed_fen)


@dataclass(frozen=True, slots=True)
class Line:
    """What one taxpayer owes under one code; `payer` is his place among sellers or buyers."""

    payer: int
    code: str
    base_fen: int
    rate: Decimal
    amount_fen: int
    relief: str | None = None


@dataclass(frozen=True, slots=True)
class _Deed:
    since: date
    until: date
    order: int
    limit: Decimal
    small: Decimal
    large: Decimal


@dataclass(frozen=True, slots=True)
class _Turnover:
    since: date
    until: date
    code: str
    rate: Decimal
    inside_price: bool


_DEED_ROWS = (
    # 财税〔2016〕23号 art 1 (verified).
    _Deed(_RECORDED_FROM, date(2024, 11, 30), 1, Decimal(90), Decimal("0.01"), Decimal("0.015")),
    _Deed(_RECORDED_FROM, date(2024, 11, 30), 2, Decimal(90), Decimal("0.01"), Decimal("0.02")),
    # 财政部 税务总局 住房城乡建设部公告2024年第16号 (secondary).
    _Deed(date(2024, 12, 1), _OPEN, 1, Decimal(140), Decimal("0.01"), Decimal("0.015")),
    _Deed(date(2024, 12, 1), _OPEN, 2, Decimal(140), Decimal("0.01"), Decimal("0.02")),
)
# 契税法 art 3 lets a province choose 3 to 5 % (verified); Guangdong 3 % (general).
_DEED_NORMAL = Decimal("0.03")

_TURNOVER_ROWS = (
    # Business tax: exemption 财税〔2016〕23号 art 2 (verified), 5 % of the whole price (general).
    _Turnover(_RECORDED_FROM, date(2016, 4, 30), BUSINESS_TAX, Decimal("0.05"), inside_price=False),
    # 财税〔2016〕36号 annex 3 art 5 (secondary).
    _Turnover(date(2016, 5, 1), date(2025, 12, 31), VAT, Decimal("0.05"), inside_price=True),
    # 财政部 税务总局公告2025年第17号 (secondary).
    _Turnover(date(2026, 1, 1), _OPEN, VAT, Decimal("0.03"), inside_price=True),
)
# City 7 %, education 3 %, local education 2 %; halved by 财税〔2019〕13号 and 公告2023年第12号 (general).
_SURCHARGES = (("10109", Decimal("0.07")), ("30203", Decimal("0.03")), ("30216", Decimal("0.02")))
_HALVED = (date(2019, 1, 1), date(2027, 12, 31))

# 个人所得税法 art 3 (verified); 国税发〔2006〕108号 with the usual local rate (secondary).
_GAIN_RATE, _LEVY_RATE = Decimal("0.20"), Decimal("0.01")

RELIEFS = {
    "QS11": "家庭唯一住房，面积不超过限额",
    "QS12": "家庭唯一住房，面积超过限额",
    "QS21": "家庭第二套改善性住房，面积不超过限额",
    "QS22": "家庭第二套改善性住房，面积超过限额",
    "ZZ01": "个人销售持有满二年住房免税",
    "FJ50": "附加税费减半征收",
    "GS01": "满五年且家庭唯一生活用房免税",
}


def deed_tax(deal: Deal) -> list[Line]:
    """契税: what each buyer owes on the price without VAT.

    Example: Nov 2026, 1,050,000 yuan, 95 square metres, only home, sold after three years: 1 %.

    >>> [(line.rate, line.amount_fen) for line in deed_tax(EXAMPLE)]
    [(Decimal('0.01'), 1050000)]
    """
    net = net_fen(deal)
    rates = [_deed_rate(deal, buyer.house_order) for buyer in deal.buyers]
    totals = [_times(net, rate) for rate, _ in rates]
    bases = split(net, deal.buyers)
    return [
        Line(place, DEED, bases[place], rate, split(totals[place], deal.buyers)[place], relief)
        for place, (rate, relief) in enumerate(rates)
    ]


def turnover_tax(deal: Deal) -> list[Line]:
    """增值税 and its surcharges (营业税 until 2016-04-30): what each seller owes; exempt after two years.

    >>> [(line.code, line.amount_fen, line.relief) for line in turnover_tax(EXAMPLE)]
    [('10101', 0, 'ZZ01')]
    """
    row, net = _turnover_row(deal), net_fen(deal)
    if held(deal, 2):
        return _lines(deal.sellers, row.code, net, row.rate, 0, "ZZ01")
    total = _times(net, row.rate)
    lines = _lines(deal.sellers, row.code, net, row.rate, total)
    halved = _HALVED[0] <= deal.contract_date <= _HALVED[1]
    for code, full in _SURCHARGES:
        rate = full / 2 if halved else full
        lines += _lines(deal.sellers, code, total, rate, _times(total, rate), "FJ50" if halved else None)
    return lines


def income_tax(deal: Deal) -> list[Line]:
    """个人所得税: 20 % of the proven gain, else 1 % of the price; none on the only home after five years.

    >>> [(line.base_fen, line.rate, line.amount_fen) for line in income_tax(EXAMPLE)]
    [(105000000, Decimal('0.01'), 1050000)]
    """
    base, rate = net_fen(deal), _LEVY_RATE
    if deal.original_fen is not None:
        surcharges = sum(line.amount_fen for line in turnover_tax(deal) if line.code not in (VAT, BUSINESS_TAX))
        base, rate = max(0, base - deal.original_fen - surcharges - deal.costs_fen), _GAIN_RATE
    amounts = split(_times(base, rate), deal.sellers)
    bases = split(base, deal.sellers)
    lines: list[Line] = []
    for place, seller in enumerate(deal.sellers):
        exempt = seller.is_only_home and held(deal, 5)
        owed, relief = (0, "GS01") if exempt else (amounts[place], None)
        lines.append(Line(place, INCOME, bases[place], rate, owed, relief))
    return lines


def net_fen(deal: Deal) -> int:
    """Return the tax base without VAT, which is inside the price only where VAT is due.

    >>> from dataclasses import replace
    >>> net_fen(replace(EXAMPLE, acquired_on=date(2025, 11, 1)))
    101941748
    """
    row = _turnover_row(deal)
    if held(deal, 2) or not row.inside_price:
        return deal.base_fen
    return _rounded(deal.base_fen / (1 + row.rate))


def held(deal: Deal, years: int) -> bool:
    """Say whether the seller held the house for so many full years on the day of the contract."""
    since = deal.acquired_on
    month_end = since.month == 2 and since.day == 29
    anniversary = since.replace(year=since.year + years, day=28 if month_end and years % 4 else since.day)
    return deal.contract_date >= anniversary


def split(total_fen: int, payers: Sequence[Taxpayer]) -> list[int]:
    """Split an amount by shares; what is left over goes to the first.

    >>> split(100, [Taxpayer(Fraction(1, 3)), Taxpayer(Fraction(1, 3)), Taxpayer(Fraction(1, 3))])
    [34, 33, 33]
    """
    parts = [total_fen * p.share.numerator // p.share.denominator for p in payers]
    parts[0] += total_fen - sum(parts)
    return parts


def _lines(
    payers: Sequence[Taxpayer],
    code: str,
    base_fen: int,
    rate: Decimal,
    total_fen: int,
    relief: str | None = None,
) -> list[Line]:
    bases, amounts = split(base_fen, payers), split(total_fen, payers)
    return [Line(place, code, bases[place], rate, amounts[place], relief) for place in range(len(payers))]


def _deed_rate(deal: Deal, order: int) -> tuple[Decimal, str | None]:
    """Return the rate and relief code for the first, second or a further home of a family."""
    _turnover_row(deal)
    for row in _DEED_ROWS:
        if row.order == order and row.since <= deal.contract_date <= row.until:
            return (row.small, f"QS{order}1") if deal.area <= row.limit else (row.large, f"QS{order}2")
    return _DEED_NORMAL, None


def _turnover_row(deal: Deal) -> _Turnover:
    for row in _TURNOVER_ROWS:
        if row.since <= deal.contract_date <= row.until:
            return row
    raise OutsideRules(f"合同日期{deal.contract_date}早于{_RECORDED_FROM}，本系统没有适用的税率")


def _times(fen: int, rate: Decimal) -> int:
    return _rounded(fen * rate)


def _rounded(fen: Decimal) -> int:
    return int(fen.quantize(Decimal(1), rounding=ROUND_HALF_UP))


EXAMPLE = Deal(
    contract_date=date(2026, 11, 10),
    acquired_on=date(2023, 11, 1),
    price_fen=105_000_000,
    assessed_fen=0,
    area=Decimal(95),
    sellers=(Taxpayer(Fraction(1)),),
    buyers=(Taxpayer(Fraction(1), house_order=1),),
)
