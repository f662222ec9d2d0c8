"""Who is away and who stands in."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from yimen.doors.api import desk_sheets, desk_told, shapes, work_shapes
from yimen.doors.api.door import MachineRequest
from yimen.doors.api.machine import read, verb
from yimen.people.actions.announce import announce
from yimen.people.actions.call_off import call_off
from yimen.people.actions.end import end
from yimen.people.reads.standing_in import absence, absences

TAG = "leave"
_ONE = "/absences/{absence_id}"


@read("/absences", posts=(), budget=8, answer=desk_sheets.AbsencesAnswer, tag=TAG)
def who_is_away(request: MachineRequest) -> Any:
    """List who of one's own offices is away today or later, who stands in, and on which days nobody does."""
    return {"absences": [desk_told.absence(a) for a in absences(request.actor)]}


@verb("/absences/announce", posts=(), budget=16, answer=desk_sheets.AbsenceAnswer, tag=TAG, does=("absence.announce",))
def announce_absence(request: MachineRequest, body: work_shapes.Absent) -> Any:
    """Say that one, or whom one manages, is away on these office days, both included, and who stands in."""
    absence_id = announce(
        account=body.account,
        substitute=body.substitute,
        from_date=date.fromisoformat(body.from_date),
        to_date=date.fromisoformat(body.to_date),
        posts=body.posts,
        actor=request.actor,
    )
    return desk_told.absence(absence(request.actor, absence_id))


@verb(_ONE + "/end", posts=(), budget=14, answer=desk_sheets.AbsenceAnswer, tag=TAG, does=("absence.end",))
def end_absence(request: MachineRequest, absence_id: UUID, body: shapes.Nothing) -> Any:  # noqa: ARG001
    """End an absence: she is back before its last day."""
    end(absence_id=absence_id, actor=request.actor)
    return desk_told.absence(absence(request.actor, absence_id))


@verb(_ONE + "/call-off", posts=(), budget=14, answer=desk_sheets.AbsenceAnswer, tag=TAG, does=("absence.call_off",))
def call_absence_off(request: MachineRequest, absence_id: UUID, body: shapes.Nothing) -> Any:  # noqa: ARG001
    """Take an absence back before its first day."""
    call_off(absence_id=absence_id, actor=request.actor)
    return desk_told.absence(absence(request.actor, absence_id))
