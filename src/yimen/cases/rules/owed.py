"""What a case was accepted without: it comes later (容缺受理), or a promise stands for it (告知承诺). Pure.

Law: 广东省优化营商环境条例 art 32 (main documents complete, a written promise: accepted first, told what to add and by
when) and art 36 (lists of promises, the applicant's own choice, kept in her credit record).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from yimen.catalogue.rules.piles import Needed
from yimen.kernel.words import Words
from yimen.kernel.workdays import Limit, Unit


class Owing(StrEnum):
    """Why a document is not there."""

    TOLERANCE = "tolerance"
    """It comes later."""
    PROMISE = "promise"
    """A promise stands for it."""


class Settled(StrEnum):
    """What became of it; empty while it is open."""

    SUPPLIED = "supplied"
    NEVER_CAME = "never_came"
    TRUE = "true"
    UNTRUE = "untrue"


OWING_WORDS = {
    Owing.TOLERANCE: Words("容缺后补", "comes later"),
    Owing.PROMISE: Words("以承诺代替", "a promise stands for it"),
}
SETTLED_WORDS = {
    "": Words("未了结", "open"),
    Settled.SUPPLIED: Words("已补交", "came"),
    Settled.NEVER_CAME: Words("逾期未补", "never came"),
    Settled.TRUE: Words("核查属实", "found true"),
    Settled.UNTRUE: Words("核查不实", "found untrue"),
}
_DAYS = {Unit.WORKING_DAY: 1.0, Unit.NATURAL_DAY: 0.7, Unit.HOUR: 0.1, Unit.MINUTE: 0.002}


def shortest(limits: Iterable[str]) -> Limit:
    """Return the shortest of some limits: one date for one list, and no document's own time is passed.

    >>> str(shortest(["20 working days", "10 working days"]))
    '10 working_day'
    """
    return min((Limit.parse(text) for text in limits), key=lambda limit: limit.count * _DAYS[limit.unit])


def of_matter(matter: str, needed: Sequence[Needed], keys: Iterable[str]) -> list[Needed]:
    """Return the documents among `keys` that a matter asks for, in the order of the pile."""
    wanted = set(keys)
    return [n for n in needed if n.key in wanted and matter in n.matters]
