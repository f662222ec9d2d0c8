"""Procedures about a licence: intended revocation or recall, renewal; their papers, and who may not apply again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import msgspec
from django.db.models import QuerySet

from yimen.catalogue.states import LICENCE as LICENCE_TYPE
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.calendar import work_calendar
from yimen.kernel.errors import NotFound
from yimen.kernel.keys import ring
from yimen.kernel.visible import within
from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE
from yimen.licences.access import visible_at_desk
from yimen.licences.models import Bar, Licence, Proceeding
from yimen.licences.reads import DEEMED, told_standing
from yimen.licences.rules.endings import GROUNDS
from yimen.licences.rules.validity import Terms, Window, is_deemed_renewed, window
from yimen.licences.states import ENDINGS, LAPSED, LIVE, STATE_WORDS, VERB_WORDS, LicenceState, Verb
from yimen.notices.reads import DocumentSheet, of_sources, pdf
from yimen.notices.states import DocumentKind

SOURCES = ("licence", "proceeding")
AT_ONCE = 200


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """What was put forward and stated: the ground by its code, the law it names, facts and reason, what a recall gives
    as compensation, and what the holder stated, with how.
    """

    ground: str = ""
    law: str = ""
    reason: str = ""
    compensation: str = ""
    stated: str = ""
    is_timely: bool = True


@dataclass(frozen=True, slots=True)
class Open:
    """The intended revocation or recall that is under way, or the application for renewal that waits."""

    id: UUID
    verb: str
    name: Words
    opened_at: datetime
    heard_until: datetime | None
    heard_at: datetime | None
    ground: Words | None
    cited: str
    content: Content

    @property
    def may_decide(self) -> bool:
        """Return whether the holder was heard, or her time to state her case is over."""
        return self.heard_at is not None or (self.heard_until is not None and clock.now() > self.heard_until)


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper about a licence: which it is, its name and number, when it was issued, and what it belongs to."""

    id: UUID
    kind: str
    name: Words
    number: str
    issued_at: datetime


@dataclass(frozen=True)
class Validity:
    """How long a licence is valid, from when to when renewal is asked for, and where it stands today."""

    matter_type: str
    valid_to: date | None
    span: Window | None
    asked_at: datetime | None
    is_timely: bool
    state: str
    state_words: Words


@dataclass(frozen=True)
class Life:
    """What the law of licences adds to a version: its validity, what is under way, its papers."""

    validity: Validity
    ending: Open | None
    renewal: Open | None
    papers: tuple[PaperLine, ...]


@dataclass(frozen=True)
class DueLine:
    """A licence as the lists of the desk show it: what ends when, and until when its holder may ask."""

    id: UUID
    title: Words
    number: str
    state: str
    state_words: Words
    valid_to: date | None
    closes: date | None
    asked_at: datetime | None
    heard_until: datetime | None


@dataclass(frozen=True)
class HeldLicence:
    """A licence as its holder sees it, in force or not, with its papers."""

    id: UUID
    source_id: UUID
    title: Words
    number: str
    is_valid: bool
    ended_at: datetime | None
    life: Life


def content_context(proceeding_id: UUID) -> bytes:
    """Return what binds sealed content to its proceeding."""
    return b"licence:proceeding:" + proceeding_id.bytes


def content_of(row: Proceeding) -> Content:
    """Return what was put forward and stated. For actions and reads of this room."""
    text = ring().opened(bytes(row.content_sealed), content_context(row.id))
    return msgspec.json.decode(text, type=Content)


def terms_of(row: Licence) -> Terms:
    """Return what the matter's text said at issue."""
    return msgspec.json.decode(row.terms, type=Terms)


def window_of(row: Licence) -> Window | None:
    """Return when renewal may be asked for, None without an end of validity."""
    return window(terms_of(row), row.valid_to_date, work_calendar()) if row.valid_to_date else None


def is_deemed(row: Licence, today: date) -> bool:
    """Return whether the law has renewed this licence, whether or not a task has noted it."""
    return is_deemed_renewed(
        row.matter_type,
        row.valid_to_date,
        is_asked=row.renewal_asked_at is not None,
        is_timely=row.is_renewal_timely,
        today=today,
    )


def life_of(viewer: Actor, licence_id: UUID) -> Life:
    """Return validity, open procedures and papers of a version of the viewer's department. Raises NotFound."""
    row = _licences(viewer).filter(pk=licence_id).first()
    if row is None:
        raise NotFound
    return _lives([row], _versions([row]))[row.id]


def held(source_kind: str, source_ids: Collection[UUID], holder: UUID | None) -> list[HeldLicence]:
    """Return the newest version of each source's licence of 行政许可法 that `holder` (person or organisation) holds.

    In force or not: she must see what became of it. Asked only for sources the asker has proved to be hers.
    """
    if holder is None or not source_ids:
        return []
    rows = list(
        Licence.objects.filter(
            source_kind=source_kind, source_id__in=list(source_ids), matter_type=LICENCE_TYPE
        ).order_by("version_no")
    )
    newest = {row.source_id: row for row in rows}
    own = [row for row in newest.values() if holder in (*row.holder_ids, *row.organisation_ids)]
    lives = _lives(own, {row.id: row.source_id for row in rows})
    return [
        HeldLicence(
            row.id,
            row.source_id,
            Words(row.title_zh, row.title_en),
            row.number,
            lives[row.id].validity.state in LIVE,
            row.ended_at,
            lives[row.id],
        )
        for row in own
    ]


def due_to_expire(viewer: Actor) -> list[DueLine]:
    """Return the viewer's licences whose validity ends, the soonest first, with what was applied for."""
    rows = _licences(viewer).filter(state__in=LIVE, valid_to_date__isnull=False)
    return [_due(row) for row in rows.order_by("valid_to_date", "id")[:AT_ONCE]]


def forewarned(viewer: Actor) -> list[DueLine]:
    """Return the viewer's licences whose revocation or recall is intended, the oldest first."""
    rows = list(_licences(viewer).filter(state=LicenceState.FOREWARNED).order_by("asked_at")[:AT_ONCE])
    told = Proceeding.objects.filter(licence__in=[row.id for row in rows], ended_at__isnull=True, verb__in=ENDINGS)
    until = dict(told.values_list("licence_id", "heard_until")) if rows else {}
    return [_due(row, until.get(row.id)) for row in rows]


def to_deregister(viewer: Actor) -> list[DueLine]:
    """Return the viewer's licences that ended by law or decision and are still to be deregistered (art 70)."""
    return [_due(row) for row in _licences(viewer).filter(state__in=LAPSED).order_by("ended_at")[:AT_ONCE]]


def paper_pdf(viewer: Actor, licence_id: UUID, paper_id: UUID) -> tuple[bytes, tuple[UUID, ...]]:
    """Return a paper about a version of the viewer's department as PDF, and whom it names. Raises NotFound."""
    row = _licences(viewer).filter(pk=licence_id).first()
    if row is None:
        raise NotFound
    return _paper(row, paper_id), tuple(row.holder_ids)


def held_paper_pdf(source_kind: str, source_ids: Collection[UUID], holder: UUID | None, paper_id: UUID) -> bytes:
    """Return a paper about a licence that `holder` holds. Raises NotFound."""
    for one in held(source_kind, source_ids, holder):
        if any(paper.id == paper_id for paper in one.life.papers):
            return _paper(Licence.objects.get(pk=one.id), paper_id)
    raise NotFound


def barred_until(matter: str, holders: Collection[UUID], on: date) -> date | None:
    """Return the last day on which one of `holders` may not apply for this matter's licence, or None (art 79)."""
    bars = Bar.objects.filter(matter=matter, holder_id__in=list(holders), first_date__lte=on, last_date__gte=on)
    return bars.order_by("-last_date").values_list("last_date", flat=True).first()


def _licences(viewer: Actor) -> QuerySet[Licence]:
    return within(Licence.objects.all(), visible_at_desk(viewer))


def _paper(row: Licence, paper_id: UUID) -> bytes:
    versions = _versions([row])
    proceedings = Proceeding.objects.filter(licence__in=versions).values_list("id", flat=True)
    kind_of = {**dict.fromkeys(versions, "licence"), **dict.fromkeys(proceedings, "proceeding")}
    for source_id, sheets in of_sources(SOURCES, list(kind_of)).items():
        for sheet in sheets:
            if sheet.id == paper_id:
                return pdf(kind_of[source_id], source_id, DocumentKind(sheet.kind))
    raise NotFound


def _versions(rows: Collection[Licence]) -> dict[UUID, UUID]:
    """Return every version of the rows' licences with its source."""
    found = Licence.objects.filter(source_id__in=[row.source_id for row in rows])
    return dict(found.values_list("id", "source_id"))


def _lives(rows: Collection[Licence], versions: Mapping[UUID, UUID]) -> dict[UUID, Life]:
    """Return what the law adds to each row: the papers of all its versions, and what is under way on its own."""
    if not rows:
        return {}
    proceedings = list(Proceeding.objects.filter(licence__in=list(versions)).order_by("opened_at", "id"))
    source_of = {**versions, **{p.id: versions[p.licence_id] for p in proceedings}}
    papers: dict[UUID, list[DocumentSheet]] = {}
    for source_id, sheets in of_sources(SOURCES, list(source_of)).items():
        papers.setdefault(source_of[source_id], []).extend(sheets)
    running = [p for p in proceedings if p.ended_at is None]
    return {
        row.id: _life(row, [p for p in running if p.licence_id == row.id], papers.get(row.source_id, []))
        for row in rows
    }


def _life(row: Licence, running: list[Proceeding], papers: list[DocumentSheet]) -> Life:
    lines = [PaperLine(s.id, s.kind, s.name, s.number, s.issued_at) for s in papers if s.kind != DocumentKind.HAND_OUT]
    return Life(
        validity=validity_of(row),
        ending=next((_open(p) for p in running if p.verb in ENDINGS), None),
        renewal=next((_open(p) for p in running if p.verb == Verb.PROLONG), None),
        papers=tuple(sorted(lines, key=lambda line: (line.issued_at, line.number))),
    )


def validity_of(row: Licence) -> Validity:
    """Return how long a version is valid and where it stands today."""
    state, deemed = told_standing(row)
    return Validity(
        row.matter_type,
        row.valid_to_date,
        window_of(row),
        row.renewal_asked_at,
        row.is_renewal_timely,
        state,
        DEEMED if deemed else STATE_WORDS[state],
    )


def _open(row: Proceeding) -> Open:
    content = content_of(row)
    ground = GROUNDS.get(content.ground)
    return Open(
        row.id,
        row.verb,
        VERB_WORDS[row.verb],
        row.opened_at,
        row.heard_until,
        row.heard_at,
        ground.words if ground else None,
        ground.cited if ground else "",
        content,
    )


def _due(row: Licence, heard_until: datetime | None = None) -> DueLine:
    validity = validity_of(row)
    return DueLine(
        row.id,
        Words(row.title_zh, row.title_en),
        row.number,
        validity.state,
        validity.state_words,
        row.valid_to_date,
        validity.span.closes if validity.span else None,
        row.renewal_asked_at,
        heard_until,
    )


def office_day(moment: datetime) -> date:
    """Return the office's day of a moment."""
    return moment.astimezone(OFFICE_ZONE).date()
