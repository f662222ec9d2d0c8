"""The journal: typed entries, one sentence per audience, hash-chained per subject. Only the shell writes it.

An entry's type is `<kind>.<verb>`, so the word is the same in the table of states, the URL, the screen and here.
Personal
values stand in it as references only. The chain is SM3 over the previous hash and the entry's canonical bytes; whoever
alters, removes or inserts an entry breaks it at a place `verify` names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import ClassVar, TypeVar
from uuid import UUID

import msgspec

from yimen.kernel.crypto import sm3
from yimen.kernel.words import Words

GENESIS = bytes(32)


class Audience(StrEnum):
    """Who reads a sentence of the journal."""

    CITIZEN = "citizen"
    CLERK = "clerk"
    AUDITOR = "auditor"


class Privacy(StrEnum):
    """Who may be shown an entry at all."""

    PARTIES = "parties"
    """The applicant, the offices of the case, auditors."""
    OFFICE = "office"
    """The offices of the case and auditors; not the applicant."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all entries; the fields of a subclass are its data."""

    kind: ClassVar[str]
    verb: ClassVar[str]


@dataclass(frozen=True, slots=True)
class EntryType:
    """A registered type of entry with what each audience reads."""

    kind: str
    verb: str
    struct: type[Entry]
    sentences: Mapping[Audience, Words]
    privacy: Privacy

    @property
    def name(self) -> str:
        """Return `<kind>.<verb>`."""
        return f"{self.kind}.{self.verb}"


TYPES: dict[str, EntryType] = {}
E_co = TypeVar("E_co", bound=Entry)


def entry(
    kind: str,
    verb: str,
    *,
    citizen: Words,
    clerk: Words,
    auditor: Words | None = None,
    privacy: Privacy = Privacy.PARTIES,
) -> Callable[[type[E_co]], type[E_co]]:
    """Register the decorated struct as the entry of `verb` on `kind`. `{field}` places are filled from its fields.

    `auditor` is the clerk's sentence when left out.
    """

    def register(struct: type[E_co]) -> type[E_co]:
        struct.kind, struct.verb = str(kind), str(verb)
        sentences = {
            Audience.CITIZEN: citizen,
            Audience.CLERK: clerk,
            Audience.AUDITOR: auditor or clerk,
        }
        declared = EntryType(str(kind), str(verb), struct, sentences, privacy)
        if declared.name in TYPES:
            raise ValueError(f"journal type {declared.name} is declared twice")
        TYPES[declared.name] = declared
        return struct

    return register


class Recorded(msgspec.Struct, frozen=True, kw_only=True):
    """An entry as it stands in the journal; `data` is the entry's fields as plain values."""

    kind: str
    subject_id: UUID
    seq: int
    at: datetime
    verb: str
    state: str
    actor: str
    actor_name: str
    window: str | None
    data: dict[str, object]

    def chained(self, previous: bytes) -> bytes:
        """Return the hash of this entry after `previous`."""
        fields = (
            self.kind,
            self.subject_id,
            self.seq,
            self.at.astimezone(UTC),
            self.verb,
            self.state,
            self.actor,
            self.actor_name,
            self.window,
            self.data,
        )
        return sm3(previous + msgspec.json.encode(fields, order="deterministic"))

    def entry(self) -> Entry:
        """Return the typed entry; raises msgspec.ValidationError when the stored data no longer fits its type."""
        return msgspec.convert(self.data, TYPES[f"{self.kind}.{self.verb}"].struct)

    def sentence(self, audience: Audience) -> Words:
        """Return what `audience` reads."""
        return TYPES[f"{self.kind}.{self.verb}"].sentences[audience].fill(**self.data, by=self.actor_name)


@dataclass(frozen=True, slots=True)
class Fault:
    """A place where a chain does not hold."""

    kind: str
    subject_id: UUID
    seq: int
    what: str


def verify(chain: Sequence[tuple[Recorded, bytes]], head: bytes, version: int) -> list[Fault]:
    """Check one subject's entries (with their stored hashes, by seq) against each other and the subject's row."""
    faults: list[Fault] = []
    previous = GENESIS
    for expected, (recorded, stored) in enumerate(chain, start=1):
        if recorded.seq != expected:
            faults.append(Fault(recorded.kind, recorded.subject_id, expected, "removed or inserted"))
            return faults
        if recorded.chained(previous) != stored:
            faults.append(Fault(recorded.kind, recorded.subject_id, recorded.seq, "altered"))
        previous = stored
    if chain and (previous != head or chain[-1][0].seq != version):
        last = chain[-1][0]
        faults.append(Fault(last.kind, last.subject_id, last.seq, "head of the row differs"))
    return faults


def replayed_state(entries: Iterable[Recorded], table: Mapping[tuple[str, str], str]) -> str:
    """Return the state that the entries lead to by `table`; raises ValueError at the first step it does not allow."""
    state = ""
    for recorded in entries:
        step = table.get((state, recorded.verb))
        if step is None or step != recorded.state:
            raise ValueError(
                f"{recorded.kind} {recorded.subject_id} #{recorded.seq}: {state} -{recorded.verb}-> {step}"
            )
        state = step
    return state
