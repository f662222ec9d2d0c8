"""The turns that a case may take beside its straight way, and who orders one. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from yimen.kernel.words import Words


class TurnKind(StrEnum):
    """What happened to a case beside its straight way, with a paper of its own."""

    REOPENED = "reopened"
    RECTIFIED = "rectified"
    HANDED_OVER = "handed_over"
    TRANSFERRED = "transferred"
    REPORTED = "reported"


class OrderBy(StrEnum):
    """Who orders that a case is decided anew."""

    COURT = "court"
    REVIEW = "review"


ORDER_BY_WORDS: Mapping[str, Words] = {
    OrderBy.COURT: Words("人民法院判决", "judgment of a court"),
    OrderBy.REVIEW: Words("行政复议决定", "decision of a review body"),
}
