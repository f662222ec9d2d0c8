"""Counting tries across processes and restarts: under a lock of the database, so that many at once count as many."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from yimen.cases.models import Attempt
from yimen.cases.rules.attempts import LONGEST, Allowance, closed_until
from yimen.kernel import clock
from yimen.kernel.errors import TooOften
from yimen.kernel.keys import ring
from yimen.kernel.turns import take_turn
from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE

_NUMBER, _ADDRESS = "attempt-number", "attempt-address"


def tries_closed_until(
    kind: str, number: str, address: str, per_number: Sequence[Allowance], per_address: Sequence[Allowance]
) -> datetime | None:
    """Lock number and address to the end of the transaction and return until when no try is taken, None when free."""
    now, waits = clock.now(), []
    for purpose, value, column, allowances in (
        (_NUMBER, number, "number_hash", per_number),
        (_ADDRESS, address, "address_hash", per_address),
    ):
        if not value or not allowances:
            continue
        take_turn(ring().keyed_hash(purpose, value))
        hashes = ring().keyed_hashes(purpose, value)
        asked = Attempt.objects.filter(
            **{f"{column}__in": hashes}, kind=kind, is_right=False, at__gt=now - LONGEST
        ).order_by("-at")
        most = max(a.most for a in allowances)
        waits.append(closed_until(asked.values_list("at", flat=True)[:most], now, allowances))
    return max((w for w in waits if w is not None), default=None)


def note_try(kind: str, number: str, address: str, *, is_right: bool) -> None:
    """Write a try down."""
    Attempt.objects.create(
        kind=kind,
        number_hash=ring().keyed_hash(_NUMBER, number),
        address_hash=ring().keyed_hash(_ADDRESS, address),
        at=clock.now(),
        is_right=is_right,
    )


def too_often(until: datetime) -> TooOften:
    """Return the refusal that says until when, and what to do meanwhile."""
    local = until.astimezone(OFFICE_ZONE)
    return TooOften(
        Words(
            f"试的次数太多了，为了保护当事人，请在{local.month}月{local.day}日 {local:%H:%M} 以后再试。"
            "着急的话，请带身份证到任一办事窗口，工作人员当面帮您查。",
            f"Too many tries. To protect the people concerned, try again after {local.day} {local:%b} {local:%H:%M}. "
            "If it is urgent, bring your identity card to any window; staff will look it up with you.",
        ),
        until=until.isoformat(),
    )
