"""What machines send about how people work: who is away, and the same verb on several."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

from yimen.doors.api.shapes import Code, LongText, Shape


def _a_day(text: str) -> str:
    """Return the text of a day that is in the calendar. Raises ValueError, which names the field."""
    date.fromisoformat(text)
    return text


Day = Annotated[str, Field(max_length=10, pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_a_day)]


class Absent(Shape):
    """Who is away on which office days, both included, and who stands in for her."""

    account: Annotated[int, Field(ge=1, le=2**31 - 1)] = Field(description="Who is away: an account.", examples=[12])
    substitute: Annotated[int, Field(ge=1, le=2**31 - 1)] = Field(
        description="Who stands in: a colleague of the same department or hall.", examples=[13]
    )
    from_date: Day = Field(examples=["2026-03-02"])
    to_date: Day = Field(examples=["2026-03-06"])
    posts: list[Code] = Field(
        default_factory=list,
        description="What is handed over, each `post@office`; everything that can be when left out.",
        max_length=100,
        examples=[["examiner@registry"]],
    )


class SeveralCases(Shape):
    """Cases, and the opinion on each."""

    cases: list[UUID] = Field(min_length=1, max_length=50)
    opinion: LongText = Field(examples=["材料齐全，符合规定。"])


class SeveralApplications(Shape):
    """Applications."""

    applications: list[UUID] = Field(min_length=1, max_length=50)


class Result(Shape):
    """A certificate that waits at the window, and who collects it."""

    application_id: UUID
    case_id: UUID
    receiver: Code = Field(description="A party's place.", examples=["buyer[0]"])


class SeveralResults(Shape):
    """Certificates that wait at the window."""

    results: list[Result] = Field(min_length=1, max_length=50)
