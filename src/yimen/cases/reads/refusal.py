"""What the decision to refuse a case prints: reason and basis as decided, remedies as the matter's text has them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from yimen.cases.models import Case, Turn
from yimen.cases.reads.case_paper import case_paper
from yimen.cases.rules.turns import TurnKind
from yimen.kernel.actor import ActorKind
from yimen.kernel.journal import Recorded


def refusal_data(case_id: UUID, recorded: Recorded) -> tuple[str, dict[str, Any]]:
    """Return the department and the data of the template `refusal.typ`. For effects.

    A department's system that refuses gives its own name and no article: the paper then says who found it.
    """
    case = Case.objects.select_related("application").get(pk=case_id)
    return case.department_id, case_paper(case, recorded.at) | {
        "reason": recorded.data["reason"],
        "basis": recorded.data["basis"],
        "by_system": not recorded.actor.startswith(f"{ActorKind.STAFF}:"),
    }


def paper_source(case_id: UUID, at: datetime) -> tuple[str, UUID]:
    """Return the source of a decision's paper: the case, or the order by which it was decided anew.

    The paper of the quashed decision stays the case's own. For effects.
    """
    order = Turn.objects.filter(case=case_id, kind=TurnKind.REOPENED, at__lte=at).order_by("-at", "-id").first()
    return ("case", case_id) if order is None else ("turn", order.id)
