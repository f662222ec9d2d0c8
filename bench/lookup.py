"""A person found by document number over HTTP, among ten thousand and among a million: in turn, same server, same code.

The persons are real rows: numbers sealed under each person's own key and found by keyed hash. A million of them are
made once by COPY and kept as a database of their own as long as keys and tables are the same.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from hashlib import sha256
from statistics import median
from typing import Any

import httpx
import psycopg

from bench import district
from bench.api import granian
from bench.figures import Figure, percentile
from yimen.site.databases import copy_database, drop_database, on_database
from yimen.site.ports import free_port
from yimen.site.processes import running

SIZES = {"ten thousand": 10_000, "a million": 1_000_000}
ROUNDS, A_ROUND, BLOCK = 15, 60, 20_000
FIRST = 100_000
NAME = "测试人"


def run() -> Iterator[Figure]:
    """Measure and yield the figures."""
    instance = district.prepared()
    dsns = {name: _filled(instance, size) for name, size in SIZES.items()}
    tokens = {name: _token(dsn) for name, dsn in dsns.items()}
    ports = {name: free_port(18560 + 20 * n) for n, name in enumerate(SIZES)}
    programs = [
        granian(f"lookup{n}", ports[name], {**instance.environment, "DATABASE_URL": dsns[name]})
        for n, name in enumerate(SIZES)
    ]
    with running(district.FOLDER, programs) as site:
        urls = {name: f"http://127.0.0.1:{ports[name]}" for name in SIZES}
        site.wait_until_healthy({f"lookup{n}": f"{urls[name]}/sign-in/" for n, name in enumerate(SIZES)})
        clients = {
            name: httpx.Client(
                base_url=urls[name], headers={"Authorization": f"Bearer {tokens[name]}"}, timeout=30, trust_env=False
            )
            for name in SIZES
        }
        held = {name: _persons(dsn) for name, dsn in dsns.items()}
        times = _in_turn(clients)
        assert held == {name: _persons(dsn) for name, dsn in dsns.items()}, "somebody was recorded anew, not found"
    for name, taken in times.items():
        yield Figure(f"a person found among {name}, p50", median(taken) * 1000, "ms")
        yield Figure(f"a person found among {name}, p99", percentile(taken, 0.99) * 1000, "ms")
    ratio = median(times["a million"]) / median(times["ten thousand"])
    yield Figure("a person found among a million / among ten thousand", ratio, "ratio", "<= 1.3")


def _in_turn(clients: dict[str, httpx.Client]) -> dict[str, list[float]]:
    """Ask both sides in turn, each time for another person, drawn at random from all of its own."""
    drawn = random.Random(4)
    times: dict[str, list[float]] = {name: [] for name in SIZES}
    for n in range(ROUNDS + 2):
        for name, client in clients.items():
            serials = [FIRST + drawn.randrange(SIZES[name]) for _ in range(A_ROUND)]
            taken = [_found(client, serial) for serial in serials]
            times[name] += taken if n >= 2 else []  # two rounds warm up
    return times


def _found(client: httpx.Client, serial: int) -> float:
    from tests.onecase import number

    told = {"number": number(serial), "name": NAME}
    started = time.perf_counter()
    answer = client.post("/api/v1/people/present", json=told)
    took = time.perf_counter() - started
    assert answer.status_code == 200 and answer.json()["person_id"], answer.text[:300]
    return took


def _persons(dsn: str) -> int:
    with psycopg.connect(dsn) as connection:
        return int(connection.execute("SELECT count(*) FROM people_person").fetchone()[0])  # type: ignore[index]


def _filled(instance: Any, size: int) -> str:
    """Return the database with so many persons more; one of the same size, keys and tables is used again."""
    from django.conf import settings

    from tests.databases import sources

    key = sources("src/yimen/**/migrations/*.py", "bench/lookup.py", "tests/onecase/__init__.py", "regions/**/*.yaml")
    stamp = sha256(f"{size}:{key}:".encode() + settings.KEY_FILE.read_bytes()).hexdigest()[:12]
    database = f"bench_lookup_{stamp}"
    with psycopg.connect(instance.server, autocommit=True) as server:
        found = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone()
    if found:
        return on_database(instance.server, database)
    drop_database(instance.server, f"{database}_new")
    with psycopg.connect(instance.dsn()) as connection:
        district_name = connection.info.dbname
    dsn = copy_database(instance.server, district_name, f"{database}_new")
    print(f"  making {size} persons …", flush=True)
    _copy_in(dsn, size)
    with psycopg.connect(instance.server, autocommit=True) as server:
        server.execute(f'ALTER DATABASE "{database}_new" RENAME TO "{database}"')
    return on_database(instance.server, database)


def _copy_in(dsn: str, size: int) -> None:
    starts = range(FIRST, FIRST + size, BLOCK)
    with psycopg.connect(dsn) as connection, ProcessPoolExecutor(2) as pool:
        for persons, documents in pool.map(_sealed, starts, [min(BLOCK, size)] * len(starts)):
            with connection.cursor() as cursor:
                with cursor.copy(
                    "COPY people_person (id, state, version, head, name, sealed_key) FROM STDIN (FORMAT BINARY)"
                ) as copy:
                    copy.set_types(["uuid", "varchar", "int4", "bytea", "varchar", "bytea"])
                    for row in persons:
                        copy.write_row(row)
                with cursor.copy(
                    "COPY people_persondocument (person_id, type, number_sealed, number_hash)"
                    " FROM STDIN (FORMAT BINARY)"
                ) as copy:
                    copy.set_types(["uuid", "varchar", "bytea", "bytea"])
                    for row in documents:
                        copy.write_row(row)
            connection.commit()
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE people_person, people_persondocument")


def _sealed(first: int, count: int) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """Make a block of persons with their documents as the house seals them. Runs in a process of its own."""
    import django

    django.setup()
    from uuid_utils.compat import uuid7

    from tests.onecase import number
    from yimen.kernel.crypto import seal_with
    from yimen.kernel.keys import ring
    from yimen.people.reads import sealing_context
    from yimen.people.states import DocumentType

    kind, keys = DocumentType.RESIDENT_ID, ring()
    persons, documents = [], []
    for serial in range(first, first + count):
        person, told = uuid7(), number(serial)
        context = sealing_context(person)
        sealed_key = keys.new_data_key(context)
        sealed = seal_with(keys.data_key(sealed_key, context), told, context + kind.encode())
        persons.append((person, "known", 1, bytes(32), NAME, sealed_key))
        documents.append((person, str(kind), sealed, keys.keyed_hash(kind, told)))
    return persons, documents


def _token(dsn: str) -> str:
    from django.db import connection

    from tests.machines import token_of
    from tests.offices import set_office_time, use_database

    use_database(dsn)
    set_office_time()
    token = token_of("clerk1", "hall-natural-01")
    connection.close()
    return token
