"""What machines send about what may still happen to a case besides its straight way."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from yimen.doors.api.shapes import PLAIN, Code, LongText, Refusal, Shape, Text


class Order(Shape):
    """The order of a court or a review body by which a case is decided anew."""

    by: Literal["court", "review"] = Field(examples=["court"])
    organ: Text = Field(examples=["禅城区人民法院"])
    document_no: Text = Field(examples=["（2026）粤0604行初12号"])
    issued_on: date = Field(examples=["2026-03-16"])
    arrived_on: date = Field(examples=["2026-03-18"])
    ordered: LongText = Field(examples=["撤销不予许可的决定，责令重新作出决定。"])
    until: date | None = Field(None, description="The day by which it wants the new decision, if it names one.")
    is_procedural: bool = Field(False, description="Quashed only for a breach of procedure (行政复议法 art 64(2)).")


class Slip(Shape):
    """An official error in a decision. `former` is given for `printed` only: the house knows the others."""

    what: Literal["result", "reason", "basis", "printed"] = Field(examples=["basis"])
    right: LongText = Field(examples=["行政许可法第三十八条第二款"])
    reason: LongText = Field(examples=["漏写了款。"])
    former: LongText = Field("", examples=["标牌"])


class HandOver(Refusal):
    """The department of the house that takes a case over, why, and by which article or rule on competence."""

    to: Code = Field(examples=["housing"])


class Transfer(Refusal):
    """The authority outside that has to decide a case, why, and by which article or rule on competence."""

    authority: Text = Field(examples=["南海区自然资源局"])
    address: Text = Field(
        "", description="May stay empty for an office of the region.", examples=["佛山市南海区示范路1号"]
    )
    phone: Annotated[str, Field(max_length=40, pattern=PLAIN)] = Field("", examples=["0757-00000099"])


class ReviewOpinion(Shape):
    """The opinion of the review below."""

    opinion: LongText = Field(examples=["经审查，建议准予。"])
