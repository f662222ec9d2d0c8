"""Capturing documents: camera or files for one document after the other, pages in order, all kept or none."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from yimen.cases.actions.keep import Page, keep
from yimen.cases.actions.vouch import vouch
from yimen.cases.reads.application import Filled, filled
from yimen.cases.reads.completeness import completeness
from yimen.cases.reads.papers import scan_page
from yimen.cases.reads.papers import thumbnail as read_thumbnail
from yimen.cases.states import AT_THE_WINDOW
from yimen.catalogue.rules.piles import Needed
from yimen.doors.counter.views.start import CLERK
from yimen.doors.kit.page import page
from yimen.doors.kit.people import MaterialRow, pile_groups
from yimen.kernel import looks
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput, Conflict, NotFound, YimenError
from yimen.kernel.words import Words
from yimen.materials.states import LARGEST_FILE, MEGABYTE, MOST_FILES

PURPOSE = "窗口受理"
CAMERA = "camera=(self), microphone=(), geolocation=()"
_NO_PAGE = Words("还没有拍照，也没有选文件。", "There is no page yet: take a picture or choose a file.")
_NOT_ALL_SENT = Words("页数对不上，没有保存。请再保存一次。", "Pages are missing; nothing was kept. Save once more.")


@dataclass(frozen=True, slots=True)
class Choice:
    """A document in the list beside the camera."""

    row: MaterialRow
    is_chosen: bool
    is_wanted: bool


@page(posts=CLERK, budget=16)
def capture(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """Show the camera for a document of a draft: the one named, else the first that has no scan."""
    return _page(request, actor, application_id, request.GET.get("key", ""), None)


@page(posts=CLERK, budget=32, methods=("POST",))
def keep_pages(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """Keep a document's pages in order, all or none, and go on with the next that has no scan."""
    key, is_script = request.POST.get("key", ""), request.headers.get("Accept") == "application/json"
    try:
        keep(application_id=application_id, keys=[key], pages=_pages(request), actor=actor)
    except (BadInput, Conflict) as problem:
        if is_script:
            return JsonResponse({**problem.as_json(), "said": str(problem.words)}, status=problem.status)
        return _page(request, actor, application_id, key, problem)
    where = _next_address(actor, application_id, key)
    return JsonResponse({"next": where}) if is_script else redirect(where)


@page(posts=CLERK, budget=16, methods=("POST",))
def vouch_document(request: HttpRequest, actor: Actor, application_id: UUID) -> HttpResponse:
    """Say that the original of an upload was seen."""
    key = request.POST.get("key", "")
    vouch(application_id=application_id, key=key, actor=actor)
    return redirect(f"/counter/draft/{application_id}/#pile")


@page(posts=CLERK, budget=10)
def thumbnail(request: HttpRequest, actor: Actor, application_id: UUID, digest: str) -> HttpResponse:  # noqa: ARG001
    """Return the small picture of a scan. It never changes: its address is its digest."""
    answer = HttpResponse(read_thumbnail(actor, application_id, digest), content_type="image/jpeg")
    answer["Cache-Control"] = "private, max-age=86400, immutable"
    return answer


@page(posts=CLERK, budget=10)
def scanned_page(request: HttpRequest, actor: Actor, application_id: UUID, digest: str, number: int) -> HttpResponse:  # noqa: ARG001
    """Return a page of a PDF as a picture, to be turned and enlarged like a scan."""
    answer = HttpResponse(scan_page(actor, application_id, digest, number), content_type="image/jpeg")
    answer["Cache-Control"] = "private, max-age=86400, immutable"
    return answer


def _pages(request: HttpRequest) -> list[Page]:
    """Return the pages in the order told: `new` is the next file, anything else a digest it has already.

    Without an order, as the page works without scripts, the files come behind what is there (`held`).
    """
    files = [(f.name or "", f.read()) for f in request.FILES.getlist("scan")]
    order = request.POST.getlist("page") or [*request.POST.getlist("held"), *("new" for _ in files)]
    if order.count("new") != len(files):
        raise BadInput(_NOT_ALL_SENT)
    if not files and not request.POST.getlist("page"):
        raise BadInput(_NO_PAGE)
    waiting = iter(files)
    return [next(waiting) if told == "new" else told for told in order]


def _next_address(actor: Actor, application_id: UUID, key: str) -> str:
    """Return the capture page of the next wanted document without a scan after this one, else the draft."""
    application = filled(actor, application_id)
    needed = completeness(application).pile
    place = next((n for n, one in enumerate(needed) if one.key == key), -1)
    for one in [*needed[place + 1 :], *needed[: place + 1]]:
        if _is_wanted(one, application):
            return f"/counter/draft/{application_id}/capture/?key={quote(one.key)}"
    return f"/counter/draft/{application_id}/"


def _is_wanted(one: Needed, application: Filled) -> bool:
    held = application.given.get(one.key)
    return one.is_required and not (held and held.files)


def _page(
    request: HttpRequest, actor: Actor, application_id: UUID, key: str, problem: YimenError | None
) -> HttpResponse:
    application = filled(actor, application_id)
    if application.row.state not in AT_THE_WINDOW:
        return redirect(f"/counter/application/{application_id}/")
    looks.look(actor, [p.person_id for p in application.parties if p.person_id], purpose=PURPOSE, page=request.path)
    needed = completeness(application).pile
    names = {p.place: p.name for p in application.party_sheets}
    papers = f"/counter/application/{application_id}/scan/"
    groups = pile_groups(
        needed, application.given, names, lambda d: f"{papers}{d}/", lambda d: f"{papers}{d}/thumbnail/"
    )
    wanted = [one.key for one in needed if _is_wanted(one, application)]
    chosen = key or next(iter(wanted), next((one.key for one in needed), ""))
    if chosen and not any(one.key == chosen for one in needed):
        raise NotFound
    choices = [(g.name, [Choice(row, row.key == chosen, row.key in wanted) for row in g.rows]) for g in groups]
    values = {
        "base": f"/counter/draft/{application_id}/",
        "application": application,
        "choices": choices,
        "row": next((c.row for _, rows in choices for c in rows if c.is_chosen), None),
        "place": wanted.index(chosen) + 1 if chosen in wanted else 0,
        "count": len(wanted),
        "problem": problem,
        "largest": LARGEST_FILE // MEGABYTE,
        "most": MOST_FILES,
    }
    answer = render(request, "counter/capture.html", values, status=problem.status if problem else 200)
    answer["Permissions-Policy"] = CAMERA
    return answer
