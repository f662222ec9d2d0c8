"""What a case was accepted without, at the desk: ended for what never came; promises listed and checked."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yimen.cases.actions.call_off import call_off
from yimen.cases.actions.check_promise import check_promise
from yimen.cases.reads.owed import promises_to_check
from yimen.doors.desk.views import done
from yimen.doors.kit.page import page
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput
from yimen.kernel.words import Words
from yimen.people.states import Post

_DECIDERS = (Post.EXAMINER, Post.APPROVER)
_WHICH = Words("请选核查的结果：属实或者不实。", "Choose what was found: true or untrue.")


@page(posts=_DECIDERS, budget=16)
def promises(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the promises that this department has to check."""
    return render(request, "desk/promises.html", {"lines": promises_to_check(actor)})


@page(posts=(Post.APPROVER,), budget=30, methods=("POST",))
def call_off_case(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """End a case for what never came."""
    ground = request.POST.get("ground", "")
    return done(request, actor, case_id, lambda: call_off(case_id=case_id, ground=ground, actor=actor))


@page(posts=_DECIDERS, budget=30, methods=("POST",))
def check_case_promise(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Say what the check of a promise found."""
    key, evidence = request.POST.get("key", ""), request.POST.get("evidence", "")
    result = request.POST.get("result", "")

    def verb() -> None:
        if result not in ("true", "untrue"):
            raise BadInput(_WHICH, {"result": [_WHICH]})
        check_promise(case_id=case_id, key=key, is_true=result == "true", evidence=evidence, actor=actor)

    return done(request, actor, case_id, verb)
