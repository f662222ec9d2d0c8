"""What machines are answered when they ask for a list: work at a desk, applications, persons at a window."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from yimen.doors.api.sheets import Sentence


class ApplicationLineAnswer(Schema):
    """An application in a list; names masked.

    `until`: the limit before acceptance, while one runs; `answered_at`: when the notice was answered from afar.
    """

    application_id: UUID
    receipt_no: str
    name: Sentence
    people: str
    state: str
    opened_at: datetime
    accepted_at: datetime | None
    until: datetime | None
    answered_at: datetime | None


class PromiseLineAnswer(Schema):
    """A promise that waits to be checked; names masked."""

    case_id: UUID
    number: str
    matter: Sentence
    people: str
    key: str
    name: Sentence
    until: datetime | None
    objected_at: datetime | None


class PromisesAnswer(Schema):
    """Promises that wait to be checked."""

    promises: list[PromiseLineAnswer]


class ApplicationsAnswer(Schema):
    """A list of applications, newest first, with the count by state where the list has one."""

    applications: list[ApplicationLineAnswer]
    counts: dict[str, int]


class BlockerAnswer(Schema):
    """A step that others wait for."""

    name: Sentence
    office: Sentence
    state: str
    since: datetime | None


class WorkLineAnswer(Schema):
    """A step in a list of the desk; `is_for_others`: four eyes keep this account from it."""

    application_id: UUID
    case_id: UUID
    receipt_no: str
    matter: Sentence
    step: Sentence
    office: Sentence
    code: str
    verb: str
    state: str
    people: str
    opened_at: datetime | None
    until: datetime | None
    done_at: datetime | None
    claimed_by: str
    claimed_at: datetime | None
    is_mine: bool
    is_whole: bool
    is_for_others: bool
    is_returned: bool
    waits: list[BlockerAnswer]
    trouble: Sentence | None


class WorkAnswer(Schema):
    """A page of a list, nearest limit first, with the count of the whole."""

    work: list[WorkLineAnswer]
    count: int


class WorkCountsAnswer(Schema):
    """How much lies in each list of this desk."""

    counts: dict[str, int]


class DueLineAnswer(Schema):
    """A step with its limits; `substitute` stands in for who has it while she is away."""

    application_id: UUID
    case_id: UUID
    number: str
    matter: Sentence
    step: Sentence
    office: Sentence
    verb: str
    people: str
    due: str = Field(examples=["overdue", "today", "week", "later", "still"])
    step_until: datetime | None
    promised_until: datetime | None
    statutory_until: datetime | None
    claimed_by: str
    is_mine: bool
    substitute: str


class DeadlinesAnswer(Schema):
    """What is due when, nearest first, with the count of all."""

    deadlines: list[DueLineAnswer]
    count: int


class DocumentHeldAnswer(Schema):
    """A document of a person, its number masked."""

    document: str
    number_masked: str


class PersonAnswer(Schema):
    """A person as staff see her; day of birth and age where a document tells them."""

    person_id: UUID
    name: str
    number_masked: str
    born_date: date | None
    age: int | None
    documents: list[DocumentHeldAnswer]


class PeopleAnswer(Schema):
    """Persons at this window today."""

    people: list[PersonAnswer]


class EarlierAnswer(Schema):
    """One of a person's applications: what she is in it; `is_open`: this account may open it."""

    application_id: UUID
    receipt_no: str
    name: Sentence
    parts: list[Sentence]
    state: str
    state_words: Sentence
    opened_at: datetime
    accepted_at: datetime | None
    is_open: bool


class PastAnswer(Schema):
    """A person's applications, newest first."""

    applications: list[EarlierAnswer]


class DecisionAnswer(Schema):
    """What a decision table answers: the outputs and the row that holds, with its source."""

    table: str
    on: str
    outputs: dict[str, Any]
    row: dict[str, Any]
