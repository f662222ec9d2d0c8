"""Publish the generated standards of directory lines, many at once; used by the import inside its transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

import msgspec

from yimen.catalogue.models import BundleVersion, ElementRow, MatterVersion
from yimen.catalogue.rules.directory import Line
from yimen.catalogue.rules.generic import ELEMENTS, Guide, acceptance_of, bundle_of, process_of
from yimen.catalogue.rules.standards import Entry
from yimen.kernel.workdays import OFFICE_ZONE

DIRECTORY = "directory"


@dataclass(frozen=True, slots=True)
class Standards:
    """A line whose standards are to be published."""

    line: Line
    department: str
    entry: Entry
    guide: Guide | None


def elements_missing() -> None:
    """Put the elements of the generic process in the dictionary; one that a pack has defined stays the pack's."""
    known = set(ElementRow.objects.filter(name__in=list(ELEMENTS)).values_list("name", flat=True))
    new = [
        ElementRow(name=name, pack=DIRECTORY, text=msgspec.to_builtins(element))
        for name, element in ELEMENTS.items()
        if name not in known
    ]
    if new:
        ElementRow.objects.bulk_create(new)


def withdraw(codes: Sequence[str]) -> None:
    """Make the standards of lines current no more; running cases keep theirs."""
    MatterVersion.objects.filter(matter__in=codes, is_current=True).update(is_current=False)
    BundleVersion.objects.filter(bundle__in=codes, is_current=True).update(is_current=False)


def publish_generic(standards: Sequence[Standards], region: str, version: str, now: datetime) -> None:
    """Publish acceptance, process and bundle of each line, current from now on, as version `version`."""
    if not standards:
        return
    withdraw([s.line.item_code for s in standards])
    today = now.astimezone(OFFICE_ZONE).date()
    matters = [_matter(s, region, version, today) for s in standards]
    MatterVersion.objects.bulk_create(matters, batch_size=500)
    BundleVersion.objects.bulk_create(
        [_bundle(s, version, matter.id) for s, matter in zip(standards, matters, strict=True)], batch_size=500
    )


def _matter(s: Standards, region: str, version: str, today: date) -> MatterVersion:
    text = {
        "acceptance": msgspec.to_builtins(acceptance_of(s.line, s.department, version, today, s.guide)),
        "process": msgspec.to_builtins(process_of(s.line, version)),
    }
    return MatterVersion(
        matter=s.line.item_code,
        version=version,
        department=s.department,
        region=region,
        valid_from=today,
        digest=_digest(text),
        **text,
    )


def _bundle(s: Standards, version: str, matter_id: UUID) -> BundleVersion:
    bundle = bundle_of(s.line, version, s.entry)
    text = {"bundle": msgspec.to_builtins(bundle), "versions": {s.line.item_code: str(matter_id)}}
    return BundleVersion(bundle=s.line.item_code, version=version, text=text, digest=_digest(text), is_generic=True)


def _digest(text: Any) -> str:
    return sha256(msgspec.json.encode(text, order="deterministic")).hexdigest()
