"""Receive the pile and accept every case of an application together (收件、受理): one number, one receipt, all clocks
from now.

Law: 行政许可法 art 32(1)5 (complete: must accept) and 32(2) (a dated written receipt); 不动产登记暂行条例 art 17 and
20.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from yimen.cases.actions import APPLICATION, CASE
from yimen.cases.actions.inside.intake import refuse_when_deemed, stop_watching
from yimen.cases.actions.inside.lacking import lacking, next_receipt_no
from yimen.cases.actions.inside.newborn import Columns, newborn
from yimen.cases.actions.inside.owed import note_owed
from yimen.cases.models import Answer, Application, Case, Clock, Step
from yimen.cases.reads.application import Filled, filled_row
from yimen.cases.reads.completeness import Completeness, completeness
from yimen.cases.reads.receipt import materials_data, receipt_data
from yimen.cases.states import ApplicationVerb, CaseVerb, ClockKind, Source
from yimen.kernel.action import Deed
from yimen.kernel.actor import Actor
from yimen.kernel.calendar import work_calendar
from yimen.kernel.journal import Entry, entry
from yimen.kernel.shell_sql import insert
from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE
from yimen.notices.actions.issue import born as document_born
from yimen.notices.states import DocumentKind
from yimen.people.reads import offices, windows


@entry(
    "application",
    ApplicationVerb.RECEIVE,
    citizen=Words("窗口收到您的申请材料{documents}份。", "The window received your {documents} documents."),
    clerk=Words("{by}收件，材料{documents}份。", "{by} received the pile of {documents} documents."),
)
class Receive(Entry, frozen=True):
    """The pile was received."""

    documents: int


@entry(
    "application",
    ApplicationVerb.ACCEPT,
    citizen=Words(
        "已受理，受理号{receipt_no}，共{cases}个事项。",
        "Accepted under number {receipt_no}, {cases} matters.",
    ),
    clerk=Words(
        "{by}受理，受理号{receipt_no}，共{cases}个事项。",
        "{by} accepted {cases} matters under number {receipt_no}.",
    ),
)
class Accept(Entry, frozen=True):
    """An application was accepted."""

    receipt_no: str
    cases: int


@entry(
    "case",
    CaseVerb.RECEIVE,
    citizen=Words("收到“{matter}”的申请。", "The application for “{matter}” was received."),
    clerk=Words("{by}收件：{matter}。", "{by} received: {matter}."),
)
class ReceiveCase(Entry, frozen=True):
    """A case was received."""

    matter: str


@entry(
    "case",
    CaseVerb.ACCEPT,
    citizen=Words("已受理，承诺{promised}前办结。", "Accepted; promised by {promised}."),
    clerk=Words(
        "{by}受理（{number}），承诺期限{promised}，法定期限{statutory}。",
        "{by} accepted {number}; promised by {promised}, by law {statutory}.",
    ),
)
class AcceptCase(Entry, frozen=True):
    """A case was accepted; limits are days, empty when there is none. `clocks` are kinds with start and end."""

    number: str
    promised: str
    statutory: str
    clocks: list[tuple[str, str, str]]


def accept(*, application_id: UUID, actor: Actor) -> str:
    """Return the receipt number. Raises BadInput naming everything that is lacking, or Obstacle, also when the law has
    accepted it already."""
    verbs = (ApplicationVerb.ACCEPT, ApplicationVerb.RECEIVE)
    with APPLICATION.act(verbs, application_id, actor=actor) as deed:
        refuse_when_deemed(deed.subject, deed.now)
        note_acceptance(deed, deed.subject, filled_row(deed.subject))
        return str(deed.subject.receipt_no)


def note_acceptance(deed: Deed[Application], row: Application, application: Filled) -> list[Case]:
    """Receive and accept `row`, filled in as `application`, inside an open deed; return its cases. Raises BadInput."""
    examined = completeness(application)
    if not examined.is_complete:
        raise lacking(examined)
    _drop_unasked(application, examined)
    if row.received_at is None:
        row.received_at = deed.now
        deed.note(row, Receive(documents=len(application.given)))
    else:
        stop_watching(row.id, deed.now)
    # What was to be corrected may have been complete before anybody looked: it is accepted from that day.
    row.accepted_by_id, row.accepted_at = int(deed.actor.id), row.completed_at or deed.now
    row.receipt_no = row.receipt_no or next_receipt_no(row, deed.now)
    told = Accept(receipt_no=row.receipt_no, cases=len(application.bundle.standards))
    return note_cases(deed, application, examined, told)


def note_cases(
    deed: Deed[Application], application: Filled, examined: Completeness, told: Entry, **more: Any
) -> list[Case]:
    """Note the acceptance `told`, with its cases from `accepted_at` on and its papers, inside an open deed."""
    row = application.row
    cases = _cases(deed, application)
    deed.note(row, told)
    if row.tolerated or row.promised:
        note_owed(deed, application, examined, cases)
    listed = materials_data(application, examined, windows()[row.window_id].number, deed.now)
    papers = {
        DocumentKind.ACCEPTANCE: receipt_data(application, examined, cases) | more,
        **({DocumentKind.MATERIALS: listed} if listed["lines"] else {}),  # silence may accept a pile of nothing
    }
    for kind, data in papers.items():
        document_born(deed, "application", row.id, kind, row.centre_id, offices()[row.centre_id].document_word, data)
    return cases


def _cases(deed: Deed[Application], application: Filled) -> list[Case]:
    cases: list[Case] = []
    steps: list[Columns] = []
    clocks: list[Columns] = []
    for n, standard in enumerate(application.bundle.standards, start=1):
        new = newborn(application.row, standard, application.bundle.text.matters, n, deed.now, work_calendar())
        cases.append(new.case)
        steps += new.steps
        clocks += new.clocks
        deed.born(CASE, new.case, ReceiveCase(matter=standard.acceptance.name.zh))
        deed.note(new.case, _accepted(new.case, new.clocks))
    insert(Step, steps)
    insert(Clock, clocks)
    return cases


def _accepted(case: Case, clocks: Sequence[Columns]) -> AcceptCase:
    until = {c["kind"]: c["until"].astimezone(OFFICE_ZONE).date().isoformat() for c in clocks}
    return AcceptCase(
        number=case.number,
        promised=until.get(ClockKind.PROMISED, ""),
        statutory=until.get(ClockKind.STATUTORY, ""),
        clocks=[(c["kind"], c["started_at"].isoformat(), c["until"].isoformat()) for c in clocks],
    )


def _drop_unasked(application: Filled, examined: Completeness) -> None:
    """Answers prepared for somebody who did not come go: data without purpose (个人信息保护法 art 6)."""
    form = {a.field for a in examined.form}
    unasked = [f for f, s in application.sources.items() if s == Source.PREPARED and f not in form]
    if unasked:
        Answer.objects.filter(application=application.row.id, field__in=unasked).delete()
