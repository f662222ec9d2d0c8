"""How the result of a case is delivered, at the window: chosen, compared, sent by courier, served."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from yimen.cases.actions.choose import choose
from yimen.cases.actions.compare import compare, look_again
from yimen.cases.actions.deliver import deliver
from yimen.cases.actions.dispatch import come_back, dispatch
from yimen.cases.rules.codes import spoken
from yimen.doors.counter.views.application import application_page
from yimen.doors.counter.views.start import CLERK
from yimen.doors.kit.page import page
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput, Conflict, FourEyes

_DIFFERING = "differing:"


@page(posts=CLERK, budget=40, methods=("POST",))
def choose_way(request: HttpRequest, actor: Actor, application_id: UUID, case_id: UUID) -> HttpResponse:
    """Keep the way of delivery; the code for fetching it online is shown this once."""
    post = request.POST
    code = ""

    def do() -> None:
        nonlocal code
        code = choose(
            application_id=application_id,
            case_id=case_id,
            way=post.get("way", ""),
            receiver=post.get("receiver", ""),
            address=post.get("address", ""),
            actor=actor,
        )

    answer = _done(request, actor, application_id, case_id, do)
    if not code:
        return answer
    return application_page(request, actor, application_id, None, code=spoken(code), code_case=case_id)


@page(posts=CLERK, budget=40, methods=("POST",))
def compare_originals(request: HttpRequest, actor: Actor, application_id: UUID, case_id: UUID) -> HttpResponse:
    """Note which originals are the same as their scans, and what differs."""
    differing = {n.removeprefix(_DIFFERING): str(v) for n, v in request.POST.items() if n.startswith(_DIFFERING)}
    told = {"application_id": application_id, "case_id": case_id}
    same = request.POST.getlist("same")
    return _done(
        request, actor, application_id, case_id, lambda: compare(**told, same=same, differing=differing, actor=actor)
    )


@page(posts=CLERK, budget=40, methods=("POST",))
def look_at_originals(request: HttpRequest, actor: Actor, application_id: UUID, case_id: UUID) -> HttpResponse:
    """Note what the second look found."""
    finding, told = request.POST.get("finding", ""), {"application_id": application_id, "case_id": case_id}
    return _done(request, actor, application_id, case_id, lambda: look_again(**told, finding=finding, actor=actor))


@page(posts=CLERK, budget=40, methods=("POST",))
def dispatch_result(request: HttpRequest, actor: Actor, application_id: UUID, case_id: UUID) -> HttpResponse:
    """Give the result to the courier."""
    carrier, number = request.POST.get("carrier", ""), request.POST.get("tracking_no", "")
    told = {"application_id": application_id, "case_id": case_id}
    return _done(
        request,
        actor,
        application_id,
        case_id,
        lambda: dispatch(**told, carrier=carrier, tracking_no=number, actor=actor),
    )


@page(posts=CLERK, budget=40, methods=("POST",))
def result_came_back(request: HttpRequest, actor: Actor, application_id: UUID, case_id: UUID) -> HttpResponse:
    """Note that the courier brought it back."""
    reason, told = request.POST.get("reason", ""), {"application_id": application_id, "case_id": case_id}
    return _done(request, actor, application_id, case_id, lambda: come_back(**told, reason=reason, actor=actor))


@page(posts=CLERK, budget=48, methods=("POST",))
def deliver_result(request: HttpRequest, actor: Actor, application_id: UUID, case_id: UUID) -> HttpResponse:
    """Note that it has arrived, and make the receipt of service."""
    post = request.POST
    way, receiver, proof = (post.get(name, "") for name in ("way", "receiver", "proof"))
    told = {"application_id": application_id, "case_id": case_id}
    return _done(
        request,
        actor,
        application_id,
        case_id,
        lambda: deliver(**told, way=way, receiver=receiver, proof=proof, actor=actor),
    )


def _done(
    request: HttpRequest, actor: Actor, application_id: UUID, case_id: UUID, verb: Callable[[], object]
) -> HttpResponse:
    try:
        verb()
    except (BadInput, Conflict, FourEyes) as problem:
        return application_page(request, actor, application_id, problem, wrong_case=case_id)
    return redirect(f"/counter/application/{application_id}/")
