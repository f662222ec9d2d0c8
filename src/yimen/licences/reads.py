"""Licences as others read them. Asked only for a source the asker may already see."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from yimen.kernel.crypto import unseal
from yimen.kernel.keys import ring
from yimen.licences.models import Licence


@dataclass(frozen=True, slots=True)
class LicenceSheet:
    """A certificate: its number, state, and what is printed on it."""

    id: UUID
    kind: str
    number: str
    state: str
    template: str
    data: dict[str, Any]
    issued_at: datetime
    handed_out_at: datetime | None


def sealing_context(licence_id: UUID) -> bytes:
    """Return what binds sealed data to its licence."""
    return b"licence:" + licence_id.bytes


def of_source(kind: str, source_id: UUID) -> LicenceSheet | None:
    """Return the live licence of a source, or None."""
    return of_sources(kind, [source_id]).get(source_id)


def of_sources(kind: str, ids: Collection[UUID]) -> dict[UUID, LicenceSheet]:
    """Return the live licences of several sources, with one statement."""
    rows = Licence.objects.filter(source_kind=kind, source_id__in=list(ids), state="valid")
    return {row.source_id: _sheet(row) for row in rows}


def _sheet(row: Licence) -> LicenceSheet:
    text = unseal(bytes(row.data_sealed), lambda number, _: ring().sealing[number], sealing_context(row.id))
    data: dict[str, Any] = msgspec.json.decode(text)
    return LicenceSheet(row.id, row.kind, row.number, row.state, row.template, data, row.issued_at, row.handed_out_at)
