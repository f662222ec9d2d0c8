"""Piles as others read them. Asked only for a source the asker may already see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yimen.kernel.files import read as read_file
from yimen.kernel.rows import rows
from yimen.kernel.words import Words
from yimen.materials.models import Scan
from yimen.materials.rules import media_type
from yimen.materials.rules.pdfs import page_picture
from yimen.materials.states import TRUST_WORDS, USABLE, MediaType, Trust


@dataclass(frozen=True, slots=True)
class ScanSheet:
    """A file of a document: its digest, what it is, its pages, and whether there is a small picture of it."""

    digest: str
    media_type: str
    pages: int
    has_thumbnail: bool


@dataclass(frozen=True, slots=True)
class MaterialSheet:
    """A document handed over; `key` is `code` or `code@holder`; `formers` counts its former versions."""

    key: str
    code: str
    holder: str
    trust: str
    files: tuple[str, ...]
    given_at: datetime
    scans: tuple[ScanSheet, ...] = ()
    formers: int = 0

    @property
    def is_usable(self) -> bool:
        """Return whether it counts as handed over: an upload only once its original was seen."""
        return self.trust in USABLE

    @property
    def is_uploaded(self) -> bool:
        """Return whether its original has yet to be seen."""
        return self.trust == Trust.UPLOADED

    @property
    def trust_words(self) -> Words:
        """Return how far it may be relied on, in words."""
        return TRUST_WORDS[self.trust]

    @property
    def pages(self) -> int:
        """Return how many pages its files have together."""
        return sum(scan.pages for scan in self.scans)


_PILE = """
SELECT m.code, m.holder, m.trust, m.files, m.given_at,
       ARRAY(SELECT coalesce(s.media_type, '') FROM unnest(m.files) WITH ORDINALITY f(digest, n)
               LEFT JOIN materials_scan s ON s.digest = f.digest ORDER BY f.n),
       ARRAY(SELECT coalesce(s.pages, 1) FROM unnest(m.files) WITH ORDINALITY f(digest, n)
               LEFT JOIN materials_scan s ON s.digest = f.digest ORDER BY f.n),
       ARRAY(SELECT coalesce(s.thumbnail, '') <> '' FROM unnest(m.files) WITH ORDINALITY f(digest, n)
               LEFT JOIN materials_scan s ON s.digest = f.digest ORDER BY f.n),
       (SELECT count(*) FROM materials_former o WHERE o.material_id = m.id)
  FROM materials_material m
 WHERE m.source_kind = %s AND m.source_id = %s ORDER BY m.given_at, m.id
"""


def pile(kind: str, source_id: UUID) -> dict[str, MaterialSheet]:
    """Return what was handed over for a source, by key. One statement."""
    sheets = (_sheet(row) for row in rows(_PILE, [kind, source_id]))
    return {sheet.key: sheet for sheet in sheets}


def _sheet(row: Sequence[object]) -> MaterialSheet:
    code, holder, trust, files, given_at, kinds, pages, small, formers = row
    assert isinstance(code, str) and isinstance(holder, str) and isinstance(trust, str) and isinstance(formers, int)
    assert isinstance(files, list) and isinstance(kinds, list) and isinstance(pages, list) and isinstance(small, list)
    assert isinstance(given_at, datetime)
    scans = tuple(ScanSheet(*found) for found in zip(files, kinds, pages, small, strict=True))
    return MaterialSheet(_key(code, holder), code, holder, trust, tuple(files), given_at, scans, formers)


def scan(digest: str) -> bytes:
    """Return a scan's bytes."""
    return read_file(digest)


def scan_type(digest: str, content: bytes) -> str:
    """Return what a kept scan is, as it was found when it came in."""
    found = Scan.objects.filter(pk=digest).values_list("media_type", flat=True).first()
    return found or media_type(content, digest)


def thumbnail(digest: str) -> bytes | None:
    """Return the small JPEG of a scan, None when there is none."""
    small = Scan.objects.filter(pk=digest).values_list("thumbnail", flat=True).first()
    return read_file(small) if small else None


def scan_page(digest: str, page: int) -> bytes | None:
    """Return a page (from 1) of a kept PDF as JPEG, None when it is no PDF, has no such page or cannot be drawn."""
    content = read_file(digest)
    if page < 1 or scan_type(digest, content) != MediaType.PDF:
        return None
    return page_picture(content, page)


def former_files(kind: str, source_id: UUID) -> list[tuple[str, datetime, tuple[str, ...]]]:
    """Return the former versions of a pile that is not accepted yet: key, when it was replaced, its files."""
    found = rows(_FORMERS, [kind, source_id])
    return [(_key(code, holder), replaced_at, tuple(files)) for code, holder, replaced_at, files in found]


_FORMERS = """
SELECT m.code, m.holder, o.replaced_at, o.files
  FROM materials_former o JOIN materials_material m ON m.id = o.material_id
 WHERE m.source_kind = %s AND m.source_id = %s ORDER BY o.replaced_at DESC
"""


def _key(code: str, holder: str) -> str:
    return f"{code}@{holder}" if holder else code
