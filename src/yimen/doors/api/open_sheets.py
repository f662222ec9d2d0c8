"""What anybody may be answered, without a name in it: estimates with the rows of law that gave them."""

from __future__ import annotations

from datetime import date

from ninja import Schema

from yimen.doors.api.sheets import Sentence


class ChoiceAnswer(Schema):
    """A choice: what is sent, and what a person reads."""

    code: str
    words: Sentence


class EstimateFieldAnswer(Schema):
    """A question of an estimate: `kind` is `money`, `number`, `date` or `choice`."""

    name: str
    label: Sentence
    kind: str
    hint: Sentence | None
    unit: Sentence | None
    choices: list[ChoiceAnswer]
    required: bool


class EstimateFormAnswer(Schema):
    """An estimate that a pack offers for a bundle."""

    code: str
    bundle: str
    title: Sentence
    intro: Sentence
    fields: list[EstimateFieldAnswer]


class EstimatesAnswer(Schema):
    """Every estimate that is offered."""

    estimates: list[EstimateFormAnswer]


class RowAnswer(Schema):
    """A row of a table: when it applies, what it gives, where that stands, since when, and how sure that is."""

    table: Sentence
    row: str
    when: list[Sentence]
    gives: list[Sentence]
    document: str
    first: date | None
    last: date | None
    sure: str


class EstimatedLineAnswer(Schema):
    """What is likely due for one item, with the rows that gave it."""

    item: Sentence
    payer: Sentence
    reckoned: Sentence
    fen: int
    rows: list[RowAnswer]


class EstimatedAnswer(Schema):
    """An estimate, line by line."""

    fen: int
    lines: list[EstimatedLineAnswer]
