"""The limits of an application before it is accepted, as pages and papers show them: until when, by what, what follows.

Worked out from the rows, never kept.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yimen.cases.models import Application, IntakeClock
from yimen.cases.reads.application import Filled, filled
from yimen.cases.reads.deadline import DeadlineSheet
from yimen.cases.rules.intake import consequence, day_of, ends_at, sheet_of
from yimen.cases.states import CLOCK_WORDS, OF_APPLICATIONS, ClockKind
from yimen.catalogue.rules.citations import cited
from yimen.catalogue.rules.intake import correction_time
from yimen.catalogue.rules.limits import LawLimit, law_limit
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.calendar import work_calendar
from yimen.kernel.errors import NotFound
from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE


@dataclass(frozen=True, slots=True)
class IntakeSheet:
    """A limit that runs before acceptance: which, until when, whether it has passed, and what follows then."""

    kind: str
    words: Words
    started_at: datetime
    until: datetime
    is_over: bool
    follows: Words

    @property
    def day(self) -> str:
        """Return the last day as papers print it."""
        return day_of(self.until)


def intake_told(row: IntakeClock) -> IntakeSheet:
    """Return a limit as it is told. For actions as well; no statement."""
    until = ends_at(row, work_calendar())
    follows = consequence(row.kind, _rule(row))
    return IntakeSheet(row.kind, CLOCK_WORDS[row.kind], row.started_at, until, clock.now() > until, follows)


def intakes(applications: Collection[UUID]) -> Mapping[UUID, IntakeSheet]:
    """Return the running limit of each application that has one. One statement, none for no application."""
    if not applications:
        return {}
    rows = IntakeClock.objects.filter(application__in=applications, stopped_at__isnull=True)
    return {row.application_id: intake_told(row) for row in rows}


def intake_of(row: Application) -> IntakeSheet | None:
    """Return the running limit of an application the viewer sees, None when nothing runs. For reads and actions."""
    is_running = row.received_at is not None and row.accepted_at is None and row.closed_at is None
    return intakes([row.id]).get(row.id) if is_running else None


def deemed_words(row: Application) -> Words | None:
    """Return by which article the law accepted an application in silence, None when a person did."""
    if not row.deemed_by or row.received_at is None:
        return None
    rule = law_limit(row.deemed_by, row.received_at.astimezone(OFFICE_ZONE).date())
    return Words(cited(rule.law, rule.article), f"{rule.law} art {rule.article}")


def intake_deadline(viewer: Actor, application_id: UUID, which: str) -> DeadlineSheet:
    """Return how a limit before acceptance comes about: `acceptance` or `correction`. Raises NotFound."""
    application = filled(viewer, application_id)
    row = IntakeClock.objects.filter(application=application_id, kind=which).first()
    if row is None or which not in OF_APPLICATIONS:
        raise NotFound
    rule = _rule(row)
    return DeadlineSheet(
        case_id=application_id,
        number=application.row.receipt_no or "",
        matter=application.bundle.text.name,
        name=CLOCK_WORDS[which],
        started_at=row.started_at,
        basis=_basis(application, which, rule),
        sheet=sheet_of(row, work_calendar(), rule),
        follows=consequence(which, rule),
    )


def _basis(application: Filled, which: str, rule: LawLimit | None) -> tuple[str, ...]:
    if rule is not None:
        return (cited(rule.law, rule.article),)
    if which == ClockKind.CORRECTION:
        return tuple(cited(b.law, b.article) for b in correction_time(application.bundle.acceptances).basis)
    return ()


def _rule(row: IntakeClock) -> LawLimit | None:
    return law_limit(row.rule, row.started_at.astimezone(OFFICE_ZONE).date()) if row.rule else None
