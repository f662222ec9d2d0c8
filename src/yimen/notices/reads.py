"""Documents as others read them, and their PDF. Asked only for a source the asker may already see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

from yimen.kernel.crypto import unseal
from yimen.kernel.errors import NotFound
from yimen.kernel.keys import ring
from yimen.kernel.printing import qr_svg, typeset
from yimen.kernel.words import Words
from yimen.notices.models import Document
from yimen.notices.states import KIND_WORDS, DocumentKind

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class DocumentSheet:
    """A document as lists show it."""

    id: UUID
    kind: str
    name: Words
    number: str
    issued_at: datetime


def sealing_context(document_id: UUID) -> bytes:
    """Return what binds sealed data to its document."""
    return b"document:" + document_id.bytes


def of_source(kind: str, source_id: UUID) -> list[DocumentSheet]:
    """Return the documents of a source, oldest first."""
    rows = Document.objects.filter(source_kind=kind, source_id=source_id).order_by("issued_at", "id")
    return [DocumentSheet(d.id, d.kind, KIND_WORDS[d.kind], d.number, d.issued_at) for d in rows]


def pdf(source_kind: str, source_id: UUID, kind: DocumentKind) -> bytes:
    """Return a document's PDF, typeset from what was kept when it was issued. Raises NotFound."""
    row = Document.objects.filter(source_kind=source_kind, source_id=source_id, kind=kind).first()
    if row is None:
        raise NotFound
    text = unseal(bytes(row.data_sealed), lambda number, _: ring().sealing[number], sealing_context(row.id))
    data: dict[str, Any] = msgspec.json.decode(text)
    data |= {"number": row.number, "qr": qr_svg(data["receipt_no"] or row.number)}
    return typeset(TEMPLATES / f"{row.kind}.typ", data, row.issued_at)
