"""The people and houses: always the same, never two alike, varied enough."""

from __future__ import annotations

from fractions import Fraction

import pytest

from simulators.houses import Agreement, Ownership
from simulators.identity import is_identity_number
from simulators.people import RARE_NAMES
from simulators.population import LAST_SEED, START, Population, Sale, base_population, sale

SALES = [sale(seed) for seed in range(1, 301)]
SOURCES: list[Population | Sale] = [base_population(), *SALES]


def test_nobody_and_nothing_appears_twice() -> None:
    people = [p for source in SOURCES for p in source.persons]
    houses = [h for source in SOURCES for h in source.houses]
    assert len({p.id_number for p in people}) == len(people)
    assert len({p.phone for p in people}) == len(people)
    assert len({h.unit_no for h in houses}) == len(houses)
    assert len({h.cert_no for h in houses}) == len(houses)


def test_numbers_are_well_formed() -> None:
    people = [p for source in SOURCES for p in source.persons]
    assert all(is_identity_number(p.id_number) and len(p.phone) == 11 for p in people)
    assert sum(p.id_number.startswith("440604") for p in people) > 0.8 * len(people)
    assert all(len(h.unit_no) == 28 for s in SALES for h in s.houses)


def test_a_sale_is_the_same_every_time() -> None:
    assert sale(42) == sale(42)
    first = sale(1)
    assert (first.house.unit_no, first.price_fen) == ("440604001001GB00253F00061903", 112_260_000)


def test_sales_come_in_every_shape() -> None:
    assert {(s.house.ownership, s.buying) for s in SALES} == {(a, b) for a in Ownership for b in Ownership}
    days = [(START - s.held_since).days for s in SALES]
    assert min(days) < 730 < 2 * 730 < max(days)
    areas = [s.house.area for s in SALES]
    assert min(areas) < 90 and max(areas) > 140 and any(90 < a < 140 for a in areas)
    assert {s.house_order for s in SALES} == {1, 2, 3} and {s.only_home for s in SALES} == {True, False}
    assert {s.original_value_fen is None for s in SALES} == {True, False}


def test_answers_agree_with_the_houses() -> None:
    for found in SALES:
        for family in found.buyer_families:
            members = {p.id_number for p in family.members}
            homes = [h for h in found.other_homes if h.owners[0].person.id_number in members]
            assert len(homes) == found.house_order - 1
        sellers = {p.id_number for f in found.seller_families for p in f.members}
        assert any(h.owners[0].person.id_number in sellers for h in found.other_homes) is not found.only_home
        assert found.buying is not Ownership.SHARES or sum(b.share or 0 for b in found.buyers) == 1
        assert all(p.born.year + 18 <= found.held_since.year for p in (o.person for o in found.sellers))


def test_the_base_has_its_obstacles() -> None:
    people = base_population()
    assert people.house("sealed").is_sealed and people.house("objection").has_objection
    assert people.house("mortgage_forbids").mortgages[0].agreement is Agreement.MAY_NOT
    assert people.house("mortgage_allows").mortgages[0].agreement is Agreement.MAY
    assert [o.share for o in people.house("shares").owners] == [Fraction(1, 3), Fraction(2, 3)]
    assert people.house("joint").ownership is Ownership.JOINT
    assert {p.name for p in people.persons} >= set(RARE_NAMES[:4])


def test_a_seed_outside_is_refused() -> None:
    assert sale(LAST_SEED).persons
    for seed in (0, LAST_SEED + 1):
        with pytest.raises(ValueError, match="seeds run from"):
            sale(seed)
