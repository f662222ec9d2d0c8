"""A person's full document number, shown once to the clerk who says why."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yimen.cases.reads.application import filled
from yimen.doors.counter.views.start import CLERK
from yimen.doors.kit.page import page
from yimen.doors.kit.people import person_rows
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput, NotFound, Refused
from yimen.kernel.words import Words
from yimen.people.actions.unmask import unmask

_NOT_HERE_TODAY = Words(
    "完整号码只在本人今天到您的窗口办理时才能看。请核对本人的证件。",
    "The full number is shown only while the person is at your window today. Look at the person's own card.",
)


@page(posts=CLERK, budget=20, methods=("POST",))
def unmask_person(request: HttpRequest, actor: Actor, application_id: UUID, person_id: UUID) -> HttpResponse:
    """Show the full number of a party of an application the clerk sees; the reason is journalled."""
    application = filled(actor, application_id)
    rows = person_rows(application.party_sheets, application.bundle.text.roles)
    person = next((row for row in rows if row.person_id == person_id), None)
    if person is None:
        raise NotFound
    reason = request.POST.get("reason", "")[:400]
    number, problem = "", None
    try:
        number = unmask(person_id=person_id, reason=reason, actor=actor)
    except BadInput as error:
        problem = error
    except NotFound:
        raise Refused(_NOT_HERE_TODAY) from None
    values = {
        "person": person,
        "number": f"{number[:6]} {number[6:14]} {number[14:]}" if number else "",
        "reason": reason.strip(),
        "problem": problem,
        "back": f"/counter/application/{application_id}/",
    }
    answer = render(request, "counter/unmask.html", values, status=problem.status if problem else 200)
    answer["Cache-Control"] = "no-store"
    return answer
