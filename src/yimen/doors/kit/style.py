"""The living style page: every component of the kit in every state, for people and for tests. Public; shows nobody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yimen.doors.kit import samples
from yimen.doors.kit.page import public
from yimen.kernel import clock

TONES = ("act", "done", "near", "late", "calm")


@public(budget=4)
def style(request: HttpRequest) -> HttpResponse:
    """Show the kit."""
    with clock.office_time():
        now = clock.now()
        asked, answers, wrong, sources = samples.fields()
        values = {
            "tones": TONES,
            "standings": samples.standings(now),
            "deadlines": samples.deadlines(now),
            "cases": samples.cases(now),
            "started_at": now,
            "people": samples.people(),
            "materials": samples.materials(now),
            "asked": asked,
            "answers": answers,
            "wrong": wrong,
            "sources": sources,
            "story": samples.story(now),
            **samples.sums(),
        }
        return render(request, "kit/style.html", values)
