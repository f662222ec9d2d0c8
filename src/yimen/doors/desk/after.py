"""What may still happen to a case: decided anew by order, corrected, handed over, sent away, reported above."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from yimen.cases.actions.hand_over import hand_over
from yimen.cases.actions.rectify import Correction, rectify
from yimen.cases.actions.reopen import Order, reopen
from yimen.cases.actions.report_up import report_up
from yimen.cases.actions.transfer import Authority, transfer
from yimen.doors.desk.views import done
from yimen.doors.kit.page import page
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput
from yimen.kernel.words import Words
from yimen.people.states import Post

DECIDERS = (Post.APPROVER, Post.AGENCY_HEAD)
_DAY = Words("请填写日期，例如 2026-03-18。", "Give a day, such as 2026-03-18.")


@page(posts=DECIDERS, budget=36, methods=("POST",))
def reopen_case(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Decide the case anew, as a court or a review body ordered."""
    return done(request, actor, case_id, lambda: reopen(case_id=case_id, order=_order(request), actor=actor))


@page(posts=DECIDERS, budget=30, methods=("POST",))
def rectify_case(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Correct an official error in the decision."""
    told = request.POST
    correction = Correction(
        told.get("what", ""), told.get("right", ""), told.get("why", ""), former=told.get("former", "")
    )
    return done(request, actor, case_id, lambda: _rectify(case_id, correction, actor))


@page(posts=DECIDERS, budget=34, methods=("POST",))
def hand_case_over(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Hand the case over to another department of the house."""
    to, why, basis = (request.POST.get(name, "") for name in ("to", "transfer_reason", "transfer_basis"))
    return done(
        request, actor, case_id, lambda: hand_over(case_id=case_id, to=to, reason=why, basis=basis, actor=actor)
    )


@page(posts=DECIDERS, budget=34, methods=("POST",))
def send_case_away(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Send the case to an authority outside."""
    name, address, phone = (request.POST.get(field, "") for field in ("authority", "address", "phone"))
    why, basis = request.POST.get("transfer_reason", ""), request.POST.get("transfer_basis", "")
    to = Authority(name, address, phone)
    return done(request, actor, case_id, lambda: transfer(case_id=case_id, to=to, reason=why, basis=basis, actor=actor))


@page(posts=DECIDERS, budget=30, methods=("POST",))
def report_case_up(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Report the reviewed case to the office that decides it."""
    opinion = request.POST.get("report_opinion", "")
    return done(request, actor, case_id, lambda: report_up(case_id=case_id, opinion=opinion, actor=actor))


def _rectify(case_id: UUID, correction: Correction, actor: Actor) -> None:
    """Correct, with what is wrong of the reason named as the form names it: another form has a field `reason`."""
    try:
        rectify(case_id=case_id, correction=correction, actor=actor)
    except BadInput as problem:
        fields = {("why" if field == "reason" else field): words for field, words in problem.fields.items()}
        raise BadInput(problem.words, fields) from None


def _order(request: HttpRequest) -> Order:
    """The order as typed. Raises BadInput naming each day that is none."""
    told, wrong = request.POST, {}
    days: dict[str, date | None] = {}
    for field in ("issued_on", "arrived_on", "until"):
        text = told.get(field, "").strip()
        try:
            days[field] = date.fromisoformat(text) if text else None
        except ValueError:
            wrong[field] = (_DAY,)
    wrong |= {field: (_DAY,) for field in ("issued_on", "arrived_on") if field not in wrong and days[field] is None}
    issued, arrived = days.get("issued_on"), days.get("arrived_on")
    if wrong or issued is None or arrived is None:
        raise BadInput(_DAY, wrong)
    return Order(
        by=told.get("by", ""),
        organ=told.get("organ", ""),
        document_no=told.get("document_no", ""),
        issued_on=issued,
        arrived_on=arrived,
        ordered=told.get("ordered", ""),
        until=days.get("until"),
        is_procedural=told.get("is_procedural") == "yes",
    )
