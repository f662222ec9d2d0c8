"""The journal as a page tells it: names for places, words for codes, newest first, nothing said twice.

Changes nothing in the journal; what is not understood is shown as it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from yimen.cases.reads.application import PartySheet
from yimen.cases.reads.sheets import CaseSheet
from yimen.cases.states import CASE_VERB_WORDS
from yimen.catalogue.reads import Standard, bundles
from yimen.doors.kit.moments import day_words
from yimen.exchange.reads import connectors
from yimen.kernel.journal import TYPES, Audience, Recorded
from yimen.kernel.words import Words
from yimen.people.reads import windows

_SAID_BY_APPLICATION = frozenset({"receive", "accept", "check"})
_NO_LIMIT = Words("无", "none")


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the story: when, which case (empty for the application itself), and the sentence."""

    at: datetime
    case: str
    sentence: str


def story(
    entries: Iterable[Recorded], parties: Sequence[PartySheet], cases: Sequence[CaseSheet], *, whole: bool = False
) -> list[Told]:
    """Return the lines for staff, newest first.

    With `whole` the application's own entries are there, and what a case merely repeats of them is left out.
    """
    known = {c.id: c for c in cases}
    words = _Words({p.place: p.name for p in parties}, {c.id: c.standard for c in cases})
    lines = []
    for entry in entries:
        if whole and entry.kind == "case" and entry.verb in _SAID_BY_APPLICATION:
            continue
        case = known.get(entry.subject_id)
        lines.append(Told(entry.at, str(case.name) if case and whole else "", words.sentence(entry)))
    return lines[::-1]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What somebody wrote on a case: when, who, doing what, her words."""

    at: datetime
    by: str
    verb: str
    what: Words
    text: str


_WRITTEN = {"check": "opinion", "examine": "opinion", "approve": "opinion", "return": "reason_zh", "refuse": "reason"}


def opinions(entries: Iterable[Recorded]) -> list[Opinion]:
    """Return the opinions and reasons of a case in the order they were given, those of earlier rounds among them."""
    return [
        Opinion(e.at, e.actor_name, e.verb, CASE_VERB_WORDS[e.verb], str(e.data.get(_WRITTEN[e.verb], "")))
        for e in entries
        if e.kind == "case" and e.verb in _WRITTEN
    ]


class _Words:
    """Turns the values of an entry into words."""

    def __init__(self, names: Mapping[str, str], standards: Mapping[UUID, Standard]) -> None:
        self._names, self._standards = names, standards
        self._systems = {c.system: c.name for c in connectors().values()}
        matters = [a.name for b in bundles().values() for a in b.acceptances]
        self._by_zh = {name.zh: name for name in (*self._systems.values(), *matters)}
        self._readers: dict[str, Callable[[str, Recorded], object]] = {
            "place": self._place,
            "receiver": self._place,
            "window": lambda v, _: self._window(v),
            "bundle": lambda v, _: bundles()[v].text.name if v in bundles() else v,
            "system": lambda v, _: self._systems.get(v, v),
            "matter": lambda v, _: self._by_zh.get(v, v),
            "because": lambda v, _: self._by_zh.get(v, v),
            "code": self._step,
            "key": self._document,
            "promised": lambda v, _: day_words(date.fromisoformat(v)) if v else _NO_LIMIT,
            "statutory": lambda v, _: day_words(date.fromisoformat(v)) if v else _NO_LIMIT,
            "total": lambda v, _: f"{Decimal(v):,.2f}",
        }

    def sentence(self, entry: Recorded) -> str:
        """Return the sentence for staff in the reader's language."""
        data: dict[str, Any] = dict(entry.data)
        for field, read in self._readers.items():
            if isinstance(data.get(field), str):
                data[field] = read(str(data[field]), entry)
        by = self._by_zh.get(entry.actor_name, entry.actor_name)
        told = TYPES[f"{entry.kind}.{entry.verb}"].sentences[Audience.CLERK].fill(**{**data, "by": by})
        return " ".join(str(told).split())

    def _place(self, place: str, entry: Recorded) -> str:  # noqa: ARG002
        return self._names.get(place, place)

    def _window(self, code: str) -> object:
        window = windows().get(code)
        if window is None:
            return code
        return Words(f"{window.number} 号窗口", f"window {window.number}")

    def _step(self, code: str, entry: Recorded) -> object:
        standard = self._standards.get(entry.subject_id)
        return standard.steps[code].name if standard and code in standard.steps else code

    def _document(self, key: str, entry: Recorded) -> str:  # noqa: ARG002
        code, _, holder = key.partition("@")
        for bundle in bundles().values():
            for acceptance in bundle.acceptances:
                for material in acceptance.materials:
                    if material.code == code:
                        return f"{material.name} {self._names.get(holder, '')}".strip()
        return key
