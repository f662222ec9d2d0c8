"""A paper about one licence, issued inside the deed of the verb that needs it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from yimen.kernel.action import Deed
from yimen.kernel.workdays import OFFICE_ZONE
from yimen.licences.models import Licence
from yimen.licences.reads import data_of
from yimen.licences.reads.proceedings import terms_of
from yimen.notices.actions.issue import born
from yimen.notices.states import DocumentKind
from yimen.people.reads import offices


def paper_of_licence(
    deed: Deed[Licence], licence: Licence, kind: DocumentKind, source_id: UUID | None = None, **more: Any
) -> str:
    """Issue the agency's paper about a licence. Returns its number.

    `source_id` is the proceeding it belongs to, None for a paper about the licence itself. Moments and days in `more`
    are printed as days. Raises NotCovered when a part is lacking that the law asks for.
    """
    office = offices()[licence.issuer]
    data = {
        "names": str(data_of(licence).get("holders", "")),
        "centre": office.name.zh,
        "licence": licence.title_zh,
        "licence_no": licence.number,
        "told_at": printed_day(deed.now),
        "remedies": terms_of(licence).remedies,
        **{name: printed_day(value) if isinstance(value, date) else value for name, value in more.items()},
    }
    source = ("licence", licence.id) if source_id is None else ("proceeding", source_id)
    return born(deed, *source, kind, licence.issuer, office.document_word, data)


def printed_day(day: date | datetime) -> str:
    """Return a day, or a moment as its office day, as papers print it."""
    local = day.astimezone(OFFICE_ZONE) if isinstance(day, datetime) else day
    return f"{local.year}年{local.month:02d}月{local.day:02d}日"
