"""Acceptance of the sale: in process against a bare psycopg program, over HTTP against a minimal Django endpoint."""

from __future__ import annotations

import time
from collections.abc import Iterator
from statistics import median
from typing import Any
from uuid import UUID

import psycopg

from bench import district, rows
from bench.figures import Figure, spread

ROUNDS, PER_ROUND = 9, 24
CLERKS = [f"clerk{n}" for n in range(1, 9)]


def run() -> Iterator[Figure]:
    """Measure and yield the figures."""
    instance = district.prepared()
    draft = district.first_draft(instance)
    yield from _in_process(instance, draft)
    from bench import over_http

    yield from over_http.figures(instance, draft)


def _in_process(instance: Any, draft: UUID) -> Iterator[Figure]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.offices import Office
    from yimen.cases.actions.accept import accept
    from yimen.kernel import clock

    office = Office(instance.dsn())
    clerk = office.actor("clerk1", window=1)
    made = district.copies(draft, [int(clerk.id)], 2 * ROUNDS * PER_ROUND + 12)
    drafts = iter([copy for copy, _ in made])
    with clock.office_time():
        for _ in range(10):
            accept(application_id=next(drafts), actor=clerk)
        sample = next(drafts)
        with CaptureQueriesContext(connection) as seen:
            accept(application_id=sample, actor=clerk)
        with connection.cursor() as cursor:
            written = rows.captured(cursor, sample)
        ours: list[float] = []
        bare: list[float] = []
        with psycopg.connect(instance.dsn(), prepare_threshold=0, autocommit=True) as program:
            for n in range(ROUNDS):  # interleaved, so that a noisy minute hits both
                ours += [_timed(lambda: accept(application_id=next(drafts), actor=clerk)) for _ in range(PER_ROUND)]
                prepared = [
                    _prepared(written, next(drafts), sample, int(clerk.id), n * PER_ROUND + i) for i in range(PER_ROUND)
                ]
                bare += [_timed(lambda p=p: _bare(program, p)) for p in prepared]
    told = [q["sql"] for q in seen.captured_queries]
    yield Figure(
        "acceptance of six cases: statements",
        len([s for s in told if s not in ("BEGIN", "COMMIT")]),
        "statements",
        "<= 40",
    )
    yield Figure("acceptance of six cases: COMMITs", told.count("COMMIT"), "commits", "<= 1")
    yield Figure("bare program: statements", len(prepared[0]), "statements")
    yield Figure("rows written by either", sum(map(len, written.rows.values())) + 2, "rows")
    yield from spread("acceptance in process", ours)
    yield from spread("bare program", bare)
    yield Figure("acceptance in process / bare program", median(bare) / median(ours), "ratio", ">= 0.35")


def _prepared(
    written: rows.Written, application: UUID, sample: UUID, account: int, serial: int
) -> list[tuple[str, list[Any]]]:
    """The bare program's statements with their values, made before the clock starts: it only writes."""
    return rows.statements(written, rows.renewed(written, application, sample, serial), application, account, serial)


def _bare(program: psycopg.Connection, statements: list[tuple[str, list[Any]]]) -> None:
    with program.pipeline(), program.transaction(), program.cursor() as cursor:
        for sql, values in statements:
            cursor.execute(sql, values)


def _timed(do: Any) -> float:
    started = time.perf_counter()
    do()
    return time.perf_counter() - started
