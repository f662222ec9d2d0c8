"""Licences as others read them. `of_source…` is asked only for a source the asker may already see."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from yimen.kernel import clock, files, history
from yimen.kernel.action import allowed_verbs
from yimen.kernel.actor import Actor
from yimen.kernel.errors import Conflict, NotFound
from yimen.kernel.journal import TYPES, Audience
from yimen.kernel.keys import ring
from yimen.kernel.visible import within
from yimen.kernel.words import Words
from yimen.licences.access import may, visible_at_desk
from yimen.licences.models import Licence
from yimen.licences.rules import masked_holders, tidy
from yimen.licences.rules.validity import Terms, is_deemed_renewed, standing
from yimen.licences.states import LIVE, STATE_WORDS, TABLE, VERB_WORDS, LicenceState, Verb
from yimen.people.reads import offices

PAGE = 50
NOT_SIGNED = Words(
    "证书正在加盖电子签章，请过几秒再打开。", "The certificate is being signed. Open it again in a few seconds."
)


NO_TERMS = Terms()
DEEMED = Words("有效（依法视为准予延续）", "valid; by law deemed renewed")
_END_STATES: Mapping[str, LicenceState] = {
    Verb.EXPIRE: LicenceState.EXPIRED,
    Verb.REVOKE: LicenceState.REVOKED,
    Verb.RECALL: LicenceState.RECALLED,
}


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A change that is asked for: the verb, why, on what basis, and what it needs besides.

    `evidence` is the declaration of loss (补证), `new_number` the register's new number if it gave one, `changes` the
    right text by printed field (更正), `ground` why a licence of 行政许可法 is deregistered (art 70).
    """

    verb: str
    reason: str = ""
    basis: str = ""
    evidence: str = ""
    new_number: str = ""
    changes: dict[str, str] = {}
    ground: str = ""


@dataclass(frozen=True)
class Paper:
    """What is issued: its kind and name, the deciding system's number, template, what is printed and how it is called.

    `labels` are (key of the data, Chinese, English). `type_code` is empty where no e-licence type is known.
    `matter_type` is that of its matter; `terms` are what its text says of validity, renewal and remedies.
    """

    kind: str
    title: Words
    number: str
    template: str
    data: Mapping[str, Any]
    labels: tuple[tuple[str, str, str], ...] = ()
    issuer: str = ""
    issuer_code: str = ""
    type_code: str = ""
    holder_ids: tuple[UUID, ...] = ()
    organisation_ids: tuple[UUID, ...] = ()
    matter_type: str = ""
    terms: Terms = NO_TERMS


@dataclass(frozen=True, slots=True)
class LicenceSheet:
    """A certificate as a case shows it: its number, state, and what is printed on it."""

    id: UUID
    kind: str
    number: str
    state: str
    template: str
    data: dict[str, Any]
    issued_at: datetime
    handed_out_at: datetime | None


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed value: its key, what it is called, its text, and the right text when one is asked for."""

    key: str
    label: Words
    text: str
    asked: str = ""


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version as lists show it."""

    id: UUID
    title: Words
    number: str
    e_number: str
    version_no: int
    state: str
    state_words: Words
    holders: str
    issued_at: datetime
    ended_at: datetime | None
    asked: Words | None
    asked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a version's history."""

    at: datetime
    version_no: int
    sentence: Words


@dataclass(frozen=True)
class DeskLicence:
    """A version on the issuer's desk: what is printed, its sisters, its history, and what the viewer may do."""

    line: VersionLine
    issuer: Words
    issuer_code: str
    printed: tuple[Printed, ...]
    holder_ids: tuple[UUID, ...]
    versions: tuple[VersionLine, ...]
    history: tuple[Line, ...]
    asked: Asked | None
    asked_by: str
    allowed: frozenset[str]
    is_own_request: bool
    is_signed: bool


@dataclass(frozen=True)
class Verified:
    """A licence as anybody may see it; `printed` only for who holds the paper, while it is valid.

    `ended_as` says how a deregistered licence had ended before: expired, revoked, recalled.
    """

    title: Words
    number: str
    e_number: str
    version_no: int
    state: str
    state_words: Words
    is_valid: bool
    issuer: Words
    holders: str
    issued_at: datetime
    ended_at: datetime | None
    has_successor: bool
    holder_ids: tuple[UUID, ...] = ()
    printed: tuple[Printed, ...] = field(default=())
    valid_to: date | None = None
    ended_as: Words | None = None


def sealing_context(licence_id: UUID) -> bytes:
    """Return what binds sealed data to its licence."""
    return b"licence:" + licence_id.bytes


def asked_context(licence_id: UUID) -> bytes:
    """Return what binds a sealed request to its licence."""
    return b"licence:asked:" + licence_id.bytes


def data_of(row: Licence) -> dict[str, Any]:
    """Return what is printed on a version, with the token of its QR. For actions and reads of this room."""
    text = ring().opened(bytes(row.data_sealed), sealing_context(row.id))
    data: dict[str, Any] = msgspec.json.decode(text)
    return data


def asked_of(row: Licence) -> Asked | None:
    """Return the change that waits for approval, or None."""
    if row.asked_sealed is None:
        return None
    text = ring().opened(bytes(row.asked_sealed), asked_context(row.id))
    return msgspec.json.decode(text, type=Asked)


def of_source(kind: str, source_id: UUID) -> LicenceSheet | None:
    """Return the live licence of a source, or None."""
    return of_sources(kind, [source_id]).get(source_id)


def of_sources(kind: str, ids: Collection[UUID]) -> dict[UUID, LicenceSheet]:
    """Return the live licences of several sources, with one statement."""
    rows = Licence.objects.filter(source_kind=kind, source_id__in=list(ids), state__in=LIVE)
    return {row.source_id: _sheet(row) for row in rows}


def file_of(licence_id: UUID) -> bytes:
    """Return the signed file, the same bytes every time. Its visibility was asked already. Raises Conflict."""
    digest = Licence.objects.filter(pk=licence_id).values_list("pdf_digest", flat=True).first()
    if digest is None:
        raise Conflict(NOT_SIGNED)
    return files.read(digest)


def found(viewer: Actor, number: str) -> list[VersionLine]:
    """Return the viewer's versions with this certificate number or e-licence number, newest first."""
    wanted = tidy(number)
    rows = within(Licence.objects.all(), visible_at_desk(viewer))
    rows = rows.filter(number=wanted) | rows.filter(e_number=wanted)
    return [_line(row) for row in rows.order_by("-version_no", "-issued_at")[:PAGE]]


def waiting(viewer: Actor) -> list[VersionLine]:
    """Return the viewer's licences whose change waits for approval, the longest waiting first."""
    rows = within(Licence.objects.all(), visible_at_desk(viewer)).filter(state=LicenceState.PENDING)
    return [_line(row) for row in rows.order_by("asked_at")[:PAGE]]


def desk_licence(viewer: Actor, licence_id: UUID) -> DeskLicence:
    """Return a version of the viewer's department. Raises NotFound."""
    row = (
        within(Licence.objects.all(), visible_at_desk(viewer)).select_related("asked_by").filter(pk=licence_id).first()
    )
    if row is None:
        raise NotFound
    sisters = [row, *_sisters(row)]
    asked = asked_of(row)
    numbers = {one.id: one.version_no for one in sisters}
    entries = history.of([("licence", one.id) for one in sisters])
    return DeskLicence(
        line=_line(row),
        issuer=offices()[row.issuer].name,
        issuer_code=row.issuer_code,
        printed=_printed(row, asked.changes if asked else {}),
        holder_ids=tuple(row.holder_ids),
        versions=tuple(_line(one) for one in sorted(sisters, key=lambda one: -one.version_no)),
        history=tuple(
            Line(
                e.at,
                numbers[e.subject_id],
                TYPES[f"{e.kind}.{e.verb}"].sentences[Audience.CLERK].fill(**{**dict(e.data), "by": e.actor_name}),
            )
            for e in reversed(entries)
        ),
        asked=asked,
        asked_by=row.asked_by.name if row.asked_by else "",
        allowed=allowed_verbs(viewer, row, TABLE, may),
        is_own_request=row.asked_by_id is not None and str(row.asked_by_id) == viewer.id,
        is_signed=row.pdf_digest is not None,
    )


def desk_file(viewer: Actor, licence_id: UUID) -> tuple[bytes, tuple[UUID, ...]]:
    """Return the signed file of a version of the viewer's department, and whom it names. Raises NotFound, Conflict."""
    row = within(Licence.objects.all(), visible_at_desk(viewer)).filter(pk=licence_id).first()
    if row is None:
        raise NotFound
    return file_of(row.id), tuple(row.holder_ids)


def as_anybody(row: Licence, *, with_data: bool) -> Verified:
    """Return what anybody may see of a version; its data only `with_data` and while it is valid.

    An end of validity counts from the day after it, whether or not a task has noted it.
    """
    state, is_deemed = told_standing(row)
    is_valid = state in LIVE
    words = DEEMED if is_deemed else STATE_WORDS[LicenceState.VALID if is_valid else state]
    return Verified(
        title=Words(row.title_zh, row.title_en),
        number=row.number,
        e_number=row.e_number or "",
        version_no=row.version_no,
        state=LicenceState.VALID if is_valid else state,
        state_words=words,
        is_valid=is_valid,
        issuer=offices()[row.issuer].name,
        holders=masked_holders(str(data_of(row).get("holders", ""))),
        issued_at=row.issued_at,
        ended_at=row.ended_at,
        has_successor=Licence.objects.filter(predecessor=row.id).exists(),
        holder_ids=tuple(row.holder_ids),
        printed=_printed(row, {}) if with_data and is_valid else (),
        valid_to=row.valid_to_date,
        ended_as=STATE_WORDS[_END_STATES[row.ended_by]] if row.ended_by in _END_STATES else None,
    )


def told_standing(row: Licence) -> tuple[str, bool]:
    """Return the state that is told today, and whether the validity has passed and the law has renewed it (art 50)."""
    today = clock.today()
    is_deemed = is_deemed_renewed(
        row.matter_type,
        row.valid_to_date,
        is_asked=row.renewal_asked_at is not None,
        is_timely=row.is_renewal_timely,
        today=today,
    )
    state = standing(row.state, row.valid_to_date, is_deemed=is_deemed, today=today)
    return state, is_deemed and state in LIVE


def _sisters(row: Licence) -> list[Licence]:
    if not row.serial:
        return []
    same = Licence.objects.filter(issuer_code=row.issuer_code, type_code=row.type_code, serial=row.serial)
    return list(same.exclude(pk=row.id))


def _printed(row: Licence, changes: Mapping[str, str]) -> tuple[Printed, ...]:
    data = data_of(row)
    return tuple(Printed(k, Words(zh, en), str(data.get(k, "")), changes.get(k, "")) for k, zh, en in row.labels)


def _line(row: Licence) -> VersionLine:
    return VersionLine(
        id=row.id,
        title=Words(row.title_zh, row.title_en),
        number=row.number,
        e_number=row.e_number or "",
        version_no=row.version_no,
        state=row.state,
        state_words=STATE_WORDS[row.state],
        holders=masked_holders(str(data_of(row).get("holders", ""))),
        issued_at=row.issued_at,
        ended_at=row.ended_at,
        asked=VERB_WORDS[row.asked_verb] if row.asked_verb else None,
        asked_at=row.asked_at,
    )


def _sheet(row: Licence) -> LicenceSheet:
    data = {key: value for key, value in data_of(row).items() if key != "token"}
    return LicenceSheet(row.id, row.kind, row.number, row.state, row.template, data, row.issued_at, row.handed_out_at)
