"""Where paper lies, hand-overs as lists and pages show them, deliveries as cases show them.

What is asked by source is asked only for a source that the asker may already see.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from yimen.custody.access import PLACES, may_deliver, may_hand_over, visible_hand_overs
from yimen.custody.models import Delivery, HandOver, Line, Pile
from yimen.custody.rules import is_late
from yimen.custody.states import (
    DELIVERY_STATE_WORDS,
    DELIVERY_TABLE,
    FOUND_WORDS,
    HAND_OVER_STATE_WORDS,
    HAND_OVER_TABLE,
    PAPER_WORDS,
    WAY_WORDS,
    HandOverState,
    Way,
)
from yimen.kernel import clock, history
from yimen.kernel.action import allowed_verbs
from yimen.kernel.actor import Actor
from yimen.kernel.calendar import work_calendar
from yimen.kernel.errors import NotFound
from yimen.kernel.journal import Audience
from yimen.kernel.keys import ring
from yimen.kernel.limit_lines import Article, Articles
from yimen.kernel.limits import Sheet
from yimen.kernel.limits import sheet as counted
from yimen.kernel.visible import within
from yimen.kernel.words import Words
from yimen.kernel.workdays import Limit, Unit
from yimen.people.reads import offices
from yimen.people.states import POST_WORDS, Post

PAGE = 100
OWN_RULE = Words("本厅规定，不是法定期限", "the house's own rule, no limit of law")


@dataclass(frozen=True, slots=True)
class WhereSheet:
    """The one answer to where a case's paper lies: with which post since when, and under which number on its way."""

    office: str
    post: str
    where: Words
    since_at: datetime
    on_its_way: str = ""
    hand_over_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class HandOverLine:
    """A hand-over in a list."""

    id: UUID
    number: str
    giver: Words
    receiver: Words
    state: str
    state_words: Words
    sent_at: datetime
    until: datetime
    is_late: bool
    papers: int
    piles: int
    not_right: int
    is_for_viewer: bool
    """Waits for the viewer's post to receive it."""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper on a list."""

    place: int
    source_id: UUID
    source_no: str
    matter: Words
    key: str
    name: Words
    paper: str
    paper_words: Words
    found: str
    found_words: Words
    remark: str


@dataclass(frozen=True, slots=True)
class Told:
    """A line of a hand-over's history."""

    at: datetime
    sentence: Words


@dataclass(frozen=True)
class HandOverSheet:
    """A hand-over in full: its list, who signed, its limit, and what the viewer may do now."""

    line: HandOverLine
    sent_by: str
    received_by: str
    received_at: datetime | None
    resolution: str
    papers: tuple[PaperLine, ...]
    history: tuple[Told, ...]
    limit: Sheet
    allowed: frozenset[str]


@dataclass(frozen=True, slots=True)
class DeliverySheet:
    """The delivery of a case's result. The address stays sealed (`address_of`)."""

    id: UUID
    case_id: UUID
    way: str
    way_words: Words
    state: str
    state_words: Words
    receiver: str
    has_address: bool
    is_compared: bool
    compared: str
    carrier: str
    tracking_no: str
    dispatched_at: datetime | None
    came_back_at: datetime | None
    delivered_at: datetime | None
    allowed: frozenset[str]


def sealing_context(delivery_id: UUID) -> bytes:
    """Return what binds a sealed address to its delivery."""
    return b"delivery:" + delivery_id.bytes


def place_words(office: str, post: str) -> Words:
    """Return an office with a post there, as people read it."""
    name, held = offices()[office].name, POST_WORDS[Post(post)]
    return Words(f"{name.zh} {held.zh}", f"{held.en}, {name.en}")


def where(case_ids: Collection[UUID]) -> dict[UUID, WhereSheet]:
    """Return where piles lie that were ever sent, by case. One statement."""
    rows = Pile.objects.filter(source_kind="case", source_id__in=list(case_ids)).select_related("hand_over")
    return {
        p.source_id: WhereSheet(
            p.office,
            p.post,
            place_words(p.office, p.post),
            p.since_at,
            p.hand_over.number if p.hand_over else "",
            p.hand_over_id,
        )
        for p in rows
    }


def piles_at(viewer: Actor, limit: int = PAGE) -> list[UUID]:
    """Return the cases whose piles lie with the viewer's posts and are not on their way, longest first."""
    places = Q(pk__in=[])
    for a in viewer.appointments:
        if a.post in PLACES:
            places |= Q(office=a.office, post=a.post)
    rows = Pile.objects.filter(places, source_kind="case", hand_over__isnull=True)
    return list(rows.order_by("since_at").values_list("source_id", flat=True)[:limit])


def hand_overs(viewer: Actor, which: str = "") -> list[HandOverLine]:
    """Return hand-overs that the viewer sees: `open` (on their way), `late`, `disputed`, or all; next to end first."""
    return [_line(viewer, row) for row in _which(viewer, which).order_by("until", "number")[:PAGE]]


def hand_over_counts(viewer: Actor) -> dict[str, int]:
    """Return how many there are of each list. One statement."""
    now = clock.now()
    sent, disputed = Q(state=HandOverState.SENT), Q(state=HandOverState.DISPUTED)
    return _visible(viewer).aggregate(
        open=Count("id", filter=sent),
        late=Count("id", filter=sent & Q(until__lt=now)),
        disputed=Count("id", filter=disputed),
    )


def hand_over_sheet(viewer: Actor, hand_over_id: UUID) -> HandOverSheet:
    """Return a hand-over in full. Raises NotFound."""
    row = _counted(_visible(viewer).filter(pk=hand_over_id)).select_related("sent_by", "received_by").first()
    if row is None:
        raise NotFound
    lines = tuple(_paper(line) for line in Line.objects.filter(hand_over=row.id).order_by("place"))
    unit = Unit(row.unit)
    rule = Article(OWN_RULE, "house")
    limit = counted(Limit(row.count, unit), row.sent_at, work_calendar(), articles=Articles(rule, None, None))
    told = tuple(Told(e.at, e.sentence(Audience.CLERK)) for e in history.of([("hand_over", row.id)]))
    return HandOverSheet(
        line=_line(viewer, row),
        sent_by=row.sent_by.name,
        received_by=row.received_by.name if row.received_by else "",
        received_at=row.received_at,
        resolution=row.resolution,
        papers=lines,
        history=told,
        limit=limit,
        allowed=allowed_verbs(viewer, row, HAND_OVER_TABLE, may_hand_over),
    )


def is_seen(viewer: Actor, hand_over_id: UUID) -> bool:
    """Return whether the viewer sees a hand-over."""
    return _visible(viewer).filter(pk=hand_over_id).exists()


def deliveries(viewer: Actor, case_ids: Collection[UUID]) -> dict[UUID, DeliverySheet]:
    """Return the deliveries of cases, by case. One statement; none for no case."""
    if not case_ids:
        return {}
    rows = Delivery.objects.filter(source_kind="case", source_id__in=list(case_ids))
    return {row.source_id: _delivery(viewer, row) for row in rows}


def address_of(case_id: UUID) -> str:
    """Return the address a result is sent to, empty when there is none. For who prints or writes the label."""
    row = Delivery.objects.filter(source_kind="case", source_id=case_id, address_sealed__isnull=False).first()
    if row is None:
        return ""
    return ring().opened(bytes(row.address_sealed or b""), sealing_context(row.id)).decode()


def is_right_code(case_id: UUID, receiver: str, code: str) -> bool:
    """Return whether the party at `receiver` fetches the case's result online with `code`: each code is one party's."""
    open_to_her = Delivery.objects.filter(source_kind="case", source_id=case_id, way=Way.ONLINE, receiver=receiver)
    row = open_to_her.filter(code_hash__isnull=False).first()
    return row is not None and bytes(row.code_hash or b"") in ring().keyed_hashes("delivery", f"{case_id}{code}")


def _delivery(viewer: Actor, row: Delivery) -> DeliverySheet:
    return DeliverySheet(
        id=row.id,
        case_id=row.source_id,
        way=row.way,
        way_words=WAY_WORDS[row.way],
        state=row.state,
        state_words=DELIVERY_STATE_WORDS[row.state],
        receiver=row.receiver,
        has_address=row.address_sealed is not None,
        is_compared=bool(row.compared),
        compared=row.compared,
        carrier=row.carrier,
        tracking_no=row.tracking_no,
        dispatched_at=row.dispatched_at,
        came_back_at=row.came_back_at,
        delivered_at=row.delivered_at,
        allowed=allowed_verbs(viewer, row, DELIVERY_TABLE, may_deliver),
    )


def _visible(viewer: Actor) -> QuerySet[HandOver]:
    return within(HandOver.objects.all(), visible_hand_overs(viewer))


def _which(viewer: Actor, which: str) -> QuerySet[HandOver]:
    rows = _counted(_visible(viewer))
    if which == "open":
        return rows.filter(state=HandOverState.SENT)
    if which == "late":
        return rows.filter(state=HandOverState.SENT, until__lt=clock.now())
    if which == "disputed":
        return rows.filter(state=HandOverState.DISPUTED)
    return rows


def _counted(rows: QuerySet[HandOver]) -> QuerySet[HandOver]:
    wrong = Q(lines__found__in=("missing", "different"))
    return rows.annotate(
        papers=Count("lines"), piles=Count("lines__source_id", distinct=True), not_right=Count("lines", filter=wrong)
    )


def _line(viewer: Actor, row: HandOver) -> HandOverLine:
    counts: Sequence[int] = [getattr(row, name) for name in ("papers", "piles", "not_right")]
    is_hers = row.state == HandOverState.SENT and may_hand_over(viewer, "receive", row) is None
    return HandOverLine(
        id=row.id,
        number=row.number,
        giver=place_words(row.from_office, row.from_post),
        receiver=place_words(row.to_office, row.to_post),
        state=row.state,
        state_words=HAND_OVER_STATE_WORDS[row.state],
        sent_at=row.sent_at,
        until=row.until,
        is_late=is_late(row.state, row.until, clock.now()),
        papers=counts[0],
        piles=counts[1],
        not_right=counts[2],
        is_for_viewer=is_hers,
    )


def _paper(line: Line) -> PaperLine:
    return PaperLine(
        place=line.place,
        source_id=line.source_id,
        source_no=line.source_no,
        matter=Words(line.matter_zh, line.matter_en),
        key=line.key,
        name=Words(line.name_zh, line.name_en),
        paper=line.paper,
        paper_words=PAPER_WORDS[line.paper],
        found=line.found,
        found_words=FOUND_WORDS[line.found],
        remark=line.remark,
    )
