"""Which limit a clock of a case watches, and where an answer comes from."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from yimen.kernel.words import Words


class Source(StrEnum):
    """Where an answer comes from."""

    APPLICANT = "applicant"
    PREPARED = "prepared"
    """She prepared it herself before she came; the window has not changed it."""
    DEPARTMENT = "department"


class ClockKind(StrEnum):
    """Which limit a clock watches."""

    STATUTORY = "statutory"
    PROMISED = "promised"
    STEP = "step"
    DELIVERY = "delivery"
    """From the decision until the result has reached the applicant (行政许可法 art 44)."""
    REVIEW = "review"
    """The lower office's review before it reports to the upper one (行政许可法 art 43)."""


CLOCK_WORDS: Mapping[str, Words] = {
    ClockKind.STATUTORY: Words("法定期限", "statutory limit"),
    ClockKind.PROMISED: Words("承诺期限", "promised limit"),
    ClockKind.STEP: Words("环节期限", "limit of a step"),
    ClockKind.DELIVERY: Words("送达期限", "limit for delivery"),
    ClockKind.REVIEW: Words("初审期限", "limit of the review below"),
}
