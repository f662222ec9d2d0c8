"""The merged pile of an application (一套材料): which documents are needed for whom, and what is still missing. Pure.

A document that several matters need is handed over once. The list is closed: nothing beyond the published text may be
asked
(行政许可法 art 31; 优化营商环境条例 art 44).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from yimen.catalogue.rules.conditions import Facts, holds
from yimen.catalogue.rules.standards import Acceptance, Basis, Material, Promise, Tolerance
from yimen.catalogue.states import Original
from yimen.kernel.words import Words

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Needed:
    """A document of the pile: its code, whose (`seller[0]`, empty for one of the whole), and for which matters."""

    code: str
    holder: str
    name: Words
    original: Original
    is_required: bool
    basis: tuple[Basis, ...]
    matters: tuple[str, ...]
    tolerable: Tolerance | None = None
    """It may come later: every matter that asks for it says so."""
    promise: Promise | None = None
    """A promise may stand for it: every matter that asks for it says so."""

    @property
    def key(self) -> str:
        """Return `code` or `code@holder`."""
        return f"{self.code}@{self.holder}" if self.holder else self.code


def pile(acceptances: Sequence[Acceptance], counts: Mapping[str, int], facts: Facts) -> list[Needed]:
    """Return the documents needed under `facts`, merged over the matters, in the order of the text."""
    merged: dict[str, Needed] = {}
    for acceptance in acceptances:
        for material in acceptance.materials:
            for holder, this in _holders(material, counts, facts):
                if holds(material.when, {**facts, "this": this}):
                    _merge(merged, material, holder, acceptance.matter)
    return list(merged.values())


def _holders(material: Material, counts: Mapping[str, int], facts: Facts) -> list[tuple[str, object]]:
    if not material.per:
        return [("", {})]
    holders = facts.get(material.per, [])
    return [
        (f"{material.per}[{n}]", holders[n] if n < len(holders) else {}) for n in range(counts.get(material.per, 0))
    ]


def _merge(merged: dict[str, Needed], text: Material, holder: str, matter: str) -> None:
    tolerable, promise = _set(text.tolerable), _set(text.promise)
    new = Needed(
        text.code,
        holder,
        text.name,
        text.original,
        text.is_required,
        text.basis,
        (matter,),
        tolerable,
        promise,
    )
    known = merged.get(new.key)
    if known is None:
        merged[new.key] = new
        return
    kept = Original.KEPT if Original.KEPT in (known.original, text.original) else Original.SEEN
    basis = known.basis + tuple(b for b in text.basis if b not in known.basis)
    merged[new.key] = Needed(
        known.code,
        holder,
        known.name,
        kept,
        known.is_required or text.is_required,
        basis,
        (*known.matters, matter),
        tolerable if known.tolerable else None,
        promise if known.promise else None,
    )


def _set(value: T | msgspec.UnsetType) -> T | None:
    return None if isinstance(value, msgspec.UnsetType) else value


def missing(needed: Sequence[Needed], given: Collection[str]) -> list[Needed]:
    """Return every required document that was not handed over: all of them, so that one notice can name them."""
    return [n for n in needed if n.is_required and n.key not in given]
