"""Decide a case anew (重新办理) because a court or a review body has quashed its decision and ordered another.

Law: 行政诉讼法 art 70 (quashed, and a new act may be ordered), art 71 (not the same act on the same facts and reasons);
行政复议法 (2023) art 64(1) (a period may be set), art 64(2) (the same, but for a breach of procedure). Where the order
names no day, the matter's own limit is counted anew from the day the order arrived: no article says so (general).

The former decision stays in the journal and in its paper; who examined or decided before does not decide again. What
was paid stays paid; a certificate that the quashed decision gave is ended at the certificates' desk.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from yimen.cases.actions import APPLICATION, CASE
from yimen.cases.actions.inside.paper import paper_of_case
from yimen.cases.actions.inside.renewed import clocks_anew, steps_anew
from yimen.cases.actions.inside.turns import texts, turned
from yimen.cases.models import Case, Step
from yimen.cases.reads.seen import seen_case
from yimen.cases.rules.turns import OrderBy, TurnKind
from yimen.cases.states import CASE_STATE_WORDS, ApplicationVerb, CaseVerb, StepState
from yimen.kernel import clock
from yimen.kernel.action import Deed
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE
from yimen.notices.states import DocumentKind

_BY = Words("请选择是判决还是行政复议决定。", "Choose whether a court or a review body ordered it.")
_ISSUED = Words("文书日期不能晚于收到的日期。", "The order cannot be dated after the day it arrived.")
_ARRIVED = Words(
    "收到的日期不能在今天以后，也不能早于原来的决定。", "It arrived by today, and after the decision it quashes."
)
_UNTIL = Words(
    "要求的期限要在今天以后；已经过了，请尽快办，并留空按法定期限计算。",
    "The day ordered lies after today; when it has passed leave it empty and decide at once.",
)
BASIS = {
    OrderBy.COURT: "《行政诉讼法》第七十条、第七十一条",
    OrderBy.REVIEW: "《行政复议法》第六十四条",
}


@dataclass(frozen=True, slots=True)
class Order:
    """The order: of a court or a review body, which organ, its number, its day, when it arrived, what it says.

    `until` is the day by which it wants the new decision, None when it names none. `is_procedural`: quashed only
    because the procedure was breached (行政复议法 art 64(2) then lets the same act be done again).
    """

    by: str
    organ: str
    document_no: str
    issued_on: date
    arrived_on: date
    ordered: str
    until: date | None = None
    is_procedural: bool = False


@entry(
    "application",
    ApplicationVerb.REOPEN,
    citizen=Words("有一个事项按判决或复议决定重新办理。", "One of its matters is decided anew, as ordered."),
    clerk=Words("{by}按{document_no}重新办理其中一个事项。", "{by} opened one of its matters again by {document_no}."),
)
class ReopenApplication(Entry, frozen=True):
    """An application has a matter in work again."""

    document_no: str


@entry(
    "case",
    CaseVerb.REOPEN,
    citizen=Words(
        "根据{organ}{document_no}，重新办理：{ordered}", "Decided anew by {document_no} of {organ}: {ordered}"
    ),
    clerk=Words(
        "{by}按{organ}{document_no}重新办理（原为“{former}”）：{ordered}",
        "{by} opened it again by {document_no} of {organ} (it was “{former_en}”): {ordered}",
    ),
)
class Reopen(Entry, frozen=True):
    """A case is decided anew: by whose order, which, of what day, arrived when, what it wants by when (empty: no day).

    With what the former decision was, and the limits counted anew.
    """

    by_whom: str
    organ: str
    document_no: str
    issued_on: str
    arrived_on: str
    ordered: str
    ordered_until: str
    former: str
    former_en: str
    former_result: str
    former_reason: str
    former_basis: str
    clocks: list[tuple[str, str, str]]


def reopen(*, case_id: UUID, order: Order, actor: Actor) -> None:
    """Open the case again.

    Raises NotFound, BadInput by field, Conflict when nothing of it can be decided anew, Refused.
    """
    row = seen_case(actor, case_id)
    CASE.guard(actor, CaseVerb.REOPEN, row)
    by, told = _checked(row, order)
    with APPLICATION.act(ApplicationVerb.REOPEN, row.application_id, actor=actor) as deed:
        (case,) = deed.join(CASE, CaseVerb.REOPEN, {case_id})
        deed.subject.closed_at = None
        deed.note(deed.subject, ReopenApplication(document_no=told["document_no"]))
        _reopened(deed, case, order, by, told)


def _reopened(deed: Deed[Any], case: Case, order: Order, by: OrderBy, told: dict[str, str]) -> None:
    former, words, ended_at = _former(case), CASE_STATE_WORDS[case.state], case.ended_at
    steps_anew(case, told["ordered"])
    clocks = clocks_anew(case, order.arrived_on, order.until, deed.now)
    case.ended_at, case.result = None, ""
    case.examined_by_id = case.approved_by_id = None
    kept = {
        "by": by,
        "issued_on": order.issued_on.isoformat(),
        "arrived_on": order.arrived_on.isoformat(),
        "is_procedural": order.is_procedural,
        "former_state": case.state,
        **told,
        **former,
    }
    turn = turned(deed, case, TurnKind.REOPENED, kept, order.until)
    deed.note(
        case,
        Reopen(
            by_whom=by,
            issued_on=order.issued_on.isoformat(),
            arrived_on=order.arrived_on.isoformat(),
            ordered_until=order.until.isoformat() if order.until else "",
            former=words.zh,
            former_en=words.en,
            clocks=clocks,
            **told,
            **former,
        ),
    )
    paper_of_case(
        deed,
        case,
        DocumentKind.REOPENING,
        source=("turn", turn.id),
        former=words.zh,
        ended_at=ended_at,
        issued_on=_day(order.issued_on),
        arrived_on=_day(order.arrived_on),
        ordered_until=_day(order.until) if order.until else None,
        until=case.statutory_until,
        basis=BASIS[by],
        **told,
    )


def _checked(case: Case, order: Order) -> tuple[OrderBy, dict[str, str]]:
    """Who ordered it, and its texts. Raises BadInput that names every field that is wrong."""
    wrong: dict[str, tuple[Words, ...]] = {}
    told: dict[str, str] = {}
    try:
        told = texts(case, organ=order.organ, document_no=order.document_no, ordered=order.ordered)
    except BadInput as problem:
        wrong |= problem.fields
    if order.by not in set(OrderBy):
        wrong["by"] = (_BY,)
    if order.issued_on > order.arrived_on:
        wrong["issued_on"] = (_ISSUED,)
    decided = (case.ended_at or clock.now()).astimezone(OFFICE_ZONE).date()
    if not decided <= order.arrived_on <= clock.today():
        wrong["arrived_on"] = (_ARRIVED,)
    if order.until is not None and order.until <= clock.today():
        wrong["until"] = (_UNTIL,)
    if wrong:
        raise BadInput(next(iter(wrong.values()))[0], wrong)
    return OrderBy(order.by), told


def _former(case: Case) -> dict[str, str]:
    """What the decision was that is quashed."""
    refused = Step.objects.filter(case=case.id, state=StepState.REFUSED).first()
    return {
        "former_result": case.result,
        "former_reason": refused.remark if refused else "",
        "former_basis": str(refused.outcome.get("basis", "")) if refused else "",
    }


def _day(day: date) -> str:
    return f"{day:%Y年%m月%d日}"
