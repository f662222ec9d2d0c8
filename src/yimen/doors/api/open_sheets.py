"""What anybody may be answered: guides, needs, estimates, the directory, her own progress, what is genuine."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from ninja import Schema

from yimen.doors.api.desk_sheets import PrintedAnswer
from yimen.doors.api.sheets import FieldAnswer, NeededAnswer, Sentence


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


class NeedsAnswer(Schema):
    """The questions that decide what is needed and are not answered yet, and the documents as they stand so far."""

    questions: list[FieldAnswer]
    pile: list[NeededAnswer]


class PreparedCode(Schema):
    """The code under which something is prepared."""

    code: str


class PreparedAnswer(PreparedCode):
    """What is prepared: who comes, the form with the answers, the documents to bring, until when it is kept."""

    bundle: str
    name: Sentence
    counts: dict[str, int]
    form: list[FieldAnswer]
    pile: list[NeededAnswer]
    valid_until: datetime


class DocumentLineAnswer(Schema):
    """A document of a guide: whose, when it is needed, what happens to the original, why."""

    name: Sentence
    whose: Sentence
    when: list[Sentence]
    original: str
    is_required: bool
    basis: list[str]
    instead: Sentence | None


class StepOfGuideAnswer(Schema):
    """A step behind the door."""

    name: Sentence
    office: Sentence
    limit: Sentence | None
    after: list[Sentence]


class GuideAnswer(Schema):
    """Everything that the standard says of a matter."""

    matter: str
    name: Sentence
    department: Sentence
    type: Sentence
    handling: Sentence
    who: list[Sentence]
    documents: list[DocumentLineAnswer]
    steps: list[StepOfGuideAnswer]
    statutory: Sentence
    promised: Sentence
    fees: list[RowAnswer]
    result: Sentence
    has_certificate: bool
    remedies: Sentence
    basis: list[str]
    version: str
    valid_from: date
    bundles: list[str]


class BundleGuideAnswer(Schema):
    """The guide of a bundle: the documents of the whole, each once, and its matters."""

    documents: list[DocumentLineAnswer]
    matters: list[GuideAnswer]


class DirectoryLineAnswer(Schema):
    """A matter of the directory."""

    code: str
    name: str
    group: str
    department: str
    office: str
    type: str
    type_words: Sentence
    entry: str
    entry_words: Sentence


class DepartmentAnswer(Schema):
    """A department with how many matters it has in the directory."""

    office: str
    name: Sentence
    count: int


class DirectoryAnswer(Schema):
    """What was found, and the departments."""

    matters: list[DirectoryLineAnswer]
    departments: list[DepartmentAnswer]


class DirectoryMatterAnswer(Schema):
    """A matter of the directory: where it is handed in, what to bring, by when it is decided."""

    line: DirectoryLineAnswer
    centres: list[Sentence]
    where: Sentence | None
    why: Sentence | None
    materials: list[Sentence]
    statutory: Sentence | None


class ProgressStepAnswer(Schema):
    """A step as its applicant sees it."""

    name: Sentence
    office: Sentence
    state: str
    state_words: Sentence
    done_at: datetime | None


class ProgressCaseAnswer(Schema):
    """A matter as its applicant sees it."""

    case_id: UUID
    name: Sentence
    department: Sentence
    state: str
    state_words: Sentence
    promised_until: datetime | None
    statutory_until: datetime | None
    ended_at: datetime | None
    has_certificate: bool
    handed_out_at: datetime | None
    remedies: Sentence | None
    steps: list[ProgressStepAnswer]


class LookAnswer(Schema):
    """Somebody saw her data: when, who, at which window, why."""

    at: datetime
    who: str
    window: str
    purpose: str


class ProgressAnswer(Schema):
    """Where an application stands, her own part of the payment, and who has seen her data."""

    receipt_no: str
    name: Sentence
    state: str
    state_words: Sentence
    accepted_at: datetime | None
    hall: str
    cases: list[ProgressCaseAnswer]
    payment_state: str
    owed_fen: int | None
    seen: list[LookAnswer]


class VerifiedAnswer(Schema):
    """A certificate as anybody may see it; `printed` only for who holds it, while it is valid."""

    title: Sentence
    number: str
    e_number: str
    version: int
    state: str
    state_words: Sentence
    is_valid: bool
    issuer: Sentence
    holders: str
    issued_at: datetime
    ended_at: datetime | None
    has_successor: bool
    valid_to: date | None
    ended_as: Sentence | None
    printed: list[PrintedAnswer]


class FileAnswer(Schema):
    """What a file's signature is worth: `intact`, `altered`, `foreign`, `unsigned`, `unreadable`."""

    finding: str
    licence: VerifiedAnswer | None


class PaperAnswer(Schema):
    """A paper that was issued here; says nothing about anybody."""

    name: Sentence
    number: str
    office: Sentence
    issued_at: datetime
    digest: str
