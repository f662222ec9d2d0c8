"""What a step's outcome says is due, as lines to pay. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from yimen.kernel.money import Money
from yimen.kernel.words import Words


@dataclass(frozen=True, slots=True)
class DueLine:
    """One payer's line: the party's place (`buyer[0]`), the account, the item and the amount."""

    payer: str
    account: str
    item_code: str
    item: Words
    amount: Money
    basis: str = ""

    def as_details(self) -> dict[str, Any]:
        """Return the line as it lies in a step's outcome."""
        return {
            "payer": self.payer,
            "account": self.account,
            "item_code": self.item_code,
            "zh": self.item.zh,
            "en": self.item.en,
            "fen": self.amount.fen,
            "basis": self.basis,
        }


def lines_of(details: Mapping[str, Any]) -> list[DueLine]:
    """Return the lines that lie in an outcome's details."""
    found: Sequence[Mapping[str, Any]] = details.get("lines", ())
    return [
        DueLine(
            str(x["payer"]),
            str(x["account"]),
            str(x["item_code"]),
            Words(x["zh"], x["en"]),
            Money(int(x["fen"])),
            str(x.get("basis", "")),
        )
        for x in found
    ]
