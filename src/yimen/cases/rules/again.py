"""Which steps of a case are done again after its decision was quashed. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from yimen.cases.states import CaseVerb, StepState
from yimen.catalogue.states import Decider


@dataclass(frozen=True, slots=True)
class DoneStep:
    """A step of a case that has ended: `matter:step`, its verb, who decided it, where it stands, what it needed."""

    key: str
    verb: str
    decided_by: str
    state: str
    needs: tuple[str, ...]


def done_again(steps: Iterable[DoneStep]) -> tuple[str, ...]:
    """Return the keys of the steps to do again: the examination (or the approval where nothing is examined), what was
    refused or never done, and all that rests on these. What was paid stays paid. Empty: no desk has anything to decide.

    >>> check = DoneStep("a:check", "check", "desk", "done", ())
    >>> examine = DoneStep("a:examine", "examine", "desk", "done", ("a:check",))
    >>> enter = DoneStep("a:enter", "", "connector", "done", ("a:examine",))
    >>> done_again([check, examine, enter])
    ('a:examine', 'a:enter')
    """
    known = list(steps)
    examined = [s.key for s in known if s.verb == CaseVerb.EXAMINE]
    first = examined or [s.key for s in known if s.verb == CaseVerb.APPROVE]
    again = {*first, *(s.key for s in known if s.state in (StepState.REFUSED, StepState.DROPPED))}
    while True:
        more = {s.key for s in known if s.key not in again and again & set(s.needs) and not _is_paid(s)}
        if not more:
            return tuple(s.key for s in known if s.key in again)
        again |= more


def _is_paid(step: DoneStep) -> bool:
    return step.decided_by == Decider.PAYMENT and step.state == StepState.DONE
