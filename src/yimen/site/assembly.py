"""Puts the rooms together: whose effects follow from whose entries. Nothing else happens here."""

from __future__ import annotations

from yimen.cases.effects import EFFECTS as CASES
from yimen.doors.inbound.effects import EFFECTS as INBOUND
from yimen.kernel import outbox
from yimen.licences.effects import EFFECTS as LICENCES


def assemble() -> None:
    """Register every room's effects table, once."""
    for table in (CASES, INBOUND, LICENCES):
        outbox.register(table)
