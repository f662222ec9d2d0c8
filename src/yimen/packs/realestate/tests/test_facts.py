"""Reading a sale from plain values: every field, every wrong one told at once."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from yimen.kernel.errors import BadInput
from yimen.kernel.money import Money
from yimen.packs.realestate.rules.facts import SaleFacts, read_facts

GIVEN: dict[str, Any] = {
    "price": "1050000.50",
    "area_m2": "95.5",
    "house_order": "2",
    "region_class": "other",
    "house_type": "ordinary",
    "held_years": "3",
    "only_home": True,
}


def test_numbers_may_come_as_text_or_as_numbers() -> None:
    wanted = SaleFacts(Money(105000050), Decimal("95.5"), 2, "other", "ordinary", Decimal(3), True, costs=Money(0))
    assert read_facts(GIVEN) == wanted
    numbers = {"price": Decimal("1050000.50"), "area_m2": Decimal("95.5"), "house_order": 2, "held_years": 3}
    assert read_facts(GIVEN | numbers) == wanted
    assert read_facts(GIVEN | {"price": Decimal("1.0500005E6"), "house_order": Decimal("2.0")}) == wanted


def test_optional_fields_may_be_absent_null_or_given() -> None:
    nothing = dict.fromkeys(("assessed_price", "city_tax_rate", "original_value", "costs"))
    assert read_facts(GIVEN | nothing) == read_facts(GIVEN)
    more = {
        "assessed_price": 2_000_000,
        "city_tax_rate": Decimal("0.050"),
        "original_value": "0",
        "costs": "1.01",
    }
    found = read_facts(GIVEN | more)
    assert (found.assessed_price, found.city_tax_rate) == (Money.yuan("2000000"), "0.05")
    assert (found.original_value, found.costs) == (Money(0), Money(101))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("price", 0),
        ("price", "-1"),
        ("price", "1050000.001"),
        ("price", "1,050,000"),
        ("price", "1e6"),
        ("price", 1.5),
        ("price", True),
        ("price", "abc"),
        ("price", ""),
        ("price", []),
        ("price", "100000000001"),
        ("price", Decimal("1E+999999")),
        ("price", Decimal("NaN")),
        ("area_m2", "0"),
        ("area_m2", -5),
        ("area_m2", 100_001),
        ("area_m2", "95 m2"),
        ("house_order", 0),
        ("house_order", 4),
        ("house_order", "1.5"),
        ("house_order", "third"),
        ("region_class", "second_tier"),
        ("region_class", 1),
        ("house_type", "villa"),
        ("held_years", -1),
        ("held_years", 101),
        ("held_years", "two"),
        ("only_home", "true"),
        ("only_home", 1),
        ("assessed_price", 0),
        ("assessed_price", "x"),
        ("city_tax_rate", "7%"),
        ("city_tax_rate", "0.06"),
        ("original_value", -1),
        ("costs", "-0.01"),
    ],
)
def test_a_wrong_value_is_told_with_its_field_and_what_is_wanted(field: str, value: object) -> None:
    with pytest.raises(BadInput) as caught:
        read_facts(GIVEN | {field: value})
    assert list(caught.value.fields) == [field]
    (words,) = caught.value.fields[field]
    assert field in words.zh and field in words.en and "cannot be" in words.en


@pytest.mark.parametrize("field", GIVEN)
def test_a_missing_or_null_field_is_told(field: str) -> None:
    without = {key: value for key, value in GIVEN.items() if key != field}
    for given in (without, without | {field: None}):
        with pytest.raises(BadInput, match="is missing") as caught:
            read_facts(given)
        assert list(caught.value.fields) == [field]


def test_every_wrong_field_is_told_at_once() -> None:
    with pytest.raises(BadInput) as caught:
        read_facts({"prise": 1, "price": -1, "only_home": False})
    assert list(caught.value.fields) == [
        "prise",
        "price",
        "area_m2",
        "house_order",
        "region_class",
        "house_type",
        "held_years",
    ]
    assert "known: price, area_m2" in caught.value.words.en
