"""All books of a stage after a sale: those of the sale (`tests/books.py`), and over everything that was sold on it.

Asked when everything has come to rest, with Django pointed at the stage's database. Repairs nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from uuid import UUID

import httpx
from django.db import connection

import yimen.site.urls  # noqa: F401  (every door with its verbs: their entries are known then)
from simulators.population import Sale
from tests.books import Records, is_
from tests.books import differences as differences_of_one
from tests.replay import assert_journal_tells_the_rows
from yimen.cases.models import Application
from yimen.exchange.models import Message
from yimen.kernel import clock
from yimen.kernel.models import OutboxRow
from yimen.licences.models import Licence
from yimen.notices.models import Document
from yimen.payments.models import Payment

OPERATIONS = frozenset(
    {"housing.file", "registry.enter", "terminal.charge", "tax.assess"}
    | {f"tax.{what}_{kind}" for what in ("declare", "confirm") for kind in ("deed", "vat", "income")}
    | {f"utilities.{kind}" for kind in ("water", "power", "gas")}
)


def differences(sale: Sale, application_id: UUID, sales: int, departments: Mapping[str, str]) -> list[str]:
    """Return what is wrong after a sale, the last of `sales` on this stage, in plain words; nothing when all is well.

    Nothing is left to do, every journal tells its rows, and not a single request lies at a department that is not in
    our books. `departments` are their addresses.
    """
    with httpx.Client(timeout=10, trust_env=False) as http:
        records = {name: http.get(f"{url}/_records").json() for name, url in departments.items()}
    return [
        *differences_of_one(sale, application_id, records),
        *_all_sales(records, sales),
        *_requests(records),
        *_rest(),
        *_journal(),
    ]


def _all_sales(records: Records, sales: int) -> Iterator[str]:
    """As many of everything as sales."""
    counted = {
        "applications": Application.objects.count(),
        "payments": Payment.objects.count(),
        "licences": Licence.objects.count(),
        "filings": len(records["housing"]["filings"]),
        "charges": len(records["terminal"]["charges"]),
        "entries": len(records["registry"]["entries"]),
        "assessments": len(records["tax"]["assessments"]),
        "declarations": len(records["tax"]["declarations"]) // 3,
        "tax payments": len(records["tax"]["payments"]) // 3,
        "accounts moved": len(records["utilities"]["transfers"]) // 3,
    }
    yield from is_("over all sales", {k: n for k, n in counted.items() if n != sales}, {})
    sent = Counter(Message.objects.values_list("operation", flat=True))
    yield from is_("messages", sent, Counter(dict.fromkeys(OPERATIONS, sales)))
    for kind in ("acceptance", "payment"):
        numbers = Document.objects.filter(kind=kind).values_list("number", flat=True)
        serials = sorted(int(n.partition("〕")[2].removesuffix("号")) for n in numbers)
        yield from is_(f"{kind} document numbers", serials, list(range(1, sales + 1)))


def _requests(records: Records) -> Iterator[str]:
    """Every request that a department has is one of ours."""
    known = {
        "housing": [f["request_no"] for f in records["housing"]["filings"]],
        "registry": [r["sqbh"] for r in records["registry"]["requests"]],
        "terminal": [s["request_no"] for s in records["terminal"]["sales"]],
        "tax": [r["qqlsh"] for r in records["tax"]["requests"]],
        "utilities": [t["request_no"] for t in records["utilities"]["transfers"]],
    }
    for system, theirs in known.items():
        ours = sorted(str(m) for m in Message.objects.filter(system=system).values_list("id", flat=True))
        yield from is_(f"requests at {system}", sorted(theirs), ours)


def _rest() -> Iterator[str]:
    """Nothing is left to do, and nothing was done twice."""
    yield from is_("outbox rows left", list(OutboxRow.objects.values_list("kind", "reason")), [])
    waiting = list(Message.objects.exclude(state="answered").values_list("operation", "state"))
    yield from is_("messages not answered", waiting, [])
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, subject_id, seq FROM kernel_outboxsent GROUP BY 1, 2, 3 HAVING count(*) > 1")
        yield from is_("entries followed twice", cursor.fetchall(), [])


def _journal() -> Iterator[str]:
    try:
        with clock.office_time():
            assert_journal_tells_the_rows()
    except (AssertionError, ValueError) as broken:
        yield f"journal: {broken}"
