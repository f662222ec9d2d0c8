"""The embedded PostgreSQL: started once, kept through kill -9, stopped; as root and as an ordinary user."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from yimen.site import embedded
from yimen.site.databases import copy_database, drop_database, ensure_database, on_database
from yimen.site.embedded import EmbeddedError, Purpose, Server


@pytest.fixture
def folder(place: Path) -> Iterator[Path]:
    """A data folder whose server is stopped after the test."""
    yield place / "pg"
    embedded.stop(place / "pg")


def ask(dsn: str, question: str) -> list[tuple[object, ...]]:
    with psycopg.connect(dsn, autocommit=True) as connection:
        answer = connection.execute(question)
        return answer.fetchall() if answer.description else []


def process(folder: Path) -> int:
    return int((folder / "postmaster.pid").read_text().split()[0])


def test_it_starts_once_and_stops_and_keeps_its_data(folder: Path) -> None:
    server = embedded.start(folder, Purpose.DEMO)
    ask(server.dsn(), "CREATE TABLE kept (name text)")
    first = process(folder)
    assert embedded.start(folder, Purpose.DEMO) == server
    assert process(folder) == first
    assert embedded.running(folder) == server
    assert embedded.stop(folder) is True
    assert embedded.stop(folder) is False
    assert embedded.running(folder) is None
    again = embedded.start(folder, Purpose.DEMO)
    assert ask(again.dsn(), "SELECT count(*) FROM kept") == [(0,)]


def test_what_was_committed_survives_kill_9(folder: Path) -> None:
    server = embedded.start(folder, Purpose.DEMO)
    ask(server.dsn(), "CREATE TABLE kept (name text); INSERT INTO kept VALUES ('㙟')")
    with psycopg.connect(server.dsn()):  # a client at work: its process outlives the server for a moment
        os.kill(process(folder), signal.SIGKILL)
        again = embedded.start(folder, Purpose.DEMO)
    assert ask(again.dsn(), "SELECT name FROM kept") == [("㙟",)]


def test_a_number_that_another_process_inherited_is_not_taken_for_the_server(folder: Path) -> None:
    server = embedded.start(folder, Purpose.TEST)
    note = (folder / "postmaster.pid").read_text().splitlines()
    embedded.stop(folder)
    (folder / "postmaster.pid").write_text("\n".join([str(os.getpid()), *note[1:]]) + "\n")
    assert embedded.running(folder) is None
    assert embedded.start(folder, Purpose.TEST) == server


def test_a_demo_is_durable_and_a_test_is_not(place: Path, folder: Path) -> None:
    for purpose, durable in ((Purpose.DEMO, "on"), (Purpose.TEST, "off")):
        server = embedded.start(place / purpose, purpose)
        try:
            assert ask(server.dsn(), "SHOW fsync") == [(durable,)]
            assert ask(server.dsn(), "SHOW synchronous_commit") == [(durable,)]
            assert ask(server.dsn(), "SHOW listen_addresses") == [("",)]
        finally:
            embedded.stop(place / purpose)


def test_nobody_else_can_open_the_socket(folder: Path) -> None:
    server = embedded.start(folder, Purpose.TEST)
    assert folder.stat().st_mode & 0o077 == 0
    assert (server.socket / embedded.SOCKET_NAME).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["deep/" * 20 + "pg", "with a space, 一门/pg"])
def test_a_folder_that_a_socket_cannot_lie_in(place: Path, name: str) -> None:
    server = embedded.start(place / name, Purpose.TEST)
    try:
        assert server.socket != server.folder
        assert len(os.fsencode(server.socket / embedded.SOCKET_NAME)) <= embedded.SOCKET_LIMIT
        assert ask(server.dsn(), "SELECT 1") == [(1,)]
    finally:
        embedded.stop(place / name)
    assert not server.socket.exists()


def test_a_socket_folder_of_somebody_else_is_refused(place: Path) -> None:
    deep = (place / ("deep/" * 20) / "pg").resolve()
    embedded.initialise(deep, Purpose.TEST)
    short = embedded._socket_folder(deep)
    short.chmod(0o777)
    try:
        with pytest.raises(EmbeddedError, match="belongs to somebody else"):
            embedded.start(deep, Purpose.DEMO)
    finally:
        short.rmdir()


def test_two_programs_that_start_it_at_once_get_the_same_server(folder: Path) -> None:
    argv = [sys.executable, "-m", "yimen.site.embedded", "start", str(folder), "test"]
    both = [subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    answers = [one.communicate(timeout=60) for one in both]
    assert [one.returncode for one in both] == [0, 0]
    assert answers[0][0].splitlines()[-1] == answers[1][0].splitlines()[-1] == Server(folder, folder).dsn()
    assert [said for _, said in answers] == ["", ""]


def test_a_test_server_beyond_repair_is_made_anew_and_a_demo_is_not(folder: Path) -> None:
    embedded.initialise(folder, Purpose.TEST)
    (folder / "global" / "pg_control").write_bytes(b"\0" * 8192)
    with pytest.raises(EmbeddedError, match="does not start"):
        embedded.start(folder, Purpose.DEMO)
    assert ask(embedded.start(folder, Purpose.TEST).dsn(), "SELECT 1") == [(1,)]


def test_a_half_made_folder_is_never_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = subprocess.CompletedProcess[str]([], 1, "no space left")
    with monkeypatch.context() as patch:
        patch.setattr(embedded, "_postgres", lambda *argv, **more: done)
        with pytest.raises(EmbeddedError, match="no space left"):
            embedded.initialise(folder, Purpose.DEMO)
    assert not folder.exists()
    embedded.initialise(folder, Purpose.DEMO)
    assert (folder / "PG_VERSION").exists()


def test_without_the_wheel_it_says_what_to_do(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(EmbeddedError, match=r"make setup.*DATABASE_URL"):
        embedded.start(folder, Purpose.DEMO)


def test_databases_are_made_copied_and_dropped(folder: Path) -> None:
    dsn = embedded.start(folder, Purpose.TEST).dsn()
    made = ensure_database(dsn, "one-door")
    ask(made, "CREATE TABLE names (name text); INSERT INTO names VALUES ('b'), ('B'), ('龘'), ('a')")
    assert ensure_database(dsn, "one-door") == made == on_database(dsn, "one-door")
    copy = copy_database(dsn, "one-door", "copy")
    assert ask(copy, "SELECT name FROM names ORDER BY 1") == [("B",), ("a",), ("b",), ("龘",)]
    with psycopg.connect(copy):  # a client does not hold the removal up
        drop_database(dsn, "copy")
    drop_database(dsn, "copy")
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(copy)


def test_an_address_that_is_no_url_is_refused() -> None:
    with pytest.raises(ValueError, match="postgresql://"):
        on_database("host=localhost dbname=x", "yimen")
