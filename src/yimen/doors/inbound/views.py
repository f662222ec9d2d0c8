"""Signed answers that a department's system pushes. A wrong or old signature is refused.

The same answer twice is taken once.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from yimen.doors.kit.page import public
from yimen.exchange.actions.answer import take_answer
from yimen.exchange.reads import receiver
from yimen.exchange.rules import Misunderstood
from yimen.kernel.actor import department_system
from yimen.kernel.errors import BadInput, Conflict, NotFound, Refused, YimenError


@csrf_exempt
@public(budget=20, methods=("POST",))
def answer_from(request: HttpRequest, system: str) -> HttpResponse:
    """Take an answer of `system`. Its signature is the sign-in; what it says is read later, by the relay."""
    try:
        door = receiver(system)
        message_id, answer = door.received(request.method or "", request.path, dict(request.headers), request.body)
        is_taken = take_answer(message_id=message_id, answer=answer, actor=department_system(system, door.name.zh))
    except Misunderstood as confusion:
        return _no(BadInput(confusion.words))
    except (BadInput, Conflict, NotFound, Refused) as error:
        return _no(error)
    return JsonResponse({"taken": is_taken})


def _no(error: YimenError) -> HttpResponse:
    return JsonResponse({"error": error.as_json()}, status=error.status)
