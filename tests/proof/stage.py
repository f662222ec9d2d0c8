"""A stage: houses are sold on it with every program of an instance, on databases of its own; the books are read after.

Starting ten programs takes longer than a sale, so a stage plays several sales, one after the other, of other houses.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import time
import traceback
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import count, islice
from pathlib import Path
from urllib.parse import unquote, urlsplit
from uuid import UUID

import psycopg

from demo.browser import NotDone
from demo.sale import SaleOfAHouse
from simulators.houses import Ownership
from simulators.population import sale
from tests.databases import PREFIX, server
from tests.offices import PASSWORD, district_template, use_database
from tests.proof.ledger import differences
from tests.proof.points import VARIABLE, Kill, Plan, Point
from tests.proof.watch import PROGRAM
from yimen.site.databases import copy_database, drop_database
from yimen.site.instance import ROOT, SIMULATED, Instance
from yimen.site.load import DEMO_START
from yimen.site.processes import ProcessError, Program, Site, running

SALES = 8
"""Sales on one stage before it is set up anew: the books of all of them are read after each."""
PATIENCE = 90.0
"""Seconds that people wait for departments; a killed program is back within five."""
HURRY = {
    "housing": ("--delay", "0.05"),
    "registry": ("--poll", "0.1", "--delay", "0.05"),
    "terminal": ("--delay", "0.05"),
}
_REST_SECONDS = 90.0
_LEFT = """
SELECT (SELECT count(*) FROM kernel_outboxrow), (SELECT count(*) FROM exchange_message WHERE state <> 'answered')
"""


@dataclass
class Played:
    """What became of a run: the points passed, whether the power went as planned, and what is wrong afterwards."""

    kill: Kill | None
    passed: list[Point] = field(default_factory=list)
    was_killed: bool = False
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0.0


@cache
def seeds() -> tuple[int, ...]:
    """Return the sales of a stage: all alike (couples on both sides, a mortgage), so that they pass the same points."""
    return tuple(islice((n for n in count(1) if _is_alike(n)), SALES))


def _is_alike(seed: int) -> bool:
    found = sale(seed)
    are_couples = len(found.sellers) == len(found.buyers) == 2 and found.buying is Ownership.JOINT
    return are_couples and len(found.house.mortgages) == 1


def templates(folder: Path) -> dict[str, str]:
    """Return, by name, a database of each program in which the houses are known and nothing has happened."""
    instance = Instance.make(folder, server(), prefix=f"{PREFIX}f_{os.getpid()}_t_", seeds=seeds())
    with running(folder, [p for p in instance.programs() if p.name in SIMULATED]) as site:
        site.wait_until_healthy({n: url for n, url in instance.health().items() if n in SIMULATED})
        _stop_at_once(site)
    drop_database(instance.server, _name(instance.dsn()))  # the site's own is the district's template
    known = {name: _name(instance.dsn(name)) for name in (*SIMULATED, "front")}
    return {**known, "yimen": district_template()}


@dataclass
class Stage:
    """A folder, ports and databases, and the programs that run on them."""

    instance: Instance
    templates: Mapping[str, str]
    sales: int = 0
    _site: Site | None = None
    _open: ExitStack | None = None

    @classmethod
    def make(cls, folder: Path, known: Mapping[str, str]) -> Stage:
        """Return a stage of this process; nothing runs yet."""
        return cls(Instance.make(folder, server(), prefix=f"{PREFIX}f_{os.getpid()}_"), known)

    def play(self, kill: Kill | None, *, cold: bool = False) -> Played:
        """Sell the next house, with the power going at `kill`, and read the books; `cold`: on programs just started.

        What went wrong closes the stage: the next run begins on a clean one.
        """
        if cold or self.sales >= SALES:
            self.close()
        started = time.monotonic()
        played = Played(kill)
        plan = Plan(self._plan.parent, kill)
        plan.write()
        try:
            self._set_up()
            played.wrong = self._sale()
        except (NotDone, ProcessError) as problem:
            played.wrong = [str(problem)]
        except Exception:  # whatever it is, it is a finding about this kill and no reason to stop the others
            played.wrong = [traceback.format_exc()]
        played.passed, played.was_killed = plan.passed(), plan.was_killed()
        if played.wrong:
            self.close()
        played.seconds = time.monotonic() - started
        return played

    def close(self) -> None:
        """Stop the programs and drop the databases."""
        if self._open is not None:
            self._open.close()
        self._open, self._site, self.sales = None, None, 0

    @property
    def log(self) -> Path:
        """Where the programs and the people of the last runs have written."""
        return self.instance.folder / "log"

    @property
    def _plan(self) -> Path:
        return self.instance.folder / "plan" / "plan.json"

    def _set_up(self) -> None:
        """Start everything on fresh databases unless it runs; then wait until it is well."""
        if self._open is None:
            shutil.rmtree(self.log, ignore_errors=True)
            with ExitStack() as begun:
                begun.enter_context(self._databases())
                self._site = begun.enter_context(running(self.instance.folder, self._programs()))
                begun.callback(_stop_at_once, self._site)
                self._open = begun.pop_all()
            self._site.wait_until_healthy({"web": self.instance.health()["web"]})

    @contextlib.contextmanager
    def _databases(self) -> Iterator[None]:
        names = {_name(self.instance.dsn(name)): template for name, template in self.templates.items()}
        try:
            for own, template in names.items():
                drop_database(self.instance.server, own)
                copy_database(self.instance.server, template, own)
            yield
        finally:
            for own in names:
                drop_database(self.instance.server, own)

    def _programs(self) -> list[Program]:
        """Return the instance's programs, watched, in a hurry."""
        inside = (str(ROOT / "tests" / "proof" / "inside"), str(ROOT), os.environ.get("PYTHONPATH"))
        watched = {"PYTHONPATH": os.pathsep.join(filter(None, inside)), VARIABLE: str(self._plan)}
        return [
            replace(p, argv=(*p.argv, *HURRY.get(p.name, ())), env={**p.env, **watched, PROGRAM: p.name})
            for p in self.instance.programs()
        ]

    def _sale(self) -> list[str]:
        """Sell the next house, from the same office hour on, wait until nothing is left to do, return what is wrong."""
        seed = seeds()[self.sales]
        self.sales += 1
        with psycopg.connect(self.instance.dsn()) as db:
            db.execute("UPDATE kernel_installation SET clock_offset = %s - clock_timestamp()", [DEMO_START])
        people = SaleOfAHouse(self.instance.url, seed, PASSWORD, self.instance.folder / "papers", PATIENCE)
        with (self.log / "sale.log").open("a", encoding="utf-8") as told, contextlib.redirect_stdout(told):
            people.go()
        return self._at_rest() or self._differences(people)

    def _at_rest(self) -> list[str]:
        """Wait until nothing is left to do and everybody is back; return what is left when that takes too long."""
        end = time.monotonic() + _REST_SECONDS
        with psycopg.connect(self.instance.dsn(), autocommit=True) as db:
            while (left := db.execute(_LEFT).fetchone()) != (0, 0):
                if time.monotonic() > end:
                    return [f"it does not come to rest: {left} outbox rows and messages are left"]
                time.sleep(0.1)
        assert self._site is not None
        self._site.wait_until_healthy(self.instance.health())
        return []

    def _differences(self, people: SaleOfAHouse) -> list[str]:
        departments = {n: u.removesuffix("/_health") for n, u in self.instance.health().items() if n in SIMULATED}
        application = UUID(people.application.strip("/").rpartition("/")[2])
        use_database(self.instance.dsn())
        try:
            return differences(people.sale, application, self.sales, departments)
        finally:
            use_database("postgresql:///named_by_the_run")


def _stop_at_once(site: Site) -> None:
    """End everything without asking: its databases will be dropped."""
    site.supervisor.kill()
    site.supervisor.wait()
    for pid in site.pids().values():
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)


def _name(dsn: str) -> str:
    return unquote(urlsplit(dsn).path.lstrip("/"))
