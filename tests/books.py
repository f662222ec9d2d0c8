"""The books of one sale, ours and the departments': one of everything, and the same on both sides.

    assert differences(sale, application_id, {"housing": departments.records("housing"), …}) == []

Repairs nothing. What the desk decided by hand stands in our books alone: name its department in `by_hand`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from simulators.population import Sale
from yimen.cases.models import Application, Case, Step
from yimen.exchange.models import Message
from yimen.licences.models import Licence
from yimen.notices.models import Document
from yimen.payments.models import Payment

Records = Mapping[str, Mapping[str, list[dict[str, Any]]]]


def differences(sale: Sale, application_id: UUID, records: Records, by_hand: Collection[str] = ()) -> list[str]:
    """Return in plain words what is wrong; nothing when the sale ended as it must.

    One filing, one payment and charge, one entry, one certificate, six granted cases.
    """
    cases = Case.objects.filter(application=application_id)
    results = dict(cases.values_list("matter__matter", "result"))
    theirs = {
        "housing": lambda: _filing(records, sale, results),
        "registry": lambda: _entry(records, sale, results),
        "tax": lambda: _taxes(records, sale, application_id),
        "terminal": lambda: _charge(records, application_id),
    }
    asked = (check() for department, check in theirs.items() if department not in by_hand)
    return [*_ours(application_id), *(wrong for check in asked for wrong in check)]


def is_(what: str, found: object, wanted: object) -> Iterator[str]:
    """Yield what is wrong when `found` is not what is wanted."""
    if found != wanted:
        yield f"{what}: {found}, not {wanted}"


def _ours(application_id: UUID) -> Iterator[str]:
    """One of everything on our side."""
    application, cases = Application.objects.filter(pk=application_id), Case.objects.filter(application=application_id)
    yield from is_("application", list(application.values_list("state", flat=True)), ["closed"])
    yield from is_("cases", list(cases.values_list("state", flat=True)), ["granted"] * 6)
    steps = Step.objects.filter(case__in=cases)
    yield from is_("steps not done", list(steps.exclude(state="done").values_list("key", "state")), [])
    yield from is_("payment", list(_payments(application_id).values_list("state", flat=True)), ["paid"])
    licences = Licence.objects.filter(source_id__in=cases.values("id"))
    told = licences.values_list("state", "handed_out_at", "pdf_digest")
    found = [(state, handed is not None, digest is not None) for state, handed, digest in told]
    yield from is_("certificate (valid, handed out, signed)", found, [("valid", True, True)])
    kinds = sorted(Document.objects.filter(source_id=application_id).values_list("kind", flat=True))
    yield from is_("documents", kinds, ["acceptance", "materials", "payment"])


def _filing(records: Records, sale: Sale, results: Mapping[str, str]) -> Iterator[str]:
    filings = [f for f in records["housing"]["filings"] if f["contract"]["house"]["unit_no"] == sale.house.unit_no]
    yield from is_("filings", [f["filing_no"] for f in filings], [results.get("house_contract_filing")])


def _entry(records: Records, sale: Sale, results: Mapping[str, str]) -> Iterator[str]:
    entries = [e["zsh"] for e in records["registry"]["entries"] if e["bdcdyh"] == sale.house.unit_no]
    yield from is_("entries", entries, [results.get("house_transfer_registration")])
    licences = list(Licence.objects.filter(number__in=entries).values_list("number", flat=True))
    yield from is_("certificates of these entries", licences, entries)


def _taxes(records: Records, sale: Sale, application_id: UUID) -> Iterator[str]:
    tax, unit = records["tax"], sale.house.unit_no
    declared = {d["sbbh"] for d in tax["declarations"] if d["bdcdyh"] == unit}
    references = set(_payments(application_id).values_list("reference", flat=True))
    counted = {
        "assessments": sum(a["bdcdyh"] == unit for a in tax["assessments"]),
        "declarations": len(declared),
        "payments": sum(p["jfckh"] in references for p in tax["payments"]),
    }
    yield from is_("tax office", counted, {"assessments": 1, "declarations": 3, "payments": 3})
    outcomes = Step.objects.filter(case__application=application_id, code="settle").values_list("outcome", flat=True)
    ours = {n for o in outcomes for n in o.get("values", {}).get("tax_certificate_no", "").split("、")}
    theirs = {c["pzhm"] for c in tax["certificates"] if c["sbbh"] in declared}
    yield from is_("tax receipts that the office does not know", sorted(ours - theirs), [])


def _charge(records: Records, application_id: UUID) -> Iterator[str]:
    payments = list(_payments(application_id).values_list("id", "reference", "total_fen"))
    messages = Message.objects.filter(source_id__in=[p[0] for p in payments]).values_list("id", flat=True)
    asked = {str(m) for m in messages}
    taken = [c for c in records["terminal"]["charges"] if c["request_no"] in asked]
    yield from is_("charges", [(c["reference_no"], c["amount_fen"]) for c in taken], [p[1:] for p in payments])


def _payments(application_id: UUID) -> QuerySet[Payment]:
    return Payment.objects.filter(source_kind="application", source_id=application_id)
