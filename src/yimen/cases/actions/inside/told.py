"""Papers that say why an application is not accepted now: data and issue. Used by the verbs of the window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from yimen.cases.models import Application, Opening
from yimen.cases.reads.application import Filled
from yimen.kernel import clock
from yimen.kernel.action import Deed
from yimen.kernel.workdays import OFFICE_ZONE
from yimen.notices.actions.issue import born as document_born
from yimen.notices.states import DocumentKind
from yimen.people.reads import offices


def tell(
    deed: Deed[Application], application: Filled, kind: DocumentKind, points: Sequence[str] = (), **more: Any
) -> str:
    """Issue the paper and keep the application open before the clerk today. Returns the paper's number."""
    row = application.row
    Opening.objects.bulk_create(
        [Opening(application=row, account_id=int(deed.actor.id), day=clock.today())], ignore_conflicts=True
    )
    office = offices()[row.centre_id]
    data = {
        "title": application.bundle.text.name.zh,
        "receipt_no": row.receipt_no or "",
        "centre": office.name.zh,
        "told_at": f"{deed.now.astimezone(OFFICE_ZONE):%Y年%m月%d日 %H:%M}",
        "names": "、".join(p.name for p in application.party_sheets) or "申请人",
        "points": list(points),
        "remedies": "".join(dict.fromkeys(a.remedies.zh for a in application.bundle.acceptances)),
        **more,
    }
    return document_born(deed, "application", row.id, kind, row.centre_id, office.document_word, data)
