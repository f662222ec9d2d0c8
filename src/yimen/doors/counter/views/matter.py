"""Find a matter of the directory and open it.

By words, by pinyin, by department and parent item, or among the last ones.

From any window of any centre; where this hall does not take the matter, the page says where to go.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yimen.cases.reads.recent import recent_matters
from yimen.cases.rules.staffing import posts_needed, unstaffed
from yimen.catalogue.reads import bundles, directory, line_history, matter_sheet
from yimen.catalogue.states import FLAW_WORDS
from yimen.doors.counter.views.start import CLERK
from yimen.doors.kit.page import page
from yimen.kernel.actor import Actor
from yimen.people.reads import offices, posts_held, windows

LONGEST, SHOWN = 60, 40


@page(posts=CLERK, budget=8)
def find_matter(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what was found; without words the bundles, the last ones and the departments."""
    view = directory()
    asked = request.GET.get("q", "").replace("\0", "")[:LONGEST].strip()
    office = request.GET.get("department", "")
    of_department = office if office in view.departments else ""
    values = {
        "q": asked,
        "found": view.find(asked, SHOWN) if asked else [],
        "bundles": [b for b in bundles().values() if not asked or asked in str(b.text.name)],
        "recent": [view.lines[code] for code in recent_matters(actor) if code in view.lines] if not asked else [],
        "departments": [(code, offices()[code].name, len(lines)) for code, lines in view.departments.items()],
        "department": offices()[of_department] if of_department else None,
        "groups": view.groups(of_department) if of_department and not asked else [],
        "count": len(view.lines),
    }
    return render(request, "counter/matter.html", values)


@page(posts=CLERK, budget=8)
def matter(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Show one matter: where it is handed in, what is asked, who decides, and what is wrong with its record."""
    sheet = matter_sheet(code)
    entry, process = sheet.bundle.text.entry, sheet.bundle.standards[0].process
    lacking = posts_needed(process) - posts_held(sheet.line.office)
    window = windows().get(actor.window or "")
    values = {
        "sheet": sheet,
        "line": sheet.line,
        "entry": entry,
        "office": offices()[sheet.line.office],
        "steps": process.steps,
        "is_taken": window is not None and entry.takes(window.centre.code),
        "is_seated": window is not None,
        "unstaffed": unstaffed(offices()[sheet.line.office].name, lacking) if lacking else None,
        "flaws": [(FLAW_WORDS[flaw], said) for flaw, said in sheet.line.flaws.items()],
        "history": line_history(code),
    }
    return render(request, "counter/matter_sheet.html", values)
