"""Prints the identity cards of a sale's people as a file of test cards: `python -m simulators.cards SEED > cards.json`.

`yimen device --simulated --cards cards.json` reads it; neither program knows the other.
"""

from __future__ import annotations

import json
import sys

from simulators.people import Person
from simulators.population import Sale, sale


def cards_of(sold: Sale) -> dict[str, dict[str, str]]:
    """Return the cards of sellers and buyers by `seller0`, `buyer0` and so on."""
    sides = (("seller", sold.sellers), ("buyer", sold.buyers))
    return {f"{side}{n}": _card(owner.person) for side, owners in sides for n, owner in enumerate(owners)}


def _card(person: Person) -> dict[str, str]:
    return {
        "document": "resident_id",
        "number": person.id_number,
        "name": person.name,
        "sex": "女" if person.female else "男",
        "born_date": person.born.isoformat(),
        "address": "广东省佛山市禅城区",
        "issued_by": "佛山市公安局禅城分局",
        "valid_from": "2019-05-20",
        "valid_until": "2039-05-20",
    }


def main() -> None:
    """Print the cards of the sale named on the command line."""
    if len(sys.argv) != 2 or not sys.argv[1].isdecimal():
        raise SystemExit("usage: python -m simulators.cards SEED")
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    print(json.dumps(cards_of(sale(int(sys.argv[1]))), ensure_ascii=False, indent=1))  # noqa: T201


if __name__ == "__main__":
    main()
