"""What a connector is told of a step: the application, its parties with numbers in clear, and what earlier steps gave.

Only what the department needs to decide goes out; it leaves the house sealed in the message and over the department's
own
protocol.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from yimen.cases.models import Step
from yimen.cases.reads.application import Filled, filled_row
from yimen.cases.rules.obstacles import ApplicationFacts
from yimen.kernel import clock


@dataclass(frozen=True)
class StepContext:
    """A step with its application as pack rules see it; `outcomes` are by `matter:step`."""

    application: ApplicationFacts
    receipt_no: str
    case_number: str
    matter: str
    step: str
    office_time: datetime
    outcomes: dict[str, dict[str, Any]]

    def value(self, step: str, field: str) -> str:
        """Return what an earlier step gave, empty when it gave nothing."""
        return str(self.outcomes.get(step, {}).get("values", {}).get(field, ""))


def context_of(step: Step) -> StepContext:
    """Return the context of a step. For connectors, inside actions and effects."""
    case = step.case
    application: Filled = filled_row(case.application)
    rows = Step.objects.filter(case__application=case.application_id).values_list("key", "outcome")
    matter, _, code = step.key.partition(":")
    return StepContext(
        application=application.for_rules,
        receipt_no=case.application.receipt_no or "",
        case_number=case.number,
        matter=matter,
        step=code,
        office_time=clock.now(),
        outcomes=dict(rows),
    )


def context_for_step(step_id: UUID) -> StepContext:
    """Return the context of a step by its id. For the inbound door, which acts as the department's system."""
    return context_of(Step.objects.select_related("case__application").get(pk=step_id))
