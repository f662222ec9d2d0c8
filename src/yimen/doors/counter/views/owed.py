"""At the window: what may come later or be promised, the sheet to sign, what came, and an objection taken down."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from yimen.cases.actions.object import object_
from yimen.cases.actions.promise import promise
from yimen.cases.actions.supply import supply
from yimen.cases.actions.tolerate import tolerate
from yimen.cases.reads.application import filled
from yimen.cases.reads.promises import promise_to_sign
from yimen.doors.counter.views.application import application_page, pdf
from yimen.doors.counter.views.draft import done
from yimen.doors.counter.views.start import CLERK
from yimen.doors.kit.page import page
from yimen.kernel import looks
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput, Conflict

_VERBS = {"tolerate": (tolerate, "tolerance"), "promise": (promise, "promise")}


@page(posts=CLERK, budget=24, methods=("POST",))
def waive(request: HttpRequest, actor: Actor, application_id: UUID, which: str) -> HttpResponse:
    """Let documents come later, or take a promise in their place; none ticked takes it back."""
    verb, owing = _VERBS[which]
    keys, is_signed = request.POST.getlist("key"), request.POST.get(f"is_signed_{owing}") == "yes"
    return done(
        request,
        actor,
        application_id,
        lambda: verb(application_id=application_id, keys=keys, is_signed=is_signed, actor=actor),
    )


@page(posts=CLERK, budget=16)
def to_sign(request: HttpRequest, actor: Actor, application_id: UUID, owing: str) -> HttpResponse:
    """Return the promise as it is signed before acceptance, as PDF."""
    draft = filled(actor, application_id)
    looks.look(actor, draft.person_ids, purpose="打印承诺书", page=request.path)
    return pdf(promise_to_sign(draft, owing), f"{owing}.pdf")


@page(posts=CLERK, budget=50, methods=("POST",))
def supply_documents(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """Take what was to come later."""
    keys = request.POST.getlist("key")
    scans = [(f.name or "", f.read()) for f in request.FILES.getlist("scan")]
    try:
        supply(application_id=application_id, keys=keys, scans=scans, actor=actor)
    except (BadInput, Conflict) as problem:
        return application_page(request, actor, application_id, problem)
    return redirect(f"/counter/application/{application_id}/")


@page(posts=CLERK, budget=40, methods=("POST",))
def object_to(request: HttpRequest, actor: Actor, application_id: UUID, case_id: UUID) -> HttpResponse:
    """Take down an objection to a promise found untrue."""
    key, objection = request.POST.get("key", ""), request.POST.get("objection", "")
    try:
        object_(case_id=case_id, key=key, objection=objection, actor=actor)
    except (BadInput, Conflict) as problem:
        return application_page(request, actor, application_id, problem)
    return redirect(f"/counter/application/{application_id}/")
