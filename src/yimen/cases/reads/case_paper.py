"""What every paper about one case prints: whose, which matter, which numbers, accepted and told when, the remedies."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from yimen.cases.models import Case
from yimen.cases.reads.application import filled_row
from yimen.catalogue.reads import standard
from yimen.kernel.workdays import OFFICE_ZONE
from yimen.people.reads import offices


def case_paper(case: Case, at: datetime) -> dict[str, Any]:
    """Return the data that the templates of a case have in common, for a paper of the moment `at`."""
    application, acceptance = filled_row(case.application), standard(case.matter_id).acceptance
    return {
        "title": application.bundle.text.name.zh,
        "matter": acceptance.name.zh,
        "receipt_no": application.row.receipt_no,
        "case_no": case.number,
        "centre": offices()[case.department_id].name.zh,
        "names": "、".join(p.name for p in application.party_sheets) or "申请人",
        "accepted_at": day(case.accepted_at or case.received_at),
        "told_at": day(at),
        "remedies": acceptance.remedies.zh,
    }


def day(moment: datetime) -> str:
    """Return a moment as the day that papers print."""
    return f"{moment.astimezone(OFFICE_ZONE):%Y年%m月%d日}"
