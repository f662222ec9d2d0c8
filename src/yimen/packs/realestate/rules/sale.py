"""An application for the sale of a house as the tax rules see it: facts per taxpayer, shares, years held. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from yimen.cases.rules.obstacles import ApplicationFacts, PartyFacts
from yimen.kernel.money import Money
from yimen.packs.realestate.rules.facts import SaleFacts
from yimen.packs.realestate.rules.tax import joint

_FIRST_TIER = ("11", "31", "4401", "4403")
"""Beijing, Shanghai, Guangzhou, Shenzhen: the first digits of a unit number are the region's (GB/T 2260)."""


def region_class(unit_no: str) -> str:
    """Return the tax tables' class of the place a house stands in.

    >>> region_class("440604003001GB00001F00010005")
    'other'
    """
    return "first_tier" if unit_no.startswith(_FIRST_TIER) else "other"


def years_held(acquired: date, sold: date) -> int:
    """Return the full years between two days.

    >>> years_held(date(2024, 3, 2), date(2026, 3, 1)), years_held(date(2024, 3, 2), date(2026, 3, 2))
    (1, 2)
    """
    return sold.year - acquired.year - ((sold.month, sold.day) < (acquired.month, acquired.day))


def parties(facts: ApplicationFacts, role: str) -> list[PartyFacts]:
    """Return the parties of a role, by place."""
    return [p for p in facts.parties if p.role == role]


def shares(facts: ApplicationFacts, role: str) -> Sequence[Fraction]:
    """Return the parts by which the parties of a role are taxed: their shares, or equal parts of joint owners.

    That joint owners are taxed in equal parts is our assumption: the tax office's own lines bind.
    """
    holders = parties(facts, role)
    if facts.answers.get(f"deal.{role}_ownership") == "shares":
        return [Fraction(p.share) for p in holders]
    return joint(len(holders))


def signed_on(facts: ApplicationFacts) -> date:
    """Return the day of the contract, on which the tax arises (契税法 art 9)."""
    return date.fromisoformat(facts.answers["deal.signed_date"])


def sale_facts(
    facts: ApplicationFacts, *, house_order: str = "1", only_home: str = "no", assessed: Money | None = None
) -> SaleFacts:
    """Return the facts of the sale for one taxpayer; raises KeyError when an answer is missing."""
    a = facts.answers
    proven = a.get("deal.original_value_proven") == "yes"
    return SaleFacts(
        price=Money.yuan(a["deal.price"]),
        area_m2=Decimal(a["house.building_area"]),
        house_order=int(house_order),
        region_class=region_class(a["house.unit_no"]),
        house_type=a["house.house_type"] if a["house.house_use"] == "residence" else "non_residential",
        held_years=Decimal(years_held(date.fromisoformat(a["house.acquired_date"]), signed_on(facts))),
        only_home=only_home == "yes",
        assessed_price=assessed,
        original_value=Money.yuan(a["deal.original_value"]) if proven else None,
        costs=Money.yuan(a.get("deal.reasonable_costs") or "0") if proven else Money(0),
    )
