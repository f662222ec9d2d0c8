"""The correction notice answered from a phone, by a party who has proved herself as for her progress."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yimen.cases.access import proved_party
from yimen.cases.actions.supplement import supplement
from yimen.cases.reads.supplement import SupplementSheet, supplement_sheet
from yimen.doors.portal.views.progress import proved_of
from yimen.doors.portal.visitor import ANYBODY, citizens
from yimen.kernel.errors import BadInput

_MINE = "/portal/progress/mine/"


@citizens(budget=40, methods=("GET", "POST"))
def answer_notice(request: HttpRequest) -> HttpResponse:
    """Show what she may answer, and take it: fields and files, all of it or nothing."""
    found = proved_of(request)
    if found is None:
        return redirect("/portal/progress/")
    application_id, place = found
    problem, typed = None, {}
    if request.method == "POST":
        typed = {k: v for k, v in request.POST.items() if "." in k and isinstance(v, str)}
        names = [name for name in request.FILES if name.startswith("material:")]
        pile = {
            n.removeprefix("material:"): [(f.name or "", f.read()) for f in request.FILES.getlist(n)] for n in names
        }
        actor = proved_party(application_id, ANYBODY.name)
        try:
            supplement(application_id=application_id, place=place, answers=typed, pile=pile, actor=actor)
        except BadInput as error:
            problem = error
        else:
            return redirect(_MINE)
    sheet = supplement_sheet(application_id, place)
    if sheet is None or (problem is None and not sheet.is_answerable):
        return redirect(_MINE)
    return render(request, "portal/supplement.html", _values(sheet, problem, typed), status=422 if problem else 200)


def _values(sheet: SupplementSheet, problem: BadInput | None, typed: dict[str, str]) -> dict[str, Any]:
    wrong = problem.fields if problem else {}
    return {
        "sheet": sheet,
        "open_points": [{"point": p, "wrong": wrong.get(p.code, ())} for p in sheet.points if p.is_open],
        "to_bring": [p for p in sheet.points if p.is_to_bring and not p.is_here],
        "answers": {**{p.code: p.value for p in sheet.points}, **typed},
        "wrong": wrong,
        "problem": problem,
        "none": {},
    }
