"""What the decision to refuse a case prints: reason and basis as decided, remedies as the matter's text has them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from yimen.cases.models import Case
from yimen.cases.reads.application import filled_row
from yimen.catalogue.reads import standard
from yimen.kernel.actor import ActorKind
from yimen.kernel.journal import Recorded
from yimen.kernel.workdays import OFFICE_ZONE
from yimen.people.reads import offices


def refusal_data(case_id: UUID, recorded: Recorded) -> tuple[str, dict[str, Any]]:
    """Return the department and the data of the template `refusal.typ`. For effects.

    A department's system that refuses gives its own name and no article: the paper then says who found it.
    """
    case = Case.objects.select_related("application").get(pk=case_id)
    application, acceptance = filled_row(case.application), standard(case.matter_id).acceptance
    return case.department_id, {
        "title": application.bundle.text.name.zh,
        "matter": acceptance.name.zh,
        "receipt_no": application.row.receipt_no,
        "case_no": case.number,
        "centre": offices()[case.department_id].name.zh,
        "names": "、".join(p.name for p in application.party_sheets),
        "accepted_at": _day(case.accepted_at or case.received_at),
        "told_at": _day(recorded.at),
        "reason": recorded.data["reason"],
        "basis": recorded.data["basis"],
        "by_system": not recorded.actor.startswith(f"{ActorKind.STAFF}:"),
        "remedies": acceptance.remedies.zh,
    }


def _day(moment: datetime) -> str:
    return f"{moment.astimezone(OFFICE_ZONE):%Y年%m月%d日}"
