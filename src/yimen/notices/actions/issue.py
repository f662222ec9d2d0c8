"""Issue a document (出具文书) with the next number of its office and year. Law.

行政许可法 art 32 (written, dated, sealed).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import msgspec

from yimen.kernel.action import Deed
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, entry
from yimen.kernel.keys import ring
from yimen.kernel.numbers import take
from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE
from yimen.notices.actions import DOCUMENT
from yimen.notices.models import Document
from yimen.notices.reads import sealing_context
from yimen.notices.rules.parts import check_parts
from yimen.notices.states import SERIES, DocumentKind, Verb


@entry(
    "document",
    Verb.ISSUE,
    citizen=Words("已出具文书{number}。", "Document {number} was issued."),
    clerk=Words("{by}出具文书{number}。", "{by} issued document {number}."),
)
class Issue(Entry, frozen=True):
    """A document was issued."""

    number: str


def issue(
    *,
    source_kind: str,
    source_id: UUID,
    kind: DocumentKind,
    office: str,
    office_word: str,
    data: Mapping[str, Any],
    actor: Actor,
) -> str:
    """Return the number of this source's document of this kind; a second call returns the first one's.

    Call it last in a transaction: the number series stays locked until the end.
    """
    known = Document.objects.filter(source_kind=source_kind, source_id=source_id, kind=kind).first()
    if known is not None:
        return known.number
    with DOCUMENT.begin(actor=actor) as deed:
        return born(deed, source_kind, source_id, kind, office, office_word, data)


def born(
    deed: Deed[Any],
    source_kind: str,
    source_id: UUID,
    kind: DocumentKind,
    office: str,
    office_word: str,
    data: Mapping[str, Any],
) -> str:
    """Issue within an open deed, so that its journal entry goes with the deed's own. Returns the number.

    Raises NotCovered when the paper lacks a part that it must have.
    """
    check_parts(kind, data)
    year = deed.now.astimezone(OFFICE_ZONE).year
    serial = take(f"document:{kind}", office, year)[0]
    row = Document(source_kind=source_kind, source_id=source_id, kind=kind, office=office, issued_at=deed.now)
    row.number = f"{office_word}{SERIES[kind]}〔{year}〕{serial}号"
    row.data_sealed = ring().sealed(msgspec.json.encode(data), sealing_context(row.id))
    deed.born(DOCUMENT, row, Issue(number=row.number))
    return row.number
