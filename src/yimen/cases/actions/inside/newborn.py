"""The rows of a case at its acceptance: the case, its steps, its clocks. Used by `accept` inside its deed.

Steps and clocks are plain columns, not model instances: an acceptance makes some thirty of them at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from msgspec import UNSET
from uuid_utils.compat import uuid7

from yimen.cases.models import Application, Case
from yimen.cases.rules.steps import needs, shortcut
from yimen.cases.states import ClockKind, StepState
from yimen.catalogue.reads import Standard
from yimen.catalogue.rules.limits import LOWER_REVIEW, law_limit
from yimen.catalogue.states import HALL
from yimen.kernel.limits import due
from yimen.kernel.workdays import OFFICE_ZONE, Limit, WorkCalendar

Columns = dict[str, Any]


@dataclass(frozen=True)
class Newborn:
    """A case about to be written, with the columns of its steps and clocks."""

    case: Case
    steps: list[Columns]
    clocks: list[Columns]


def newborn(
    row: Application,
    standard: Standard,
    matters: tuple[str, ...],
    n: int,
    now: datetime,
    calendar: WorkCalendar,
) -> Newborn:
    """Return the rows of the `n`-th case of an application accepted at `now`."""
    case = Case(
        number=f"{row.receipt_no}-{n:02d}",
        application_id=row.id,
        matter_id=standard.id,
        department_id=standard.acceptance.department,
        region_id=row.region_id,
        received_at=row.received_at or now,
        accepted_at=now,
        accepted_by_id=row.accepted_by_id,
        shortcut=shortcut(standard.process),
    )
    clocks = _clocks(case, standard, now, calendar)
    until = {clock["kind"]: clock["until"] for clock in clocks}
    case.statutory_until, case.promised_until = until.get(ClockKind.STATUTORY), until.get(ClockKind.PROMISED)
    return Newborn(case, _steps(case, row, standard, matters, now, calendar), clocks)


def _clocks(case: Case, standard: Standard, now: datetime, calendar: WorkCalendar) -> list[Columns]:
    limits = standard.acceptance.limits
    clocks = []
    periods = [(ClockKind.STATUTORY, limits.statutory.period), (ClockKind.PROMISED, limits.promised.period)]
    if standard.process.reports_to is not UNSET:  # 行政许可法 art 43
        periods.append((ClockKind.REVIEW, law_limit(LOWER_REVIEW, now.astimezone(OFFICE_ZONE).date()).period))
    for kind, period in periods:
        if period is None:
            continue
        end = due(period, now, calendar)
        clocks.append(
            {
                "id": uuid7(),
                "case_id": case.id,
                "kind": kind,
                "count": period.count,
                "unit": period.unit,
                "started_at": now,
                "until": end.at,
                "extension": 0,
                "is_provisional": end.is_provisional,
                "stopped_at": None,
            }
        )
    return clocks


def _steps(
    case: Case,
    row: Application,
    standard: Standard,
    matters: tuple[str, ...],
    now: datetime,
    calendar: WorkCalendar,
) -> list[Columns]:
    on = now.astimezone(OFFICE_ZONE).date()
    steps = []
    for text in standard.process.steps:
        required = needs(text, standard.matter, matters, on)
        is_open = not required
        until = due(Limit.parse(text.limit), now, calendar).at if is_open and text.limit else None
        steps.append(
            {
                "id": uuid7(),
                "case_id": case.id,
                "key": f"{standard.matter}:{text.code}",
                "code": text.code,
                "office": row.centre_id if text.office == HALL else standard.acceptance.department,
                "post": text.post,
                "decided_by": text.decided_by,
                "verb": text.verb,
                "connector": text.connector,
                "needs": required,
                "state": StepState.OPEN if is_open else StepState.WAITING,
                "opened_at": now if is_open else None,
                "until": until,
                "done_at": None,
                "done_by": "",
                "attempt": 1,
                "outcome": {},
                "remark": "",
                "claimed_by_id": None,
                "claimed_at": None,
            }
        )
    return steps
