"""What machines send about proceedings of a case: opinions, third parties, visits, a hearing."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from yimen.cases.states import Stand
from yimen.doors.api.shapes import Code, LongText, Shape, Text

Days = Annotated[int, Field(ge=1, le=45, description="Working days.", examples=[5])]
Account = Annotated[
    int, Field(ge=1, le=2**31 - 1, description="Number of an account, as `/cases/…/proceedings` lists.")
]


class Consultation(Shape):
    """Which departments are asked, what, and within how many working days."""

    offices: Annotated[list[Code], Field(min_length=1, max_length=20, examples=[["tax"]])]
    question: LongText = Field(examples=["有无欠税？"])
    days: Days


class Opinion(Shape):
    """What the department says."""

    stand: Stand
    text: LongText = Field(examples=["没有欠税。"])


class Interest(Shape):
    """An interested third party, and what concerns it."""

    name: Text = Field(examples=["测试商铺"])
    contact: Text = Field(examples=["门牌号和电话"])
    interest: LongText = Field(examples=["可能影响采光。"])
    days: Annotated[int, Field(ge=1, le=20, description="Working days to state its view.", examples=[5])]


class Statement(Shape):
    """What an interested party stated; `party` is the id of its proceeding."""

    party: UUID
    statement: LongText = Field(examples=["没有意见。"])


class Visit(Shape):
    """Which officers looked on the spot, where, and what they found."""

    officers: Annotated[list[Account], Field(min_length=1, max_length=20)]
    place: Text = Field(examples=["经营场所"])
    finding: LongText = Field(examples=["与申报相符。"])


class HearingOffer(Shape):
    """Why a hearing is offered, or held by the office itself."""

    why: LongText = Field(examples=["关系他人重大利益。"])
    is_ex_officio: bool = False


class HearingRequest(Shape):
    """Who asks for the hearing."""

    asked_by: Literal["applicant", "interested"]


class HearingPlan(Shape):
    """When and where the hearing is held, and who chairs it."""

    planned: AwareDatetime
    place: Text = Field(examples=["三楼会议室"])
    chair: Account


class Chair(Shape):
    """Who chairs the hearing now, and why."""

    chair: Account
    reason: LongText = Field(examples=["申请人要求回避。"])


class HearingRecord(Shape):
    """Who took part, what was said, and that those who took part signed it."""

    attended: Text = Field(examples=["申请人、利害关系人"])
    record: LongText = Field(examples=["双方陈述了意见。"])
    is_signed: bool
