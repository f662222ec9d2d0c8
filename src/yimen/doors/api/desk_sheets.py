"""What machines are answered at the desk: limits explained, hands, certificates."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from ninja import Schema
from pydantic import Field

from yimen.doors.api.sheets import Sentence


class LimitLineAnswer(Schema):
    """Days of a limit, or minutes of one that is counted by the clock: what counted, what did not, and why."""

    start: str = Field(alias="from")
    to: str | None
    kind: str
    counted: int
    left_out: int
    total: int
    zh: str
    en: str
    reason: str
    notice: str
    article: str
    sure: str


class DeadlineAnswer(Schema):
    """A limit, explained; `due` is null while it stands still."""

    case_id: UUID
    name: Sentence
    limit: str = Field(examples=["20 working_day"])
    extension: str
    started_at: datetime
    due: datetime | None
    is_provisional: bool
    basis: list[str]
    lines: list[LimitLineAnswer]


class Colleague(Schema):
    """Somebody who may be given a step."""

    account: int
    name: str


class HandsAnswer(Schema):
    """In whose hands a step is, and into whose it may come."""

    case_id: UUID
    step: Sentence
    office: Sentence
    claimed_by: str
    claimed_at: datetime | None
    others: list[Colleague]


class VersionAnswer(Schema):
    """A version of a certificate."""

    licence_id: UUID
    title: Sentence
    number: str
    e_number: str
    version_no: int
    state: str
    state_words: Sentence
    holders: str
    issued_at: datetime
    ended_at: datetime | None
    asked: Sentence | None
    asked_at: datetime | None


class LicencesAnswer(Schema):
    """Versions of certificates."""

    licences: list[VersionAnswer]


class PrintedAnswer(Schema):
    """One printed value, and the right text when one is asked for."""

    key: str
    label: Sentence
    text: str
    asked: str


class AskedAnswer(Schema):
    """The change that waits for another person."""

    verb: str
    reason: str
    basis: str
    by: str


class LicenceEntryAnswer(Schema):
    """One line of a certificate's history."""

    at: datetime
    version_no: int
    sentence: Sentence


class LicenceAnswer(Schema):
    """A version at its issuer's desk."""

    version: VersionAnswer
    issuer: Sentence
    printed: list[PrintedAnswer]
    versions: list[VersionAnswer]
    history: list[LicenceEntryAnswer]
    asked: AskedAnswer | None
    is_signed: bool
    allowed: list[str]


class LicenceDone(Schema):
    """The version a verb was done on, or the new one that it made."""

    licence_id: UUID
