"""Persons at the window: who acts for them, their documents, earlier applications, the full number with a reason."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yimen.cases.actions.dismiss import dismiss
from yimen.cases.actions.represent import represent
from yimen.cases.reads.application import filled
from yimen.cases.reads.earlier import earlier
from yimen.cases.reads.lists import own_by_name
from yimen.doors.counter.views.draft import done
from yimen.doors.counter.views.start import CLERK
from yimen.doors.kit.page import page
from yimen.kernel import looks
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput, NotFound, Refused
from yimen.kernel.words import Words
from yimen.people.actions.add_document import add_document
from yimen.people.actions.unmask import unmask
from yimen.people.reads import at_window
from yimen.people.states import DOCUMENT_WORDS

LONGEST_QUERY = 60
HISTORY, SEARCH = "本人在窗口，查看以往申请", "在窗口按姓名找人"
_NOT_HERE_TODAY = Words(
    "完整号码只在本人今天到您的窗口办理时才能看。请核对本人的证件。",
    "The full number is shown only while the person is at your window today. Look at the person's own card.",
)
_NO_LONGER_HERE = Words(
    "补登证件要本人在您的窗口。请先用原来的证件登记当事人。",
    "A document is added only while the person is at your window. Add the party by the first document again.",
)


@page(posts=CLERK, budget=44, methods=("POST",))
def represent_party(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """Put on record who acts for a party."""
    given = request.POST

    def verb() -> None:
        represent(
            application_id=application_id,
            place=given.get("place", "")[:40],
            kind=given.get("kind", ""),
            document=given.get("document", ""),
            number=given.get("number", "")[:40],
            name=given.get("name", "")[:200],
            corrects=given.get("corrects") == "yes",
            actor=actor,
        )

    return done(request, actor, application_id, verb)


@page(posts=CLERK, budget=30, methods=("POST",))
def dismiss_party(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """Take out who acts for a party."""
    place = request.POST.get("place", "")[:40]
    return done(
        request, actor, application_id, lambda: dismiss(application_id=application_id, place=place, actor=actor)
    )


@page(posts=CLERK, budget=36, methods=("POST",))
def add_document_of(request: HttpRequest, actor: Actor, application_id: UUID, person_id: UUID) -> HttpResponse:
    """Add another document of a party of the draft."""
    if person_id not in filled(actor, application_id).person_ids:
        raise NotFound
    given = request.POST

    def verb() -> None:
        try:
            add_document(
                person_id=person_id,
                document=given.get("document", ""),
                number=given.get("number", "")[:40],
                actor=actor,
            )
        except NotFound:
            raise BadInput(_NO_LONGER_HERE) from None

    return done(request, actor, application_id, verb)


@page(posts=CLERK, budget=12)
def people(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Find somebody by name among those at the window today and in the clerk's own applications."""
    asked = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    found = at_window(actor, asked)
    looks.look(actor, [p.id for p in found], purpose=SEARCH, page=request.path)
    values = {"asked": asked, "people": found, "applications": own_by_name(actor, asked) if asked else []}
    return render(request, "counter/people.html", values)


@page(posts=CLERK, budget=12)
def person(request: HttpRequest, actor: Actor, person_id: UUID) -> HttpResponse:
    """Show the person at the window with her earlier applications; the look is written down."""
    sheet, lines = earlier(actor, person_id)
    looks.look(actor, [person_id], purpose=HISTORY, page=request.path)
    documents = [{"words": DOCUMENT_WORDS[d.type], "number": d.number_masked} for d in sheet.documents]
    return render(request, "counter/person.html", {"person": sheet, "documents": documents, "lines": lines})


@page(posts=CLERK, budget=20, methods=("POST",))
def unmask_person(request: HttpRequest, actor: Actor, application_id: UUID, person_id: UUID) -> HttpResponse:
    """Show the full number of a party, or of who acts for one, of an application the clerk sees.

    The reason is journalled.
    """
    application = filled(actor, application_id)
    document = application.document_of(person_id)
    name = application.people[person_id].name
    reason = request.POST.get("reason", "")[:400]
    number, problem = "", None
    try:
        number = unmask(person_id=person_id, reason=reason, document=document, actor=actor)
    except BadInput as error:
        problem = error
    except NotFound:
        raise Refused(_NOT_HERE_TODAY) from None
    values = {
        "person": {"name": name},
        "number": f"{number[:6]} {number[6:14]} {number[14:]}" if len(number) == 18 else number,
        "reason": reason.strip(),
        "problem": problem,
        "back": f"/counter/application/{application_id}/",
    }
    answer = render(request, "counter/unmask.html", values, status=problem.status if problem else 200)
    answer["Cache-Control"] = "no-store"
    return answer
