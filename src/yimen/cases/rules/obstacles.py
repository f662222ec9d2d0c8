"""What stands against an application before it is accepted: the form of an obstacle. The pack's rule finds them.

Pure.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from yimen.catalogue.rules.standards import Basis
from yimen.kernel.words import Words


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One obstacle with its article, and what the person can do about it. Blocking ones prevent acceptance."""

    code: str
    words: Words
    basis: tuple[Basis, ...]
    is_blocking: bool = True


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """A party as pack rules see it: place (`seller[0]`), name, document number, share as text."""

    place: str
    role: str
    name: str
    number: str
    share: str = ""


@dataclass(frozen=True, slots=True)
class ApplicationFacts:
    """An application as pack rules see it: the day, its parties, its answers, and what the register said."""

    on: date
    parties: tuple[PartyFacts, ...]
    answers: dict[str, str]
    found: dict[str, object] = field(default_factory=dict)
