"""What is lacking, as the person is told it, and the number an application is found by. Used by the window's verbs."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import connection

from yimen.cases.models import Application
from yimen.cases.reads.completeness import Completeness
from yimen.kernel.errors import BadInput
from yimen.kernel.words import Words, joined
from yimen.kernel.workdays import OFFICE_ZONE


def next_receipt_no(row: Application, now: datetime) -> str:
    """Return the next number of the region: unique, not gapless, so that no clerk waits for another."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('cases_receipt_no')")
        (serial,) = cursor.fetchone() or (0,)
    return f"{row.region_id}-{now.astimezone(OFFICE_ZONE):%y%m%d}-{serial:07d}"


def lacking(examined: Completeness) -> BadInput:
    """Return everything that is lacking, told once (一次性告知)."""
    fields = examined.told
    counted = Words(f"还不能受理，共{len(fields)}处：", f"It cannot be accepted yet; {len(fields)} points:")
    return BadInput(joined([counted, *fields.values()]), {f: [w] for f, w in fields.items()})


def still_lacking(examined: Completeness, asked: Collection[str]) -> dict[str, tuple[Words, ...]]:
    """Return what the one notice named and is lacking still, and what stands against acceptance by law.

    What the notice did not name is no reason to refuse (行政许可法 art 32(1)4): it was to be told at once.
    """
    return {f: w for f, w in lacking(examined).fields.items() if f in asked or f.startswith("obstacle:")}
