"""The work lists of a desk with ten thousand and with a million cases behind them: in turn, same server, same code.

Over HTTP each page as a browser asks for it, counts of every list with it; in process the reads alone.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from statistics import median
from typing import Any

import httpx

from bench import backlog, district
from bench.api import granian
from bench.figures import Figure, percentile
from bench.over_http import sessions_of
from yimen.site.ports import free_port
from yimen.site.processes import running

SIZES = {"ten thousand": 10_000, "a million": 1_000_000}
ROUNDS, A_ROUND, WARM = 9, 4, 2
VIEWERS = ("checker1", "head1", "registrar1")
PAGES = (
    ("registrar1", "/desk/"),
    ("registrar1", "/desk/?list=pool"),
    ("registrar1", "/desk/?list=colleagues"),
    ("registrar1", "/desk/?list=trouble"),
    ("registrar1", "/desk/?list=waiting"),
    ("registrar1", "/desk/?list=done"),
    ("registrar1", "/desk/?list=pool&q=B0000001"),
    ("registrar1", "/desk/?list=waiting&q=zheng"),
    ("checker1", "/desk/?list=pool"),
    ("head1", "/desk/"),
)
Times = dict[str, dict[str, list[float]]]
"""Seconds by what was asked, then by size."""


def run() -> Iterator[Figure]:
    """Measure and yield the figures."""
    instance = district.prepared()
    started = time.perf_counter()
    dsns = {name: backlog.filled(instance, size) for name, size in SIZES.items()}
    yield Figure("making or finding both databases", time.perf_counter() - started, "seconds")
    yield from _told("reads", _in_process(dsns), "")
    yield from _told("pages", _over_http(instance, dsns), "<= 1.5")


def _told(name: str, times: Times, aim: str) -> Iterator[Figure]:
    for asked, taken in times.items():
        for size, seconds in taken.items():
            yield Figure(f"{asked}, {size}: p50", median(seconds) * 1000, "ms")
            yield Figure(f"{asked}, {size}: p99", percentile(seconds, 0.99) * 1000, "ms")
        yield Figure(f"{asked}: growth", _growth([taken]), "ratio", aim)
    yield Figure(f"all {name}: a million / ten thousand", _growth(list(times.values())), "ratio", aim)


def _growth(all_taken: list[dict[str, list[float]]]) -> float:
    return sum(median(t["a million"]) for t in all_taken) / sum(median(t["ten thousand"]) for t in all_taken)


def _over_http(instance: Any, dsns: dict[str, str]) -> Times:
    """Ask both sides for every page in turn."""
    ports = {name: free_port(18600 + 20 * n) for n, name in enumerate(SIZES)}
    programs = [
        granian(f"worklist{n}", ports[name], {**instance.environment, "DATABASE_URL": dsns[name]})
        for n, name in enumerate(SIZES)
    ]
    times: Times = defaultdict(lambda: defaultdict(list))
    with running(district.FOLDER, programs) as site:
        urls = {name: f"http://127.0.0.1:{ports[name]}" for name in SIZES}
        site.wait_until_healthy({f"worklist{n}": f"{urls[name]}/sign-in/" for n, name in enumerate(SIZES)}, seconds=180)
        clients = {name: _clients(urls[name], dsns[name]) for name in SIZES}
        for n in range(ROUNDS + WARM):
            for viewer, path in PAGES:
                for name in SIZES:
                    taken = [_page(clients[name][viewer], path) for _ in range(A_ROUND)]
                    times[f"{viewer} {path}"][name] += taken if n >= WARM else []
    return times


def _clients(url: str, dsn: str) -> dict[str, httpx.Client]:
    found = {}
    for viewer, (session, token) in zip(VIEWERS, sessions_of(dsn, False, VIEWERS).values(), strict=True):
        cookies = {"sessionid": session, "csrftoken": token}
        found[viewer] = httpx.Client(base_url=url, cookies=cookies, timeout=60, trust_env=False)
    return found


def _page(client: httpx.Client, path: str) -> float:
    started = time.perf_counter()
    answer = client.get(path)
    took = time.perf_counter() - started
    assert answer.status_code == 200 and "y-tabs" in answer.text, f"{path}: {answer.status_code} {answer.text[:300]}"
    return took


def _in_process(dsns: dict[str, str]) -> Times:
    """Read every list with its counts on both sides in turn; each side's first reads of a round warm its connection."""
    from django.db import connection

    from tests.offices import Office, use_database
    from yimen.cases.reads.work import counts, lists_of, work
    from yimen.kernel import clock

    times: Times = defaultdict(lambda: defaultdict(list))
    shown: dict[str, set[int]] = defaultdict(set)
    for n in range(ROUNDS + WARM):
        for name, dsn in dsns.items():
            use_database(dsn)
            actors = {viewer: Office(dsn).actor(viewer) for viewer in VIEWERS}
            with clock.office_time():
                for viewer, actor in actors.items():
                    for k in range(A_ROUND + 3):  # the server keeps its plan from the third time on
                        for which in lists_of(actor):
                            seconds, count = _timed(lambda a=actor, w=which: work(a, w).count)  # type: ignore[misc]
                            shown[f"{viewer} {which}"].add(count)
                            times[f"{viewer}, list {which}"][name] += [seconds] if n >= WARM and k >= 3 else []
                        seconds, _ = _timed(lambda a=actor: len(counts(a)))  # type: ignore[misc]
                        times[f"{viewer}, counts"][name] += [seconds] if n >= WARM and k >= 3 else []
    connection.close()
    unlike = {asked: counted for asked, counted in shown.items() if len(counted) != 1}
    assert not unlike, f"both sides show as much work: {unlike}"
    return times


def _timed(do: Any) -> tuple[float, int]:
    started = time.perf_counter()
    count = do()
    return time.perf_counter() - started, count
