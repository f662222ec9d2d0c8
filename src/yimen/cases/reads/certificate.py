"""What a concluded case gives: its certificate, and the notices that go out after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from yimen.cases.models import Case, Step
from yimen.cases.reads.context import StepContext, context_of
from yimen.catalogue.reads import bundle_version, standard
from yimen.exchange.reads import connectors
from yimen.kernel.registry import rule


@dataclass(frozen=True)
class Certificate:
    """A certificate to be issued: for which matter, its number, template, and what is printed."""

    matter: str
    number: str
    template: str
    data: dict[str, Any]


def certificate_of(case_id: UUID) -> Certificate | None:
    """Return the certificate of a case, or None when its matter ends without one. For effects."""
    case = Case.objects.select_related("application").get(pk=case_id)
    acceptance = standard(case.matter_id).acceptance
    result = acceptance.result
    if not result.template:
        return None
    return Certificate(acceptance.matter, case.result, result.template, rule(result.data)(_context(case)))


def notifications_after(case_id: UUID) -> list[tuple[str, dict[str, Any]]]:
    """Return the connectors and payloads of the notices that follow a case. For effects."""
    case = Case.objects.select_related("application").get(pk=case_id)
    text = bundle_version(case.application.bundle_id).text
    if text.notify_after != standard(case.matter_id).matter:
        return []
    context = _context(case)
    return [(code, connectors()[code].build(context)) for code in text.notify]


def _context(case: Case) -> StepContext:
    step = Step.objects.filter(case=case.id).select_related("case__application").order_by("id").last()
    assert step is not None
    return context_of(step)
