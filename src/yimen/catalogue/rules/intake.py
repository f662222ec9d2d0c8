"""What the matters' own laws say of the time between receipt and acceptance. Pure.

A law that says nothing deems nothing accepted and gives the applicant no time of its own: then the house's practice
counts, marked as such.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from yimen.catalogue.rules.limits import LawLimit, law_limits
from yimen.catalogue.rules.standards import Acceptance, Basis, LimitText
from yimen.catalogue.states import LICENCE, Silence, Sure
from yimen.kernel.workdays import Limit, Unit

HOUSE_ACCEPTANCE = Limit(5, Unit.WORKING_DAY)
"""Where no law gives a limit. Practice after 行政许可法 art 32, no law: passing it deems nothing."""
HOUSE_CORRECTION = LimitText(limit="15 working days", sure=Sure.GENERAL)
"""What the applicant has to answer the notice where the matter's text gives nothing. Practice, not verified, no law."""
ON_THE_SPOT = Limit(0, Unit.NATURAL_DAY)
"""How the house watches what is to be told on the spot: the day of receipt. That the day is meant is general."""


def deeming_rule(acceptances: Sequence[Acceptance], on: date) -> LawLimit | None:
    """Return the limit after which an application of these matters is deemed accepted, the earliest; None: no law.

    行政许可法 art 32(1)4 for licences; for others the article that the matter's own text names for its notices, such as
    不动产登记暂行条例 art 17. The cases of an application are accepted together, so one law that deems is enough.
    """
    named = {(basis.law, _number(basis.article)) for a in acceptances for basis in _correction(a)}
    if any(a.type == LICENCE for a in acceptances):
        named.add(("行政许可法", "32"))
    rules = [
        rule
        for rule in law_limits().limits
        if rule.silence is Silence.DEEMED_ACCEPTED and rule.holds_on(on) and (rule.law, _number(rule.article)) in named
    ]
    return min(rules, key=lambda rule: _period(rule).count, default=None)


def acceptance_period(rule: LawLimit | None) -> Limit:
    """Return how long the window has to answer: by `deeming_rule`, or by practice where there is none.

    >>> str(acceptance_period(None))
    '5 working_day'
    """
    return _period(rule) if rule else HOUSE_ACCEPTANCE


def correction_time(acceptances: Sequence[Acceptance]) -> LimitText:
    """Return what the applicant has to answer one notice about these matters: the longest that their texts give."""
    own = [a.correction_time for a in acceptances if not isinstance(a.correction_time, msgspec.UnsetType)]
    return max(own, key=lambda text: text.period.count if text.period else 0, default=HOUSE_CORRECTION)


def _period(rule: LawLimit) -> Limit:
    return rule.period or ON_THE_SPOT


def _correction(acceptance: Acceptance) -> Sequence[Basis]:
    return () if isinstance(acceptance.correction, msgspec.UnsetType) else acceptance.correction


def _number(article: str) -> str:
    return article.partition("(")[0]
