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
    ACCEPTANCE = "acceptance"
    """From receipt until the window has to have answered. Of an application."""
    CORRECTION = "correction"
    """What the applicant has to answer the one notice. Of an application."""
    TOLERANCE = "tolerance"
    PROMISE = "promise"
    """What the department has to check a promise, from its decision on."""
    DELIVERY = "delivery"
    """From the decision until the result has reached the applicant (行政许可法 art 44)."""
    REVIEW = "review"
    """The lower office's review before it reports to the upper one (行政许可法 art 43)."""


CLOCK_WORDS: Mapping[str, Words] = {
    ClockKind.STATUTORY: Words("法定期限", "statutory limit"),
    ClockKind.PROMISED: Words("承诺期限", "promised limit"),
    ClockKind.STEP: Words("环节期限", "limit of a step"),
    ClockKind.ACCEPTANCE: Words("受理审查期限", "limit for acceptance"),
    ClockKind.CORRECTION: Words("补正期限", "time to correct"),
    ClockKind.TOLERANCE: Words("容缺补交期限", "time for what comes later"),
    ClockKind.PROMISE: Words("承诺核查期限", "time to check a promise"),
    ClockKind.DELIVERY: Words("送达期限", "limit for delivery"),
    ClockKind.REVIEW: Words("初审期限", "limit of the review below"),
}
OF_APPLICATIONS = frozenset({ClockKind.ACCEPTANCE, ClockKind.CORRECTION})
"""Clocks that run before there is a case."""
PAUSABLE = frozenset({ClockKind.STATUTORY, ClockKind.PROMISED, ClockKind.DELIVERY, ClockKind.REVIEW})
"""Clocks of the agency's own limits, which stand still with a pause (行政许可法 art 45: the limits of that section)."""
