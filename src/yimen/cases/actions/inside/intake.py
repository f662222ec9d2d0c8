"""The limits of an application before it is accepted: begun, stopped and asked in the deeds of the window's verbs."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from yimen.cases.models import Application, IntakeClock
from yimen.cases.reads.application import Filled
from yimen.cases.rules.intake import has_lapsed
from yimen.cases.states import ApplicationState, ClockKind
from yimen.catalogue.rules.citations import cited
from yimen.catalogue.rules.intake import acceptance_period, correction_time, deeming_rule
from yimen.catalogue.rules.limits import LawLimit, law_limit
from yimen.kernel.calendar import work_calendar
from yimen.kernel.errors import Obstacle
from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE

_DEEMED = Words(
    "答复的期限已过，依{basis}这份申请自收件之日起即为受理，不能再要求补正或不予受理；受理通知书由系统出具。",
    "The limit for an answer has passed: by {basis} it is accepted from the day of receipt. Nothing may be asked for "
    "or refused now; the notice of acceptance is made by itself.",
)


def watch_acceptance(application: Filled, now: datetime) -> IntakeClock:
    """Begin the limit for an answer, at receipt."""
    rule = deeming_rule(application.bundle.acceptances, now.astimezone(OFFICE_ZONE).date())
    period = acceptance_period(rule)
    return IntakeClock.objects.create(
        application=application.row,
        kind=ClockKind.ACCEPTANCE,
        rule=rule.code if rule else "",
        count=period.count,
        unit=period.unit,
        started_at=now,
    )


def watch_correction(application: Filled, now: datetime) -> IntakeClock:
    """Begin the applicant's time to answer the notice; the limit for the window's answer is kept with its notice."""
    stop_watching(application.row.id, now)
    period = correction_time(application.bundle.acceptances).period
    assert period is not None
    return IntakeClock.objects.create(
        application=application.row, kind=ClockKind.CORRECTION, count=period.count, unit=period.unit, started_at=now
    )


def stop_watching(application_id: UUID, now: datetime) -> None:
    """Stop what runs before acceptance: the window has answered."""
    IntakeClock.objects.filter(application=application_id, stopped_at__isnull=True).update(stopped_at=now)


def deemed_by(row: Application, now: datetime) -> LawLimit | None:
    """Return the limit of law by which a received application is deemed accepted by `now`, None while it is not."""
    if row.state != ApplicationState.RECEIVED:
        return None
    running = IntakeClock.objects.filter(application=row.id, kind=ClockKind.ACCEPTANCE, stopped_at__isnull=True)
    clock = running.exclude(rule="").first()
    if clock is None or not has_lapsed(clock, now, work_calendar()):
        return None
    return law_limit(clock.rule, clock.started_at.astimezone(OFFICE_ZONE).date())


def deemed(rule: LawLimit) -> Obstacle:
    """Return the refusal of anything that comes after the law has accepted."""
    return Obstacle(_DEEMED.fill(basis=cited(rule.law, rule.article)), basis=f"{rule.law} art {rule.article}")


def refuse_when_deemed(row: Application, now: datetime) -> None:
    """Raise Obstacle when the law has accepted the application already."""
    rule = deemed_by(row, now)
    if rule is not None:
        raise deemed(rule)
