"""The card reader at the window: pair it, sign what the page asks of it, and look whether a card contradicts itself.

No card is stored or journalled here: a person comes into the house by the verb that joins her.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from yimen.doors.counter import reader
from yimen.doors.counter.views.start import CLERK
from yimen.doors.kit.page import page
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.errors import YimenError

_LONGEST = 200


@page(posts=CLERK, budget=6)
def device(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the pairing code of this sign-in at this window, and whether the bridge has it."""
    values = {"code": reader.shown_code(reader.code(request, actor)), "reader": reader.page_values()}
    answer = reader.reachable(render(request, "counter/device.html", values))
    answer["Cache-Control"] = "no-store"
    return answer


@page(posts=CLERK, budget=6, methods=("POST",))
def prove(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Sign one request of the page to the bridge."""
    try:
        return JsonResponse({"proof": reader.signed(request, actor, request.POST.dict())})
    except YimenError as problem:
        return JsonResponse(problem.as_json(), status=problem.status)


@page(posts=CLERK, budget=6, methods=("POST",))
def examine_card(request: HttpRequest, actor: Actor) -> HttpResponse:  # noqa: ARG001
    """Say what contradicts itself on a card that was just read."""
    card = {name: value[:_LONGEST] for name, value in request.POST.dict().items()}
    found = reader.contradictions(card, clock.today())
    told = {"problems": [str(f.words) for f in found], "may_fill": all(f.may_fill for f in found)}
    return JsonResponse(told)
