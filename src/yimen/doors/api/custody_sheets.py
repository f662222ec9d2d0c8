"""What machines are answered about paper and delivery."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from ninja import Schema
from pydantic import Field

from yimen.doors.api.sheets import Sentence


class HandOverLineAnswer(Schema):
    """A hand-over in a list; `until` is the house's own limit."""

    hand_over_id: UUID
    number: str
    giver: Sentence
    receiver: Sentence
    state: str
    state_words: Sentence
    sent_at: datetime
    until: datetime
    is_late: bool
    papers: int
    piles: int
    not_right: int


class HandOversAnswer(Schema):
    """Hand-overs from and to the token's offices."""

    hand_overs: list[HandOverLineAnswer]


class PaperAnswer(Schema):
    """One paper on a list."""

    place: int
    case_id: UUID
    case_no: str
    matter: Sentence
    key: str
    name: Sentence
    paper: str = Field(examples=["original", "copy"])
    found: str = Field(examples=["present", "missing", "different", ""])
    remark: str


class HandOverAnswer(Schema):
    """A hand-over in full, and the verbs possible now for this token."""

    line: HandOverLineAnswer
    sent_by: str
    received_by: str
    received_at: datetime | None
    resolution: str
    papers: list[PaperAnswer]
    allowed: list[str]


class HandOverDone(Schema):
    """The hand-over a verb was done on."""

    hand_over_id: UUID


class PileAnswer(Schema):
    """A case whose paper lies with the token's posts; names masked."""

    case_id: UUID
    number: str
    matter: Sentence
    people: str


class PilesAnswer(Schema):
    """Paper that lies with the token's posts."""

    piles: list[PileAnswer]


class PaperPlaceAnswer(Schema):
    """Where a case's paper lies; `on_its_way` is the number of the list it travels under."""

    office: str
    post: str
    where: Sentence
    since_at: datetime
    on_its_way: str


class DeliveryAnswer(Schema):
    """How a case's result is delivered. The address is not told here."""

    way: str
    state: str
    state_words: Sentence
    receiver: str
    carrier: str
    tracking_no: str
    dispatched_at: datetime | None
    came_back_at: datetime | None
    delivered_at: datetime | None
    allowed: list[str]


class CustodyAnswer(Schema):
    """Where a case's paper lies, and how its result is delivered; `until` is the limit of law for that."""

    case_id: UUID
    paper: PaperPlaceAnswer | None
    delivery: DeliveryAnswer | None
    until: datetime | None
    stopped_at: datetime | None
    is_ready: bool
    can_leave: bool
    receivers: list[str]
    to_compare: list[str] = Field(description="Keys of originals to be compared with their scans before it goes out.")


class ComparedAnswer(Schema):
    """Whether every original is the same as its scan."""

    case_id: UUID
    is_same: bool


class ChosenAnswer(Schema):
    """The choice was kept; `code` fetches the result online and is told once."""

    case_id: UUID
    code: str


class FetchedAnswer(Schema):
    """The certificate's PDF as base64."""

    case_id: UUID
    content: str
