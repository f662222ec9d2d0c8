"""What the counter shows of paper and delivery on the page of an application. Asks nothing but what it is given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from yimen.cases.reads.application import PartySheet
from yimen.cases.reads.custody import CaseCustody, custody_of_sheets, delivery_entries
from yimen.cases.reads.sheets import ApplicationSheet
from yimen.cases.states import ApplicationState
from yimen.custody.reads import address_of
from yimen.custody.states import WAY_WORDS, Way
from yimen.doors.kit.standing import Standing
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


def standing_with(standing: Standing, state: str, kept: Sequence[CaseCustody]) -> Standing:
    """Return the first sentence of an application whose cases have ended: what its results still wait for."""
    if state != ApplicationState.CLOSED:
        return standing
    mine = [k for k in kept if k.is_delivered_here]
    for holds, tone, words in _WAITS:
        if any(holds(k) for k in mine):
            return replace(standing, tone=tone, next=words)
    return standing


_WAITS: tuple[tuple[Callable[[CaseCustody], bool], str, Words], ...] = (
    (
        lambda k: k.is_stopped,
        "late",
        Words("有原件与电子件不符，请另一位同事复看。", "An original differs from its scan: a colleague looks again."),
    ),
    (
        lambda k: k.must_compare,
        "act",
        Words(
            "发结果以前，先核对留存的原件与电子件。",
            "Before the result goes out, compare the originals with their scans.",
        ),
    ),
    (
        lambda k: k.is_under_way,
        "near",
        Words("结果在快递途中，送到了请记送达。", "The result is with the courier: note it when it has arrived."),
    ),
    (
        lambda k: k.can_leave and k.way == Way.COURIER,
        "act",
        Words("请按登记的地址寄出结果。", "Please send the result to the address on record."),
    ),
    (
        lambda k: k.can_leave and not k.has_certificate,
        "act",
        Words("结果做好了，请送达申请人。", "The result is ready: please deliver it."),
    ),
)


def whole_story(entries: Sequence[Recorded], of_delivery: Sequence[Recorded]) -> list[Recorded]:
    """Return the journal of an application with that of its deliveries, oldest first."""
    return sorted([*entries, *of_delivery], key=lambda e: e.at)


def _shown(kept: CaseCustody, parties: Sequence[PartySheet]) -> Shown:
    people = tuple(p for p in parties if p.place in kept.receivers)
    ways = tuple((w, words) for w, words in WAY_WORDS.items() if w != Way.ONLINE or kept.has_certificate)
    needs_address = kept.can_leave and kept.way == Way.COURIER
    return Shown(kept, people, ways, address_of(kept.case_id) if needs_address else "")
