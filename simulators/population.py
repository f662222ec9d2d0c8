"""A district's people and houses, and the sales they make. Pure and deterministic: a seed says everything.

`base_population()` is always there; `sale(seed)` gives two parties and a house who appear nowhere else.
Every simulator loads what it would know of them; a demo driver may act as those citizens.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from types import MappingProxyType

from simulators.houses import (
    Agreement,
    House,
    Mortgage,
    Owner,
    Ownership,
    Use,
    by_shares,
    house,
    joint,
    sole,
)
from simulators.people import RARE_NAMES, Draw, Family, Person, family

START = date(2026, 3, 2)
LAST_SEED = 40_000

_FAMILY_SHAPES = ((2, 2), (2, 1), (2, 0), (1, 0))
_BASE_FAMILIES = 80
_BASE_RARE = {0: RARE_NAMES[0], 22: RARE_NAMES[1], 33: RARE_NAMES[2], 47: RARE_NAMES[3]}
_BANK = "示例银行佛山分行"

_PEOPLE_A_SALE = 24
_HOUSES_A_SALE = 8
_FIRST_OF_SALES = 1_000

_SHARES = (
    (Fraction(1, 3), Fraction(2, 3)),
    (Fraction(1, 2), Fraction(1, 2)),
    (Fraction(3, 10), Fraction(7, 10)),
)
_AREAS = ((4_500, 8_990), (9_010, 13_990), (14_010, 18_000))
_HELD_DAYS = ((90, 640), (800, 1_740), (1_900, 6_000))


@dataclass(frozen=True, slots=True)
class Population:
    """People, families and houses; `named` gives the unit number of a house with a known obstacle or form."""

    families: tuple[Family, ...]
    houses: tuple[House, ...]
    named: Mapping[str, str]

    @property
    def persons(self) -> tuple[Person, ...]:
        """Everybody, family by family."""
        return tuple(p for f in self.families for p in f.members)

    def house(self, name: str) -> House:
        """Return a named house; raises KeyError for a name that is not in `named`."""
        return next(h for h in self.houses if h.unit_no == self.named[name])


@dataclass(frozen=True, slots=True)
class Sale:
    """A house that changes hands, and the true answers to what the window asks.

    Prices in fen; `original_value_fen` is None where the seller has no proof; `house_order` holds for every
    buyer's family and `only_home` for every seller's.
    """

    seed: int
    house: House
    sellers: tuple[Owner, ...]
    buyers: tuple[Owner, ...]
    buying: Ownership
    price_fen: int
    original_value_fen: int | None
    held_since: date
    only_home: bool
    house_order: int
    seller_families: tuple[Family, ...]
    buyer_families: tuple[Family, ...]
    other_homes: tuple[House, ...]

    @property
    def persons(self) -> tuple[Person, ...]:
        """Everybody in it."""
        return tuple(p for f in self.seller_families + self.buyer_families for p in f.members)

    @property
    def houses(self) -> tuple[House, ...]:
        """The house sold and the homes the two parties own beside it."""
        return (self.house, *self.other_homes)


@cache
def base_population() -> Population:
    """Return the 200 persons and 100 houses that are always there.

    >>> people = base_population()
    >>> len(people.persons), len(people.houses), sorted(people.named)
    (200, 100, ['joint', 'mortgage_allows', 'mortgage_forbids', 'objection', 'sealed', 'shares'])
    """
    draw = Draw("base population of Chancheng")
    families: list[Family] = []
    ordinal = 0
    for number in range(_BASE_FAMILIES):
        adults, children = _FAMILY_SHAPES[number % 4]
        families.append(family(draw, ordinal, adults, children, _BASE_RARE.get(number, "")))
        ordinal += adults + children
    houses = _obstacles([_base_house(draw, n, families) for n in range(100)])
    names = ("sealed", "objection", "mortgage_forbids", "mortgage_allows", "shares", "joint")
    named = {name: houses[place].unit_no for place, name in enumerate(names)}
    return Population(tuple(families), tuple(houses), MappingProxyType(named))


def _base_house(draw: Draw, number: int, families: list[Family]) -> House:
    """Invent one house: the fifth is owned by shares, the sixth and every third couple's jointly."""
    adults = families[number % _BASE_FAMILIES].adults
    owned = sole(adults[0])
    if number == 4:
        owned = by_shares((adults[0], Fraction(1, 3)), (families[5].adults[0], Fraction(2, 3)))
    elif number == 5 or (len(adults) == 2 and number % 3 == 0 and number > 5):
        owned = joint(*adults)
    area = Decimal(draw.number(4_500, 18_000)).scaleb(-2)
    acquired = date(2009, 6, 1) + timedelta(days=draw.number(0, 5_500))
    return house(draw, number, area, acquired, owned)


def _obstacles(houses: list[House]) -> list[House]:
    """Give the first houses their obstacles and the last two another use."""
    houses[0] = replace(houses[0], is_sealed=True)
    houses[1] = replace(houses[1], has_objection=True)
    houses[2] = replace(houses[2], mortgages=(_mortgage(houses[2], Agreement.MAY_NOT),))
    houses[3] = replace(houses[3], mortgages=(_mortgage(houses[3], Agreement.MAY),))
    houses[98] = replace(houses[98], use=Use.SHOP)
    houses[99] = replace(houses[99], use=Use.PARKING)
    return houses


def _mortgage(of: House, agreement: Agreement) -> Mortgage:
    """A loan of 5,000 yuan a square metre, registered in 2021 or on the day the house was acquired."""
    return Mortgage(_BANK, int(of.area * 100) * 5_000, max(of.acquired_on, date(2021, 6, 1)), agreement)


def sale(seed: int) -> Sale:
    """Return the sale of a seed (1 to LAST_SEED); raises ValueError outside. Its shape follows from the seed.

    >>> sale(7) == sale(7), sale(7).house == sale(8).house
    (True, False)
    """
    if not 1 <= seed <= LAST_SEED:
        raise ValueError(f"Sale {seed} does not exist: seeds run from 1 to {LAST_SEED}.")
    draw = Draw(f"sale {seed}")
    ordinal = _FIRST_OF_SALES + seed * _PEOPLE_A_SALE
    selling, buying = tuple(Ownership)[seed % 3], tuple(Ownership)[seed // 3 % 3]
    sellers = _side(draw, ordinal, selling, _rare_name(seed, 4))
    buyers = _side(draw, ordinal + _PEOPLE_A_SALE // 2, buying, _rare_name(seed, 5))
    held_since = START - timedelta(days=draw.number(*_HELD_DAYS[(seed + seed // 9) % 3]))
    area = Decimal(draw.number(*_AREAS[(seed + seed // 3) % 3])).scaleb(-2)
    first_house = _FIRST_OF_SALES + seed * _HOUSES_A_SALE
    sold = house(draw, first_house, area, held_since, _owned(draw, selling, sellers))
    if seed % 4 == 1:
        sold = replace(sold, mortgages=(_mortgage(sold, Agreement.MAY),))
    price_fen = _price(draw, seed, area)
    only_home, house_order = draw.number(0, 1) == 1, draw.one_of((1, 1, 2, 2, 3))
    homeowners = [f.adults[0] for f in sellers if not only_home]
    homeowners += [f.adults[-1] for f in buyers for _ in range(house_order - 1)]
    return Sale(
        seed=seed,
        house=sold,
        sellers=sold.owners,
        buyers=_owned(draw, buying, buyers)[1],
        buying=buying,
        price_fen=price_fen,
        original_value_fen=price_fen * draw.number(40, 95) // 100 if draw.number(0, 2) == 0 else None,
        held_since=held_since,
        only_home=only_home,
        house_order=house_order,
        seller_families=sellers,
        buyer_families=buyers,
        other_homes=tuple(_other_home(draw, first_house + 1 + n, who) for n, who in enumerate(homeowners)),
    )


def _rare_name(seed: int, every: int) -> str:
    """One name in `every` is hard to spell."""
    return RARE_NAMES[seed // every % len(RARE_NAMES)] if seed % every == 0 else ""


def _side(draw: Draw, first: int, owning: Ownership, name: str) -> tuple[Family, ...]:
    """One party: a single or married person, a couple, or two families that share."""
    if owning is Ownership.SHARES:
        there = family(draw, first, draw.number(1, 2), draw.number(0, 2), name)
        return there, family(draw, first + 6, draw.number(1, 2), draw.number(0, 1))
    adults = 2 if owning is Ownership.JOINT else draw.number(1, 2)
    return (family(draw, first, adults, draw.number(0, 2), name),)


def _owned(draw: Draw, owning: Ownership, side: tuple[Family, ...]) -> tuple[Ownership, tuple[Owner, ...]]:
    """Say how a party owns or will own the house."""
    if owning is Ownership.SOLE:
        return sole(side[0].adults[0])
    if owning is Ownership.JOINT:
        return joint(*side[0].adults)
    shares = draw.one_of(_SHARES)
    return by_shares((side[0].adults[0], shares[0]), (side[1].adults[0], shares[1]))


def _price(draw: Draw, seed: int, area: Decimal) -> int:
    """A price of 8,000 to 13,000 yuan a square metre, in whole hundreds of yuan but for every fifth sale."""
    fen = int(area * draw.number(800_000, 1_300_000))
    return fen if seed % 5 == 0 else fen // 10_000 * 10_000


def _other_home(draw: Draw, ordinal: int, owner: Person) -> House:
    """A further home in the district, owned by one person."""
    area = Decimal(draw.number(4_500, 12_000)).scaleb(-2)
    acquired = date(2010, 1, 1) + timedelta(days=draw.number(0, 5_000))
    return house(draw, ordinal, area, acquired, sole(owner))
