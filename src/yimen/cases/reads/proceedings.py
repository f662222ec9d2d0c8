"""What happens within a case beside its steps, as its pages show it: opinions, hearing, visits, third parties."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

import msgspec

from yimen.cases.models import Case, Proceeding
from yimen.cases.reads.seen import seen_case
from yimen.cases.rules.proceedings import DATA, Facts
from yimen.cases.states import ProceedingKind, ProceedingState
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.keys import ring
from yimen.kernel.words import Words
from yimen.people.reads import offices, staff_of
from yimen.people.states import Post

D = TypeVar("D", bound=msgspec.Struct)


@dataclass(frozen=True)
class ProceedingSheet:
    """One proceeding: what it is, where it stands, whose turn it is and until when, and what was said."""

    id: UUID
    kind: ProceedingKind
    state: ProceedingState
    office: Words
    office_code: str
    started_at: datetime
    until: datetime | None
    ended_at: datetime | None
    data: msgspec.Struct
    is_late: bool

    @property
    def form(self) -> str:
        """Return the name of the form that carries this proceeding on: one of several on a page."""
        return f"of-{self.id}"


def proceedings(case_ids: Collection[UUID]) -> dict[UUID, tuple[ProceedingSheet, ...]]:
    """Return the proceedings of cases that the asker may see already, oldest first; no statement for no case."""
    if not case_ids:
        return {}
    found: dict[UUID, tuple[ProceedingSheet, ...]] = {}
    now = clock.now()
    for row in Proceeding.objects.filter(case__in=list(case_ids)).order_by("started_at", "id"):
        found[row.case_id] = (*found.get(row.case_id, ()), _sheet(row, now))
    return found


def of_case(viewer: Actor, case_id: UUID) -> tuple[ProceedingSheet, ...]:
    """Return the proceedings of a case of the viewer's. Raises NotFound."""
    return proceedings([seen_case(viewer, case_id).id]).get(case_id, ())


def _sheet(row: Proceeding, now: datetime) -> ProceedingSheet:
    kind = ProceedingKind(row.kind)
    return ProceedingSheet(
        id=row.id,
        kind=kind,
        state=ProceedingState(row.state),
        office=offices()[row.office].name,
        office_code=row.office,
        started_at=row.started_at,
        until=row.until,
        ended_at=row.ended_at,
        data=opened(row, DATA[kind]),
        is_late=row.ended_at is None and row.until is not None and row.until < now,
    )


def opinions_received(case: Case, sheets: Mapping[UUID, tuple[ProceedingSheet, ...]]) -> tuple[int, int]:
    """Return how many opinions have come in and how many were asked for."""
    asked = [s for s in sheets.get(case.id, ()) if s.kind is ProceedingKind.OPINION]
    return sum(s.ended_at is not None for s in asked), len(asked)


def officers_of(department: str) -> dict[int, str]:
    """Return who works on cases of a department, with their names: who may look on the spot, or chair a hearing."""
    return staff_of(department, Post.EXAMINER, Post.APPROVER, Post.AGENCY_HEAD)


def facts_of(row: Proceeding) -> Facts:
    """Return what the rules need of a row."""
    return Facts(ProceedingKind(row.kind), ProceedingState(row.state), row.until, offices()[row.office].name)


def opened(row: Proceeding, kind: type[D]) -> D:
    """Return what is said in a proceeding."""
    return msgspec.json.decode(ring().opened(bytes(row.data_sealed), _context(row.id)), type=kind)


def sealed(proceeding_id: UUID, data: msgspec.Struct) -> bytes:
    """Return what is said in a proceeding as it is kept."""
    return ring().sealed(msgspec.json.encode(data), _context(proceeding_id))


def _context(proceeding_id: UUID) -> bytes:
    return b"proceeding:" + proceeding_id.bytes
