"""What do I need: one question at a time, then the list; saved under a code that any window opens."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yimen.cases.actions.prepare import prepare
from yimen.cases.reads.preparation import list_of
from yimen.cases.rules.codes import spoken
from yimen.catalogue.reads import bundle
from yimen.doors.kit.page import address_of
from yimen.doors.portal.prepared_page import list_groups
from yimen.doors.portal.visitor import ANYBODY, citizens
from yimen.doors.portal.wizard import wizard
from yimen.kernel import clock


@citizens(budget=6)
def need(request: HttpRequest, code: str) -> HttpResponse:
    """Ask the next question, or show the list of documents."""
    sheet = bundle(code)
    asked = wizard(sheet, request.GET.dict(), clock.today())
    if asked.next is not None:
        status = 422 if asked.wrong else 200
        return render(request, "portal/question.html", {"w": asked, "sheet": sheet, "empty": {}}, status=status)
    _, pile = list_of(sheet, asked.counts, asked.answers, clock.today())
    values = {"w": asked, "sheet": sheet, "groups": list_groups(sheet, pile), "count": len(pile)}
    return render(request, "portal/need_list.html", values)


@citizens(budget=14, methods=("POST",))
def prepare_list(request: HttpRequest, code: str) -> HttpResponse:
    """Keep the answers under a code and show it."""
    asked = wizard(bundle(code), request.POST.dict(), clock.today())
    if asked.next is not None:
        return redirect(f"/portal/need/{code}/?{asked.query()}")
    kept = prepare(bundle=code, counts=asked.counts, answers=asked.answers, address=address_of(request), actor=ANYBODY)
    wants_form = request.POST.get("then") == "form"
    return redirect(f"/portal/prepared/{spoken(kept)}/{'form/' if wants_form else ''}")
