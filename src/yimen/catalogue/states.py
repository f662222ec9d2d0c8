"""The fixed words of the three standards: types of elements, deciders of steps, kinds of matters.

Codes are the standards'.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from yimen.kernel.words import Words


class ElementType(StrEnum):
    """What an element of the dictionary holds; an answer is always text in the form given here."""

    TEXT = "text"
    MONEY = "money"
    """Yuan with at most two decimals, `1050000.00`."""
    AREA = "area"
    """Square metres with at most two decimals."""
    DATE = "date"
    """`2026-03-02`."""
    CHOICE = "choice"
    YES_NO = "yes_no"
    """`yes` or `no`."""
    SHARE = "share"
    """A fraction of ownership, `1/3`."""
    PHONE = "phone"


class Decider(StrEnum):
    """Who decides a step: a desk in Yimen, a connector whose department's system decides, or the citizen's payment."""

    DESK = "desk"
    CONNECTOR = "connector"
    PAYMENT = "payment"


class Handling(StrEnum):
    """Kind of handling (办件类型, GB/T 39046 A.6: 1 即办件, 2 承诺件)."""

    INSTANT = "instant"
    PROMISED = "promised"


class Original(StrEnum):
    """What happens to the paper: the original is seen and a copy kept, or the original is kept."""

    SEEN = "seen"
    KEPT = "kept"


class Sure(StrEnum):
    """How sure a fact of law is."""

    VERIFIED = "verified"
    SECONDARY = "secondary"
    GENERAL = "general"
    UNSURE = "unsure"


MATTER_TYPES: Mapping[str, Words] = {
    "01": Words("行政许可", "Administrative licence"),
    "02": Words("行政处罚", "Administrative penalty"),
    "03": Words("行政强制", "Administrative compulsion"),
    "04": Words("行政征收", "Administrative levy"),
    "05": Words("行政给付", "Administrative benefit"),
    "06": Words("行政检查", "Administrative inspection"),
    "07": Words("行政确认", "Administrative confirmation"),
    "08": Words("行政奖励", "Administrative award"),
    "09": Words("行政裁决", "Administrative ruling"),
    "10": Words("其他类别事项", "Other matters"),
    "20": Words("公共服务事项", "Public service"),
}
"""Type of matter (事项类型代码, GB/T 39046-2020 A.1)."""

HALL = "hall"
"""The office of a step that is done in the hall where the application was accepted."""
