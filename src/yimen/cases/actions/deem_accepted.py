"""Accept what the law deems accepted (视为受理): the limit for an answer has passed in silence.

Law: 行政许可法 art 32(1)4 (accepted from the day the material was received), 不动产登记暂行条例 art 17 (not told on the
spot: deemed accepted). A law that says nothing deems nothing. Every limit counts from the day of receipt; what is
lacking is no reason any more to ask for it, only for the decision.
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import APPLICATION
from yimen.cases.actions.accept import note_cases
from yimen.cases.actions.inside.intake import deemed_by, stop_watching
from yimen.cases.models import IntakeClock
from yimen.cases.reads.application import filled_row
from yimen.cases.reads.completeness import completeness
from yimen.cases.rules.intake import day_of, has_lapsed
from yimen.cases.states import ApplicationVerb, ClockKind
from yimen.catalogue.rules.citations import cited, in_chinese
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.calendar import work_calendar
from yimen.kernel.errors import Conflict
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words

_AT_ONCE = 200


@entry(
    "application",
    ApplicationVerb.DEEM_ACCEPTED,
    citizen=Words(
        "窗口没有在期限内答复，依{basis}自收到申请材料之日起即为受理，受理号{receipt_no}，共{cases}个事项。",
        "The window did not answer in time: by {basis_en} it is accepted from the day of receipt, number {receipt_no}, "
        "{cases} matters.",
    ),
    clerk=Words(
        "逾期没有告知，依{basis}视为受理，受理号{receipt_no}，共{cases}个事项。",
        "Nothing was told in time: deemed accepted by {basis_en}, number {receipt_no}, {cases} matters.",
    ),
)
class DeemAccepted(Entry, frozen=True):
    """The law accepted an application: by which article."""

    receipt_no: str
    cases: int
    basis: str
    basis_en: str


def deem_accepted(*, application_id: UUID, actor: Actor) -> bool:
    """Accept the application if its law does; return whether it did now. Raises Conflict when it is not received."""
    with APPLICATION.act(ApplicationVerb.DEEM_ACCEPTED, application_id, actor=actor) as deed:
        row = deed.subject
        rule = deemed_by(row, deed.now)
        if rule is None:
            return False
        assert row.received_at is not None
        application = filled_row(row)
        row.accepted_at, row.deemed_by = row.received_at, rule.code
        stop_watching(row.id, deed.now)
        basis = cited(rule.law, rule.article, in_chinese)
        told = DeemAccepted(
            receipt_no=str(row.receipt_no),
            cases=len(application.bundle.standards),
            basis=basis,
            basis_en=f"{rule.law} art {rule.article}",
        )
        note_cases(deed, application, completeness(application), told, deemed=basis, told_at=day_of(deed.now))
    return True


def deem_lapsed(*, actor: Actor) -> int:
    """Accept everything whose limit has passed; return how many. For the house's task: a second run finds none."""
    now, calendar = clock.now(), work_calendar()
    running = IntakeClock.objects.filter(kind=ClockKind.ACCEPTANCE, stopped_at__isnull=True).exclude(rule="")
    lapsed = [c.application_id for c in running.order_by("started_at") if has_lapsed(c, now, calendar)]
    return sum(_deemed(application_id, actor) for application_id in lapsed[:_AT_ONCE])


def _deemed(application_id: UUID, actor: Actor) -> bool:
    try:
        return deem_accepted(application_id=application_id, actor=actor)
    except Conflict:  # answered since, or somebody works on it at this moment: the next run asks again
        return False
