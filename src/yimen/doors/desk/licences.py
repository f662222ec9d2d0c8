"""The registry's licence desk: find a certificate, see its versions, ask for a change, decide on one, print."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yimen.doors.kit.page import page
from yimen.kernel import looks
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput, NotFound
from yimen.kernel.words import Words
from yimen.licences.actions.deregister import deregister
from yimen.licences.actions.rectify import rectify
from yimen.licences.actions.refuse import refuse
from yimen.licences.actions.reissue import reissue
from yimen.licences.actions.renew import renew
from yimen.licences.actions.request import request as ask
from yimen.licences.actions.withdraw import withdraw
from yimen.licences.reads import Asked, desk_file, desk_licence, found, waiting
from yimen.licences.reads.proceedings import life_of
from yimen.licences.rules.endings import BECAUSE_WORDS, GROUNDS, OF_VERB, EndGround
from yimen.licences.states import CHANGES, VERB_WORDS, Verb
from yimen.people.states import Post

OFFICERS = (Post.EXAMINER, Post.APPROVER)
DECISIONS: Mapping[str, Callable[..., Any]] = {
    Verb.RENEW: renew,
    Verb.REISSUE: reissue,
    Verb.RECTIFY: rectify,
    Verb.DEREGISTER: deregister,
    Verb.REFUSE: refuse,
}
LONGEST_OPINION = 500
_INTENTIONS: Mapping[str, Words] = {
    Verb.REVOKE: Words("拟撤销（行政许可法第六十九条）", "Intend to revoke (Licensing Law art 69)"),
    Verb.RECALL: Words("拟撤回（行政许可法第八条）", "Intend to recall (Licensing Law art 8)"),
}


@page(posts=OFFICERS, budget=10)
def licences(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Find a certificate by its number; show what waits for approval."""
    number = request.GET.get("number", "").strip()[:200]
    lines = found(actor, number) if number else []
    if len(lines) == 1:
        return redirect(f"/desk/licence/{lines[0].id}/")
    values = {"number": number, "lines": lines, "waiting": waiting(actor)}
    return render(request, "desk/licences.html", values)


@page(posts=OFFICERS, budget=18)
def licence(request: HttpRequest, actor: Actor, licence_id: UUID) -> HttpResponse:
    """Show a version with its sisters and its history."""
    return _licence(request, actor, licence_id, None)


@page(posts=OFFICERS, budget=10)
def certificate(request: HttpRequest, actor: Actor, licence_id: UUID) -> HttpResponse:
    """Return the signed file, for print."""
    content, holders = desk_file(actor, licence_id)
    looks.look(actor, holders, purpose="打印证照", page=request.path)
    return HttpResponse(content, content_type="application/pdf")


@page(posts=(Post.EXAMINER,), budget=24, methods=("POST",))
def request_change(request: HttpRequest, actor: Actor, licence_id: UUID) -> HttpResponse:
    """Ask for a change."""
    given = {k: v for k, v in request.POST.items() if isinstance(v, str)}
    asked = Asked(
        verb=given.get("verb", ""),
        reason=given.get("reason", ""),
        basis=given.get("basis", ""),
        evidence=given.get("evidence", ""),
        new_number=given.get("new_number", ""),
        ground=given.get("ground", ""),
        changes={k.removeprefix("data."): v for k, v in given.items() if k.startswith("data.")},
    )
    return done(request, actor, licence_id, lambda: ask(licence_id=licence_id, asked=asked, actor=actor))


@page(posts=(Post.EXAMINER,), budget=16, methods=("POST",))
def withdraw_change(request: HttpRequest, actor: Actor, licence_id: UUID) -> HttpResponse:
    """Take a request back."""
    return done(request, actor, licence_id, lambda: withdraw(licence_id=licence_id, actor=actor))


@page(posts=(Post.APPROVER,), budget=24, methods=("POST",))
def decide_change(request: HttpRequest, actor: Actor, licence_id: UUID, verb: str) -> HttpResponse:
    """Do the change that was asked for, or refuse it."""
    if verb not in DECISIONS:
        raise NotFound
    opinion = request.POST.get("opinion", "")[:LONGEST_OPINION].strip()
    decide = DECISIONS[verb]
    return done(request, actor, licence_id, lambda: decide(licence_id=licence_id, opinion=opinion, actor=actor))


def done(request: HttpRequest, actor: Actor, licence_id: UUID, verb: Callable[[], Any]) -> HttpResponse:
    """Do a verb and show the version that holds then; what is wrong stands beside its field."""
    try:
        new = verb()
    except BadInput as problem:
        return _licence(request, actor, licence_id, problem)
    return redirect(f"/desk/licence/{new or licence_id}/")


def _licence(request: HttpRequest, actor: Actor, licence_id: UUID, problem: BadInput | None) -> HttpResponse:
    sheet, life = desk_licence(actor, licence_id), life_of(actor, licence_id)
    looks.look(actor, sheet.holder_ids, purpose="证照管理", page=request.path)
    typed = request.POST if problem else {}
    wrong = problem.fields if problem else {}
    values = {
        "sheet": sheet,
        "line": sheet.line,
        "base": f"/desk/licence/{licence_id}/",
        "problem": problem,
        "wrong": wrong,
        "typed": typed,
        "opened": typed.get("verb", ""),
        "life": life,
        **_choices(sheet.allowed),
        "changes": [(verb.value, VERB_WORDS[verb]) for verb in CHANGES] if "request" in sheet.allowed else [],
        "decided": VERB_WORDS[sheet.asked.verb] if sheet.asked else None,
        "can_decide": sheet.asked is not None and sheet.asked.verb in sheet.allowed,
        "printed": [
            (p, typed.get(f"data.{p.key}", p.text), wrong.get(f"data.{p.key}", ("",))[0]) for p in sheet.printed
        ],
    }
    return render(request, "desk/licence.html", values, status=problem.status if problem else 200)


def _choices(allowed: Collection[str]) -> dict[str, Any]:
    """The grounds that the law gives for what this viewer may do now."""
    grounds = {
        verb: [(code, GROUNDS[code]) for code in OF_VERB[verb] if code != EndGround.RAN_OUT]
        for verb in (Verb.REVOKE, Verb.RECALL, Verb.DEREGISTER)
    }
    intentions = [(verb, _INTENTIONS[verb], grounds[verb]) for verb in (Verb.REVOKE, Verb.RECALL)]
    return {
        "grounds": grounds,
        "intentions": intentions,
        "because": BECAUSE_WORDS.items() if Verb.DESIST in allowed else (),
    }
