"""The databases of tests: a template is built once however many ask at once, copies are apart and go again."""

from __future__ import annotations

import subprocess
import sys
import uuid
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from tests import databases
from tests.databases import drop, fresh_database, server, template_database
from yimen.site.databases import copy_database, drop_database, on_database

BUILDER = (
    "import sys, time, psycopg\n"
    "from tests.databases import drop, fresh_database, template_database\n"
    "def build(dsn):\n"
    "    open(sys.argv[2], 'a').write('built\\n')\n"
    "    with psycopg.connect(dsn) as connection:\n"
    "        connection.execute('CREATE TABLE made (name text)')\n"
    "    time.sleep(0.5)\n"
    "template = template_database(build, sys.argv[1])\n"
    "for _ in range(5):\n"
    "    dsn = fresh_database(template)\n"
    "    with psycopg.connect(dsn) as connection:\n"
    "        connection.execute('INSERT INTO made VALUES (1)')\n"
    "        assert connection.execute('SELECT count(*) FROM made').fetchone() == (1,)\n"
    "    drop(dsn)\n"
)


@pytest.fixture
def key() -> str:
    return uuid.uuid4().hex


def build(dsn: str) -> None:
    with psycopg.connect(dsn) as connection:
        connection.execute("CREATE TABLE made (name text)")


def count(dsn: str) -> object:
    with psycopg.connect(dsn) as connection:
        row = connection.execute("SELECT count(*) FROM made").fetchone()
    return row and row[0]


def is_there(name: str) -> bool:
    with psycopg.connect(server()) as connection:
        return databases._exists(connection, name)


def test_two_workers_build_a_template_once_and_copy_it_at_the_same_time(key: str, tmp_path: Path) -> None:
    argv = [sys.executable, "-c", BUILDER, key, str(tmp_path / "builds")]
    both = [subprocess.Popen(argv, cwd=databases.ROOT, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [one.communicate(timeout=120)[1] for one in both]
    assert [one.returncode for one in both] == [0, 0], said
    assert (tmp_path / "builds").read_text() == "built\n"
    drop_database(server(), template_database(build, key))


def test_copies_are_apart_and_dropped_after_the_test(key: str, new_database: Callable[[str], str]) -> None:
    template = template_database(build, key)
    one, other = new_database(template), new_database(template)
    with psycopg.connect(one) as connection:
        connection.execute("INSERT INTO made VALUES ('x')")
    assert (count(one), count(other)) == (1, 0)
    drop_database(server(), template)


def test_a_copy_is_gone_once_dropped_even_with_a_client_left(key: str) -> None:
    template = template_database(build, key)
    dsn = fresh_database(template)
    left = psycopg.connect(dsn)
    drop(dsn)
    with pytest.raises(psycopg.OperationalError):
        left.execute("SELECT 1")
    left.close()
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(dsn)
    drop_database(server(), template)


def test_a_build_that_fails_leaves_no_template(key: str) -> None:
    def fail(dsn: str) -> None:
        build(dsn)
        raise OSError("the ink is dry")

    with pytest.raises(OSError, match="ink"):
        template_database(fail, key)
    template = template_database(build, key)
    dsn = fresh_database(template)
    assert count(dsn) == 0
    drop(dsn)
    drop_database(server(), template)


def test_connections_that_a_build_forgets_do_not_stop_it(key: str) -> None:
    forgotten: list[psycopg.Connection] = []

    def forget(dsn: str) -> None:
        build(dsn)
        forgotten.append(psycopg.connect(dsn))

    template = template_database(forget, key)
    forgotten[0].close()
    drop_database(server(), template)


def test_only_own_copies_can_be_dropped() -> None:
    with pytest.raises(ValueError, match="not a test's database"):
        drop(on_database(server(), "postgres"))


def test_copies_of_a_killed_run_are_swept(key: str) -> None:
    template = template_database(build, key)
    dead = subprocess.Popen(["true"])
    dead.wait()
    left, living = f"{databases.PREFIX}f_{dead.pid}_1", f"{databases.PREFIX}f_1_1"
    for name in (left, living):
        copy_database(server(), template, name)
    with databases._locked(server()) as connection:
        databases._sweep(connection, server())
    assert (is_there(left), is_there(living)) == (False, True)
    for name in (living, template):
        drop_database(server(), name)


def test_a_server_that_is_too_old_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_DATABASE_URL", server())
    monkeypatch.setattr(databases, "OLDEST", 99)
    with pytest.raises(RuntimeError, match="needs 99 or newer"):
        server.__wrapped__()


def test_the_key_of_sources_changes_with_them(place: Path) -> None:
    file = place / "models.py"
    file.write_text("a")
    pattern = str(place.relative_to(databases.ROOT) / "*.py")
    before = databases.sources(pattern)
    assert databases.sources(pattern) == before
    file.write_text("b")
    assert databases.sources(pattern) != before
