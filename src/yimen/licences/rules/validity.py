"""How long a licence is valid, when its holder applies for longer, and what silence of the agency means. Pure.

Law: 行政许可法 art 50 (the holder applies thirty days before the end unless the matter's own law says otherwise; the
agency decides before the end, and silence is a grant), art 70(1) (a licence that ran out is deregistered). The length
itself is the matter's: its text gives it. How a year is counted is 民法典 art 201 and 202, by analogy: general.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

import msgspec

from yimen.catalogue.rules.citations import cited, in_chinese
from yimen.catalogue.rules.limits import law_limit
from yimen.catalogue.rules.terms import TERM
from yimen.catalogue.states import LICENCE, Silence
from yimen.kernel.errors import Conflict, Obstacle
from yimen.kernel.limits import last_day_before
from yimen.kernel.words import Words
from yimen.kernel.workdays import Limit, WorkCalendar
from yimen.licences.states import LIVE, LicenceState

ASKING, DECIDING = "licensing.renewal", "licensing.renewal_decision"
REMINDED_BEFORE = timedelta(days=30)
"""The house reminds so long before the last day to apply; no law says when."""
FURTHEST_REMINDER = timedelta(days=400)
"""No licence whose end is further away is looked at for a reminder."""
_NO_END = Words("这个证照没有有效期，不用延续。", "This licence has no end: nothing is to be renewed.")
_OVER = Words(
    "有效期已于{day}届满，不能再申请延续；请重新申请许可。",
    "The licence ran out on {day} and cannot be renewed: apply for a new one.",
)
_TOO_EARLY = Words(
    "还没到申请延续的时间，从{day}起可以申请（{basis}）。",
    "It is too early to apply for renewal: from {day} on ({basis}).",
)
_DEEMED = Words(
    "有效期于{day}届满前没有作出决定，依法视为准予延续（行政许可法第五十条第二款），不能再作决定。",
    "Nothing was decided before the licence ran out on {day}: by law it is renewed (行政许可法 art 50(2)).",
)


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """What the matter's text says of a licence, as it was at issue: how long it is valid, from when to when its holder
    applies for renewal and by which article, whether it concerns safety (art 79), and the remedies.

    `closes` is empty where no law of its own says otherwise: then art 50(1) holds.
    """

    valid: str = ""
    opens: str = ""
    closes: str = ""
    law: str = ""
    article: str = ""
    is_safety: bool = False
    remedies: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """When renewal may be asked for, both days included; `opens` is None where no law gives a first day."""

    opens: date | None
    closes: date
    basis: str


def last_day(valid: str, first: date) -> date:
    """Return the last day of a validity that begins on `first`: that day itself is not counted (民法典 art 201, 202).

    >>> last_day("5 years", date(2026, 3, 2)), last_day("6 months", date(2026, 8, 31))
    (datetime.date(2031, 3, 2), datetime.date(2027, 2, 28))
    >>> last_day("60 days", date(2026, 3, 2))
    datetime.date(2026, 5, 1)
    """
    found = TERM.fullmatch(valid)
    if found is None:
        raise ValueError(f"no validity can be read from {valid!r}")
    count, unit = int(found[1]), found[2]
    if unit == "day":
        return first + timedelta(days=count)
    months = first.year * 12 + first.month - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))


def window(terms: Terms, valid_to: date, calendar: WorkCalendar) -> Window:
    """Return when renewal may be asked for: by the matter's own law, else thirty days before the end (art 50(1)).

    >>> window(Terms(), date(2026, 5, 1), WorkCalendar({})).closes
    datetime.date(2026, 4, 1)
    """
    if terms.closes:
        closes, basis = Limit.parse(terms.closes), cited(terms.law, terms.article, in_chinese)
    else:
        rule = law_limit(ASKING, valid_to)
        closes, basis = Limit.parse(rule.limit), cited(rule.law, rule.article, in_chinese)
    opens = last_day_before(Limit.parse(terms.opens), valid_to, calendar) if terms.opens else None
    return Window(opens, last_day_before(closes, valid_to, calendar), basis)


def check_asking(valid_to: date | None, span: Window | None, today: date) -> bool:
    """Return whether an application on `today` is in time; a late one is taken, but silence then grants nothing.

    Raises Obstacle without an end of validity, after it, or before the first day.
    """
    if valid_to is None or span is None:
        raise Obstacle(_NO_END, basis="行政许可法 art 50(1)")
    if today > valid_to:
        raise Obstacle(_OVER.fill(day=valid_to), basis="行政许可法 art 50(1)")
    if span.opens is not None and today < span.opens:
        raise Obstacle(_TOO_EARLY.fill(day=span.opens, basis=span.basis), basis=span.basis)
    return today <= span.closes


def is_deemed_renewed(matter_type: str, valid_to: date | None, *, is_asked: bool, is_timely: bool, today: date) -> bool:
    """Return whether the law has renewed a licence: asked for in time, its end passed, nothing decided (art 50(2)).

    >>> is_deemed_renewed("01", date(2026, 5, 1), is_asked=True, is_timely=True, today=date(2026, 5, 2))
    True
    >>> is_deemed_renewed("01", date(2026, 5, 1), is_asked=True, is_timely=True, today=date(2026, 5, 1))
    False
    """
    if matter_type != LICENCE or valid_to is None or today <= valid_to:
        return False
    return is_asked and is_timely and law_limit(DECIDING, valid_to).silence is Silence.DEEMED_RENEWED


def standing(state: str, valid_to: date | None, *, is_deemed: bool, today: date) -> str:
    """Return the state as anybody is told it on `today`: an end of validity counts at once, not when a task has run.

    >>> str(standing("valid", date(2026, 5, 1), is_deemed=False, today=date(2026, 5, 2)))
    'expired'
    """
    if state in LIVE and valid_to is not None and today > valid_to and not is_deemed:
        return LicenceState.EXPIRED
    return LicenceState(state)


def check_before_end(valid_to: date | None, today: date) -> date:
    """Return the end of validity. Raises Conflict once it has passed: what silence meant then stands."""
    if valid_to is None or today > valid_to:
        raise Conflict(_DEEMED.fill(day=valid_to))
    return valid_to
