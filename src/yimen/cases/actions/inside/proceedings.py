"""Proceedings of a case begun, read and carried on, inside the deed of the verb that holds the case."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

import msgspec

from yimen.cases.models import Case, Proceeding, Step
from yimen.cases.reads.proceedings import facts_of, officers_of, opened, sealed
from yimen.cases.rules.proceedings import HearingData, check_chair, check_decidable
from yimen.cases.states import CaseVerb, ProceedingKind, ProceedingState, StepState
from yimen.kernel.action import Deed
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput, Conflict, FourEyes
from yimen.kernel.words import Words

_CHAIRED = Words(
    "主持听证的人不能审查这一件，请换一位同事。", "Who chairs the hearing may not examine the case: a colleague must."
)
_WHO = Words("请选本部门的一位工作人员主持。", "Choose a member of the department's staff.")
D = TypeVar("D", bound=msgspec.Struct)


def begin(
    deed: Deed[Case],
    kind: ProceedingKind,
    state: ProceedingState,
    data: msgspec.Struct,
    *,
    office: str = "",
    until: datetime | None = None,
) -> Proceeding:
    """Begin a proceeding of the deed's case; one that is done at once ends at once."""
    case = deed.subject
    row = Proceeding(case=case, kind=kind, state=state, office=office or case.department_id, until=until)
    row.started_at, row.data_sealed = deed.now, sealed(row.id, data)
    row.ended_at = deed.now if state is ProceedingState.DONE else None
    row.save(force_insert=True)
    case.has_proceedings = True
    return row


def carry_on(
    row: Proceeding, state: ProceedingState, data: msgspec.Struct, now: datetime, until: datetime | None = None
) -> None:
    """Write where a proceeding stands now; done ends it."""
    row.state, row.data_sealed, row.until = state, sealed(row.id, data), until
    row.ended_at = now if state is ProceedingState.DONE else None
    row.save(update_fields=["state", "data_sealed", "until", "ended_at"])


def hearing(case: Case, *states: ProceedingState, lacking: Words) -> tuple[Proceeding, HearingData]:
    """Return the case's hearing that stands in one of `states`. Raises Conflict with `lacking` when there is none."""
    row = Proceeding.objects.filter(case=case.id, kind=ProceedingKind.HEARING, state__in=states).first()
    if row is None:
        raise Conflict(lacking)
    return row, opened(row, HearingData)


def chair_of(case: Case, chair: int) -> str:
    """Return the name of a chair: of the department's staff, and not who has to do with the examination.

    Raises BadInput.
    """
    claimed = Step.objects.filter(case=case.id, verb=CaseVerb.EXAMINE, state=StepState.OPEN)
    concerned = {case.accepted_by_id, case.examined_by_id, *claimed.values_list("claimed_by", flat=True)}
    check_chair(chair, concerned)
    known = officers_of(case.department_id)
    if chair not in known:
        raise BadInput(_WHO, {"chair": [_WHO]})
    return known[chair]


def check_awaited(case: Case, now: datetime) -> None:
    """Raise Obstacle while a proceeding must be awaited before the case is decided."""
    if case.has_proceedings:
        check_decidable((facts_of(row) for row in Proceeding.objects.filter(case=case.id, ended_at__isnull=True)), now)


def check_not_chair(case: Case, actor: Actor) -> None:
    """Raise FourEyes when the actor chairs, or chaired, a hearing of the case (行政许可法 art 48(1)3)."""
    rows = Proceeding.objects.filter(case=case.id, kind=ProceedingKind.HEARING) if case.has_proceedings else ()
    if any(opened(row, HearingData).chair == int(actor.id) for row in rows):
        raise FourEyes(_CHAIRED, verb=CaseVerb.EXAMINE)


def was_heard(case: Case) -> bool:
    """Return whether a hearing of the case was held: its decision follows the record (行政许可法 art 48(2))."""
    held = Proceeding.objects.filter(case=case.id, kind=ProceedingKind.HEARING, state=ProceedingState.DONE)
    return case.has_proceedings and held.exists()
