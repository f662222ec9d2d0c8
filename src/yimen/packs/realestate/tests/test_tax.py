"""The estimate: cases worked by hand, every row of every table, every edge, and each error."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yimen.catalogue.rules.table import InputType, Row, Table
from yimen.catalogue.rules.table_axes import axes_of
from yimen.catalogue.rules.table_check import check
from yimen.catalogue.rules.table_text import load_tables, write_table
from yimen.kernel.errors import BadInput, NotCovered
from yimen.kernel.money import Money
from yimen.packs.realestate.rules.facts import SaleFacts
from yimen.packs.realestate.rules.rates import FOLDER, rates
from yimen.packs.realestate.rules.tax import SURCHARGES, Estimate, estimate

DEC_2016, NOV_2026 = date(2016, 12, 19), date(2026, 11, 23)
SALE = SaleFacts(Money.yuan("1050000"), Decimal(95), 1, "other", "ordinary", Decimal(3), False)


def said(found: Estimate) -> dict[str, str]:
    answer = found.as_json()
    return {key: str(answer[key]) for key in answer if key not in ("on", "bases", "rows")}


def amounts(vat: str, surcharges: str, deed: str, income: str, transfer: str, total: str) -> dict[str, str]:
    names = ("vat", "surcharges", "deed_tax", "income_tax", "registration_fee", "transfer_fee", "total")
    return dict(zip(names, (vat, surcharges, deed, income, "80.00", transfer, total), strict=True))


@pytest.mark.parametrize(
    ("on", "held", "wanted"),
    [
        (DEC_2016, 3, amounts("0.00", "0.00", "15750.00", "10500.00", "380.00", "26710.00")),
        (NOV_2026, 3, amounts("0.00", "0.00", "10500.00", "10500.00", "0.00", "21080.00")),
        # 50,000 × (7 + 3 + 2) % = 6,000 in full
        (DEC_2016, 1, amounts("50000.00", "6000.00", "15000.00", "10000.00", "380.00", "81460.00")),
        # 30,582.52 halved: × 3.5 % = 1,070.3882, × 1.5 % = 458.7378, × 1 % = 305.8252
        (NOV_2026, 1, amounts("30582.52", "1834.96", "10194.17", "10194.17", "0.00", "52885.82")),
    ],
)
def test_the_worked_case(on: date, held: int, wanted: dict[str, str]) -> None:
    assert said(estimate(on, replace(SALE, held_years=Decimal(held)))) == wanted


def test_business_tax_stands_inside_the_price() -> None:
    found = estimate(date(2016, 4, 30), replace(SALE, held_years=Decimal(1)))
    assert said(found) == amounts("52500.00", "6300.00", "15750.00", "10500.00", "380.00", "85510.00")
    assert found.lines[0].kind == "business_tax"
    # income tax on the gain: 1,050,000 - 52,500 - 6,300 - 800,000 = 191,200 × 20 %
    gain = replace(SALE, held_years=Decimal(1), original_value=Money.yuan("800000"))
    assert str(estimate(date(2016, 4, 30), gain).amount("income_tax")) == "38240.00"


def test_vat_and_income_tax_on_the_gain() -> None:
    sale = SaleFacts(
        price=Money.yuan("2100000"),
        area_m2=Decimal(100),
        house_order=1,
        region_class="first_tier",
        house_type="non_ordinary",
        held_years=Decimal(3),
        only_home=True,
        original_value=Money.yuan("1050000"),
        costs=Money.yuan("94000"),
    )
    found = estimate(date(2018, 6, 1), sale)
    # VAT 1,050,000 / 1.05 × 5 %; surcharges 12 %; deed 2,050,000 × 1.5 %; income 900,000 × 20 %
    assert said(found) == amounts("50000.00", "6000.00", "30750.00", "180000.00", "0.00", "266830.00")
    assert found.as_json()["bases"] == {
        "price": "2100000.00",
        "vat": "1000000.00",
        "surcharges": "50000.00",
        "deed_tax": "2050000.00",
        "income_tax": "900000.00",
    }


def test_a_loss_is_taxed_with_nothing() -> None:
    loss = replace(SALE, original_value=Money.yuan("2000000"))
    assert estimate(NOV_2026, loss).amount("income_tax") == Money(0)
    first = replace(loss, region_class="first_tier", house_type="non_ordinary")
    found = estimate(date(2018, 6, 1), first)
    assert found.amount("vat") == Money(0) and found.net == found.price


def test_the_higher_of_price_and_assessment_is_taxed() -> None:
    higher = replace(SALE, assessed_price=Money.yuan("1200000"))
    assert str(estimate(NOV_2026, higher).amount("deed_tax")) == "12000.00"
    lower = replace(SALE, assessed_price=Money.yuan("900000"))
    assert str(estimate(NOV_2026, lower).amount("deed_tax")) == "10500.00"


def test_surcharges_are_rounded_each_by_itself_and_follow_the_local_rate() -> None:
    sale = replace(SALE, price=Money.yuan("1000"), held_years=Decimal(1))
    found = estimate(NOV_2026, sale)  # VAT 29.13: 1.01955, 0.43695, 0.2913
    assert [str(found.amount(kind)) for kind in ("vat", *SURCHARGES)] == ["29.13", "1.02", "0.44", "0.29"]
    town = estimate(NOV_2026, replace(sale, city_tax_rate="0.05"))
    assert str(town.amount("urban_construction")) == "0.73"
    country = estimate(NOV_2026, replace(sale, city_tax_rate="0.01"))
    assert str(country.amount("urban_construction")) == "0.15"


@pytest.mark.parametrize(
    ("on", "surcharges"),
    [("2018-12-31", "6000.00"), ("2019-01-01", "3000.00"), ("2025-12-31", "3000.00")],
)
def test_surcharges_are_halved_from_2019(on: str, surcharges: str) -> None:
    found = estimate(date.fromisoformat(on), replace(SALE, held_years=Decimal(1)))
    assert str(found.amount(*SURCHARGES)) == surcharges


@pytest.mark.parametrize(("on", "tax"), [("2027-12-31", "1834.96"), ("2028-01-01", "3669.91")])
def test_the_halving_ends_with_2027(on: str, tax: str) -> None:
    found = estimate(date.fromisoformat(on), replace(SALE, held_years=Decimal(1)))
    assert str(found.amount(*SURCHARGES)) == tax


@pytest.mark.parametrize(
    ("on", "area", "order", "region", "deed"),
    [
        ("2016-02-22", "90.00", 1, "other", "10500.00"),
        ("2016-02-22", "90.01", 1, "other", "15750.00"),
        ("2024-11-30", "90.00", 2, "other", "10500.00"),
        ("2024-11-30", "90.01", 2, "other", "21000.00"),
        ("2024-11-30", "90.00", 2, "first_tier", "31500.00"),
        ("2024-11-30", "140.00", 1, "other", "15750.00"),
        ("2024-12-01", "140.00", 1, "other", "10500.00"),
        ("2024-12-01", "140.01", 1, "first_tier", "15750.00"),
        ("2024-12-01", "140.00", 2, "first_tier", "10500.00"),
        ("2024-12-01", "140.01", 2, "other", "21000.00"),
        ("2021-08-31", "50", 3, "other", "31500.00"),
        ("2021-09-01", "50", 3, "first_tier", "31500.00"),
    ],
)
def test_the_edges_of_deed_tax(on: str, area: str, order: int, region: str, deed: str) -> None:
    sale = replace(
        SALE,
        area_m2=Decimal(area),
        house_order=order,
        region_class=region,
        held_years=Decimal(5),
    )
    assert str(estimate(date.fromisoformat(on), sale).amount("deed_tax")) == deed


@pytest.mark.parametrize(
    ("on", "held", "vat"),
    [
        ("2016-05-01", "1.99", "50000.00"),
        ("2016-05-01", "2", "0.00"),
        ("2025-12-31", "1.999999", "50000.00"),
        ("2025-12-31", "2.00", "0.00"),
        ("2026-01-01", "1.99", "30582.52"),
        ("2026-01-01", "2", "0.00"),
    ],
)
def test_the_edges_of_vat(on: str, held: str, vat: str) -> None:
    assert str(estimate(date.fromisoformat(on), replace(SALE, held_years=Decimal(held))).amount("vat")) == vat


@pytest.mark.parametrize(
    ("held", "only", "proven", "tax"),
    [
        ("5", True, False, "0.00"),
        ("5", True, True, "0.00"),
        ("4.99", True, False, "10500.00"),
        ("5", False, False, "10500.00"),
        ("4.99", True, True, "50000.00"),
        ("20", False, True, "50000.00"),
    ],
)
def test_the_edges_of_income_tax(held: str, only: bool, proven: bool, tax: str) -> None:
    value = Money.yuan("800000") if proven else None
    sale = replace(SALE, held_years=Decimal(held), only_home=only, original_value=value)
    assert str(estimate(NOV_2026, sale).amount("income_tax")) == tax


@pytest.mark.parametrize(("on", "fee"), [("2017-03-31", "356.04"), ("2017-04-01", "0.00")])
def test_the_transfer_fee_ends_with_march_2017(on: str, fee: str) -> None:
    assert str(estimate(date.fromisoformat(on), replace(SALE, area_m2=Decimal("89.01"))).amount("transfer_fee")) == fee


FIRST = replace(SALE, region_class="first_tier")


@pytest.mark.parametrize(
    ("on", "sale", "zh", "en"),
    [
        ("2016-02-21", SALE, "自2016-02-22起收录", "recorded from 2016-02-22"),
        ("1999-01-01", SALE, "自2016-02-22起收录", "recorded from 2016-02-22"),
        ("2016-02-22", FIRST, "财税〔2015〕39号", "Business tax in Beijing"),
        ("2016-04-30", FIRST, "财税〔2015〕39号", "Business tax in Beijing"),
        ("2020-07-15", FIRST, "该城市自己的规定未收录", "own rule is not covered"),
        ("2024-11-30", replace(FIRST, held_years=Decimal("4.99")), "该城市自己的规定未收录", "own rule"),
        ("2024-11-30", replace(FIRST, held_years=Decimal(2)), "该城市自己的规定未收录", "own rule"),
        (str(NOV_2026), replace(SALE, house_type="non_residential"), "非住宅", "non-residential"),
        ("2016-03-01", replace(FIRST, house_type="non_residential"), "非住宅", "non-residential"),
    ],
)
def test_what_is_not_covered_is_an_error_that_says_so(on: str, sale: SaleFacts, zh: str, en: str) -> None:
    with pytest.raises(NotCovered) as caught:
        estimate(date.fromisoformat(on), sale)
    assert caught.value.code == "not_covered"
    assert zh in caught.value.words.zh and en in caught.value.words.en


@pytest.mark.parametrize(
    ("on", "held", "vat"),
    [
        ("2016-05-01", "3", "0.00"),
        ("2020-07-14", "3", "0.00"),
        ("2020-07-15", "1.99", "50000.00"),
        ("2020-07-15", "5", "0.00"),
        ("2024-11-30", "5", "0.00"),
        ("2024-12-01", "2", "0.00"),
    ],
)
def test_around_the_five_year_window_first_tier_is_covered(on: str, held: str, vat: str) -> None:
    assert str(estimate(date.fromisoformat(on), replace(FIRST, held_years=Decimal(held))).amount("vat")) == vat


@pytest.mark.parametrize("on", ["2016-05-01", "2020-07-14", "2024-11-30"])
def test_tax_on_the_gain_needs_the_original_value(on: str) -> None:
    sale = replace(FIRST, house_type="non_ordinary", held_years=Decimal(5))
    with pytest.raises(BadInput) as caught:
        estimate(date.fromisoformat(on), sale)
    assert list(caught.value.fields) == ["original_value"]
    assert "需要房屋原值" in caught.value.words.zh
    assert estimate(date(2024, 12, 1), sale).amount("vat") == Money(0)


def _answers() -> dict[str, set[str]]:
    """Ask each table so many questions that every row must come up; return the rows that did."""
    years = [Decimal(y) for y in ("0", "1.5", "2", "3", "5", "6")]
    both = (False, True)
    regions = ("first_tier", "other")
    rates_of = ("0.07", "0.05", "0.01")
    asked: dict[str, list[dict[str, Any]]] = {
        "deed_tax": [
            {"region_class": r, "house_order": o, "area_m2": a}
            for r in regions
            for o in (1, 2, 3)
            for a in (90, 140, 141)
        ],
        "vat": [
            {"region_class": r, "held_years": y, "house_type": h}
            for r in regions
            for y in years
            for h in ("ordinary", "non_ordinary", "non_residential")
        ],
        "income_tax": [{"held_years": y, "only_home": o, "value_proven": p} for y in years for o in both for p in both],
        "surcharges": [{"kind": k, "city_tax_rate": c} for k in SURCHARGES for c in rates_of],
        "surcharge_relief": [{}],
        "registration_fee": [{}],
        "transfer_fee": [{}],
    }
    days = [
        date(2016, 3, 1),
        DEC_2016,
        date(2018, 6, 1),
        date(2019, 6, 1),
        date(2021, 6, 1),
        date(2022, 6, 1),
    ]
    days += [date(2023, 6, 1), date(2025, 6, 1), NOV_2026, date(2028, 1, 1)]
    found: dict[str, set[str]] = {}
    for code, questions in asked.items():
        for on in days:
            for facts in questions:
                row = _row_on(code, on, facts)
                found.setdefault(code, set()).add(row)
    return found


def test_every_row_of_every_table_answers_something() -> None:
    tables = load_tables(FOLDER)
    assert _answers() == {code: {row.id for row in table.lines} for code, table in tables.items()}


@pytest.mark.parametrize("code", sorted(load_tables(FOLDER)))
def test_every_table_is_complete_and_in_canonical_form(code: str) -> None:
    table = rates(code).table
    assert check(table) == ()
    assert (FOLDER / f"{code}.yaml").read_text() == write_table(table)
    assert table.begins == date(2016, 2, 22)
    assert all(row.source.document for row in table.lines)


def _facts_of(table: Table, row: Row) -> dict[str, Any]:
    """Return facts that lie in every cell of a row."""
    facts: dict[str, Any] = {}
    for of, axis, cell in zip(table.inputs, axes_of(table), row.cells, strict=True):
        pieces = axis.pieces(cell)
        value = axis.example((pieces & -pieces).bit_length() - 1)
        facts[of.name] = value == "true" if of.type is InputType.BOOL else value
    return facts


def _row_on(code: str, on: date, facts: dict[str, Any]) -> str:
    try:
        return rates(code).decide(on, facts).row.id
    except NotCovered as error:
        declared = error.facts.get("row")
        return str(declared["id"]) if isinstance(declared, dict) else "before the table"


@pytest.mark.parametrize("code", sorted(load_tables(FOLDER)))
def test_a_row_answers_on_its_first_and_last_day_and_not_beside(code: str) -> None:
    table = rates(code).table
    for row in table.lines:
        facts, first = _facts_of(table, row), row.first or table.begins
        assert _row_on(code, first, facts) == row.id
        assert _row_on(code, first - timedelta(days=1), facts) != row.id
        if row.last is not None:
            assert _row_on(code, row.last, facts) == row.id
            assert _row_on(code, row.last + timedelta(days=1), facts) != row.id
        else:
            assert _row_on(code, date.max, facts) == row.id


money = st.integers(1, 10**13).map(Money)


@settings(max_examples=150, deadline=None)
@given(price=money, held=st.integers(0, 90), original=st.none() | money, days=st.integers(70, 4500))
def test_amounts_equal_a_calculation_in_fractions(price: Money, held: int, original: Money | None, days: int) -> None:
    on = date(2016, 2, 22) + timedelta(days=days)
    sale = replace(SALE, price=price, held_years=Decimal(held) / 10, original_value=original)
    found = estimate(on, sale)
    rate = Fraction(3, 100) if on >= date(2026, 1, 1) else Fraction(5, 100)
    vat = _half_up(price.fen * rate / (1 + rate)) if held < 20 else 0
    relief = Fraction(1, 2) if date(2019, 1, 1) <= on <= date(2027, 12, 31) else Fraction(1)
    added = sum(_half_up(vat * relief * Fraction(n, 100)) for n in (7, 3, 2))
    net = price.fen - vat
    deed = _half_up(net * (Fraction(15, 1000) if on <= date(2024, 11, 30) else Fraction(1, 100)))
    income = _half_up(Fraction(net, 100))
    if original is not None:
        income = _half_up(Fraction(max(net - added - original.fen, 0), 5))
    assert [found.amount(k).fen for k in ("vat", "deed_tax", "income_tax")] == [vat, deed, income]
    assert found.amount(*SURCHARGES).fen == added
    assert found.total.fen == sum(line.amount.fen for line in found.lines)


def _half_up(fen: Fraction) -> int:
    return int(fen + Fraction(1, 2))


def test_money_is_rounded_half_up_once() -> None:
    # 1 % of 10.50 is 10.5 fen
    sale = replace(SALE, price=Money.yuan("10.50"))
    assert estimate(NOV_2026, sale).amount("income_tax") == Money(11)
