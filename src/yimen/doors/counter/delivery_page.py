"""What the counter shows of paper and delivery on the page of an application. Asks nothing but what it is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from yimen.cases.reads.application import PartySheet
from yimen.cases.reads.custody import CaseCustody, custody_of_sheets, delivery_entries
from yimen.cases.reads.sheets import ApplicationSheet
from yimen.custody.reads import address_of
from yimen.custody.states import WAY_WORDS, Way
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Recorded
from yimen.kernel.words import Words


@dataclass(frozen=True)
class Shown:
    """Custody of a case with the people its result may go to, the ways that are open, and the address."""

    kept: CaseCustody
    people: tuple[PartySheet, ...]
    ways: tuple[tuple[str, Words], ...]
    address: str

    def __getattr__(self, name: str) -> Any:
        """Return what is asked of the custody itself, so that a page reads one thing."""
        return getattr(self.kept, name)


def delivery_values(actor: Actor, sheet: ApplicationSheet) -> dict[str, Any]:
    """Return the page's values: custody by case, deliveries to be shown, and which certificates may be handed out."""
    kept = custody_of_sheets(actor, sheet.filled, sheet.cases)
    shown = [_shown(kept[c.id], sheet.parties) for c in sheet.cases if kept[c.id].is_delivered_here]
    return {
        "kept": list(kept.values()),
        "deliveries": shown,
        "certificates": [(c, kept[c.id].can_leave or kept[c.id].has_arrived) for c in sheet.cases if c.licence],
        "delivery_entries": delivery_entries(list(kept.values())),
    }


def whole_story(entries: Sequence[Recorded], of_delivery: Sequence[Recorded]) -> list[Recorded]:
    """Return the journal of an application with that of its deliveries, oldest first."""
    return sorted([*entries, *of_delivery], key=lambda e: e.at)


def _shown(kept: CaseCustody, parties: Sequence[PartySheet]) -> Shown:
    people = tuple(p for p in parties if p.place in kept.receivers)
    ways = tuple((w, words) for w, words in WAY_WORDS.items() if w != Way.ONLINE or kept.has_certificate)
    needs_address = kept.can_leave and kept.way == Way.COURIER
    return Shown(kept, people, ways, address_of(kept.case_id) if needs_address else "")
