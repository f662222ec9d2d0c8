"""What the desk's page of a case offers besides its straight way. One statement for whoever may hand it over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from msgspec import UNSET

from yimen.cases.actions.rectify import WHAT_WORDS, What
from yimen.cases.reads.after import TurnSheet, departments_able, last_reopening, same_act_rule
from yimen.cases.reads.sheets import CaseSheet
from yimen.cases.rules.turns import ORDER_BY_WORDS
from yimen.cases.states import FINAL, CaseState, CaseVerb, StepState
from yimen.catalogue.states import HALL, Decider
from yimen.kernel.words import Words
from yimen.licences.states import LIVE
from yimen.people.reads import OfficeSheet, offices


@dataclass(frozen=True)
class AfterForms:
    """What may be done now, and what an approver has to know of an order that a case is decided anew by."""

    can_reopen: bool
    can_rectify: bool
    can_move: bool
    departments: tuple[tuple[str, Words], ...]
    upper: OfficeSheet | None
    """Where the reviewed case is reported to, when this viewer may do so now."""
    order: TurnSheet | None
    rule: Words | None
    certificate: str
    """Address of the certificate that a quashed decision gave and that still has to be ended."""
    corrections: tuple[tuple[str, Words], ...]
    orders: tuple[tuple[str, Words], ...]
    opened: str
    """Which form was sent and came back with what is wrong."""

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is shown."""
        return not (self.can_reopen or self.can_rectify or self.can_move or self.upper or self.order)


def after_forms(case: CaseSheet, typed: Mapping[str, object]) -> AfterForms:
    """Return what the viewer may do with the case besides its straight way."""
    order = last_reopening(case.turns)
    posts = frozenset(s.post for s in case.standard.process.steps if s.office != HALL and s.decided_by is Decider.DESK)
    can_move = CaseVerb.HAND_OVER in case.allowed
    is_live = case.licence is not None and case.licence.state in LIVE
    quashed = order is not None and order.told.get("former_state") == CaseState.GRANTED
    return AfterForms(
        can_reopen=CaseVerb.REOPEN in case.allowed,
        can_rectify=CaseVerb.RECTIFY in case.allowed,
        can_move=can_move,
        departments=tuple(departments_able(posts, case.department_code)) if can_move else (),
        upper=_upper(case),
        order=order if case.state not in FINAL else None,
        rule=same_act_rule(order) if order else None,
        certificate=f"/desk/licence/{case.licence.id}/" if case.licence and is_live and quashed else "",
        corrections=_corrections(case),
        orders=tuple(ORDER_BY_WORDS.items()),
        opened=str(typed.get("after", "")),
    )


def _upper(case: CaseSheet) -> OfficeSheet | None:
    to = case.standard.process.reports_to
    if to is UNSET or CaseVerb.REPORT_UP not in case.allowed or to == case.department_code:
        return None
    reviewed = all(s.state == StepState.DONE for s in case.steps if s.verb == CaseVerb.EXAMINE)
    return offices()[str(to)] if reviewed else None


def _corrections(case: CaseSheet) -> tuple[tuple[str, Words], ...]:
    """What of this decision can be corrected here."""
    refused = case.state == CaseState.REFUSED
    has_number = case.state == CaseState.GRANTED and bool(case.result) and case.licence is None
    kinds = [What.RESULT] * has_number + [What.REASON, What.BASIS] * refused + [What.PRINTED]
    return tuple((str(kind), WHAT_WORDS[kind]) for kind in kinds)
