"""The tax office's arithmetic against the worked case of the domain reference, and its corners."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from simulators.tax.rules import (
    EXAMPLE,
    Deal,
    Line,
    OutsideRules,
    Taxpayer,
    deed_tax,
    held,
    income_tax,
    split,
    turnover_tax,
)

DEC_2016 = {"contract_date": date(2016, 12, 15)}
NOV_2026 = {"contract_date": date(2026, 11, 10)}


def deal(**change: Any) -> Deal:
    return replace(EXAMPLE, **change)


def fen(lines: list[Line]) -> list[int]:
    return [line.amount_fen for line in lines]


@pytest.mark.parametrize(
    ("when", "acquired", "deed", "vat", "income"),
    [
        (DEC_2016, date(2013, 12, 1), 1_575_000, 0, 1_050_000),
        (NOV_2026, date(2023, 11, 1), 1_050_000, 0, 1_050_000),
        (DEC_2016, date(2015, 12, 1), 1_500_000, 5_000_000, 1_000_000),
        (NOV_2026, date(2025, 11, 1), 1_019_417, 3_058_252, 1_019_417),
    ],
    ids=["2016 three years", "2026 three years", "2016 one year", "2026 one year"],
)
def test_the_worked_case(when: dict[str, date], acquired: date, deed: int, vat: int, income: int) -> None:
    found = deal(**when, acquired_on=acquired)
    assert fen(deed_tax(found)) == [deed]
    assert fen(turnover_tax(found))[0] == vat
    assert fen(income_tax(found)) == [income]


@pytest.mark.parametrize(
    ("day", "order", "area", "rate"),
    [
        ("2016-02-22", 1, "90", "0.01"),
        ("2016-02-22", 1, "90.01", "0.015"),
        ("2024-11-30", 2, "90.01", "0.02"),
        ("2024-12-01", 2, "140", "0.01"),
        ("2024-12-01", 1, "140.01", "0.015"),
        ("2026-03-02", 2, "140.01", "0.02"),
        ("2026-03-02", 3, "60", "0.03"),
        ("2016-12-01", 4, "60", "0.03"),
    ],
)
def test_deed_tax_by_day_order_and_area(day: str, order: int, area: str, rate: str) -> None:
    buyers = (Taxpayer(Fraction(1), house_order=order),)
    found = deal(contract_date=date.fromisoformat(day), area=Decimal(area), buyers=buyers)
    assert [line.rate for line in deed_tax(found)] == [Decimal(rate)]


def test_surcharges_are_halved_from_2019_to_2027() -> None:
    for year, rates in {2018: ["0.07", "0.03", "0.02"], 2026: ["0.035", "0.015", "0.01"]}.items():
        lines = turnover_tax(deal(contract_date=date(year, 6, 1), acquired_on=date(year - 1, 6, 1)))
        assert [str(line.rate) for line in lines[1:]] == rates
        assert [line.code for line in lines] == ["10101", "10109", "30203", "30216"]


def test_business_tax_until_april_2016() -> None:
    found = deal(contract_date=date(2016, 4, 30), acquired_on=date(2015, 6, 1))
    first = turnover_tax(found)[0]
    assert (first.code, first.amount_fen) == ("10103", 5_250_000)
    assert fen(deed_tax(found)) == [1_575_000], "business tax is not inside the price"


def test_nothing_is_recorded_before_february_2016() -> None:
    for rule in (deed_tax, turnover_tax, income_tax):
        with pytest.raises(OutsideRules):
            rule(deal(contract_date=date(2016, 2, 21)))


def test_the_higher_of_price_and_assessment_is_the_base() -> None:
    assert fen(deed_tax(deal(assessed_fen=110_000_000))) == [1_100_000]
    assert fen(deed_tax(deal(assessed_fen=100_000_000))) == [1_050_000]


def test_income_tax_of_the_gain() -> None:
    assert fen(income_tax(deal(original_fen=80_000_000, costs_fen=1_000_000))) == [4_800_000]
    assert fen(income_tax(deal(original_fen=120_000_000))) == [0]
    young = deal(original_fen=80_000_000, acquired_on=date(2025, 11, 1))
    assert fen(income_tax(young)) == [(101_941_748 - 80_000_000 - 107_039 - 45_874 - 30_583) * 20 // 100]


def test_the_only_home_after_five_years_is_free_for_that_seller_alone() -> None:
    half = Fraction(1, 2)
    sellers = (Taxpayer(half, is_only_home=True), Taxpayer(half))
    found = deal(acquired_on=date(2020, 1, 1), sellers=sellers)
    assert [(line.amount_fen, line.relief) for line in income_tax(found)] == [(0, "GS01"), (525_000, None)]
    assert fen(income_tax(replace(found, acquired_on=date(2022, 1, 1)))) == [525_000, 525_000]


def test_parts_make_the_whole_and_the_rest_goes_to_the_first() -> None:
    thirds = [Taxpayer(Fraction(1, 3)), Taxpayer(Fraction(2, 3))]
    assert split(1_019_417, thirds) == [339_806, 679_611]
    assert split(1, thirds) == [1, 0]
    buyers = (Taxpayer(Fraction(1, 3), house_order=1), Taxpayer(Fraction(2, 3), house_order=3))
    assert fen(deed_tax(deal(buyers=buyers))) == [350_000, 2_100_000]


def test_years_are_counted_to_the_day() -> None:
    found = deal(contract_date=date(2026, 2, 28))
    for acquired, is_held in {"2024-02-28": True, "2024-02-29": True, "2024-03-01": False}.items():
        assert held(replace(found, acquired_on=date.fromisoformat(acquired)), 2) is is_held
