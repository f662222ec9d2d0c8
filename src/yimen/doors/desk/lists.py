"""The desk's lists of work: their pages, and the list that stands beside a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yimen.cases.reads.lists import PAGE
from yimen.cases.reads.rechecks import recheck_count
from yimen.cases.reads.work import LONGEST_SEARCH, Page, Which, WorkLine, counts, lists_of, work
from yimen.doors.kit.page import page
from yimen.kernel.actor import Actor
from yimen.kernel.words import Words
from yimen.people.states import Post

DESK = (Post.SECOND_CHECKER, Post.EXAMINER, Post.APPROVER)
READERS = (*DESK, Post.AGENCY_HEAD, Post.GOVERNMENT_HEAD)
RECHECKERS = (Post.EXAMINER, Post.APPROVER, Post.AGENCY_HEAD)
BESIDE = 30
"""How many lines stand beside a case."""
NAMES: Mapping[Which, Words] = {
    Which.MINE: Words("我的", "Mine"),
    Which.POOL: Words("待领取", "To claim"),
    Which.COLLEAGUES: Words("同事在办", "Colleagues'"),
    Which.TROUBLE: Words("联系不通", "In trouble"),
    Which.WAITING: Words("等别处", "Waiting for others"),
    Which.DONE: Words("今天办完", "Done today"),
    Which.RUNNING: Words("本部门在办", "The department's"),
    Which.OPINIONS: Words("待回复意见", "Opinions to give"),
    Which.TODO: Words("待办", "To do"),
}
NOTHING: Mapping[Which, Words] = {
    Which.MINE: Words("您手里没有领取的办件。", "You have claimed nothing."),
    Which.POOL: Words("现在没有待领取的。新来的会出现在这里。", "Nothing waits to be claimed. New work appears here."),
    Which.COLLEAGUES: Words("没有同事领取的办件。", "No colleague has claimed anything."),
    Which.TROUBLE: Words("各业务系统都联系得上，没有卡住的。", "Every system answers; nothing is stuck."),
    Which.WAITING: Words("本部门没有在等别处的办件。", "Nothing of your department waits for others."),
    Which.DONE: Words("今天还没有办完的。", "Nothing is done yet today."),
    Which.RUNNING: Words("本部门没有在办的件。", "Your department has nothing under way."),
    Which.OPINIONS: Words("没有别的部门在等本部门的意见。", "No department waits for your opinion."),
    Which.TODO: Words("现在没有待办。", "Nothing waits now."),
}


@dataclass(frozen=True, slots=True)
class Tab:
    """A list as a tab: its address, name, how much is in it, and whether it is the one shown."""

    which: Which
    url: str
    name: Words
    count: int
    is_here: bool


@dataclass(frozen=True)
class Asked:
    """Which list, page and search an address asks for; `query` keeps them on the way through cases."""

    which: Which | None
    page: int
    search: str

    @property
    def query(self) -> str:
        """Return the address' query, empty when nothing was asked for."""
        values = {"list": self.which, "page": self.page if self.page > 1 else "", "q": self.search}
        kept = {name: value for name, value in values.items() if value}
        return f"?{urlencode(kept)}" if kept else ""


@dataclass(frozen=True)
class Beside:
    """The list beside a case, and the neighbours of the case in it."""

    name: Words
    back: str
    query: str
    page: Page
    here: UUID
    before: WorkLine | None
    after: WorkLine | None


def asked_of(request: HttpRequest) -> Asked:
    """Read which list an address asks for; what cannot be read is as if it were not asked."""
    told = request.GET.get("list", "")
    which = Which(told) if told in set(Which) and told != Which.TODO else None
    number = request.GET.get("page", "1")
    page_number = int(number) if number.isdecimal() and len(number) < 7 and int(number) else 1
    return Asked(which, page_number, request.GET.get("q", "").strip()[:LONGEST_SEARCH])


def beside(request: HttpRequest, actor: Actor, here: UUID) -> Beside:
    """Return the list a case was opened from, with what comes before and after it there. Two statements."""
    asked = asked_of(request)
    which = asked.which if asked.which and asked.which in lists_of(actor) else Which.TODO
    shown = work(actor, which, asked.page, asked.search, PAGE)
    places = [n for n, line in enumerate(shown.lines) if here in (line.case_id, line.application_id)]
    # A case that has just been decided is in the list no more: then the first is next.
    before = shown.lines[places[0] - 1] if places and places[0] > 0 else None
    after = places[-1] + 1 if places else 0
    return Beside(
        name=NAMES[which],
        back=f"/desk/{asked.query}",
        query=asked.query,
        page=Page(_window(shown.lines, places), shown.count),
        here=here,
        before=before,
        after=shown.lines[after] if after < len(shown.lines) else None,
    )


def _window(lines: Sequence[WorkLine], places: Sequence[int]) -> tuple[WorkLine, ...]:
    first = max(0, min((places[0] if places else 0) - BESIDE // 2, len(lines) - BESIDE))
    return tuple(lines[first : first + BESIDE])


@page(posts=(*READERS, Post.HALL_MANAGER), budget=10)
def home(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show a list of work: hers, or what waits to be claimed when she has nothing in hand."""
    asked, found = asked_of(request), counts(actor)
    usual = next((w for w in (Which.MINE, Which.POOL) if found.get(w)), next(iter(found)))
    which = asked.which if asked.which and asked.which in found else usual
    shown = work(actor, which, asked.page, asked.search)
    kept = Asked(which, asked.page, asked.search)
    values = {
        "which": which,
        "name": NAMES[which],
        "nothing": NOTHING[which],
        "work": shown,
        "tabs": [Tab(w, f"/desk/?list={w}", NAMES[w], found[w], w is which) for w in found],
        "troubled": found.get(Which.TROUBLE, 0),
        "search": asked.search,
        "number": asked.page,
        "pages": max(1, -(-shown.count // PAGE)),
        "query": kept.query,
        "before": Asked(which, asked.page - 1, asked.search).query,
        "after": Asked(which, asked.page + 1, asked.search).query,
        "is_manager_only": not any(actor.holds(post) for post in READERS),
        "rechecks": recheck_count(actor) if actor.offices(*RECHECKERS) else 0,
        "has_certificates": actor.holds(Post.EXAMINER) or actor.holds(Post.APPROVER),
    }
    return render(request, "desk/home.html", values)
