"""The public directory of matters: found by words or pinyin, browsed by department and parent item. Nobody signs in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yimen.catalogue.reads import directory as read_directory
from yimen.catalogue.reads import matter_sheet
from yimen.doors.kit.page import public
from yimen.kernel.errors import NotFound
from yimen.people.reads import offices

LONGEST, SHOWN = 60, 20


@public(budget=5)
def directory(request: HttpRequest) -> HttpResponse:
    """Show what was found, or the departments."""
    view = read_directory()
    asked = request.GET.get("q", "").replace("\0", "")[:LONGEST].strip()
    values = {
        "q": asked,
        "found": view.find(asked, SHOWN) if asked else [],
        "departments": [(code, offices()[code].name, len(lines)) for code, lines in view.departments.items()],
        "count": len(view.lines),
    }
    return render(request, "portal/directory.html", values)


@public(budget=5)
def department(request: HttpRequest, office: str) -> HttpResponse:
    """Show a department's matters by parent item."""
    view = read_directory()
    if office not in view.departments:
        raise NotFound
    return render(request, "portal/department.html", {"office": offices()[office], "groups": view.groups(office)})


@public(budget=5)
def matter(request: HttpRequest, code: str) -> HttpResponse:
    """Show what is known of a matter: where it is handed in, what to bring, who decides, by when."""
    sheet = matter_sheet(code)
    values = {
        "sheet": sheet,
        "line": sheet.line,
        "entry": sheet.bundle.text.entry,
        "office": offices()[sheet.line.office],
        "centres": [offices()[c].name for c in sheet.bundle.text.entry.centres],
    }
    return render(request, "portal/directory_matter.html", values)
