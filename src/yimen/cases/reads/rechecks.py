"""What a table granted and people look at again: the open checks, the approver's disputes, the draw's seeds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from yimen.cases.models import Recheck, SampleSeed
from yimen.cases.rules.at_once import RECHECK_WORDS
from yimen.cases.rules.sampling import digest_of
from yimen.catalogue.reads import standard
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.words import Words
from yimen.people.states import Post

MOST = 200


@dataclass(frozen=True, slots=True)
class RecheckRow:
    """A recheck in a list: of which case, why, since when, and what was found."""

    case_id: UUID
    number: str
    matter: Words
    kind: str
    kind_words: Words
    opened_at: datetime
    answered_at: datetime | None
    is_confirmed: bool | None
    opinion: str


def open_rechecks(viewer: Actor) -> list[RecheckRow]:
    """Return what waits in the viewer's departments, oldest first."""
    return _rows(viewer, answered_at__isnull=True)


def disputes(viewer: Actor) -> list[RecheckRow]:
    """Return what was disputed in the departments where the viewer approves or heads, latest first."""
    offices = viewer.offices(Post.APPROVER, Post.AGENCY_HEAD)
    return _rows(viewer, "-answered_at", is_confirmed=False, case__department__in=offices) if offices else []


def _rows(viewer: Actor, order: str = "opened_at", **condition: object) -> list[RecheckRow]:
    offices = viewer.offices(Post.EXAMINER, Post.APPROVER, Post.AGENCY_HEAD)
    found = Recheck.objects.filter(case__department__in=offices).filter(**condition).select_related("case")
    return [
        RecheckRow(
            case_id=row.case_id,
            number=row.case.number,
            matter=standard(row.case.matter_id).acceptance.name,
            kind=row.kind,
            kind_words=RECHECK_WORDS[row.kind],
            opened_at=row.opened_at,
            answered_at=row.answered_at,
            is_confirmed=row.is_confirmed,
            opinion=row.opinion,
        )
        for row in found.order_by(order, "id")[:MOST]
    ]


def recheck_count(viewer: Actor) -> int:
    """Return how many rechecks wait in the viewer's departments, with the disputes that are hers to see."""
    offices = viewer.offices(Post.EXAMINER, Post.APPROVER, Post.AGENCY_HEAD)
    hers = Q(is_confirmed=False, case__department__in=viewer.offices(Post.APPROVER, Post.AGENCY_HEAD))
    return Recheck.objects.filter(Q(answered_at__isnull=True, case__department__in=offices) | hers).count()


@dataclass(frozen=True, slots=True)
class SeedLine:
    """A month's draw: the digest of its seed, and the seed once the month is over; empty before."""

    month: str
    digest: str
    seed: str


def seeds() -> list[SeedLine]:
    """Return the months' seeds, latest first. Public: anybody may repeat the draw."""
    now = f"{clock.today():%Y-%m}"
    rows = SampleSeed.objects.order_by("-month").values_list("month", "seed")
    return [SeedLine(month, digest_of(seed), seed if month < now else "") for month, seed in rows]
