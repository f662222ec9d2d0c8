"""What an ownership certificate prints. Pure.

Form: 不动产权证书 as prescribed by the Ministry of Natural Resources [general knowledge]; the names of the fields are
its.
"""

from __future__ import annotations

from typing import Any, Protocol

from yimen.cases.rules.obstacles import ApplicationFacts
from yimen.packs.realestate.rules.sale import parties

OWNERSHIP = {"sole": "单独所有", "joint": "共同共有", "shares": "按份共有"}


class Context(Protocol):
    """What the certificate is made from."""

    @property
    def application(self) -> ApplicationFacts:
        """The application."""

    def value(self, step: str, field: str) -> str:
        """What a step gave."""


def certificate(context: Context) -> dict[str, Any]:
    """Return the data of the template `ownership_certificate.typ`."""
    a = context.application.answers
    buyers = parties(context.application, "buyer")
    ownership = a["deal.buyer_ownership"]
    holders = [f"{p.name}（{p.share}）" if ownership == "shares" else p.name for p in buyers]
    return {
        "holders": "、".join(holders),
        "ownership": OWNERSHIP[ownership],
        "location": a["house.location"],
        "unit_no": a["house.unit_no"],
        "right": "国有建设用地使用权／房屋所有权",
        "use": "住宅" if a["house.house_use"] == "residence" else "非住宅",
        "area": f"{a['house.building_area']} 平方米",
        "entry_no": context.value("house_transfer_registration:enter", "entry_no"),
    }
