"""What machines send about licences and certificates: changes, ends, renewals."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from yimen.doors.api.shapes import PLAIN, Code, LongText, Shape, Text
from yimen.doors.api.shapes import Nothing as Nothing


class Change(Shape):
    """A change of a certificate that is asked for."""

    verb: Literal["renew", "reissue", "rectify", "deregister"] = Field(examples=["renew"])
    reason: LongText = Field(examples=["权利人申请"])
    basis: LongText = Field(examples=["不动产登记暂行条例第二十一条"])
    evidence: LongText = Field("", description="Of a reissue: where the loss was declared.")
    new_number: Text = Field("", description="Of a renewal or reissue: the register's new number, if it gave one.")
    changes: dict[Code, LongText] = Field(
        default_factory=dict, max_length=100, description="Of a correction: the right text by printed field."
    )
    ground: Annotated[str, Field(max_length=40, pattern=PLAIN)] = Field(
        "", description="Of the end of a licence: why, by 行政许可法 art 70.", examples=["body_ended"]
    )


class Intention(Shape):
    """What the holder of a licence is told of before it is decided (行政许可法 art 69, 8(2))."""

    verb: Literal["revoke", "recall"] = Field(examples=["revoke"])
    ground: Code = Field(examples=["unqualified"])
    law: LongText = Field("", description="The law and article that the ground means, where it names another.")
    reason: LongText = Field(examples=["现场核查查明，场所证明是伪造的。"])
    compensation: LongText = Field("", description="Of a recall: what is given for losses.")
    answer_days: int = Field(ge=0, le=1000, description="Working days to state her case, 5 to 60.", examples=[5])


class Statement(Shape):
    """What the holder states."""

    stated: LongText = Field(examples=["证明是房东给的。"])


class Revocation(Shape):
    """The decision to revoke."""

    opinion: LongText = Field("", description="Answers what the holder stated.")
    is_harmless: bool = Field(description="Examined: the public interest is not gravely harmed (art 69(3)).")


class Recollection(Shape):
    """The decision to recall."""

    interest: LongText = Field(description="The public interest that needs it.", examples=["该地段划为防洪通道。"])
    opinion: LongText = Field("", description="Answers what the holder stated.")


class Kept(Shape):
    """The decision to keep a licence that the holder was warned about."""

    because: Literal["not_found", "public_interest", "lenience"]
    reason: LongText = Field(examples=["经核查，材料属实。"])


class Renewal(Shape):
    """The holder's application for a longer validity."""

    reason: LongText = ""


class Denial(Shape):
    """The decision not to renew."""

    reason: LongText = Field(examples=["场所不再符合条件。"])
    basis: LongText = Field(examples=["食品安全法第三十三条"])


class Decided(Shape):
    """What the approver writes."""

    opinion: Annotated[str, Field(max_length=500, pattern=PLAIN)] = Field("", examples=["同意"])
