"""Fixtures: the departments' own systems, running as separate programs for the tests of one worker.

`departments.switch("tax", down=True)` turns a fault on; every test begins with all of them normal. A test sells its own
houses: `departments.sale()` gives one that nobody else has touched.
"""

from __future__ import annotations

import itertools
import json
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from django.conf import settings

from simulators.population import Sale, sale
from tests.databases import CHECKOUT, server
from tests.offices import Office
from yimen.exchange import reads as exchange_reads
from yimen.exchange.actions.dispatch import dispatch
from yimen.exchange.states import MessageState
from yimen.kernel.actor import house
from yimen.site.databases import drop_database, ensure_database
from yimen.site.ports import free_port

ROOT = Path(__file__).resolve().parents[1]
NAMES = ("housing", "tax", "registry", "utilities", "terminal")
SECRET = "shared-in-tests"
RELAY = house("relay")


@dataclass
class Departments:
    """The running systems of this worker."""

    ports: dict[str, int]
    processes: dict[str, subprocess.Popen[bytes]]
    front_dsn: str
    seeds: Iterator[int]
    http: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=10, trust_env=False))

    def url(self, name: str) -> str:
        """Return where a system listens."""
        return f"http://127.0.0.1:{self.ports[name]}"

    def switch(self, name: str, **faults: Any) -> None:
        """Make a system misbehave; without faults it is normal."""
        answer = self.http.put(f"{self.url(name)}/_switch", json=faults)
        assert answer.status_code == 200, answer.text

    def records(self, name: str) -> dict[str, list[dict[str, Any]]]:
        """Return everything a system has recorded."""
        found: dict[str, list[dict[str, Any]]] = self.http.get(f"{self.url(name)}/_records").json()
        return found

    def sale(self, seed: int | None = None) -> Sale:
        """Return the sale of a house that no other test has touched, known to every system."""
        number = next(self.seeds) if seed is None else seed
        for name in NAMES:
            assert self.http.post(f"{self.url(name)}/_seed", json={"seed": number}).status_code == 200
        return sale(number)

    def work(self, office: Office, until: Any, seconds: float = 20) -> None:
        """Play relay and worker until `until()` is true; fails after so many seconds."""
        end = time.monotonic() + seconds
        while not until():
            assert time.monotonic() < end, "the departments' answers did not come"
            self.once(office)
            time.sleep(0.05)

    def once(self, office: Office) -> None:
        """Do one round of relay and worker."""
        office.deliver()
        for name in exchange_reads.systems():
            for state in (MessageState.QUEUED, MessageState.SENT):
                while dispatch(system=name, state=state, actor=RELAY):
                    office.deliver()


@pytest.fixture(scope="session")
def all_departments(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Departments]:
    """Start every system on databases of this worker; the front-end database is the registry's second one."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    logs = tmp_path_factory.mktemp("departments")
    names = {n: f"yt_{CHECKOUT}_d_{worker}_{n}" for n in (*NAMES, "front")}
    for database in names.values():
        drop_database(server(), database)
    dsns = {n: ensure_database(server(), database) for n, database in names.items()}
    ports = {n: free_port(18100 + 20 * i) for i, n in enumerate(NAMES)}
    extra = {
        "housing": ["--secret", SECRET, "--delay", "0.05"],
        "registry": ["--front-dsn", dsns["front"], "--poll", "0.1", "--delay", "0.05"],
        "terminal": ["--delay", "0.05"],
    }
    processes = {}
    for name in NAMES:
        argv = [sys.executable, "-m", f"simulators.{name}", "--port", str(ports[name]), "--dsn", dsns[name]]
        with (logs / f"{name}.log").open("wb") as log:
            processes[name] = subprocess.Popen([*argv, *extra.get(name, [])], cwd=ROOT, stdout=log, stderr=log)
    # Seeds differ between workers and runs of one day, so that no two tests ever share a house.
    first = 1 + secrets.randbelow(30_000)
    running = Departments(ports, processes, dsns["front"], itertools.count(first))
    try:
        for name in NAMES:
            _wait(running, name, logs / f"{name}.log")
        _tell_where(running)
        yield running
    finally:
        running.http.close()
        for process in processes.values():
            process.kill()
        for process in processes.values():
            process.wait()
        for database in names.values():
            drop_database(server(), database)


@pytest.fixture
def departments(all_departments: Departments) -> Departments:
    """Return the running systems, all of them normal."""
    for name in NAMES:
        all_departments.switch(name)
    return all_departments


def _wait(running: Departments, name: str, log: Path) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end:
        try:
            if running.http.get(f"{running.url(name)}/_health").status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.05)
    raise AssertionError(f"{name} does not answer:\n{log.read_text(encoding='utf-8')[-2000:]}")


def _tell_where(running: Departments) -> None:
    systems = {
        "housing": {
            "url": running.url("housing"),
            "secret": SECRET,
            "callback_url": f"http://127.0.0.1:{free_port(18300)}/inbound/housing/",
        },
        "tax": {"wsdl": f"{running.url('tax')}/service?wsdl"},
        "registry": {"front_dsn": running.front_dsn},
        "utilities": {"url": running.url("utilities")},
        "terminal": {"url": running.url("terminal")},
    }
    settings.SYSTEMS_FILE.write_text(json.dumps(systems), encoding="utf-8")
    exchange_reads.systems.cache_clear()
