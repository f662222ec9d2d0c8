"""My deadlines at the desk: what is mine and my department's, by due date."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yimen.cases.reads.due import MOST, deadlines
from yimen.cases.rules.due import Due
from yimen.doors.desk.lists import READERS
from yimen.doors.desk.views import OFFICERS
from yimen.doors.kit.page import page
from yimen.kernel.actor import Actor
from yimen.kernel.words import Words
from yimen.people.reads.standing_in import absences

NAMES: Mapping[Due, Words] = {
    Due.OVERDUE: Words("已超期", "Overdue"),
    Due.TODAY: Words("今天到期", "Due today"),
    Due.WEEK: Words("本周到期", "Due this week"),
    Due.LATER: Words("以后到期", "Later"),
    Due.STILL: Words("期限暂停或没有期限", "Standing still, or without a limit"),
}
TONES: Mapping[Due, str] = {Due.OVERDUE: "late", Due.TODAY: "near"}


@page(posts=READERS, budget=8)
def my_deadlines(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what is due when: promised limit and limit by law beside each other."""
    found = deadlines(actor)
    values = {
        "groups": [(due, NAMES[due], TONES.get(due, "calm"), lines) for due, lines in found.groups.items()],
        "count": found.count,
        "most": MOST,
        "is_officer": any(actor.holds(post) for post in OFFICERS),
        "away": [a for a in absences(actor) if a.is_today],
    }
    return render(request, "desk/due.html", values)
