"""What happens within a case beside its steps, at the desk: opinions, third parties, visits, hearings."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from yimen.cases.actions.ask_hearing import ask_hearing
from yimen.cases.actions.consult import consult
from yimen.cases.actions.hear import hear
from yimen.cases.actions.hold_hearing import hold_hearing
from yimen.cases.actions.inform import inform
from yimen.cases.actions.offer_hearing import offer_hearing
from yimen.cases.actions.opine import opine
from yimen.cases.actions.replace_chair import replace_chair
from yimen.cases.actions.schedule_hearing import schedule_hearing
from yimen.cases.actions.visit import visit
from yimen.doors.desk.views import OFFICERS, done
from yimen.doors.kit.page import page
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput, NotFound
from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE
from yimen.people.states import Post

_DECIDERS = (Post.EXAMINER, Post.APPROVER)
_MOMENT = Words("请选听证的日期和时间。", "Choose the day and the time of the hearing.")


def planned_of(text: str) -> datetime:
    """Return a moment as a page's or a machine's form gives it, in office time. Raises BadInput."""
    try:
        told = datetime.fromisoformat(text.strip())
    except ValueError:
        raise BadInput(_MOMENT, {"planned": [_MOMENT]}) from None
    return told if told.tzinfo else told.replace(tzinfo=OFFICE_ZONE)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None


@page(posts=_DECIDERS, budget=30, methods=("POST",))
def consult_on_case(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Ask other departments for their opinion."""
    told = request.POST
    offices, days = told.getlist("offices"), _number(told.get("days", ""))
    question = told.get("question", "")
    return done(
        request,
        actor,
        case_id,
        lambda: consult(case_id=case_id, offices=offices, question=question, days=days, actor=actor),
    )


@page(posts=_DECIDERS, budget=24, methods=("POST",))
def opine_on_case(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Give the department's opinion."""
    stand, text = request.POST.get("stand", ""), request.POST.get("text", "")
    return done(request, actor, case_id, lambda: opine(case_id=case_id, stand=stand, text=text, actor=actor))


@page(posts=_DECIDERS, budget=30, methods=("POST",))
def inform_on_case(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Tell an interested party."""
    told = {name: request.POST.get(name, "") for name in ("name", "contact", "interest")}
    days = _number(request.POST.get("days", ""))
    return done(request, actor, case_id, lambda: inform(case_id=case_id, days=days, actor=actor, **told))


@page(posts=_DECIDERS, budget=24, methods=("POST",))
def hear_on_case(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Note an interested party's statement."""
    party, statement = _id(request.POST.get("party", "")), request.POST.get("statement", "")
    return done(request, actor, case_id, lambda: hear(case_id=case_id, party=party, statement=statement, actor=actor))


@page(posts=_DECIDERS, budget=30, methods=("POST",))
def visit_on_case(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Note a visit."""
    officers = [_number(text) for text in request.POST.getlist("officers")]
    place, finding = request.POST.get("place", ""), request.POST.get("finding", "")
    return done(
        request,
        actor,
        case_id,
        lambda: visit(case_id=case_id, officers=officers, place=place, finding=finding, actor=actor),
    )


@page(posts=_DECIDERS, budget=30, methods=("POST",))
def offer_hearing_on_case(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Offer a hearing."""
    why, own = request.POST.get("why", ""), request.POST.get("is_ex_officio") == "yes"
    return done(
        request, actor, case_id, lambda: offer_hearing(case_id=case_id, why=why, is_ex_officio=own, actor=actor)
    )


@page(posts=_DECIDERS, budget=24, methods=("POST",))
def ask_hearing_on_case(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Take the request for a hearing."""
    asked_by = request.POST.get("asked_by", "")
    return done(request, actor, case_id, lambda: ask_hearing(case_id=case_id, asked_by=asked_by, actor=actor))


@page(posts=_DECIDERS, budget=36, methods=("POST",))
def schedule_hearing_on_case(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Schedule the hearing."""
    told = request.POST
    chair, place = _number(told.get("chair", "")), told.get("place", "")
    return done(
        request,
        actor,
        case_id,
        lambda: schedule_hearing(
            case_id=case_id, planned_at=planned_of(told.get("planned", "")), place=place, chair=chair, actor=actor
        ),
    )


@page(posts=(Post.AGENCY_HEAD,), budget=26, methods=("POST",))
def replace_chair_on_case(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Put somebody else in the chair."""
    chair, why = _number(request.POST.get("chair", "")), request.POST.get("reason", "")
    return done(request, actor, case_id, lambda: replace_chair(case_id=case_id, chair=chair, reason=why, actor=actor))


@page(posts=OFFICERS, budget=36, methods=("POST",))
def hold_hearing_on_case(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Keep the record of the hearing."""
    attended, record = request.POST.get("attended", ""), request.POST.get("record", "")
    is_signed = request.POST.get("is_signed") == "yes"
    return done(
        request,
        actor,
        case_id,
        lambda: hold_hearing(case_id=case_id, attended=attended, record=record, is_signed=is_signed, actor=actor),
    )
