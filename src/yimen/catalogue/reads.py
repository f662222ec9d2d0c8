"""The catalogue as doors and cases read it: bundles with their matters, standards by version.

Public: no viewer is asked.

A published version never changes, so it is read once per process. Which version is current is read once per process as
well: processes are started anew after a publication.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from uuid import UUID

from yimen.catalogue.models import BundleVersion, ElementRow, MatterVersion
from yimen.catalogue.rules.standards import Acceptance, Bundle, Element, Process, Step, read
from yimen.kernel.errors import NotFound


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
    """Return the current version of every bundle, by code."""
    return {
        row.bundle: bundle_version(row.id) for row in BundleVersion.objects.filter(is_current=True).order_by("bundle")
    }


def bundle(code: str) -> BundleSheet:
    """Return the current version of a bundle; raises NotFound."""
    try:
        return bundles()[code]
    except KeyError:
        raise NotFound from None


@cache
def bundle_version(version_id: UUID) -> BundleSheet:
    """Return a bundle's published version with the matters' versions that were current with it."""
    row = BundleVersion.objects.get(pk=version_id)
    text: Bundle = read(Bundle, row.text["bundle"], row.bundle)
    standards = tuple(standard(UUID(row.text["versions"][matter])) for matter in text.matters)
    return BundleSheet(row.id, text, standards, elements())


@cache
def standard(version_id: UUID) -> Standard:
    """Return a matter's published version."""
    row = MatterVersion.objects.get(pk=version_id)
    return Standard(row.id, read(Acceptance, row.acceptance, row.matter), read(Process, row.process, row.matter))


@cache
def elements() -> Mapping[str, Element]:
    """Return the data dictionary."""
    return {row.name: read(Element, row.text, row.name) for row in ElementRow.objects.all()}


def forget() -> None:
    """Make the next reads ask the database again."""
    for remembered in (bundles, bundle_version, standard, elements):
        remembered.cache_clear()
