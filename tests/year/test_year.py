"""A thousand cases of a hundred matters through one year, twice, each with its own seed; nothing must be wrong.

YIMEN_YEAR_SEED and YIMEN_YEAR_CASES choose another year (`make proof ONLY=year` lives through many).
"""

from __future__ import annotations

import os
import time
from collections import Counter

import pytest
from django.db import connection

from tests.databases import drop, fresh_database
from tests.offices import Office, district_template, use_database
from tests.year import checks
from tests.year.walk import MATTERS, lived
from yimen.cases.models import Case
from yimen.kernel.models import JournalEntry, OutboxRow

CASES = int(os.environ.get("YIMEN_YEAR_CASES", "1000"))
SEEDS = [int(s) for s in os.environ.get("YIMEN_YEAR_SEED", "1,2").split(",")]


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_wrong_after_a_year(seed: int) -> None:
    dsn = fresh_database(district_template())
    use_database(dsn)
    begun = time.perf_counter()
    try:
        with lived(Office(dsn), seed=seed, cases=CASES) as year:
            walked = time.perf_counter()
            found = checks.check(year.town)
            states = Counter(Case.objects.values_list("state", flat=True))
            print(f"{walked - begun:.1f} s, checked {time.perf_counter() - walked:.1f} s; {dict(states)}")
            print(year.moved, year.recounted, year.digest)
            assert not found, "\n".join(found[:40])
            assert not OutboxRow.objects.exists(), list(OutboxRow.objects.values_list("reason", flat=True)[:5])
            assert sum(states.values()) >= CASES
    finally:
        connection.close()
        drop(dsn)
