"""A draft on one page: people and pile, form, checklist and act.

Every part is a form of its own and works without scripts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yimen.cases.actions.accept import accept
from yimen.cases.actions.correct import correct
from yimen.cases.actions.discard import discard
from yimen.cases.actions.fill import fill
from yimen.cases.actions.give_back import give_back
from yimen.cases.actions.give_time import give_time
from yimen.cases.actions.join import join
from yimen.cases.actions.keep import keep
from yimen.cases.actions.leave import leave
from yimen.cases.actions.look_up import look_up
from yimen.cases.actions.receive import receive
from yimen.cases.actions.redirect import redirect as send_on
from yimen.cases.actions.reject import reject
from yimen.cases.actions.spare import spare
from yimen.cases.reads.application import filled
from yimen.cases.reads.completeness import completeness
from yimen.cases.reads.estimate import estimate
from yimen.cases.reads.intake import intake_of
from yimen.cases.reads.mended import mended
from yimen.cases.states import AT_THE_WINDOW
from yimen.doors.counter import draft_page, reader
from yimen.doors.counter.views.start import CLERK
from yimen.doors.kit.page import number_of, page
from yimen.kernel import looks
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput, Obstacle, Unreachable, YimenError
from yimen.kernel.words import Words
from yimen.people.reads import offices_named

PURPOSE = "窗口受理"
_WHICH_DOCUMENT = Words(
    "扫描件要附在哪一份材料上？请只勾一份，再选文件。",
    "Which document is the scan of? Tick that one only, then choose the file.",
)
_NOTHING_TICKED = Words("还没有勾选材料。", "No document is ticked yet.")


@page(posts=CLERK, budget=18)
def draft(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """Show a draft; an application that is accepted has its own page."""
    return _draft(request, actor, application_id, None, 200)


@page(posts=CLERK, budget=40, methods=("POST",))
def join_party(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """Add a party by document number and name."""
    given = request.POST

    def verb() -> None:
        join(
            application_id=application_id,
            role=given.get("role", ""),
            document=given.get("document", "resident_id"),
            number=given.get("number", "")[:40],
            name=given.get("name", "")[:200],
            corrects=given.get("corrects") == "yes",
            actor=actor,
        )

    return done(request, actor, application_id, verb)


@page(posts=CLERK, budget=24, methods=("POST",))
def leave_party(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """Take the last party of a role out."""
    role = request.POST.get("role", "")
    return done(request, actor, application_id, lambda: leave(application_id=application_id, role=role, actor=actor))


@page(posts=CLERK, budget=30, methods=("POST",))
def look_up_house(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """Ask the register."""
    key = request.POST.get("key", "")[:80]
    return done(request, actor, application_id, lambda: look_up(application_id=application_id, key=key, actor=actor))


@page(posts=CLERK, budget=24, methods=("POST",))
def fill_form(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """Keep the answers of the form."""
    answers = {k: v for k, v in request.POST.items() if k != "csrfmiddlewaretoken" and "." in k and isinstance(v, str)}
    return done(
        request,
        actor,
        application_id,
        lambda: fill(application_id=application_id, answers=answers, actor=actor),
        answers,
    )


@page(posts=CLERK, budget=90, methods=("POST",))
def keep_documents(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """Keep the documents ticked, or with one button every one of the list; scans belong to the only one ticked."""
    keys = request.POST.getlist("every" if request.POST.get("all") else "key")
    scans = [(f.name or "", f.read()) for f in request.FILES.getlist("scan")]

    def verb() -> None:
        if not keys:
            raise BadInput(_NOTHING_TICKED)
        if scans and len(keys) != 1:
            raise BadInput(_WHICH_DOCUMENT)
        keep(application_id=application_id, keys=keys, scans=scans, actor=actor)

    return done(request, actor, application_id, verb)


@page(posts=CLERK, budget=16, methods=("POST",))
def give_back_document(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """Give a document back."""
    key = request.POST.get("key", "")
    return done(request, actor, application_id, lambda: give_back(application_id=application_id, key=key, actor=actor))


@page(posts=CLERK, budget=12, methods=("POST",))
def discard_draft(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:  # noqa: ARG001
    """Discard the draft."""
    discard(application_id=application_id, actor=actor)
    return redirect("/counter/")


@page(posts=CLERK, budget=40, methods=("POST",))
def accept_application(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """Receive and accept; go to the application's page with its receipt."""
    try:
        accept(application_id=application_id, actor=actor)
    except (BadInput, Obstacle) as problem:
        return _draft(request, actor, application_id, problem, problem.status)
    return redirect(f"/counter/application/{application_id}/")


@page(posts=CLERK, budget=40, methods=("POST",))
def decide_outcome(request: HttpRequest, actor: Actor, application_id: UUID, outcome: str) -> HttpResponse:
    """Take it in without an answer, give the notice or more time for it, or turn it away; go to its page."""
    given = request.POST
    reason, office, where = given.get("reason", ""), given.get("office", ""), given.get("where", "")
    outcomes: Mapping[str, Callable[[], object]] = {
        "receive": lambda: receive(application_id=application_id, actor=actor),
        "give-time": lambda: give_time(
            application_id=application_id, days=number_of(given.get("days", "")), reason=reason, actor=actor
        ),
        "correct": lambda: correct(application_id=application_id, actor=actor),
        "spare": lambda: spare(application_id=application_id, reason=reason, actor=actor),
        "redirect": lambda: send_on(
            application_id=application_id, reason=reason, office=office, where=where, actor=actor
        ),
        "reject": lambda: reject(application_id=application_id, reason=reason, actor=actor),
    }
    try:
        outcomes[outcome]()
    except (BadInput, Obstacle) as problem:
        return _draft(request, actor, application_id, problem, problem.status)
    return redirect(f"/counter/application/{application_id}/")


def done(
    request: HttpRequest,
    actor: Actor,
    application_id: UUID,
    verb: Callable[[], object],
    answers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Do a verb on the draft and show it again; what is wrong is shown beside what was typed."""
    try:
        verb()
    except (BadInput, Unreachable) as problem:
        return _draft(request, actor, application_id, problem, problem.status, answers)
    return redirect(f"/counter/draft/{application_id}/")


def _draft(
    request: HttpRequest,
    actor: Actor,
    application_id: UUID,
    problem: YimenError | None,
    status: int,
    typed: Mapping[str, str] | None = None,
) -> HttpResponse:
    application = filled(actor, application_id)
    if application.row.state not in AT_THE_WINDOW:
        return redirect(f"/counter/application/{application_id}/")
    examined = completeness(application)
    looks.look(actor, application.person_ids, purpose=PURPOSE, page=request.path)
    given: Any = request.POST if problem else {}
    values = draft_page.page(application, examined, estimate(application, examined), problem, given)
    values["answers"] = {**application.answers, **(typed or {})}
    values["offices"] = [o for o in offices_named("") if o.code != application.row.centre_id]
    values["mended"] = mended(application)
    values["intake"], values["application_id"] = intake_of(application.row), str(application_id)
    values["reader"] = reader.page_values()
    return reader.reachable(render(request, "counter/draft.html", values, status=status))
