"""Piles as others read them. Asked only for a source the asker may already see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yimen.kernel.files import read as read_file
from yimen.materials.models import Material


@dataclass(frozen=True, slots=True)
class MaterialSheet:
    """A document handed over; `key` is `code` or `code@holder`."""

    key: str
    code: str
    holder: str
    trust: str
    files: tuple[str, ...]
    given_at: datetime


def pile(kind: str, source_id: UUID) -> dict[str, MaterialSheet]:
    """Return what was handed over for a source, by key."""
    rows = Material.objects.filter(source_kind=kind, source_id=source_id).order_by("given_at", "id")
    sheets = (
        MaterialSheet(_key(m.code, m.holder), m.code, m.holder, m.trust, tuple(m.files), m.given_at) for m in rows
    )
    return {sheet.key: sheet for sheet in sheets}


def scan(digest: str) -> bytes:
    """Return a scan's bytes."""
    return read_file(digest)


def _key(code: str, holder: str) -> str:
    return f"{code}@{holder}" if holder else code
