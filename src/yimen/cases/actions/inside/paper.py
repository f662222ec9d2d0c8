"""A paper about one case, issued inside the deed of the verb that needs it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from yimen.cases.models import Case
from yimen.cases.reads.application import filled_row
from yimen.catalogue.reads import standard
from yimen.kernel.action import Deed
from yimen.kernel.workdays import OFFICE_ZONE
from yimen.notices.actions.issue import born
from yimen.notices.states import DocumentKind
from yimen.people.reads import offices


def paper_of_case(
    deed: Deed[Case], case: Case, kind: DocumentKind, *, source: tuple[str, UUID] | None = None, **more: Any
) -> str:
    """Issue the department's paper about the case; moments in `more` are printed as days. Returns its number.

    `source` is what the paper is about when the case has several of the kind.
    """
    application, acceptance = filled_row(case.application), standard(case.matter_id).acceptance
    office = offices()[case.department_id]
    source_kind, source_id = source or ("case", case.id)
    data = {
        "title": application.bundle.text.name.zh,
        "matter": acceptance.name.zh,
        "receipt_no": application.row.receipt_no,
        "case_no": case.number,
        "centre": office.name.zh,
        "names": "、".join(p.name for p in application.party_sheets) or "申请人",
        "accepted_at": day(case.accepted_at or case.received_at),
        "told_at": day(deed.now),
        "remedies": acceptance.remedies.zh,
        **{k: day(v) if isinstance(v, datetime) else v for k, v in more.items()},
    }
    return born(deed, source_kind, source_id, kind, case.department_id, office.document_word, data)


def day(moment: datetime) -> str:
    """Return a moment as the day that papers print."""
    return f"{moment.astimezone(OFFICE_ZONE):%Y年%m月%d日}"
