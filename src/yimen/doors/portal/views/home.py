"""The portal's first page: search, what happened to you, my things; and the size one reads in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yimen.catalogue.reads import bundles
from yimen.catalogue.rules.estimates import EstimateForm
from yimen.doors.kit.page import is_own_path, public
from yimen.doors.portal.finding import find
from yimen.doors.portal.visitor import A_YEAR, ELDER, citizens
from yimen.kernel.registry import of_all_packs
from yimen.people.reads import halls


@citizens(budget=6)
def home(request: HttpRequest) -> HttpResponse:
    """Show what can be done here without signing in, and what was searched for."""
    text = request.GET.get("q", "").strip()[:40]
    forms: list[EstimateForm] = list(of_all_packs("estimates"))
    values = {
        "q": text,
        "found": find(text) if text else [],
        "bundles": list(bundles().values()),
        "estimates": forms,
        "halls": halls(),
    }
    return render(request, "portal/home.html", values)


@public(budget=4, methods=("POST",))
def elder(request: HttpRequest) -> HttpResponse:
    """Switch the larger version on or off; the browser remembers it for a year."""
    target = request.POST.get("next", "/portal/")
    answer = redirect(target if is_own_path(target) else "/portal/")
    on = request.POST.get("elder") == "1"
    value = "1" if on else "0"
    answer.set_cookie(ELDER, value, max_age=A_YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)
    return answer
