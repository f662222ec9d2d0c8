"""Piles as others read them. Asked only for a source the asker may already see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yimen.kernel.files import read as read_file
from yimen.kernel.rows import rows


@dataclass(frozen=True, slots=True)
class MaterialSheet:
    """A document handed over; `key` is `code` or `code@holder`."""

    key: str
    code: str
    holder: str
    trust: str
    files: tuple[str, ...]
    given_at: datetime


_PILE = """
SELECT code, holder, trust, files, given_at FROM materials_material
 WHERE source_kind = %s AND source_id = %s ORDER BY given_at, id
"""


def pile(kind: str, source_id: UUID) -> dict[str, MaterialSheet]:
    """Return what was handed over for a source, by key."""
    sheets = (
        MaterialSheet(_key(code, holder), code, holder, trust, tuple(files), given_at)
        for code, holder, trust, files, given_at in rows(_PILE, [kind, source_id])
    )
    return {sheet.key: sheet for sheet in sheets}


def scan(digest: str) -> bytes:
    """Return a scan's bytes."""
    return read_file(digest)


def _key(code: str, holder: str) -> str:
    return f"{code}@{holder}" if holder else code
