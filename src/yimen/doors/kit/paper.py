"""Paper on its way between posts, as counter and desk show it: what lies here, what comes, what is late, one list.

The doors say who may come in and where they lie (`base`); nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yimen.cases.actions.send_paper import send_paper
from yimen.cases.reads.custody import piles_here
from yimen.custody.access import PLACES
from yimen.custody.actions.dispute import dispute
from yimen.custody.actions.recall import recall
from yimen.custody.actions.receive import receive
from yimen.custody.actions.resolve import resolve
from yimen.custody.reads import HandOverSheet, hand_over_counts, hand_over_sheet, hand_overs, place_words
from yimen.custody.states import FOUND_WORDS, Found
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput, Conflict, FourEyes
from yimen.kernel.limits import Sheet
from yimen.kernel.words import Words
from yimen.people.reads import places_held

LISTS = (
    ("open", Words("在途", "On their way")),
    ("late", Words("逾期未接收", "Late")),
    ("disputed", Words("有不符", "Not all right")),
    ("all", Words("全部", "All")),
)
_LIMIT = Words("接收期限（本单位规定）", "limit for receipt (the house's own rule)")
Problem = BadInput | Conflict | FourEyes


@dataclass(frozen=True)
class Limit:
    """The house's limit as the sheet that explains a date shows it."""

    name: Words
    started_at: datetime
    basis: tuple[str, ...]
    sheet: Sheet


def paper_home(request: HttpRequest, actor: Actor, base: str, problem: Problem | None = None) -> HttpResponse:
    """Show what lies with the viewer's posts, and the hand-overs from and to her offices."""
    asked = request.GET.get("list", "open")
    which = asked if asked in dict(LISTS) else "open"
    counts = hand_over_counts(actor)
    values = {
        "base": base,
        "which": which,
        "tabs": [(code, words, counts.get(code)) for code, words in LISTS],
        "lines": hand_overs(actor, "" if which == "all" else which),
        "piles": piles_here(actor),
        "places": [(f"{o}:{p}", place_words(o, p)) for o, p in places_held(PLACES)],
        "chosen": set(request.POST.getlist("case")) if problem else set(),
        "to": request.POST.get("to", ""),
        "problem": problem if problem and not getattr(problem, "fields", {}) else None,
        "wrong": getattr(problem, "fields", {}),
    }
    return render(request, "kit/paper.html", values, status=problem.status if problem else 200)


def send(request: HttpRequest, actor: Actor, base: str) -> HttpResponse:
    """Send the piles that were ticked to the post that was chosen."""
    office, _, post = request.POST.get("to", "").partition(":")
    try:
        cases = [UUID(told) for told in request.POST.getlist("case")]
        sent = send_paper(case_ids=cases, to_office=office, to_post=post, actor=actor)
    except (BadInput, Conflict) as problem:
        return paper_home(request, actor, base, problem)
    except ValueError:
        return redirect(base)
    return redirect(f"{base}{sent}/")


def hand_over(
    request: HttpRequest, actor: Actor, base: str, hand_over_id: UUID, problem: Problem | None = None
) -> HttpResponse:
    """Show one hand-over: its list, who signed, its limit, its history, and what the viewer may do."""
    sheet = hand_over_sheet(actor, hand_over_id)
    typed = request.POST if problem else {}
    values = {
        "base": base,
        "here": f"{base}{hand_over_id}/",
        "h": sheet,
        "d": _limit(sheet),
        "founds": [(code, FOUND_WORDS[code]) for code in Found],
        "rows": [
            (p, typed.get(f"found-{p.place}", ""), typed.get(f"remark-{p.place}", ""), _wrong(problem, p.place))
            for p in sheet.papers
        ],
        "problem": problem if problem and not getattr(problem, "fields", {}) else None,
        "wrong": getattr(problem, "fields", {}),
        "typed": typed,
    }
    return render(request, "kit/hand_over.html", values, status=problem.status if problem else 200)


def act(request: HttpRequest, actor: Actor, base: str, hand_over_id: UUID, verb: str) -> HttpResponse:
    """Do a verb on a hand-over; what is wrong is shown beside its field."""
    post = request.POST
    places = [int(name.partition("-")[2]) for name in post if name.startswith(("found-", "remark-")) and _number(name)]
    place = int(post.get("place", "0")) if post.get("place", "").isdecimal() and len(post.get("place", "")) < 4 else 0
    verbs: dict[str, Callable[[], None]] = {
        "receive": lambda: receive(
            hand_over_id=hand_over_id,
            found={n: post.get(f"found-{n}", "") for n in places},
            remarks={n: post.get(f"remark-{n}", "") for n in places},
            actor=actor,
        ),
        "dispute": lambda: dispute(
            hand_over_id=hand_over_id,
            place=place,
            found=post.get("found", ""),
            remark=post.get("remark", ""),
            actor=actor,
        ),
        "resolve": lambda: resolve(hand_over_id=hand_over_id, resolution=post.get("resolution", ""), actor=actor),
        "recall": lambda: recall(hand_over_id=hand_over_id, actor=actor),
    }
    try:
        verbs[verb]()
    except (BadInput, Conflict, FourEyes) as problem:
        return hand_over(request, actor, base, hand_over_id, problem)
    return redirect(f"{base}{hand_over_id}/")


def pdf(content: bytes) -> HttpResponse:
    """Return a list's PDF for showing in the browser."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="paper-list.pdf"'
    return answer


def _wrong(problem: Problem | None, place: int) -> Words | None:
    fields = getattr(problem, "fields", {})
    said = fields.get(f"found-{place}") or fields.get(f"remark-{place}")
    return said[0] if said else None


def _number(name: str) -> bool:
    told = name.partition("-")[2]
    return told.isdecimal() and len(told) < 5


def _limit(sheet: HandOverSheet) -> Limit:
    return Limit(_LIMIT, sheet.line.sent_at, (), sheet.limit)
