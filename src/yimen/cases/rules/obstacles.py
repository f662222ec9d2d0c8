"""What stands against an application before it is accepted: the form of an obstacle. The pack's rule finds them.

Pure.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from yimen.catalogue.rules.standards import Basis
from yimen.catalogue.states import PartyKind, Representation
from yimen.kernel.words import Words


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One obstacle with its article, and what the person can do about it. Blocking ones prevent acceptance."""

    code: str
    words: Words
    basis: tuple[Basis, ...]
    is_blocking: bool = True


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts for a party, as what, and her document."""

    kind: Representation
    person_id: UUID
    name: str
    document: str
    number: str


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """A party as pack rules see it: place (`seller[0]`), name, document and number shown, share as text.

    `document` is a type of identity document or `credit_code`. `numbers` are those of every document on record: a
    register may know the person by another. `age` is in full years on the application's day, None when unknown.
    """

    place: str
    role: str
    name: str
    number: str
    share: str = ""
    document: str = "resident_id"
    numbers: tuple[str, ...] = ()
    kind: PartyKind = PartyKind.PERSON
    age: int | None = None
    acting: Acting | None = None


@dataclass(frozen=True, slots=True)
class ApplicationFacts:
    """An application as pack rules see it: the day, its parties, its answers, and what the register said."""

    on: date
    parties: tuple[PartyFacts, ...]
    answers: dict[str, str]
    found: dict[str, object] = field(default_factory=dict)
