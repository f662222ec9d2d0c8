"""Where an application stands, for somebody who proved that she is one of its parties: her own, nobody else's data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from yimen.cases.models import Application, Case, Party
from yimen.cases.reads.application import PartySheet
from yimen.cases.reads.custody import CaseCustody, custody_of_sheets
from yimen.cases.reads.deadline import DeadlineSheet, deadline
from yimen.cases.reads.sheets import ApplicationSheet, CaseSheet, application_sheet
from yimen.kernel import looks
from yimen.kernel.actor import house
from yimen.kernel.errors import NotFound
from yimen.kernel.looks import Seen
from yimen.kernel.money import Money, total
from yimen.kernel.words import Words
from yimen.payments.reads import PaymentSheet
from yimen.people.reads import offices


@dataclass(frozen=True)
class ProgressSheet:
    """What one party is shown: state, cases with steps and limits, her own part of the payment, who looked at her data.

    `herself` is None when the last four places fit several parties: then nothing personal is shown.
    """

    receipt_no: str
    name: Words
    state: str
    state_words: Words
    accepted_at: datetime | None
    hall: str
    cases: tuple[CaseSheet, ...]
    payment: PaymentSheet | None
    owed: Money | None
    herself: PartySheet | None
    seen: tuple[Seen, ...]
    custody: Mapping[UUID, CaseCustody] = field(default_factory=dict)
    """How each case's result is delivered."""


def progress(application_id: UUID, place: str) -> ProgressSheet:
    """Return where an application stands for the party at `place`, which she has proved. Raises NotFound."""
    if not Application.objects.filter(pk=application_id, receipt_no__isnull=False).exists():
        raise NotFound
    sheet = application_sheet(house("progress"), application_id)
    row = sheet.filled.row
    herself = next((p for p in sheet.parties if p.place == place), None)
    person = herself.person_id if herself else None
    return ProgressSheet(
        receipt_no=sheet.receipt_no,
        name=sheet.name,
        state=row.state,
        state_words=sheet.state_words,
        accepted_at=row.accepted_at,
        hall=str(offices()[row.centre_id].name),
        cases=sheet.cases,
        payment=sheet.payment,
        owed=_owed(sheet, place) if herself else None,
        herself=herself,
        seen=tuple(looks.of_person(person, since=row.opened_at)) if person else (),
        custody=custody_of_sheets(house("progress"), sheet.filled, sheet.cases),
    )


def own_cases(application_id: UUID, place: str) -> tuple[list[UUID], UUID | None]:
    """Return the application's cases and who the party at `place` is: a person or an organisation, None for nobody.

    For somebody who has proved to be that party; light, for a paper that names her.
    """
    role, _, number = place.removesuffix("]").partition("[")
    parties = Party.objects.filter(application=application_id, role=role, place=int(number or -1))
    found: tuple[UUID | None, UUID | None] | None = None
    if number:
        found = parties.values_list("person_id", "organisation_id").first()
    cases = list(Case.objects.filter(application=application_id).values_list("id", flat=True))
    person, organisation = found or (None, None)
    return cases, person or organisation


def deadline_of(application_id: UUID, case_id: UUID, which: str) -> DeadlineSheet:
    """Return how a limit of one of the application's cases comes about. Raises NotFound."""
    if not Case.objects.filter(pk=case_id, application=application_id).exists():
        raise NotFound
    return deadline(house("progress"), case_id, which)


def _owed(sheet: ApplicationSheet, place: str) -> Money | None:
    if sheet.payment is None:
        return None
    return total(line.amount for line in sheet.payment.lines if line.payer == place)
