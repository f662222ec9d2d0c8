"""The power goes at every single commit, just before it and just after it; then work goes on.

Two databases, or a database and a receiver, cannot commit together: every moment between them is tried here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest
from psycopg.types.json import Jsonb

from simulators import switches
from simulators.housing import __main__ as housing_program
from simulators.housing.callbacks import Deliverer, client
from simulators.housing.filings import Decider
from simulators.population import sale
from simulators.registry import __main__ as registry_program
from simulators.registry import front, register
from simulators.registry.work import Registry
from simulators.store import Db, Store, script
from simulators.tests.conftest import SECRET, NewDatabase
from simulators.tests.department import OFFICE_TIME, FrontEnd, contract, transfer
from simulators.tests.listening import listening


class PowerCut(Exception):
    """The power is gone."""


@dataclass
class Power:
    """Goes once, at the commit with this number, before or after it; 0 is never."""

    goes_at: int = 0
    after: bool = False
    commits: int = 0

    def expect(self, goes_at: int, *, after: bool) -> None:
        self.goes_at, self.after, self.commits = goes_at, after, 0


class FragileStore(Store):
    """A store whose power can go at a commit."""

    def __init__(self, dsn: str, power: Power) -> None:
        super().__init__(dsn)
        self._power = power

    @contextmanager
    def transaction(self) -> Iterator[Db]:
        with super().transaction() as db:
            yield db
            self._power.commits += 1
            goes = self._power.commits == self._power.goes_at
            if goes and not self._power.after:
                raise PowerCut
        if goes and self._power.after:
            raise PowerCut


def work_on(step: Callable[[], bool]) -> bool:
    """Work until there is nothing to do; whenever the power goes, start again. Says whether it went."""
    went = False
    while True:
        try:
            while step():
                pass
        except PowerCut:
            went = True
        else:
            return went


def every_cut(power: Power, run: Callable[[int], bool]) -> int:
    """Run, each time with a new seed, for every commit and side of it; return how often the power went."""
    seeds, cuts = count(1), 0
    for after in (False, True):
        for place in count(1):
            power.expect(place, after=after)
            if not run(next(seeds)):
                break
            cuts += 1
    return cuts


@pytest.fixture(scope="module")
def power() -> Power:
    return Power()


@pytest.fixture(scope="module")
def registry_dsns(database: NewDatabase) -> tuple[str, str]:
    return database("cut_register"), database("cut_front")


def test_the_registry_enters_once_whenever_the_power_goes(power: Power, registry_dsns: tuple[str, str]) -> None:
    own, shared = (FragileStore(dsn, power) for dsn in registry_dsns)
    own.set_up(switches.TABLES, script(registry_program.__file__))
    front.set_up(shared)
    registry = Registry(own, shared, delay=0)
    frontend = FrontEnd(registry_dsns[1])

    def run(seed: int) -> bool:
        found = sale(seed)
        with Store.transaction(own) as db:
            register.load(db, found.houses, found.persons)
        frontend.ask(f"R-{seed}", transfer(found))
        went = work_on(registry.step)
        answers = frontend.answers(f"R-{seed}")
        assert [a["jgdm"] for a in answers] == ["00"]
        mirrored = frontend.rows("SELECT zsh FROM qz_fw WHERE bdcdyh = %s", found.house.unit_no)
        assert mirrored == [{"zsh": answers[0]["zsh"]}]
        return went

    try:
        cuts = every_cut(power, run)
        with Store.transaction(own) as db:
            numbers = [row["zsh"][-8:-1] for row in db.execute("SELECT zsh FROM dj_db ORDER BY zsh")]
    finally:
        own.close()
        shared.close()
    assert cuts > 10, "the power went between all steps"
    assert numbers == [f"{n:07d}" for n in range(1, cuts + 3)]


def test_a_filing_is_answered_whenever_the_power_goes(power: Power, database: NewDatabase) -> None:
    store = FragileStore(database("cut_housing"), power)
    power.expect(0, after=False)
    store.set_up(switches.TABLES, script(housing_program.__file__))
    decider, caller = Decider(store), client()
    deliverer = Deliverer(store, SECRET, "housing", caller)

    def run(seed: int) -> bool:
        found = sale(seed)
        with Store.transaction(store) as db:
            housing_program.load(db, found.houses, found.persons)
            _receive(db, contract(found, f"F-{seed}", listener.url))
        went = work_on(lambda: decider.step() or deliverer.step())
        said = listener.about(f"F-{seed}")
        assert {m["outcome"] for m in said} == {"filed"} and len({m["answer_no"] for m in said}) == 1
        assert len(said) <= 2, "only an answer whose delivery was not yet noted comes again"
        return went

    try:
        with listening() as listener:
            cuts = every_cut(power, run)
        with Store.transaction(store) as db:
            numbers = [row["filing_no"][-6:] for row in db.execute("SELECT filing_no FROM zj_htba ORDER BY 1")]
    finally:
        caller.close()
        store.close()
    assert cuts >= 6
    assert numbers == [f"{n:06d}" for n in range(1, cuts + 3)]


def _receive(db: Db, message: dict[str, Any]) -> None:
    """Put a contract down as the department does when it has given a ticket."""
    db.execute(
        "INSERT INTO zj_htba (request_no, digest, ticket, contract, callback_url, office_at, switch, due_at)"
        " VALUES (%s, '', %s, %s, %s, %s, '{}', now())",
        [message["request_no"], message["request_no"], Jsonb(message), message["callback_url"], OFFICE_TIME],
    )
