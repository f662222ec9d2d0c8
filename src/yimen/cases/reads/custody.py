"""Where the paper of a case lies and how its result is delivered, as the pages of its application show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yimen.cases.models import Case, Clock
from yimen.cases.reads.application import Filled, filled_row
from yimen.cases.reads.lists import masked_people
from yimen.cases.reads.seen import seen_case, seen_cases
from yimen.cases.reads.served import Served
from yimen.cases.reads.sheets import CaseSheet
from yimen.cases.rules.served import is_delivered
from yimen.cases.states import CaseState, ClockKind
from yimen.catalogue.reads import standard
from yimen.catalogue.rules.piles import Needed
from yimen.custody.reads import DeliverySheet, WhereSheet, deliveries, piles_at, place_words, where
from yimen.custody.rules import can_leave
from yimen.custody.states import DeliveryState, Way
from yimen.kernel import history
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Recorded
from yimen.kernel.words import Words
from yimen.licences.reads import LicenceSheet
from yimen.licences.reads import of_source as licence_of
from yimen.people.states import Post


@dataclass(frozen=True)
class CaseCustody:
    """What is in the office's hands of one case: its paper, and its result until it has arrived.

    `until` is the limit of law for the delivery, None where no law gives one.
    """

    case_id: UUID
    name: Words
    paper: WhereSheet | None
    delivery: DeliverySheet | None
    until: datetime | None
    stopped_at: datetime | None
    is_delivered_here: bool
    """The matter ends with something that is delivered."""
    is_ready: bool
    """The result is made and lies here."""
    has_certificate: bool
    receivers: tuple[str, ...]
    originals: tuple[Needed, ...]
    scans: tuple[tuple[Needed, tuple[str, ...]], ...]
    is_compared: bool

    @property
    def state(self) -> str:
        """Return where the delivery stands; empty when nothing was done yet."""
        return self.delivery.state if self.delivery else ""

    @property
    def way(self) -> str:
        """Return the chosen way: at a window unless another was chosen."""
        return self.delivery.way if self.delivery else Way.COUNTER

    @property
    def is_under_way(self) -> bool:
        """Return whether it is with the courier."""
        return self.state == DeliveryState.UNDER_WAY

    @property
    def is_stopped(self) -> bool:
        """Return whether an original differs from its scan."""
        return self.state == DeliveryState.STOPPED

    @property
    def has_arrived(self) -> bool:
        """Return whether it was delivered."""
        return self.state == DeliveryState.DELIVERED

    @property
    def was_late(self) -> bool:
        """Return whether it arrived after its limit."""
        return self.stopped_at is not None and self.until is not None and self.stopped_at > self.until

    @property
    def can_choose(self) -> bool:
        """Return whether the way may be chosen or changed now."""
        return self.is_delivered_here and self.state in ("", DeliveryState.CHOSEN, DeliveryState.RETURNED)

    @property
    def must_compare(self) -> bool:
        """Return whether originals wait to be compared before it goes out."""
        return self.is_ready and bool(self.originals) and not self.is_compared and self.can_choose

    @property
    def can_leave(self) -> bool:
        """Return whether the result may leave the office now."""
        return self.is_ready and can_leave(self.state) and (self.is_compared or not self.originals)


def custody_of(
    viewer: Actor, application: Filled, cases: Sequence[tuple[UUID, str, str, LicenceSheet | None, UUID]]
) -> list[CaseCustody]:
    """Return custody of cases, each told as (id, number, state, certificate, matter's version), already seen.

    Three statements.
    """
    ids = [c[0] for c in cases]
    lies, sent = where(ids), deliveries(viewer, ids)
    clocks = {c.case_id: c for c in Clock.objects.filter(case__in=ids, kind=ClockKind.DELIVERY)}
    found = []
    for case_id, number, state, licence, matter_id in cases:
        row = Case(id=case_id, number=number, state=state, matter_id=matter_id)
        found.append(_custody(Served(application, row), lies, sent, clocks.get(case_id), licence))
    return found


def _custody(
    asked: Served,
    lies: dict[UUID, WhereSheet],
    sent: dict[UUID, DeliverySheet],
    clock: Clock | None,
    licence: LicenceSheet | None,
) -> CaseCustody:
    case, acceptance = asked.case, asked.acceptance
    delivery, originals, files = sent.get(case.id), tuple(asked.originals), asked.files
    has_certificate = bool(acceptance.result.template) and case.state != CaseState.REFUSED
    is_made = case.state in (CaseState.GRANTED, CaseState.REFUSED) and (licence is not None or not has_certificate)
    is_here = licence is None or licence.handed_out_at is None
    is_ready = is_made and is_here and (delivery is None or delivery.delivered_at is None)
    return CaseCustody(
        case_id=case.id,
        name=acceptance.name,
        paper=lies.get(case.id) or first_place(asked.application),
        delivery=delivery,
        until=clock.until if clock else None,
        stopped_at=clock.stopped_at if clock else None,
        is_delivered_here=is_delivered(acceptance, case.state),
        is_ready=is_ready,
        has_certificate=has_certificate,
        receivers=tuple(asked.receivers),
        originals=originals,
        scans=tuple((n, files[n.key]) for n in originals),
        is_compared=bool(delivery and delivery.compared and delivery.compared == asked.digest),
    )


def first_place(application: Filled) -> WhereSheet | None:
    """Return where a pile lies that was never sent: at the hall that accepted it. None before, and without paper."""
    row = application.row
    if row.accepted_at is None or not any(m.is_usable for m in application.given.values()):
        return None
    post = Post.WINDOW_CLERK
    return WhereSheet(row.centre_id, post, place_words(row.centre_id, post), row.accepted_at)


def custody_of_case(viewer: Actor, case_id: UUID) -> CaseCustody:
    """Return custody of one case that the viewer sees. Raises NotFound."""
    case = seen_case(viewer, case_id)
    application = filled_row(case.application)
    licence = licence_of("case", case.id) if case.state == CaseState.GRANTED else None
    return custody_of(viewer, application, [(case.id, case.number, case.state, licence, case.matter_id)])[0]


def custody_of_sheets(viewer: Actor, application: Filled, sheets: Sequence[CaseSheet]) -> dict[UUID, CaseCustody]:
    """Return custody of the cases of a page, by case."""
    told = [(c.id, c.number, c.state, c.licence, c.standard.id) for c in sheets]
    return {c.case_id: c for c in custody_of(viewer, application, told)}


def delivery_entries(found: Sequence[CaseCustody]) -> list[Recorded]:
    """Return the journal of deliveries; no statement when there is none."""
    ids = [c.delivery.id for c in found if c.delivery]
    return list(history.of([("delivery", i) for i in ids])) if ids else []


@dataclass(frozen=True, slots=True)
class PileLine:
    """A case whose paper lies with the viewer's post and may be sent on."""

    case_id: UUID
    number: str
    matter: Words
    people: str
    department: str
    since_at: datetime | None


def piles_here(viewer: Actor, limit: int = 100) -> list[PileLine]:
    """Return the piles that lie with the viewer: sent to her post, or accepted by her and never sent. Names masked."""
    arrived = piles_at(viewer, limit)
    rows = list(seen_cases(viewer).filter(pk__in=arrived).select_related("application"))
    if viewer.holds(Post.WINDOW_CLERK):
        own = seen_cases(viewer).filter(application__accepted_by=int(viewer.id), accepted_at__isnull=False)
        own = own.filter(ended_at__isnull=True).order_by("-accepted_at", "number").select_related("application")
        candidates = list(own[:limit])
        sent = where([c.id for c in candidates])
        rows += [c for c in candidates if c.id not in sent]
    names = masked_people({c.application_id for c in rows})
    return [
        PileLine(
            case_id=c.id,
            number=c.number,
            matter=standard(c.matter_id).acceptance.name,
            people=names[c.application_id],
            department=c.department_id,
            since_at=c.accepted_at,
        )
        for c in rows
    ]
