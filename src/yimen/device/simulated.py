"""A reader without a device: test cards are put on it and taken off by command. For demos, tests and lessons."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from pathlib import Path

from yimen.device.reader import Card, Reader, Unreadable
from yimen.device.said import No

CARDS = Path(__file__).with_name("cards.json")
DAMAGED = "damaged"


def cards_by_name(*more: Path) -> dict[str, Card | None]:
    """Return the test cards by name, those of `more` files too; None is a card whose chip is broken."""
    found: dict[str, Card | None] = {DAMAGED: None}
    for path in (CARDS, *more):
        held = json.loads(path.read_text(encoding="utf-8"))
        found |= {name: Card.of(card) for name, card in held.items()}
    return found


class SimulatedReader(Reader):
    """Holds one test card or none."""

    name = "simulated"

    def __init__(self, cards: Mapping[str, Card | None]) -> None:
        self.cards = cards
        self._on = ""
        self._guard = threading.Lock()

    def put(self, name: str) -> None:
        """Put a test card on, or with an empty name take it off. Raises No."""
        if name and name not in self.cards:
            raise No(404, "no_such_card")
        with self._guard:
            self._on = name

    def is_card_there(self) -> bool:
        """Return whether a test card lies there."""
        return bool(self._on)

    def read(self) -> Card:
        """Return the test card's words."""
        with self._guard:
            card = self.cards.get(self._on)
        if card is None:
            raise Unreadable
        return card
