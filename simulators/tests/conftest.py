"""A database server, a database for each program, and the programs themselves, started once for all tests."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from simulators.tests.running import Running
from tests import databases

SECRET = "a secret of the tests"
SEEDS = "1-9"

NewDatabase = Callable[[str], str]


@pytest.fixture(scope="session")
def server() -> str:
    """The address of the PostgreSQL server that all tests use."""
    return databases.server()


@pytest.fixture(scope="session")
def database(server: str) -> Iterator[NewDatabase]:
    """Makes databases that are dropped in the end."""
    made: list[str] = []

    def make(name: str) -> str:
        made.append(f"sim_test_{name}_{uuid.uuid4().hex[:8]}")
        _as_administrator(server, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(made[-1])))
        return make_conninfo(server, dbname=made[-1])

    yield make
    for name in made:
        _as_administrator(server, sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _as_administrator(server: str, statement: sql.Composed) -> None:
    with psycopg.connect(server, autocommit=True) as db:
        db.execute(statement)


def _running(name: str, database: NewDatabase, log: Path, *more: str) -> Running:
    return Running(name, ["--dsn", database(name), "--seeds", SEEDS, *more], log / f"{name}.log")


@pytest.fixture(scope="session")
def front_dsn(database: NewDatabase) -> str:
    """The front-end database of the registry."""
    return database("front")


@pytest.fixture(scope="session")
def programs(
    database: NewDatabase, front_dsn: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Running]]:
    """All five programs, running."""
    log = tmp_path_factory.mktemp("logs")
    found = {
        "housing": _running("housing", database, log, "--secret", SECRET, "--delay", "0.1"),
        "tax": _running("tax", database, log),
        "registry": _running("registry", database, log, "--front-dsn", front_dsn, "--poll", "0.05", "--delay", "0.1"),
        "utilities": _running("utilities", database, log),
        "terminal": _running("terminal", database, log, "--delay", "0.2"),
    }
    try:
        for program in found.values():
            program.launch()
        for program in found.values():
            program.wait()
        yield found
    finally:
        for program in found.values():
            program.terminate()
        for program in found.values():
            program.stop()


def _normal(program: Running) -> Iterator[Running]:
    program.switch()
    yield program
    program.switch()


@pytest.fixture
def housing(programs: dict[str, Running]) -> Iterator[Running]:
    """The housing department's system in its normal state."""
    yield from _normal(programs["housing"])


@pytest.fixture
def tax(programs: dict[str, Running]) -> Iterator[Running]:
    """The tax office's system in its normal state."""
    yield from _normal(programs["tax"])


@pytest.fixture
def registry(programs: dict[str, Running]) -> Iterator[Running]:
    """The registry's system in its normal state."""
    yield from _normal(programs["registry"])


@pytest.fixture
def utilities(programs: dict[str, Running]) -> Iterator[Running]:
    """The companies' systems in their normal state."""
    yield from _normal(programs["utilities"])


@pytest.fixture
def terminal(programs: dict[str, Running]) -> Iterator[Running]:
    """A card terminal in its normal state."""
    yield from _normal(programs["terminal"])


@pytest.fixture
def number() -> Callable[[], str]:
    """Makes request numbers that were never used."""
    return lambda: f"T-{uuid.uuid4().hex[:12]}"
