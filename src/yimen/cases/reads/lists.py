"""Lists of applications. A list and its count share one queryset, and that one the visibility of what they open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from yimen.cases.access import scope
from yimen.cases.models import Application, Party, visible_applications
from yimen.cases.reads.intake import IntakeSheet, intakes
from yimen.cases.states import APPLICATION_STATE_WORDS, ApplicationState
from yimen.catalogue.reads import bundle_version
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
    intake: IntakeSheet | None = None
    """The limit that runs before acceptance."""
    answered_at: datetime | None = None
    """When a party answered the correction notice from afar."""


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


def waiting_applications(viewer: Actor, limit: int = PAGE) -> list[ApplicationLine]:
    """Return what waits in the viewer's halls for any clerk, nearest limit first: received, or answered from afar."""
    halls = viewer.offices(Post.WINDOW_CLERK)
    if not halls:
        return []
    is_waiting = Q(state=ApplicationState.RECEIVED) | Q(state=ApplicationState.CORRECTING, answered_at__isnull=False)
    rows = within(Application.objects.all(), visible_applications(scope(viewer), clock.today()))
    lines = _application_lines(list(rows.filter(is_waiting, centre__in=halls).order_by("received_at")[:limit]))
    return sorted(lines, key=lambda line: line.intake.until if line.intake else line.opened_at)


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
    people = masked_people({row.id for row in rows})
    running = intakes([row.id for row in rows if row.state in (ApplicationState.RECEIVED, ApplicationState.CORRECTING)])
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
            intake=running.get(row.id),
            answered_at=row.answered_at,
        )
        for row in rows
    ]


def masked_people(applications: set[UUID]) -> dict[UUID, str]:
    """Return the parties' names of each application, masked: a list lies open on a screen."""
    names: dict[UUID, list[str]] = {a: [] for a in applications}
    rows = Party.objects.filter(application__in=applications).select_related("person", "organisation")
    for party in rows.order_by("role", "place"):
        name = mask_name(party.person.name) if party.person else (party.organisation.name if party.organisation else "")
        names[party.application_id].append(name)
    return {a: "、".join(n) for a, n in names.items()}
