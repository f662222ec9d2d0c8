"""Lists of work. A list and its count share one queryset, and that one the visibility of the pages they open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from yimen.cases.access import scope
from yimen.cases.models import Application, Party, Step, visible_applications
from yimen.cases.states import APPLICATION_STATE_WORDS, ApplicationState, StepState
from yimen.catalogue.reads import bundle_version, standard
from yimen.catalogue.states import Decider
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.visible import within
from yimen.kernel.words import Words
from yimen.people.rules.identity import mask_name
from yimen.people.rules.pinyin import is_found_by, sort_key
from yimen.people.states import Post

PAGE = 50
SEARCHED = 500
"""How many of a clerk's newest applications a search by name goes through."""


@dataclass(frozen=True)
class WorkLine:
    """A step at the viewer's desk; `until` is its own limit, or its case's when it has none."""

    application_id: UUID
    case_id: UUID
    receipt_no: str
    matter: Words
    step: Words
    code: str
    verb: str
    state: str
    people: str
    opened_at: datetime | None
    until: datetime | None


@dataclass(frozen=True)
class ApplicationLine:
    """An application in a list."""

    id: UUID
    receipt_no: str
    name: Words
    people: str
    state: str
    state_words: Words
    opened_at: datetime
    accepted_at: datetime | None


@dataclass(frozen=True)
class Page:
    """A page of a list with the count of the whole."""

    lines: tuple[WorkLine, ...]
    count: int


def work(viewer: Actor, page: int = 1) -> Page:
    """Return what waits at the viewer's desk: open desk steps of her posts, and steps in trouble of her department.

    A second check covers the whole application and stands once.
    """
    steps = _at_desk(viewer)
    start = (page - 1) * PAGE
    rows = list(
        steps.select_related("case__application").order_by(F("until").asc(nulls_last=True), "id")[start : start + PAGE]
    )
    people = _people({r.case.application_id for r in rows})
    lines = tuple(_line(row, people[row.case.application_id]) for row in rows)
    return Page(lines, steps.count())


def _at_desk(viewer: Actor) -> QuerySet[Step]:
    mine = Q(pk__in=[])
    for held in viewer.appointments:
        mine |= Q(office=held.office, post=held.post)
    desk = Q(decided_by=Decider.DESK, state=StepState.OPEN) | Q(state=StepState.TROUBLE)
    steps = Step.objects.filter(mine & desk)
    # One line for the whole application: the check of its first case stands for all.
    not_first = Q(verb="check") & ~Q(case__number__endswith="-01")
    return steps.exclude(not_first)


def _line(row: Step, people: str) -> WorkLine:
    text = standard(row.case.matter_id)
    application = row.case.application
    is_check = row.verb == "check"
    return WorkLine(
        application_id=application.id,
        case_id=row.case_id,
        receipt_no=application.receipt_no or "",
        matter=bundle_version(application.bundle_id).text.name if is_check else text.acceptance.name,
        step=text.steps[row.code].name,
        code=row.code,
        verb=row.verb,
        state=row.state,
        people=people,
        opened_at=row.opened_at,
        until=row.until or row.case.promised_until,
    )


def own_applications(viewer: Actor, limit: int = PAGE) -> list[ApplicationLine]:
    """Return what the clerk opened or accepted today, newest first."""
    return _application_lines(list(_own(viewer)[:limit]))


def own_by_name(viewer: Actor, asked: str, limit: int = PAGE) -> list[ApplicationLine]:
    """Return the clerk's own applications with somebody whose name `asked` finds, sorted by that name in pinyin."""
    ids = list(_own(viewer).values_list("pk", flat=True)[:SEARCHED])
    found: dict[UUID, str] = {}
    parties = Party.objects.filter(application__in=ids).select_related("person", "organisation", "representative")
    for party in parties.order_by("application", "role", "place"):
        for who in (party.person, party.organisation, party.representative):
            if who is not None and is_found_by(who.name, asked):
                found.setdefault(party.application_id, who.name)
    order = sorted(found, key=lambda key: (sort_key(found[key]), -ids.index(key)))[:limit]
    lines = _application_lines(list(Application.objects.filter(pk__in=order)))
    return sorted(lines, key=lambda line: order.index(line.id))


def _own(viewer: Actor) -> QuerySet[Application]:
    if not viewer.holds(Post.WINDOW_CLERK):
        return Application.objects.none()
    rows = within(Application.objects.all(), visible_applications(scope(viewer), clock.today())).filter(
        Q(accepted_by=int(viewer.id)) | Q(opened_by=int(viewer.id))
    )
    return rows.exclude(state=ApplicationState.DISCARDED).order_by("-opened_at")


def hall(viewer: Actor, limit: int = PAGE, *, state: str = "") -> list[ApplicationLine]:
    """Return the newest applications of the halls the viewer manages, all of them or those in one state."""
    rows = _of_halls(viewer).filter(state=state) if state else _of_halls(viewer)
    return _application_lines(list(rows.order_by("-opened_at")[:limit]))


def hall_counts(viewer: Actor) -> dict[str, int]:
    """Return how many applications of those halls are in each state."""
    return dict(_of_halls(viewer).values_list("state").annotate(Count("id")).order_by("state"))


def _of_halls(viewer: Actor) -> QuerySet[Application]:
    rows = within(Application.objects.all(), visible_applications(scope(viewer), clock.today()))
    return rows.filter(centre__in=viewer.offices(Post.HALL_MANAGER))


def _application_lines(rows: list[Application]) -> list[ApplicationLine]:
    people = _people({row.id for row in rows})
    return [
        ApplicationLine(
            id=row.id,
            receipt_no=row.receipt_no or "",
            name=bundle_version(row.bundle_id).text.name,
            people=people[row.id],
            state=row.state,
            state_words=APPLICATION_STATE_WORDS[row.state],
            opened_at=row.opened_at,
            accepted_at=row.accepted_at,
        )
        for row in rows
    ]


def _people(applications: set[UUID]) -> dict[UUID, str]:
    """The parties' names, masked: a list lies open on a screen."""
    names: dict[UUID, list[str]] = {a: [] for a in applications}
    rows = Party.objects.filter(application__in=applications).select_related("person", "organisation")
    for party in rows.order_by("role", "place"):
        name = mask_name(party.person.name) if party.person else (party.organisation.name if party.organisation else "")
        names[party.application_id].append(name)
    return {a: "、".join(n) for a, n in names.items()}
