"""What happens to a case beside its straight way: its row, what its words may say, the last order to decide anew."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from yimen.cases.actions.inside.opinions import opinion_texts
from yimen.cases.models import Case, Turn
from yimen.cases.reads.application import filled_row
from yimen.cases.rules.turns import TurnKind
from yimen.kernel.action import Deed
from yimen.kernel.errors import BadInput
from yimen.kernel.words import Words

_NAMES = Words(
    "这里不要写当事人的姓名：经过要长期公开保存。请写“申请人”“权利人”等身份。",
    "Do not write a party's name here: the history is kept and read. Say “the applicant” or “the owner”.",
)


def turned(
    deed: Deed[Any], case: Case, kind: TurnKind, told: Mapping[str, Any], ordered_date: date | None = None
) -> Turn:
    """Write down that the case took this turn, with its department as it was until now; it has a paper from now on."""
    row = Turn(case=case, kind=kind, at=deed.now, office=case.department_id, told=dict(told), ordered_date=ordered_date)
    row.save(force_insert=True)
    case.has_papers = True
    return row


def texts(case: Case, **written: str) -> dict[str, str]:
    """Return what was written by field. Raises BadInput for what is empty, too long, or names one of the parties."""
    taken = opinion_texts(**written)
    names = [party.name for party in filled_row(case.application).party_sheets if party.name]
    wrong = {field: (_NAMES,) for field, text in taken.items() if any(name in text for name in names)}
    if wrong:
        raise BadInput(_NAMES, wrong)
    return taken


def last_order(case_id: UUID) -> Turn | None:
    """Return the last order to decide the case anew, None where there is none."""
    return Turn.objects.filter(case=case_id, kind=TurnKind.REOPENED).order_by("-at", "-id").first()
