"""Persons, documents and sums as rows of a page: what the kit's partials draw. Asks nothing; takes sheets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from yimen.cases.reads.application import ActingSheet, PartySheet
from yimen.catalogue.rules.piles import Needed
from yimen.catalogue.rules.standards import Basis, Role
from yimen.doors.kit.sources import Given, rows_of
from yimen.kernel.money import Money, total
from yimen.kernel.words import Words
from yimen.materials.reads import MaterialSheet
from yimen.materials.states import MediaType

FULL_AGE = 18
_USUAL = "resident_id"
_MINOR = Words("未满 18 岁", "under 18")


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A party as the person header shows it; `is_last`: the one that may be taken out of a draft."""

    place: str
    role: str
    role_words: Words
    person_id: UUID | None
    name: str
    number: str
    age: int | None
    warnings: tuple[Words, ...]
    is_last: bool
    document: Words | None = None
    """The document shown, None when it is the resident card everybody has."""
    was_known: bool = False
    acting: ActingSheet | None = None


@dataclass(frozen=True, slots=True)
class ScanLink:
    """A file of a document: its digest, where it opens, its small picture when it has one, and its pages."""

    digest: str
    url: str
    thumbnail: str
    pages: int
    is_pdf: bool

    @property
    def picture(self) -> str:
        """Return where its picture is: its own, or that of a PDF's first page."""
        return f"{self.url}page/1/" if self.is_pdf else self.url


@dataclass(frozen=True, slots=True)
class MaterialRow:
    """A document of the pile: what, whose, why, where it stands, and its scans' addresses."""

    key: str
    id: str
    name: Words
    holder: str
    original: str
    basis: tuple[Basis, ...]
    is_required: bool
    given: MaterialSheet | None
    scans: tuple[ScanLink, ...]


@dataclass(frozen=True, slots=True)
class PileGroup:
    """The documents of one person, or of the whole (no name)."""

    place: str
    name: str
    rows: tuple[MaterialRow, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A scan in the viewer's strip: whose document, and the file."""

    name: Words
    holder: str
    scan: ScanLink


class Sum(Protocol):
    """What one payer owes for one thing."""

    @property
    def payer(self) -> str:
        """The party's place."""

    @property
    def item(self) -> Words:
        """What for."""

    @property
    def amount(self) -> Money:
        """How much."""

    @property
    def basis(self) -> str:
        """Which rows gave it."""


@dataclass(frozen=True, slots=True)
class PayerSums:
    """One payer's lines with their sum; `free` are the items of which nothing is owed."""

    name: str
    lines: tuple[Sum, ...]
    total: Money

    @property
    def owed(self) -> tuple[Sum, ...]:
        """Return the lines that cost something."""
        return tuple(line for line in self.lines if line.amount.fen)

    @property
    def free(self) -> Words:
        """Return the items of which nothing is owed, in one sentence."""
        items = [line.item for line in self.lines if not line.amount.fen]
        return Words("、".join(w.zh for w in items), ", ".join(w.en for w in items))


@dataclass(frozen=True, slots=True)
class SumSource:
    """An item and the rows of tables that gave its amounts."""

    words: Words
    rows: tuple[Given, ...]


def person_rows(parties: Sequence[PartySheet], roles: Mapping[str, Role]) -> list[PersonRow]:
    """Return the parties as rows, in the order given."""
    last = {p.role: p.place for p in parties}
    return [
        PersonRow(
            place=p.place,
            role=p.role,
            role_words=roles[p.role].label,
            person_id=p.person_id,
            name=p.name,
            number=p.number_masked,
            age=p.age,
            warnings=(_MINOR,) if p.age is not None and p.age < FULL_AGE else (),
            is_last=last[p.role] == p.place,
            document=p.document_words if p.document != _USUAL else None,
            was_known=p.was_known,
            acting=p.acting,
        )
        for p in parties
    ]


def pile_groups(
    needed: Iterable[Needed],
    given: Mapping[str, MaterialSheet],
    names: Mapping[str, str],
    scan_url: Callable[[str], str],
    thumbnail_url: Callable[[str], str] | None = None,
) -> list[PileGroup]:
    """Return the pile by person: first what belongs to the whole, then each person's own documents.

    `scan_url` and `thumbnail_url` give the address of a scan and of its small picture at this door, by digest.
    """
    groups: dict[str, list[MaterialRow]] = {"": []}
    for n in needed:
        held = given.get(n.key)
        row = MaterialRow(
            key=n.key,
            id=material_id(n.key),
            name=n.name,
            holder=names.get(n.holder, ""),
            original=n.original,
            basis=n.basis,
            is_required=n.is_required,
            given=held,
            scans=_links(held, scan_url, thumbnail_url) if held else (),
        )
        groups.setdefault(n.holder, []).append(row)
    return [PileGroup(place, names.get(place, ""), tuple(rows)) for place, rows in groups.items() if rows]


def sheets_of(rows: Iterable[MaterialRow]) -> list[Sheet]:
    """Return every scan of these documents, in their order, for the viewer."""
    return [Sheet(row.name, row.holder, scan) for row in rows for scan in row.scans]


def material_id(key: str) -> str:
    """Return the id of a document's row on a page.

    >>> material_id("identity_card@seller[0]")
    'm-identity-card-seller-0-'
    """
    return "m-" + "".join(c if c.isalnum() else "-" for c in key)


def _links(
    held: MaterialSheet, scan_url: Callable[[str], str], thumbnail_url: Callable[[str], str] | None
) -> tuple[ScanLink, ...]:
    return tuple(
        ScanLink(
            digest=s.digest,
            url=scan_url(s.digest),
            thumbnail=thumbnail_url(s.digest) if thumbnail_url and s.has_thumbnail else "",
            pages=s.pages,
            is_pdf=s.media_type == MediaType.PDF,
        )
        for s in held.scans
    )


def by_payer(lines: Sequence[Sum], names: Mapping[str, str]) -> list[PayerSums]:
    """Return the lines by payer, in the order of their first line."""
    groups: dict[str, list[Sum]] = {}
    for line in lines:
        groups.setdefault(line.payer, []).append(line)
    return [PayerSums(names.get(p, p), tuple(g), total(x.amount for x in g)) for p, g in groups.items()]


def sources_of(lines: Sequence[Sum]) -> list[SumSource]:
    """Return each item once with the rows that gave its amounts."""
    found: dict[Words, dict[str, None]] = {}
    for line in lines:
        if line.basis:
            found.setdefault(line.item, {}).setdefault(line.basis)
    return [SumSource(words, tuple(r for basis in bases for r in rows_of(basis))) for words, bases in found.items()]
