"""Guides: what a matter or a bundle asks, costs and takes. Made from the standards, printable."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yimen.catalogue.reads import bundle
from yimen.doors.kit import guide as guide_page
from yimen.doors.portal.visitor import citizens
from yimen.doors.portal.wizard import parties_of
from yimen.kernel import clock
from yimen.people.reads import halls


@citizens(budget=8)
def bundle_guide(request: HttpRequest, code: str) -> HttpResponse:
    """Show what a bundle needs as one thing, and its matters one by one."""
    sheet, on = bundle(code), clock.today()
    values = {
        "sheet": sheet,
        "who": guide_page.who_comes(parties_of(sheet).values()),
        "documents": guide_page.merged_documents(sheet),
        "guides": guide_page.of_bundle(sheet, on),
        "estimate": guide_page.form_of(code),
        "halls": halls(),
        "sure": guide_page.SURE_WORDS,
        "on": on,
    }
    return render(request, "portal/bundle.html", values)


@citizens(budget=8)
def matter_guide(request: HttpRequest, code: str) -> HttpResponse:
    """Show everything the standard says of one matter."""
    on = clock.today()
    guide = guide_page.of_matter(code, on)
    return render(request, "portal/matter.html", {"g": guide, "halls": halls(), "on": on})
