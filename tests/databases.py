"""Databases for tests, on TEST_DATABASE_URL or on the embedded server: a template, built once, and its copies.

    template = template_database(build, key=sources("src/yimen/**/models.py", "src/yimen/**/migrations/*.py"))
    dsn = fresh_database(template)   # tens of milliseconds
    drop(dsn)

All workers of a run, and several runs on one server, may do this at once. The embedded server is left running
between runs (`make stop` ends it). Must never touch a database without this checkout's prefix.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import itertools
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
import pytest
from psycopg import sql

from yimen.site.databases import copy_database, drop_database, ensure_database

ROOT = Path(__file__).resolve().parents[1]
OLDEST = 15
KEPT_TEMPLATES = 8
CHECKOUT = hashlib.sha256(f"{socket.gethostname()}:{ROOT}".encode()).hexdigest()[:8]
PREFIX = f"yt_{CHECKOUT}_"
LOCK = int(CHECKOUT, 16)
_numbers = itertools.count(1)


@functools.cache
def server() -> str:
    """Return the URL of the server's maintenance database; the embedded server is started when none is named.

    Raises:
        RuntimeError: the server is older than PostgreSQL 15.
    """
    dsn = os.environ.get("TEST_DATABASE_URL")
    if not dsn:
        from yimen.site.embedded import Purpose, start

        dsn = start(ROOT / "var" / "test" / "pg", Purpose.TEST).dsn()
    with _locked(dsn) as connection:
        version = connection.info.server_version // 10000
        if version < OLDEST:
            raise RuntimeError(f"TEST_DATABASE_URL is PostgreSQL {version}; Yimen needs {OLDEST} or newer.")
        _sweep(connection, dsn)
    return dsn


def sources(*patterns: str) -> str:
    """Return a hash of the files in the checkout that match, names and contents, as a template's key."""
    total = hashlib.sha256()
    for pattern in patterns:
        for file in sorted(ROOT.glob(pattern)):
            total.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return total.hexdigest()


def template_database(build: Callable[[str], None], key: str) -> str:
    """Return the name of the database that `build(dsn)` filled; it is built once for each `key`, then kept.

    `build` closes its connections (what it leaves open is ended); when it fails, nothing is kept.
    """
    dsn, name = server(), f"{PREFIX}t_{hashlib.sha256(key.encode()).hexdigest()[:16]}"
    with _locked(dsn) as connection:
        if _exists(connection, name):
            return name
        draft = f"{name}_new"
        drop_database(dsn, draft)
        build(ensure_database(dsn, draft))
        for command in (
            "ALTER DATABASE {draft} ALLOW_CONNECTIONS false",
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {draft_name}",
            "ALTER DATABASE {draft} RENAME TO {name}",
        ):
            names = {
                "draft": sql.Identifier(draft),
                "name": sql.Identifier(name),
                "draft_name": sql.Literal(draft),
            }
            connection.execute(sql.SQL(command).format(**names))
        for (old,) in connection.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY oid DESC OFFSET %s",
            [f"{PREFIX}t_", KEPT_TEMPLATES],
        ).fetchall():
            drop_database(dsn, old)
    return name


def fresh_database(template: str) -> str:
    """Return the URL of a new database, a copy of `template`; the caller drops it (`drop`)."""
    return copy_database(server(), template, f"{PREFIX}f_{os.getpid()}_{next(_numbers)}")


def drop(dsn: str) -> None:
    """Remove a database that `fresh_database` made, and end its connections."""
    name = unquote(urlsplit(dsn).path.lstrip("/"))
    if not name.startswith(f"{PREFIX}f_"):
        raise ValueError(f"{name} is not a test's database.")
    drop_database(server(), name)


@pytest.fixture(scope="session")
def database_server() -> str:
    """The URL of the server's maintenance database."""
    return server()


@pytest.fixture
def new_database() -> Iterator[Callable[[str], str]]:
    """A function that copies a template and returns the copy's URL; the copies are dropped after the test."""
    with contextlib.ExitStack() as after:

        def make(template: str) -> str:
            dsn = fresh_database(template)
            after.callback(drop, dsn)
            return dsn

        yield make


@contextlib.contextmanager
def _locked(dsn: str) -> Iterator[psycopg.Connection]:
    """Hold this checkout's lock on the server: the other workers wait."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        yield connection  # closing the connection gives the lock back, however the block ends


def _exists(connection: psycopg.Connection, name: str) -> bool:
    return connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def _sweep(connection: psycopg.Connection, dsn: str) -> None:
    """Drop what killed runs of this checkout left: a copy's name holds the process that made it."""
    found = connection.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [f"{PREFIX}f_"])
    for (name,) in found.fetchall():
        try:
            os.kill(int(name.split("_")[3]), 0)
        except ProcessLookupError:
            drop_database(dsn, name)
        except PermissionError:
            continue
