"""What the window shows of a case that is decided while the person waits: whose turn, the forms, the minutes.

Asks nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from yimen.cases.reads.minutes import minutes
from yimen.cases.reads.sheets import ApplicationSheet, CaseSheet, StepLine
from yimen.cases.rules.at_once import Shortcut
from yimen.cases.states import CaseVerb, StepState
from yimen.catalogue.states import Decider
from yimen.notices.reads import DocumentSheet
from yimen.notices.states import DocumentKind

_TO_COME = (StepState.WAITING, StepState.OPEN)


@dataclass(frozen=True, slots=True)
class AtOnce:
    """A case with a shortcut: the step that decides, whether the clerk may do it now, the paper, the minutes it took.

    `is_checked`: nothing is awaited before the decision. `has_table`: the table has not answered yet, or has granted.
    """

    case: CaseSheet
    step: StepLine | None
    can_grant: bool
    is_checked: bool
    is_at_window: bool
    by_table: bool
    can_ask: bool
    paper: DocumentSheet | None
    minutes: int | None


def at_once(sheet: ApplicationSheet) -> list[AtOnce]:
    """Return the cases of an application that are decided at once."""
    took = minutes(sheet.history)
    return [_of(c, took.to_result.get(c.id)) for c in sheet.cases if c.shortcut]


def _of(case: CaseSheet, took: int | None) -> AtOnce:
    step = next((s for s in case.steps if s.state in _TO_COME and not _is_before(s)), None)
    is_open = step is not None and step.state == StepState.OPEN
    at_window = step is not None and step.verb == CaseVerb.GRANT
    by_table = any(s.decided_by == Decider.TABLE for s in case.steps)
    return AtOnce(
        case=case,
        step=step,
        can_grant=is_open and at_window and CaseVerb.GRANT in case.allowed,
        is_checked=is_open,
        is_at_window=at_window,
        by_table=case.shortcut == Shortcut.TABLE,
        can_ask=by_table and CaseVerb.ASK_FOR_PERSON in case.allowed,
        paper=next((d for d in case.documents if d.kind == DocumentKind.GRANT), None),
        minutes=took,
    )


def _is_before(step: StepLine) -> bool:
    """Whether a step only prepares the decision: the second check."""
    return step.verb == CaseVerb.CHECK
