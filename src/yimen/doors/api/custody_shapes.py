"""What machines send about paper and delivery: typed, bounded, closed."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from yimen.doors.api.shapes import Code, LongText, Receipt, Shape, Text

Place = Annotated[int, Field(ge=1, le=9999)]


class Sending(Shape):
    """Whose paper goes, and to which post."""

    case_ids: list[UUID] = Field(min_length=1, max_length=50)
    to_office: Code = Field(examples=["housing"])
    to_post: Code = Field(examples=["examiner"])


class LineFound(Shape):
    """What was found of one paper on the list."""

    place: Place = Field(description="The line's place on the list.", examples=[1])
    found: Literal["present", "missing", "different"] = Field(examples=["present"])
    remark: Text = Field("", description="What is missing or not the same.")


class Receiving(Shape):
    """What was found of every paper on the list."""

    lines: list[LineFound] = Field(max_length=2000)


class Resolution(Shape):
    """What was done about papers that were not right."""

    resolution: LongText = Field(examples=["复印件已补送。"])


class Way(Shape):
    """How the result is delivered, and to whom."""

    way: Literal["counter", "courier", "online"] = Field(examples=["courier"])
    receiver: Code = Field(description="A party's place.", examples=["buyer[0]"])
    address: Text = Field("", description="For the courier only. Kept sealed.")


class Differing(Shape):
    """An original that differs from its scan."""

    key: Code
    words: Text = Field(examples=["扫描件少第2页"])


class Comparing(Shape):
    """Which originals are the same as their scans, and what differs."""

    same: list[Code] = Field(default_factory=list, max_length=100, examples=[["sale_contract"]])
    differing: list[Differing] = Field(default_factory=list, max_length=100)


class Sent(Shape):
    """Which courier has it, under which number."""

    carrier: Text = Field(examples=["邮政EMS"])
    tracking_no: Code = Field(examples=["EA123456789CN"])


class CameBack(Shape):
    """Why the courier brought it back."""

    reason: LongText = Field(examples=["家中无人"])


class Arrival(Shape):
    """Who has it, how, and how that is known."""

    way: Literal["counter", "courier"] = Field(examples=["courier"])
    receiver: Code = Field(description="A party's place.", examples=["buyer[0]"])
    proof: LongText = Field(description="Printed in the receipt of service.", examples=["3月5日本人签收"])


class OwnWay(Receipt):
    """The proof of who asks, and how she wants her result."""

    case_id: UUID
    way: Literal["counter", "courier"] = Field(examples=["courier"])
    address: Text = Field("", description="For the courier only. Kept sealed.")


class Fetching(Receipt):
    """The proof of who asks, and the code that the window gave her."""

    case_id: UUID
    code: Text = Field(examples=["7K3M-P9Q2-X4V0"])
