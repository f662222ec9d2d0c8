"""The catalogue as doors and cases read it: bundles with their matters, standards by version.

Public: no viewer is asked.

A published version never changes, so it is read once per process. Which version is current is read once per process as
well: processes are started anew after a publication.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property, lru_cache
from uuid import UUID

from yimen.catalogue.models import (
    BundleVersion,
    Directory,
    DirectoryLine,
    DirectoryLineVersion,
    ElementRow,
    MatterVersion,
)
from yimen.catalogue.rules.search import Entry, Index
from yimen.catalogue.rules.standards import Acceptance, Bundle, Element, Process, Step, read
from yimen.catalogue.states import ENTRY_WORDS, MATTER_TYPES
from yimen.kernel.errors import NotFound
from yimen.kernel.words import Words

KEPT = 2048
"""Published versions a process keeps at hand: the oldest unused is read again when asked for."""


@dataclass(frozen=True)
class Standard:
    """A matter's published version with both its standards."""

    id: UUID
    acceptance: Acceptance
    process: Process

    @property
    def matter(self) -> str:
        """Return the matter's code."""
        return self.acceptance.matter

    @cached_property
    def steps(self) -> Mapping[str, Step]:
        """Return the steps by code."""
        return {step.code: step for step in self.process.steps}


@dataclass(frozen=True)
class BundleSheet:
    """A bundle's published version with the standards of its matters and the elements they use."""

    id: UUID
    text: Bundle
    standards: tuple[Standard, ...]
    elements: Mapping[str, Element]

    @cached_property
    def acceptances(self) -> tuple[Acceptance, ...]:
        """Return the acceptance standards in the order of the bundle."""
        return tuple(s.acceptance for s in self.standards)

    def standard(self, matter: str) -> Standard:
        """Return the standard of one matter of the bundle; raises NotFound."""
        for standard in self.standards:
            if standard.matter == matter:
                return standard
        raise NotFound


@cache
def bundles() -> Mapping[str, BundleSheet]:
    """Return the current version of every bundle that a pack has published, by code."""
    rows = BundleVersion.objects.filter(is_current=True, is_generic=False).order_by("bundle")
    return {row.bundle: bundle_version(row.id) for row in rows}


def bundle(code: str) -> BundleSheet:
    """Return the current version of a bundle; raises NotFound.

    That of a line of the directory is asked for each time: an import may come while this process runs.
    """
    if code in bundles():
        return bundles()[code]
    found = BundleVersion.objects.filter(bundle=code, is_current=True, is_generic=True).values_list("id", flat=True)
    for version_id in found:
        return bundle_version(version_id)
    raise NotFound


@lru_cache(maxsize=KEPT)
def bundle_version(version_id: UUID) -> BundleSheet:
    """Return a bundle's published version with the matters' versions that were current with it."""
    row = BundleVersion.objects.get(pk=version_id)
    text: Bundle = read(Bundle, row.text["bundle"], row.bundle)
    standards = tuple(standard(UUID(row.text["versions"][matter])) for matter in text.matters)
    return BundleSheet(row.id, text, standards, elements())


@lru_cache(maxsize=KEPT)
def standard(version_id: UUID) -> Standard:
    """Return a matter's published version."""
    row = MatterVersion.objects.get(pk=version_id)
    return Standard(row.id, read(Acceptance, row.acceptance, row.matter), read(Process, row.process, row.matter))


class _Elements(dict[str, Element]):
    """Elements by name; one that is not known yet is asked for again: an import may have published it since."""

    def __missing__(self, name: str) -> Element:
        self.update(_read_elements())
        if name not in self:
            raise KeyError(name)
        return self[name]


def _read_elements() -> dict[str, Element]:
    return {row.name: read(Element, row.text, row.name) for row in ElementRow.objects.all()}


@cache
def elements() -> Mapping[str, Element]:
    """Return the data dictionary."""
    return _Elements(_read_elements())


def forget() -> None:
    """Make the next reads ask the database again."""
    bundles.cache_clear()
    bundle_version.cache_clear()
    standard.cache_clear()
    elements.cache_clear()
    _directory.cache_clear()


@dataclass(frozen=True, slots=True)
class MatterLine:
    """A matter of the directory in a list."""

    code: str
    name: str
    group: str
    department: str
    office: str
    type: str
    entry: str
    flaws: Mapping[str, str]

    @property
    def type_words(self) -> Words:
        """Return the type in words."""
        return MATTER_TYPES[self.type]

    @property
    def entry_words(self) -> Words:
        """Return where it is handed in, in words."""
        return ENTRY_WORDS[self.entry]


@dataclass(frozen=True)
class DirectoryView:
    """One version of the directory in memory: lines by code, by department and parent item, and the index."""

    lines: Mapping[str, MatterLine]
    index: Index

    def find(self, query: str, limit: int = 20) -> list[MatterLine]:
        """Return the nearest matters, best first; a matter's own code finds it."""
        exact = self.lines.get(query.strip())
        if exact is not None:
            return [exact]
        return [self.lines[hit.key] for hit in self.index.find(query, limit)]

    @cached_property
    def departments(self) -> Mapping[str, tuple[MatterLine, ...]]:
        """Return the lines of each department by its office's code, the most first."""
        by: dict[str, list[MatterLine]] = {}
        for line in self.lines.values():
            by.setdefault(line.office, []).append(line)
        return {office: tuple(by[office]) for office in sorted(by, key=lambda office: (-len(by[office]), office))}

    def groups(self, office: str) -> list[tuple[str, tuple[MatterLine, ...]]]:
        """Return a department's parent items with their lines; those without one last, under an empty name."""
        by: dict[str, list[MatterLine]] = {}
        for line in self.departments.get(office, ()):
            by.setdefault(line.group, []).append(line)
        return [(name, tuple(by[name])) for name in sorted(by, key=lambda name: (not name, by[name][0].code))]


def directory() -> DirectoryView:
    """Return the directory of the node as it stands now: one statement, three more when it has changed."""
    return _directory(tuple(Directory.objects.order_by("region").values_list("region", "version")))


@lru_cache(maxsize=2)
def _directory(versions: tuple[tuple[str, int], ...]) -> DirectoryView:  # noqa: ARG001  (what the memory is of)
    rows = DirectoryLine.objects.filter(vanished_at__isnull=True).order_by("code")
    lines, entries = {}, []
    for row in rows.values_list(
        "code", "name", "group", "text__department", "department", "type", "entry", "flaws", "sounds"
    ):
        line = MatterLine(*row[:8])
        lines[line.code] = line
        entries.append(Entry(line.code, line.name, line.group, line.department, row[8]))
    return DirectoryView(lines, Index(entries))


@dataclass(frozen=True)
class LineVersion:
    """What a line said in one version."""

    version: int
    since_at: datetime
    text: Mapping[str, str]


@dataclass(frozen=True)
class MatterSheet:
    """A matter of the directory in full: the line, its code in parts, its present standards."""

    line: MatterLine
    text: Mapping[str, str]
    parts: Mapping[str, str]
    bundle: BundleSheet

    @property
    def acceptance(self) -> Acceptance:
        """Return the acceptance standard."""
        return self.bundle.acceptances[0]


def matter_sheet(code: str) -> MatterSheet:
    """Return a matter of the directory. Raises NotFound when it has none such, or not any more."""
    line = directory().lines.get(code)
    if line is None:
        raise NotFound
    text, parts = DirectoryLine.objects.values_list("text", "parts").get(code=code, vanished_at__isnull=True)
    return MatterSheet(line, text, parts, bundle(code))


def line_history(code: str) -> list[LineVersion]:
    """Return what a line has said, newest first. For staff."""
    rows = DirectoryLineVersion.objects.filter(line__code=code).order_by("-version")
    return [LineVersion(*row) for row in rows.values_list("version", "since_at", "text")]
