"""Transitions a second through the shell, against a bare program that writes the same rows: in turn, 1 and 8 processes.

A transition is one verb of a member of staff or of the house on a case, with everything that goes with it: checks,
steps and limits, journal with its chain, outbox, papers with their numbers, one transaction. The bare program sends the
same rows in one pipelined transaction, from values made before the clock starts; it reads and checks nothing.
"""

from __future__ import annotations

import gc
import multiprocessing
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import count
from statistics import mean, median
from typing import Any
from unittest import mock

import psycopg

from bench import district, moves
from bench.figures import Figure, spread

ROUNDS, WALKS_A_ROUND = 5, 8
"""Rounds for each side, and walks of both kinds in one: with 8 processes each of them walks one of each."""
PROCESSES = 8
Work = list[tuple[str, moves.Copy]]
Done = list[tuple[str, float, float]]
"""Transitions: which verb, seconds it took, seconds of the process's own work."""
Planned = list[list[list[moves.Statement]]]
"""The bare program's work: walks, their transitions, the statements of each."""
_serials = count(1)


def run() -> Iterator[Figure]:
    """Measure and yield the figures."""
    instance = district.prepared()
    dsn = instance.dsn()
    samples, statements = _samples(dsn)
    for name, sample in samples.items():
        for n, (move, changed, taken) in enumerate(
            zip(sample.moves, sample.written, statements[name], strict=True), start=1
        ):
            yield Figure(f"{name} {n}, {move.name}: statements", taken, "statements")
            yield Figure(f"{name} {n}, {move.name}: rows written", changed.count, "rows")
    spawn = multiprocessing.get_context("spawn")
    for processes in (1, PROCESSES):
        together = (dsn, spawn.Barrier(processes))
        with ProcessPoolExecutor(processes, mp_context=spawn, initializer=_ready, initargs=together) as pool:
            yield from _compared(pool, dsn, samples, processes)


def _compared(
    pool: ProcessPoolExecutor, dsn: str, samples: dict[str, moves.Sample], processes: int
) -> Iterator[Figure]:
    """Let both sides walk in turns, so that a noisy minute hits both."""
    ours: dict[str, list[float]] = defaultdict(list)
    bare: dict[str, list[float]] = defaultdict(list)
    rates: dict[str, list[float]] = {"ours": [], "bare": []}
    own: dict[str, list[float]] = {"ours": [], "bare": []}
    for n in range(ROUNDS + 1):
        work, planned = _work(dsn, samples, processes), _planned(dsn, samples, processes)
        for side, do, parts, times in (("ours", _walk, work, ours), ("bare", _send, planned, bare)):
            started = time.perf_counter()
            found = list(pool.map(do, parts))
            took = time.perf_counter() - started
            if n:  # the first round warms up
                rates[side].append(sum(map(len, found)) / took)
                for name, seconds, worked in (one for part in found for one in part):
                    times[name].append(seconds)
                    own[side].append(worked)
    name = "1 process" if processes == 1 else f"{processes} processes"
    yield Figure(f"transitions, {name}", median(rates["ours"]), "per second", ">= 250")
    yield Figure(f"transitions, {name}, best of {ROUNDS} rounds", max(rates["ours"]), "per second")
    yield Figure(f"bare program, {name}", median(rates["bare"]), "per second")
    yield from spread(f"a transition, {name}", [t for times in ours.values() for t in times])
    yield from spread(f"bare program, {name}: the same rows", [t for times in bare.values() for t in times])
    yield Figure(f"a transition, {name}: the process's own work", mean(own["ours"]) * 1000, "ms")
    yield Figure(f"bare program, {name}: the process's own work", mean(own["bare"]) * 1000, "ms")
    if processes == 1:
        for verb, times in sorted(ours.items()):
            yield Figure(f"{verb}, {name} p50", median(times) * 1000, "ms")
    ratio = median(a / b for a, b in zip(rates["ours"], rates["bare"], strict=True))
    yield Figure(f"transitions / bare program, {name}", ratio, "ratio", ">= 0.25")


def _samples(dsn: str) -> tuple[dict[str, moves.Sample], dict[str, list[int]]]:
    """Walk through one sample of each kind; return them with how many statements every transition took."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.budgets.limits import licence_case
    from tests.offices import Office, set_office_time, use_database
    from tests.races.scene import make_scene
    from yimen.kernel import clock

    use_database(dsn)
    set_office_time()
    office = Office(dsn)
    scene = make_scene(office, lambda name, value: mock.patch(name, value).start())
    sold = scene.checked()
    licence = licence_case(office, 7001)
    cases = {"registration": (sold, scene.registration(sold)), "licence": (licence.application_id, licence.pk)}
    statements: dict[str, list[int]] = defaultdict(list)
    samples = {}
    actors = _Actors(office)
    with clock.office_time(), connection.cursor() as cursor:
        for name, (application, case) in cases.items():

            def done(move: moves.Move, copy: moves.Copy, name: str = name) -> None:
                actor = actors[move.username]
                with CaptureQueriesContext(connection) as seen:
                    move.do(copy, actor)
                statements[name].append(len([q for q in seen if q["sql"] not in ("BEGIN", "COMMIT")]))

            samples[name] = moves.sampled(cursor, name, application, case, done)
    connection.close()
    return samples, statements


def _copies(dsn: str, samples: dict[str, moves.Sample], processes: int) -> list[list[tuple[str, moves.Copy, int]]]:
    """Make the cases of one round, a part for each process."""
    with psycopg.connect(dsn, prepare_threshold=0, autocommit=True) as program:
        made = [
            [(name, moves.copied(program, sample, serial), serial) for name, sample in samples.items()]
            for serial in (next(_serials) for _ in range(WALKS_A_ROUND))
        ]
    return [[one for walk in made[n::processes] for one in walk] for n in range(processes)]


def _work(dsn: str, samples: dict[str, moves.Sample], processes: int) -> list[Work]:
    return [[(name, copy) for name, copy, _ in part] for part in _copies(dsn, samples, processes)]


def _planned(dsn: str, samples: dict[str, moves.Sample], processes: int) -> list[Planned]:
    """Make the bare program's statements with their values, before the clock starts: it only writes."""
    planned = []
    for part in _copies(dsn, samples, processes):
        walks = []
        for name, copy, serial in part:
            ids = dict(copy.ids)
            walks.append([moves.statements(changed, ids, serial) for changed in samples[name].written])
        planned.append(walks)
    return planned


class _Actors(dict[str, Any]):
    """The staff of the walks by name, read once; without a name it is the house."""

    def __init__(self, office: Any) -> None:
        from yimen.kernel.actor import house

        super().__init__({"": house("relay")})
        self._office = office

    def __missing__(self, username: str) -> Any:
        self[username] = self._office.actor(username)
        return self[username]


_held: dict[str, Any] = {}


def _ready(dsn: str, barrier: Any) -> None:
    """Make a process ready for both sides, the house with its connection and a bare one; wait until all of them are."""
    import django

    django.setup()
    from tests.offices import Office, use_database

    use_database(dsn)
    _held["actors"] = _Actors(Office(dsn))
    _held["program"] = psycopg.connect(dsn, prepare_threshold=0, autocommit=True)
    barrier.wait(120)


def _walk(work: Work) -> Done:
    """Do every transition through the shell; return what each was and took."""
    from yimen.kernel import clock

    taken = []
    gc.collect()
    with clock.office_time():
        for name, copy in work:
            for move in moves.walks()[name]:
                actor = _held["actors"][move.username]
                started, worked = time.perf_counter(), time.process_time()
                move.do(copy, actor)
                taken.append((move.name, time.perf_counter() - started, time.process_time() - worked))
    return taken


def _send(planned: Planned) -> Done:
    """Send every transition's statements as one transaction."""
    program = _held["program"]
    taken = []
    gc.collect()
    for transition in (one for walk in planned for one in walk):
        started, worked = time.perf_counter(), time.process_time()
        with program.pipeline(), program.transaction(), program.cursor() as cursor:
            for sql, values in transition:
                cursor.execute(sql, values)
        taken.append(("", time.perf_counter() - started, time.process_time() - worked))
    return taken
