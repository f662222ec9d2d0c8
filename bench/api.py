"""Acceptances a second over the machines' door on the shape of Open Zaak: case, person, two documents, status.

Every acceptance brings a person who is new, and two PDFs of 2 KB; it ends accepted, with its receipt number.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any

import httpx

from bench import district
from bench.figures import Figure, percentile
from yimen.site.ports import free_port
from yimen.site.processes import Program, running

OPEN_ZAAK = 3.7
"""Its best, in acceptances a second: 3 calls, 4 clients (docs/performance.md)."""
ROUNDS, A_ROUND, WARM = 7, 120, 24
CLIENTS = (1, 4)


def run() -> Iterator[Figure]:
    """Measure and yield the figures."""
    instance = district.prepared()
    tokens = _tokens(instance)
    port = free_port(18540)
    program = granian("api", port, instance.environment)
    with running(district.FOLDER, [program]) as site:
        url = f"http://127.0.0.1:{port}"
        site.wait_until_healthy({"api": f"{url}/sign-in/"})
        machines = [_Machine(url, token) for token in tokens]
        times: dict[int, list[float]] = {n: [] for n in CLIENTS}
        rates: dict[int, list[float]] = {n: [] for n in CLIENTS}
        _together(machines, WARM)
        for _ in range(ROUNDS):  # interleaved, so that a noisy minute hits both
            for clients in CLIENTS:
                started = time.perf_counter()
                times[clients] += _together(machines[:clients], A_ROUND)
                rates[clients].append(A_ROUND / (time.perf_counter() - started))
    for clients in CLIENTS:
        name = f"whole application over the API, {clients} client{'s' if clients > 1 else ''}"
        aim = f">= {25 * OPEN_ZAAK:.1f}" if clients == 4 else ""
        yield Figure(name, median(rates[clients]), "per second", aim)
        yield Figure(f"{name}, best of {ROUNDS} rounds", max(rates[clients]), "per second")
        yield Figure(f"{name} p50", median(times[clients]) * 1000, "ms")
        yield Figure(f"{name} p99", percentile(times[clients], 0.99) * 1000, "ms", "<= 100" if clients == 4 else "")
    yield Figure("against Open Zaak's best (3.7 a second)", median(rates[4]) / OPEN_ZAAK, "times", ">= 25")


def granian(name: str, port: int, environment: dict[str, str]) -> Program:
    """Return the site as it is served: two processes of four threads."""
    argv = (
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", "2", "--blocking-threads", "4", "--no-ws", "yimen.site.wsgi:application"),
    )
    return Program(name, argv, {**environment, "YIMEN_API_RATE": "100000"}, folder=Path.cwd())


_serials = count(1)


class _Machine:
    """One client with its own connection and token."""

    def __init__(self, url: str, token: str) -> None:
        headers = {"Authorization": f"Bearer {token}"}
        self._client = httpx.Client(base_url=url, headers=headers, timeout=30, trust_env=False)

    def accept(self, told: dict[str, Any]) -> float:
        """Hand one application in; return the seconds it took."""
        started = time.perf_counter()
        answer = self._client.post("/api/v1/applications/hand-in", json=told)
        took = time.perf_counter() - started
        assert answer.status_code == 200 and answer.json()["state"] == "accepted", answer.text[:500]
        return took


def _together(machines: list[_Machine], calls: int) -> list[float]:
    from tests.onecase import whole

    told = [[whole(next(_serials)) for _ in range(calls // len(machines))] for _ in machines]
    with ThreadPoolExecutor(len(machines)) as pool:
        work = [pool.submit(lambda m=m, t=t: [m.accept(one) for one in t]) for m, t in zip(machines, told, strict=True)]
        return [took for done in work for took in done.result()]


def _tokens(instance: Any) -> list[str]:
    from tests.machines import token_of
    from tests.offices import set_office_time, use_database
    from tests.onecase import publish_one_case

    use_database(instance.dsn())
    set_office_time()
    publish_one_case()
    return [token_of(f"clerk{n}", f"hall-natural-{n:02d}") for n in range(1, 5)]
