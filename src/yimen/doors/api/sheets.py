"""What machines are answered: the rooms' sheets as JSON.

Numbers of documents masked, amounts in fen, moments with their zone.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from ninja import Schema
from pydantic import Field


class Sentence(Schema):
    """What a person reads, in both languages."""

    zh: str
    en: str


class Problem(Schema):
    """Every way the house says no: a stable code and a sentence; `fields` names each field that is wrong."""

    code: str = Field(examples=["bad_input"])
    zh: str = Field(examples=["有几项填得不对。"])
    en: str = Field(examples=["Some fields are not right."])
    fields: dict[str, list[Sentence]] | None = None


class ActingAnswer(Schema):
    """Who acts for a party."""

    kind: str = Field(examples=["agent"])
    person_id: UUID
    name: str
    document: str
    number_masked: str


class PartyAnswer(Schema):
    """A party."""

    place: str = Field(examples=["seller[0]"])
    role: str
    person_id: UUID | None
    name: str
    document: str
    number_masked: str
    age: int | None
    is_minor: bool
    acting: ActingAnswer | None


class StepAnswer(Schema):
    """A step behind the counter."""

    code: str
    name: Sentence
    office: Sentence
    decided_by: str
    verb: str
    state: str
    opened_at: datetime | None
    until: datetime | None
    done_at: datetime | None
    waits_for: list[Sentence]
    values: dict[str, str]
    remark: str
    basis: str
    claimed_by: str
    claimed_at: datetime | None
    is_mine: bool


class IssuedAnswer(Schema):
    """A paper the house issued; its PDF lies under documents/{kind} of what it belongs to."""

    kind: str
    name: Sentence
    number: str
    issued_at: datetime


class OwedAnswer(Schema):
    """A document that a case was accepted without.

    It comes later (`tolerance`), or a promise stands for it (`promise`).
    """

    key: str
    name: Sentence
    kind: str
    until: datetime | None
    outcome: str
    evidence: str
    objection: str
    is_open: bool


class CaseAnswer(Schema):
    """A case: where it stands, its limits, its steps, and the verbs possible now for this token."""

    case_id: UUID
    number: str
    matter: str
    name: Sentence
    department: Sentence
    state: str
    state_words: Sentence
    promised_until: datetime | None
    statutory_until: datetime | None
    ended_at: datetime | None
    result: str
    licence_id: UUID | None
    certificate_no: str
    handed_out_at: datetime | None
    steps: list[StepAnswer]
    documents: list[IssuedAnswer]
    owed: list[OwedAnswer]
    allowed: list[str]


class LineAnswer(Schema):
    """One payer's line."""

    payer: str
    account: str
    item: Sentence
    fen: int


class PaymentAnswer(Schema):
    """What is due and whether it is paid."""

    state: str
    fen: int
    reference: str
    paid_at: datetime | None
    lines: list[LineAnswer]


class EntryAnswer(Schema):
    """An entry of the journal."""

    at: datetime
    kind: str
    verb: str
    state: str
    by: str


class ApplicationAnswer(Schema):
    """An application with its cases, payment, documents and history."""

    application_id: UUID
    receipt_no: str
    bundle: str
    name: Sentence
    state: str
    state_words: Sentence
    parties: list[PartyAnswer]
    cases: list[CaseAnswer]
    payment: PaymentAnswer | None
    documents: list[IssuedAnswer]
    history: list[EntryAnswer]
    allowed: list[str]


class ScanAnswer(Schema):
    """A file of a document; its bytes lie under scans/{digest}."""

    digest: str
    media_type: str
    pages: int


class GivenAnswer(Schema):
    """A document that was handed over, how far it may be relied on, and its files in order."""

    key: str
    trust: str
    trust_words: Sentence
    scans: list[ScanAnswer]


class RestsOnAnswer(Schema):
    """A step of another matter that this case rests on."""

    matter: Sentence
    department: Sentence
    step: StepAnswer


class DifferenceAnswer(Schema):
    """Where a system's answer differed from what was declared or estimated."""

    at: datetime
    system: str
    words: Sentence


class DeskAnswer(Schema):
    """A case on the desk with what its department needs of the application."""

    case: CaseAnswer
    application_id: UUID
    receipt_no: str
    parties: list[PartyAnswer]
    answers: dict[str, str]
    documents: list[GivenAnswer]
    others: list[CaseAnswer]
    rests_on: list[RestsOnAnswer]
    differences: list[DifferenceAnswer]
    history: list[EntryAnswer]


class FieldAnswer(Schema):
    """A field of the merged form."""

    field: str
    label: Sentence
    type: str
    required: bool
    choices: list[str]
    value: str
    wrong: Sentence | None


class NeededAnswer(Schema):
    """A document of the pile."""

    key: str
    name: Sentence
    is_required: bool
    is_given: bool
    given: GivenAnswer | None


class ObstacleAnswer(Schema):
    """What stands against it."""

    code: str
    words: Sentence
    is_blocking: bool


class EstimateAnswer(Schema):
    """What is likely to be due; `not_covered` says why there is no figure."""

    fen: int
    lines: list[LineAnswer]
    not_covered: Sentence | None


class PointAnswer(Schema):
    """One thing the correction notice named, and whether it is there now."""

    code: str
    words: Sentence
    is_here: bool


class MendedAnswer(Schema):
    """What was corrected on the spot; empty texts where the journal does not hold them."""

    at: datetime
    by: str
    label: Sentence
    holder: str
    before: str
    after: str


class CompletenessAnswer(Schema):
    """A draft's merged form and pile, and everything that is lacking, at once."""

    is_complete: bool
    is_looked_up: bool
    form: list[FieldAnswer]
    pile: list[NeededAnswer]
    wrong_parties: dict[str, Sentence]
    wrong_representation: dict[str, Sentence]
    obstacles: list[ObstacleAnswer]
    estimate: EstimateAnswer | None
    correction: list[PointAnswer]
    mended: list[MendedAnswer]


class Done(Schema):
    """What became of an application or a case."""

    application_id: UUID
    state: str
    receipt_no: str


class PersonHere(Schema):
    """Who is at the window now; who she is stands under people/{person_id}, so that every look is written down."""

    person_id: UUID


class FullNumber(PersonHere):
    """The full number of a person's document. Kept nowhere."""

    number: str = Field(examples=["44010619800101001X"])


class Opened(Schema):
    """A new draft."""

    application_id: UUID


class Joined(Schema):
    """Where the party stands."""

    place: str = Field(examples=["seller[0]"])


class CaseDone(Schema):
    """The case a verb was done on."""

    case_id: UUID


class CaseNumber(Schema):
    """A case of a new application."""

    case_id: UUID
    number: str
    matter: str


class HandedInAnswer(Schema):
    """A whole application as it was taken; number and cases are empty for a draft."""

    application_id: UUID
    state: str
    receipt_no: str
    cases: list[CaseNumber]


class RoleAnswer(Schema):
    """A role of a bundle."""

    role: str
    label: Sentence
    is_party: bool
    least: int
    most: int


class BundleAnswer(Schema):
    """A bundle: several matters handed over as one thing."""

    bundle: str
    version: str
    name: Sentence
    matters: list[str]
    roles: list[RoleAnswer]
    lookup_key: str


class BundlesAnswer(Schema):
    """Every bundle in force."""

    bundles: list[BundleAnswer]


class MaterialAnswer(Schema):
    """A document a matter asks for."""

    code: str
    name: Sentence
    per: str
    when: str
    basis: list[str]


class MatterAnswer(Schema):
    """A matter with its published standards in short."""

    matter: str
    version: str
    name: Sentence
    department: str
    statutory: str
    promised: str
    basis: list[str]
    materials: list[MaterialAnswer]
    steps: list[str]


class MattersAnswer(Schema):
    """Every matter of the bundles in force."""

    matters: list[MatterAnswer]
