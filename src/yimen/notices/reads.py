"""Documents as others read them, and their PDF. Asked only for a source the asker may already see.

Anybody who holds a paper may ask by the token of its QR whether it was issued: what she is told names nobody.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from django.conf import settings
from django.db.models import Exists

from yimen.kernel.errors import NotFound
from yimen.kernel.keys import ring
from yimen.kernel.models import Installation, InstallationKind
from yimen.kernel.printing import qr_svg, typeset
from yimen.kernel.words import Words
from yimen.notices.models import Document
from yimen.notices.states import KIND_WORDS, DocumentKind
from yimen.people.reads import offices

TEMPLATES = Path(__file__).parent / "templates"
_ID, _KEY, _MARK = 16, 2, 16
"""Bytes of a token: the document, the number of the key, the mark made with it (128 bits: nobody guesses one)."""


@dataclass(frozen=True, slots=True)
class DocumentSheet:
    """A document as lists show it."""

    id: UUID
    kind: str
    name: Words
    number: str
    issued_at: datetime


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """What anybody is told about a paper she holds: that it was issued, by whom, when. Nothing about anybody."""

    name: Words
    number: str
    office: Words
    issued_at: datetime
    digest: str


def sealing_context(document_id: UUID) -> bytes:
    """Return what binds sealed data to its document."""
    return b"document:" + document_id.bytes


def of_source(kind: str, source_id: UUID) -> list[DocumentSheet]:
    """Return the documents of a source, oldest first."""
    return list(of_sources((kind,), [source_id]).get(source_id, ()))


def of_sources(kinds: Collection[str], ids: Collection[UUID]) -> dict[UUID, tuple[DocumentSheet, ...]]:
    """Return the documents of several sources by source, each oldest first, with one statement."""
    rows = Document.objects.filter(source_kind__in=list(kinds), source_id__in=list(ids)).order_by("issued_at", "id")
    found: dict[UUID, tuple[DocumentSheet, ...]] = {}
    for d in rows:
        sheet = DocumentSheet(d.id, d.kind, KIND_WORDS[d.kind], d.number, d.issued_at)
        found[d.source_id] = (*found.get(d.source_id, ()), sheet)
    return found


def pdf(source_kind: str, source_id: UUID, kind: DocumentKind) -> bytes:
    """Return a document's PDF, typeset from what was kept when it was issued. Raises NotFound."""
    is_trial = ~Exists(Installation.objects.filter(kind=InstallationKind.PRODUCTION))
    of_this = Document.objects.filter(source_kind=source_kind, source_id=source_id, kind=kind)
    row = of_this.annotate(is_trial=is_trial).first()
    if row is None:
        raise NotFound
    text = _kept(row)
    data: dict[str, Any] = msgspec.json.decode(text)
    data |= {
        "number": row.number,
        "qr": qr_svg(f"{settings.PUBLIC_URL}/verify/paper/{token_of(row.id)}/"),
        "digest": _digest(row, text),
        "is_trial": row.is_trial,
    }
    return typeset(TEMPLATES / f"{row.kind}.typ", data, row.issued_at)


def token_of(document_id: UUID) -> str:
    """Return the token in a document's QR, always the same: the document and a mark that only this node can make."""
    made = ring().keyed_hash("paper", document_id.hex, min(ring().hashing))
    return urlsafe_b64encode(document_id.bytes + made[: _KEY + _MARK]).rstrip(b"=").decode()


def paper_of(token: str) -> PaperSheet:
    """Return what anybody may know of the paper with this token. Raises NotFound for a wrong one as for an unknown."""
    row = Document.objects.filter(pk=_document_id(token)).first()
    if row is None:
        raise NotFound
    return PaperSheet(
        KIND_WORDS[row.kind], row.number, offices()[row.office].name, row.issued_at, _digest(row, _kept(row))
    )


def _document_id(token: str) -> UUID:
    """Return the document whose token this is. The one spelling that `token_of` gives counts, no other."""
    try:
        told = urlsafe_b64decode(token.encode() + b"=" * (-len(token) % 4))
    except (NotBase64, UnicodeEncodeError):
        raise NotFound from None
    number = int.from_bytes(told[_ID : _ID + _KEY], "big")
    if len(told) != _ID + _KEY + _MARK or number not in ring().hashing:
        raise NotFound
    document_id = UUID(bytes=told[:_ID])
    right = told[:_ID] + ring().keyed_hash("paper", document_id.hex, number)[: _KEY + _MARK]
    if not compare_digest(urlsafe_b64encode(right).rstrip(b"="), token.encode()):
        raise NotFound
    return document_id


def _kept(row: Document) -> bytes:
    return ring().opened(bytes(row.data_sealed), sealing_context(row.id))


def _digest(row: Document, text: bytes) -> str:
    """Return 16 signs that stand for all that is printed. Keyed: from them nobody tries out what a paper says."""
    whole = msgspec.json.encode([row.kind, row.number, row.issued_at]).decode() + text.decode()
    signs = ring().keyed_hash("paper-content", whole, min(ring().hashing))[_KEY:][:8].hex().upper()
    return " ".join(signs[n : n + 4] for n in range(0, 16, 4))
