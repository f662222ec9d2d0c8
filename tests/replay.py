"""What a test wrote must hold together: every chain whole, every journal replaying to its row.

Called after each test that had a database. Must never repair anything.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

from django.apps import apps
from django.db import connection

from yimen.kernel import history
from yimen.kernel.action import Binding
from yimen.kernel.journal import replayed_state, verify
from yimen.kernel.models import Subject


def bindings() -> list[Binding[Any]]:
    """Return every room's binding to the shell, with every verb's journal type declared."""
    for package in ("accounts", "cases", "custody", "exchange", "licences", "notices", "payments", "people"):
        for module in pkgutil.iter_modules(importlib.import_module(f"yimen.{package}.actions").__path__):
            importlib.import_module(f"yimen.{package}.actions.{module.name}")
    from yimen.accounts.actions import TOKEN
    from yimen.cases.actions import APPLICATION, CASE, PREPARATION
    from yimen.custody.actions import DELIVERY, HAND_OVER
    from yimen.exchange.actions import MESSAGE
    from yimen.licences.actions import LICENCE
    from yimen.notices.actions import DOCUMENT
    from yimen.payments.actions import PAYMENT
    from yimen.people.actions import ORGANISATION, PERSON

    found: list[Binding[Any]] = [APPLICATION, CASE, PREPARATION, MESSAGE, LICENCE, DOCUMENT, PAYMENT]
    found += [ORGANISATION, PERSON, TOKEN, DELIVERY, HAND_OVER]
    bound = {b.model for b in found}
    assert bound == {m for m in apps.get_models() if issubclass(m, Subject)}, "a subject has no binding"
    return found


def assert_journal_tells_the_rows() -> None:
    """Raise AssertionError for a chain that does not hold or a row that its journal does not lead to."""
    for binding in bindings():
        for row in binding.model._default_manager.all():
            chain = history.chain(binding.kind, row.id)
            assert chain, f"{binding.kind} {row.id} has no journal"
            assert verify(chain, bytes(row.head), row.version) == []
            assert replayed_state([r for r, _ in chain], binding.table) == row.state
            for recorded, _ in chain:
                recorded.entry()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM kernel_journal_other")
        assert cursor.fetchone() == (0,), "entries lie outside the monthly partitions"
