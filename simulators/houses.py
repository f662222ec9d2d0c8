"""Invented houses of Chancheng district with owners and mortgages. Pure: nothing is read or written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from simulators.people import Draw, Person

_ZONES = (
    ("祖庙街道", ("汾江中路", "祖庙路", "升平路", "同济路")),
    ("石湾镇街道", ("江湾一路", "镇中路", "影荫路", "跃进路")),
    ("张槎街道", ("张槎一路", "季华西路", "轻工三路", "弼塘东路")),
    ("南庄镇", ("紫洞南路", "陶博大道", "南庄大道", "吉利大道")),
)
_UNIFIED_REGISTRATION = date(2016, 1, 1)


class Ownership(StrEnum):
    """How a house is owned: by one, jointly (no shares), or by shares."""

    SOLE = "sole"
    JOINT = "joint"
    SHARES = "shares"


class Use(StrEnum):
    """What a house is for; each department has its own code for it."""

    HOME = "home"
    SHOP = "shop"
    PARKING = "parking"


class Agreement(StrEnum):
    """What a registered mortgage says about selling the house."""

    MAY = "may"
    MAY_NOT = "may_not"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Owner:
    """A person who owns a house; `share` only under ownership by shares."""

    person: Person
    share: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Mortgage:
    """A registered mortgage; the amount in fen."""

    holder: str
    amount_fen: int
    registered_on: date
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class House:
    """A house as it truly is; the departments' records are spellings of this."""

    unit_no: str
    cert_no: str
    address: str
    area: Decimal
    use: Use
    land_until: date
    acquired_on: date
    ownership: Ownership
    owners: tuple[Owner, ...]
    mortgages: tuple[Mortgage, ...] = ()
    is_sealed: bool = False
    has_objection: bool = False


def sole(owner: Person) -> tuple[Ownership, tuple[Owner, ...]]:
    """Owned by one."""
    return Ownership.SOLE, (Owner(owner),)


def joint(*owners: Person) -> tuple[Ownership, tuple[Owner, ...]]:
    """Owned jointly, without shares."""
    return Ownership.JOINT, tuple(Owner(p) for p in owners)


def by_shares(*owners: tuple[Person, Fraction]) -> tuple[Ownership, tuple[Owner, ...]]:
    """Owned by shares; raises ValueError unless they sum to one."""
    if sum(share for _, share in owners) != 1:
        raise ValueError("The shares of a house must sum to one.")
    return Ownership.SHARES, tuple(Owner(p, share) for p, share in owners)


def house(
    draw: Draw, ordinal: int, area: Decimal, acquired_on: date, owned: tuple[Ownership, tuple[Owner, ...]]
) -> House:
    """Invent the home with this ordinal: unit number, certificate and address follow from it and the draw."""
    zone, roads = _ZONES[ordinal % 4]
    block, floor, door = draw.number(1, 12), draw.number(2, 32), draw.number(1, 6)
    unit_no = f"440604{ordinal % 4 + 1:03d}001GB{ordinal // 4 + 1:05d}F{block:04d}{floor:02d}{door:02d}"
    road = f"{draw.one_of(roads)}{draw.number(1, 260)}号"
    return House(
        unit_no=unit_no,
        cert_no=_certificate(ordinal, acquired_on),
        address=f"佛山市禅城区{zone}{road}{block}座{floor}{door:02d}房",
        area=area,
        use=Use.HOME,
        land_until=date(draw.number(2058, 2079), 6, 30),
        acquired_on=acquired_on,
        ownership=owned[0],
        owners=owned[1],
    )


def _certificate(ordinal: int, acquired_on: date) -> str:
    """Number a certificate far above what the registry hands out, in the style of its time.

    >>> _certificate(7, date(2019, 5, 1)), _certificate(7, date(2010, 5, 1))
    ('粤(2019)佛禅不动产权第1000007号', '粤房地权证佛字第0201000007号')
    """
    if acquired_on < _UNIFIED_REGISTRATION:
        return f"粤房地权证佛字第020{1_000_000 + ordinal}号"
    return f"粤({acquired_on.year})佛禅不动产权第{1_000_000 + ordinal}号"
