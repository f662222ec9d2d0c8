"""Estimates that packs offer: the page is drawn from the pack's form; the pack's own rule answers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yimen.catalogue.rules.estimates import EstimateForm
from yimen.doors.portal.visitor import citizens
from yimen.kernel import clock
from yimen.kernel.errors import BadInput, NotCovered, NotFound, YimenError
from yimen.kernel.registry import of_all_packs

_LONGEST = 40


@citizens(budget=6)
def estimate(request: HttpRequest, code: str) -> HttpResponse:
    """Ask the questions; with answers, show what is likely due and which rows gave it."""
    form = next((f for f in of_all_packs("estimates") if f.code == code), None)
    if form is None:
        raise NotFound
    asked = bool(request.GET.get("asked"))
    typed = {f.name: request.GET.get(f.name, "")[:_LONGEST] for f in form.fields}
    if not asked:
        typed |= {f.name: clock.today().isoformat() for f in form.fields if f.kind == "date"}
    found, problem = _answered(form, typed) if asked else (None, None)
    values = {
        "form": form,
        "fields": [(f, typed[f.name], _first(problem, f.name)) for f in form.fields],
        "found": found,
        "problem": problem,
    }
    return render(request, "portal/estimate.html", values, status=problem.status if problem else 200)


def _answered(form: EstimateForm, typed: dict[str, str]) -> tuple[object, YimenError | None]:
    try:
        return form.estimate(typed), None
    except (BadInput, NotCovered) as error:
        return None, error


def _first(problem: YimenError | None, name: str) -> object:
    fields = getattr(problem, "fields", {})
    return fields[name][0] if fields.get(name) else None
