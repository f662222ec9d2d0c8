"""What the desk's machines are answered: whose hands, how a date comes about, certificates and their versions."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from ninja import Schema
from pydantic import Field

from yimen.doors.api.sheets import Sentence


class ColleagueAnswer(Schema):
    """Somebody who may have the step."""

    to: int
    name: str


class HandsAnswer(Schema):
    """Who has the step that waits, and who else may have it."""

    case_id: UUID
    number: str
    matter: Sentence
    step: Sentence
    office: Sentence
    claimed_by: str
    claimed_at: datetime | None
    others: list[ColleagueAnswer]


class ProceedingAnswer(Schema):
    """One proceeding; `said` holds what was asked, answered, found or recorded, by its kind."""

    proceeding_id: UUID
    kind: str = Field(examples=["opinion", "hearing", "visit", "interest"])
    state: str = Field(examples=["asked", "done"])
    office: Sentence
    started_at: datetime
    until: datetime | None
    ended_at: datetime | None
    is_late: bool
    said: dict[str, str | int | bool | list[str]]


class ProceedingsAnswer(Schema):
    """The proceedings of a case, oldest first."""

    proceedings: list[ProceedingAnswer]


class DeadlineLineAnswer(Schema):
    """A stretch of time: what counted and what did not, in days, or in minutes for a limit in hours or minutes."""

    kind: str = Field(examples=["counted", "weekend", "holiday", "pause"])
    first: datetime | date
    last: datetime | date | None
    counted: int
    left_out: int
    total: int
    reason: Sentence
    notice: str


class DeadlineAnswer(Schema):
    """How the date of a limit comes about; `until` is empty while it stands still."""

    case_id: UUID
    number: str
    matter: Sentence
    name: Sentence
    started_at: datetime
    until: datetime | None
    is_provisional: bool
    basis: list[str]
    lines: list[DeadlineLineAnswer]


class LicenceLineAnswer(Schema):
    """A version of a certificate; the holders' names masked."""

    licence_id: UUID
    title: Sentence
    number: str
    e_number: str
    version: int
    state: str
    state_words: Sentence
    holders: str
    issued_at: datetime
    ended_at: datetime | None
    asked: Sentence | None
    asked_at: datetime | None


class LicencesAnswer(Schema):
    """Versions of certificates."""

    licences: list[LicenceLineAnswer]


class PrintedAnswer(Schema):
    """A printed value, and the right text where one is asked for."""

    key: str
    label: Sentence
    text: str
    asked: str


class ChangeAnswer(Schema):
    """The change that waits for approval."""

    verb: str
    reason: str
    basis: str
    evidence: str
    new_number: str
    ground: str
    asked_by: str


class LicenceEntryAnswer(Schema):
    """A line of the history of all versions."""

    at: datetime
    version: int
    sentence: Sentence


class ValidityAnswer(Schema):
    """How long a licence is valid, from when to when renewal is asked for, and where it stands today."""

    valid_to: date | None
    opens: date | None
    closes: date | None
    basis: str
    asked_at: datetime | None
    is_timely: bool
    state: str
    state_words: Sentence


class IntentionAnswer(Schema):
    """The revocation or recall that the holder was told of."""

    verb: str
    name: Sentence
    ground: Sentence | None
    basis: str
    reason: str
    compensation: str
    stated: str
    opened_at: datetime
    heard_until: datetime | None
    heard_at: datetime | None
    may_decide: bool


class LicencePaperAnswer(Schema):
    """A paper about a licence."""

    paper_id: UUID
    kind: str
    name: Sentence
    number: str
    issued_at: datetime


class LifeAnswer(Schema):
    """What 行政许可法 adds to a version: validity, the intention that is under way, papers."""

    validity: ValidityAnswer
    intention: IntentionAnswer | None
    papers: list[LicencePaperAnswer]


class DueLineAnswer(Schema):
    """A licence whose time comes."""

    licence_id: UUID
    title: Sentence
    number: str
    state: str
    state_words: Sentence
    valid_to: date | None
    closes: date | None
    asked_at: datetime | None
    heard_until: datetime | None


class DueAnswer(Schema):
    """Licences whose validity ends, whose holders are being heard, and which are to be deregistered."""

    to_expire: list[DueLineAnswer]
    forewarned: list[DueLineAnswer]
    to_deregister: list[DueLineAnswer]


class LicenceAnswer(Schema):
    """A version on its issuer's desk, and the verbs possible now for this token."""

    line: LicenceLineAnswer
    issuer: Sentence
    issuer_code: str
    printed: list[PrintedAnswer]
    versions: list[LicenceLineAnswer]
    history: list[LicenceEntryAnswer]
    change: ChangeAnswer | None
    is_signed: bool
    allowed: list[str]


class LicenceDone(Schema):
    """The version that holds now: a new one after a change that made one."""

    licence_id: UUID
