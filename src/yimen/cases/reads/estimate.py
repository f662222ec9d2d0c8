"""What the taxes and fees are likely to be: our own tables estimate, the tax office's answer binds."""

from __future__ import annotations

from dataclasses import dataclass

from yimen.cases.reads.application import Filled
from yimen.cases.reads.completeness import Completeness
from yimen.cases.rules.lines import DueLine
from yimen.kernel.errors import BadInput, NotCovered
from yimen.kernel.money import Money, total
from yimen.kernel.registry import rule
from yimen.kernel.words import Words


@dataclass(frozen=True)
class Estimate:
    """Lines per payer, their sum, or why there is no estimate."""

    lines: tuple[DueLine, ...]
    total: Money
    not_covered: Words | None = None


def estimate(application: Filled, examined: Completeness) -> Estimate | None:
    """Return the estimate once every field it needs is filled in, None before."""
    name = application.bundle.text.estimate
    if not name or examined.wrong_fields or examined.wrong_parties:
        return None
    try:
        lines: list[DueLine] = rule(name)(application.for_rules)
    except (NotCovered, BadInput) as error:
        return Estimate((), Money(0), error.words)
    return Estimate(tuple(lines), total(line.amount for line in lines))
