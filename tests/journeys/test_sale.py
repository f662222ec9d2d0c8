"""A house is sold at one window, through the departments' own protocols, in every shape a sale has."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.departments import Departments
from tests.journeys.selling import accepted, case_of, drafted, sold
from tests.offices import Office
from yimen.cases.actions.accept import accept
from yimen.cases.models import Case
from yimen.licences.models import Licence
from yimen.payments.reads import of_source

MOST_STATEMENTS_OF_ACCEPTANCE = 40


@pytest.mark.parametrize("shape", range(9))
def test_a_house_is_sold(office: Office, departments: Departments, shape: int) -> None:
    """Sellers and buyers alone, jointly, by shares: one filing, one payment, one certificate on both sides."""
    seed = next(n for n in departments.seeds if n % 9 == shape)  # a seed's remainder decides how both sides own
    sale = departments.sale(seed)
    application = sold(sale, office, departments)
    assert set(Case.objects.filter(application=application).values_list("state", flat=True)) == {"granted"}
    payment = of_source("application", application)
    assert payment is not None and payment.state == "paid"
    charged = [c for c in departments.records("terminal")["charges"] if c["reference_no"] == payment.reference]
    assert [c["amount_fen"] for c in charged] == [payment.total.fen]
    filings = [f for f in departments.records("housing")["filings"] if sale.house.unit_no in str(f["contract"])]
    assert [f["filing_no"] for f in filings] == [case_of(application, "house_contract_filing").result]
    entries = [e for e in departments.records("registry")["entries"] if e["bdcdyh"] == sale.house.unit_no]
    licence = Licence.objects.get(source_id=case_of(application, "house_transfer_registration").id)
    assert [e["zsh"] for e in entries] == [licence.number]


def test_acceptance_is_one_transaction_of_few_statements(office: Office, departments: Departments) -> None:
    """Six cases with steps, clocks, journal, outbox and receipt: at most forty statements, one COMMIT."""
    clerk = office.actor("clerk1", window=1)
    draft = drafted(departments.sale(), clerk)
    accept(application_id=drafted(departments.sale(), clerk), actor=clerk)  # the standards are read once a process
    with CaptureQueriesContext(connection) as seen:
        accept(application_id=draft, actor=clerk)
    statements = [q["sql"] for q in seen.captured_queries]
    assert len(statements) <= MOST_STATEMENTS_OF_ACCEPTANCE, "\n".join(s[:120] for s in statements)
    assert sum(s == "COMMIT" for s in statements) == 1
    assert Case.objects.filter(application=draft).count() == 6


def test_accepted_cases_know_their_limits(office: Office, departments: Departments) -> None:
    """Twenty working days promised and thirty by law from Monday 2026-03-02; thirty minutes while the person waits."""
    application = accepted(departments.sale(), office.actor("clerk1", window=1))
    registration = case_of(application, "house_transfer_registration")
    assert registration.promised_until is not None and registration.statutory_until is not None
    # 2026-04-06 is off (Qingming); no day is worked in exchange between these dates.
    assert registration.promised_until.astimezone().date().isoformat() == "2026-03-30"
    assert registration.statutory_until.astimezone().date().isoformat() == "2026-04-14"
    assessment = case_of(application, "house_price_assessment")
    assert assessment.promised_until is not None and assessment.accepted_at is not None
    assert (assessment.promised_until - assessment.accepted_at).total_seconds() == 30 * 60
