"""A thousand cases of a hundred matters through one year, twice, each with its own seed; nothing must be wrong.

YIMEN_YEAR_SEED and YIMEN_YEAR_CASES choose another year, YIMEN_YEAR_REPORT a file for what it was (the proof's ten).
"""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.models import F

from tests.databases import drop, fresh_database
from tests.offices import Office, district_template, use_database
from tests.year import checks
from tests.year.moves import LEFT_OUT
from tests.year.walk import MATTERS, Year, lived
from yimen.cases.models import Case, Clock
from yimen.cases.states import APPLICATION_TABLE, CASE_TABLE
from yimen.kernel.models import JournalEntry, OutboxRow

CASES = int(os.environ.get("YIMEN_YEAR_CASES", "1000"))
SEEDS = [int(seed) for seed in os.environ.get("YIMEN_YEAR_SEED", "1,2").split(",")]


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_wrong_after_a_year(seed: int) -> None:
    """A way on, every clock, every paper, every date; and the year held what a year should."""
    dsn = fresh_database(district_template())
    use_database(dsn)
    begun, worked = time.perf_counter(), time.process_time()
    try:
        with lived(Office(dsn), seed=seed, cases=CASES) as year:
            found = checks.check(year.town)
            told = {
                **summary(year),
                "seed": seed,
                "seconds": round(time.perf_counter() - begun, 1),
                "seconds_of_this_process": round(time.process_time() - worked, 1),
                "wrong": found[:40],
            }
            report(told)
            assert not found, "\n".join(found[:40])
            assert_it_was_a_year(told, year)
    finally:
        connection.close()
        drop(dsn)


def summary(year: Year) -> dict[str, Any]:
    """What the year held, in numbers."""
    done = Counter(f"{kind}.{verb}" for kind, verb in JournalEntry.objects.values_list("kind", "verb"))
    return {
        "cases": Case.objects.count(),
        "matters": Case.objects.values("matter__matter").distinct().count(),
        "states": dict(Counter(Case.objects.values_list("state", flat=True))),
        "limits": Clock.objects.count(),
        "late": Case.objects.filter(ended_at__gt=F("statutory_until")).count(),
        "entries": done.total(),
        "verbs": dict(sorted(done.items())),
        "recounted": [vars_of(counted) for counted in year.recounted],
        "digest": year.digest,
    }


def vars_of(counted: Any) -> dict[str, int]:
    """How many cases and limits a notice has changed, and how many dates it has moved."""
    return {name: getattr(counted, name) for name in ("cases", "limits", "moved")}


def report(told: dict[str, Any]) -> None:
    """Say it, and write it where it is asked for."""
    print(json.dumps(told, ensure_ascii=False))
    if file := os.environ.get("YIMEN_YEAR_REPORT"):
        Path(file).write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def assert_it_was_a_year(told: dict[str, Any], year: Year) -> None:
    """As many cases as asked, nothing left undelivered; in a large one every matter, every verb, moved dates."""
    assert not OutboxRow.objects.exists(), list(OutboxRow.objects.values_list("reason", flat=True)[:5])
    assert told["cases"] >= CASES
    if CASES < 1000:
        return
    assert told["matters"] == MATTERS
    verbs = {f"application.{v}" for _, v in APPLICATION_TABLE} | {f"case.{v}" for _, v in CASE_TABLE}
    assert verbs - set(told["verbs"]) == set(LEFT_OUT), "in this year nobody did it"
    assert all(counted["moved"] for counted in told["recounted"]), "a notice moved no date"
