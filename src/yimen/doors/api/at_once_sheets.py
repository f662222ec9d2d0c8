"""What machines are answered about what is decided at once: why, asked for a person, checked later, in minutes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from ninja import Schema

from yimen.doors.api.sheets import Sentence


class AskedAnswer(Schema):
    """A person was asked for: before the table decided (she decides instead) or after (she reviews it)."""

    case_id: UUID
    is_before: bool


class FactAnswer(Schema):
    """A fact that the table was asked with, and where it comes from."""

    label: Sentence
    value: str
    source: Sentence


class TableAnswerSheet(Schema):
    """What the table said: whether it granted, by which row of which text, why, and on which facts."""

    is_granted: bool
    table: str
    title: Sentence
    digest: str
    row: str
    document: str
    article: str
    why: Sentence
    facts: list[FactAnswer]
    answered_at: datetime | None


class RecheckAnswer(Schema):
    """People looked again, or are about to."""

    kind: str
    opened_at: datetime
    answered_at: datetime | None
    is_confirmed: bool | None
    opinion: str


class WhyAnswer(Schema):
    """How a case is decided that a table may decide; `answer` is empty before the table was asked."""

    case_id: UUID
    number: str
    matter: Sentence
    version: str
    is_with_person: bool
    can_ask: bool
    answer: TableAnswerSheet | None
    rechecks: list[RecheckAnswer]


class RecheckLineAnswer(RecheckAnswer):
    """A recheck in a list, with its case."""

    case_id: UUID
    number: str
    matter: Sentence


class RechecksAnswer(Schema):
    """What waits for people, and what was disputed."""

    waiting: list[RecheckLineAnswer]
    disputed: list[RecheckLineAnswer]


class SeedAnswer(Schema):
    """A month's draw; `seed` is empty while the month lasts."""

    month: str
    digest: str
    seed: str


class SeedsAnswer(Schema):
    """The draws, latest first."""

    seeds: list[SeedAnswer]


class ResultMinutes(Schema):
    """Minutes from the first line typed to a case's result."""

    case_id: UUID
    minutes: int


class MinutesAnswer(Schema):
    """How long a visit took, in minutes."""

    to_acceptance: int | None
    to_result: list[ResultMinutes]
