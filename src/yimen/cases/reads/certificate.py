"""What a concluded case gives: its certificate, and the notices that go out after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from yimen.cases.models import Case, Party, Step
from yimen.cases.reads.context import StepContext, context_of
from yimen.catalogue.reads import bundle_version, standard
from yimen.catalogue.rules.standards import Acceptance, RenewalText
from yimen.exchange.reads import connectors
from yimen.kernel.registry import rule
from yimen.licences.reads import Paper
from yimen.licences.rules.validity import Terms
from yimen.people.reads import credit_code_of


@dataclass(frozen=True)
class Certificate:
    """A certificate to be issued, and the number of the one that ends with it, empty when none does."""

    paper: Paper
    replaces: str


def certificate_of(case_id: UUID) -> Certificate | None:
    """Return the certificate of a case, or None when its matter ends without one. For effects."""
    case = Case.objects.select_related("application").get(pk=case_id)
    acceptance = standard(case.matter_id).acceptance
    result = acceptance.result
    if not result.template:
        return None
    context = _context(case)
    licence = result.licence
    paper = Paper(
        kind=acceptance.matter,
        title=result.name,
        number=case.result,
        template=result.template,
        data=rule(result.data)(context),
        labels=tuple((p.key, p.label.zh, p.label.en) for p in licence.printed) if licence else (),
        issuer=case.department_id,
        issuer_code=credit_code_of(case.department_id),
        type_code=licence.type_code if licence else "",
        holder_ids=_holders(case, licence.holder) if licence else (),
        organisation_ids=_organisations(case, licence.holder) if licence else (),
        matter_type=acceptance.type,
        terms=terms_of(acceptance),
    )
    return Certificate(paper, context.application.answers.get(licence.replaces, "") if licence else "")


def _holders(case: Case, role: str) -> tuple[UUID, ...]:
    rows = Party.objects.filter(application=case.application_id, role=role, person__isnull=False).order_by("place")
    return tuple(rows.values_list("person_id", flat=True))


def _organisations(case: Case, role: str) -> tuple[UUID, ...]:
    rows = Party.objects.filter(application=case.application_id, role=role, organisation__isnull=False)
    return tuple(rows.order_by("place").values_list("organisation_id", flat=True))


def terms_of(acceptance: Acceptance) -> Terms:
    """Return what a matter's text says of the validity, renewal and remedies of its licence."""
    licence = acceptance.result.licence
    if licence is None:
        return Terms(remedies=acceptance.remedies.zh)
    renewal = licence.renewal if isinstance(licence.renewal, RenewalText) else None
    return Terms(
        valid=licence.valid if isinstance(licence.valid, str) else "",
        opens=renewal.opens if renewal else "",
        closes=renewal.closes if renewal else "",
        law=renewal.basis[0].law if renewal else "",
        article=renewal.basis[0].article if renewal else "",
        is_safety=licence.concerns_safety is True,
        remedies=acceptance.remedies.zh,
    )


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
