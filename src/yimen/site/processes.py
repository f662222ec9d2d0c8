"""Runs all programs of one instance side by side, through supervisor.

`with running(folder, programs) as site:` writes a supervisord configuration into the instance folder, runs
`supervisord -n` and leaves nothing behind: a program that dies is started again in one to two seconds, for
ever; leaving the block, Ctrl-C, SIGTERM and SIGHUP stop every program and each of its children within ten
seconds. A program is started by a plain script, `<folder>/run/NAME.sh`, and its output is
`<folder>/log/NAME.log`. Why supervisor: docs/adr/0002-process-manager.md.

This module must never need Django: it has to start when the settings are broken. It must never kill a
process that it did not start: it knows its own by a variable in their environment.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import FrameType

from yimen.site.ports import free_port as free_port

MARK = "YIMEN_PROCESS_OF"  # in the environment of every process of an instance: how a stale one is found
STOP_SECONDS = 6  # a program has this long after SIGTERM; then it and its children are killed
GIVE_UP_AFTER = 5  # deaths of one program before its start counts as failed
LOG_BYTES, LOG_BACKUPS = 5_000_000, 3


class Restart(StrEnum):
    """When a program that has ended is started again; the values are supervisor's words."""

    ALWAYS = "true"
    ON_FAILURE = "unexpected"
    NEVER = "false"


@dataclass(frozen=True)
class Program:
    """One program of an instance: `argv` is run in `folder` (the instance's when None) with `env` added."""

    name: str
    argv: tuple[str, ...]
    env: Mapping[str, str] = field(default_factory=dict)
    restart: Restart = Restart.ALWAYS
    folder: Path | None = None

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9-]*", self.name):
            raise ValueError(f"A program's name is lower-case letters, digits and dashes, not {self.name!r}.")


class ProcessError(RuntimeError):
    """The programs could not be started or do not answer; the message says which, why and what to do."""


class Stopped(SystemExit):
    """SIGTERM or SIGHUP arrived: leave the block, stop everything, exit with 128 + the signal's number."""


@dataclass
class Site:
    """The running programs of one instance folder."""

    folder: Path
    supervisor: subprocess.Popen[bytes]
    patience: int = STOP_SECONDS

    def pids(self) -> dict[str, int]:
        """Return the process id of each program as of now."""
        found: dict[str, int] = {}
        for script in sorted((self.folder / "run").glob("*.sh")):
            with contextlib.suppress(FileNotFoundError, ValueError):  # not started yet, or half-way
                found[script.stem] = int(script.with_suffix(".pid").read_text(encoding="ascii"))
        return found

    def wait(self) -> int:
        """Block until supervisord ends (when it is told to, or killed) and return its exit code."""
        return self.supervisor.wait()

    def wait_until_healthy(self, urls: Mapping[str, str], seconds: float = 60) -> None:
        """Poll each program's URL (`{"web": "http://127.0.0.1:8000/healthz"}`) until it answers 200.

        Raises:
            ProcessError: naming the program, what its URL answered and the last lines of its log.
        """
        until = time.monotonic() + seconds
        waiting = dict(urls)
        answers: dict[str, str] = {}
        while waiting:
            for name, url in list(waiting.items()):
                answers[name] = _answer(url)
                if answers[name] == "200":
                    del waiting[name]
            if not waiting:
                return
            if self.supervisor.poll() is not None:
                raise ProcessError(f"supervisord has ended.\n{_tail(self.folder / 'log' / 'supervisord.log')}")
            for name, url in waiting.items():
                if time.monotonic() > until or _deaths(self.folder, name) > GIVE_UP_AFTER:
                    raise ProcessError(_unhealthy(self.folder, name, url, answers[name]))
            time.sleep(0.1)

    def stop(self) -> None:
        """Stop every program and supervisord; what does not go in ten seconds is killed."""
        with _undisturbed():
            if self.supervisor.poll() is None:
                self.supervisor.terminate()
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self.supervisor.wait(self.patience + 3)
            _kill_marked(self.folder, signal.SIGKILL)
            if self.supervisor.poll() is None:
                self.supervisor.kill()
            self.supervisor.wait()


@contextlib.contextmanager
def running(folder: Path, programs: Sequence[Program], patience: int = STOP_SECONDS) -> Iterator[Site]:
    """Run `programs` while the block runs; see the module's docstring. All have been started when it begins.

    At the end a program has `patience` seconds to go by itself.

    Raises:
        ProcessError: another run of this folder is alive, or supervisord did not start.
    """
    folder = folder.resolve()
    for part in ("run", "log"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    with _only_one(folder), _signals_stop():
        clear_stale(folder)
        site = Site(folder, _start(folder, programs, patience), patience)
        try:
            yield site
        finally:
            site.stop()


def run(folder: Path, programs: Sequence[Program]) -> int:
    """Run `programs` in the foreground until Ctrl-C or SIGTERM and return the exit code."""
    with running(folder, programs) as site:
        return site.wait()


def stop(folder: Path) -> bool:
    """Stop whatever runs in `folder`, by whomever it was started, and say whether anything did."""
    folder = folder.resolve()
    owner = _owner(folder)
    if owner is None:
        return clear_stale(folder)
    os.kill(owner, signal.SIGTERM)
    until = time.monotonic() + STOP_SECONDS + 6
    while _owner(folder) is not None and time.monotonic() < until:
        time.sleep(0.05)
    return True


def clear_stale(folder: Path) -> bool:
    """End what a killed run of `folder` left behind (call it only while nobody owns the folder)."""
    found = _marked(folder)
    if found:
        _kill_marked(folder, signal.SIGTERM)
        until = time.monotonic() + STOP_SECONDS
        while _marked(folder) and time.monotonic() < until:
            time.sleep(0.05)
        _kill_marked(folder, signal.SIGKILL)
    shutil.rmtree(folder / "run", ignore_errors=True)
    (folder / "run").mkdir(parents=True, exist_ok=True)
    return bool(found)


def _start(folder: Path, programs: Sequence[Program], patience: int) -> subprocess.Popen[bytes]:
    run_folder, log_folder = folder / "run", folder / "log"
    for program in programs:
        (run_folder / f"{program.name}.sh").write_text(_script(folder, program), encoding="utf-8")
        (run_folder / f"{program.name}.sh").chmod(0o700)
    (run_folder / "supervisord.conf").write_text(_configuration(programs, patience), encoding="utf-8")
    (log_folder / "supervisord.log").unlink(missing_ok=True)
    argv = [sys.executable, "-m", "supervisor.supervisord", "-n", "-c", "run/supervisord.conf"]
    with (log_folder / "supervisord.out").open("wb") as out:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own file
            argv,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            env={**os.environ, MARK: str(folder)},
            start_new_session=True,  # Ctrl-C reaches this program only, which then stops supervisord once
        )
    until = time.monotonic() + 20
    notes = [run_folder / f"{program.name}.pid" for program in programs]
    while not all(note.exists() for note in notes):
        if process.poll() is not None or time.monotonic() > until:
            _kill_marked(folder, signal.SIGKILL)
            process.wait()
            raise ProcessError(f"supervisord did not start.\n{_tail(log_folder / 'supervisord.out')}")
        time.sleep(0.02)
    return process


def _script(folder: Path, program: Program) -> str:
    """Return the start script: it holds every odd character, so supervisor's quoting never sees one."""
    lines = ["#!/bin/sh", f"# Starts {program.name} of this instance, in place of the one that runs."]
    for name, value in sorted({**program.env, MARK: str(folder)}.items()):
        if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name):
            raise ValueError(f"{name!r} cannot be the name of a variable.")
        lines.append(f"export {name}={shlex.quote(value)}")
    note = shlex.quote(str(folder / "run" / f"{program.name}.pid"))
    # A killed program's children live on, and would go on answering with old code beside the new ones.
    lines.append(f"[ ! -f {note} ] || kill -s KILL -- -$(cat {note}) 2>/dev/null")
    lines.append(f"echo $$ > {note}")
    lines.append(f"echo '--- {program.name} starts as process '$$")
    lines.append(f"cd {shlex.quote(str(program.folder or folder))} || exit 1")
    lines.append(f"exec {shlex.join(program.argv)}")
    return "\n".join(lines) + "\n"


def _configuration(programs: Sequence[Program], patience: int) -> str:
    """Return the configuration; all paths are relative to the instance folder, supervisord's own folder."""
    lines = [
        "[supervisord]",
        "logfile=log/supervisord.log",
        "logfile_maxbytes=5000000",
        "logfile_backups=1",
        "pidfile=run/supervisord.pid",
        "childlogdir=log",
        "silent=true",
        "nocleanup=true",
        "minfds=256",
        "minprocs=16",
        *(["user=root"] if os.geteuid() == 0 else []),
        # One group: at the end all programs are told to stop at once instead of one after another.
        "[group:site]",
        "programs=" + ",".join(program.name for program in programs),
    ]
    for program in programs:
        lines += [
            f"[program:{program.name}]",
            f"command=/bin/sh run/{program.name}.sh",
            f"autorestart={program.restart}",
            "startsecs=0",  # so no number of deaths is final; the pause is supervisor's tick of a second
            "stopsignal=TERM",
            f"stopwaitsecs={patience}",
            "stopasgroup=true",
            "killasgroup=true",
            "redirect_stderr=true",
            f"stdout_logfile=log/{program.name}.log",
            f"stdout_logfile_maxbytes={LOG_BYTES}",
            f"stdout_logfile_backups={LOG_BACKUPS}",
        ]
    return "\n".join(lines) + "\n"


@contextlib.contextmanager
def _only_one(folder: Path) -> Iterator[None]:
    """Own the folder: the kernel gives the lock back even after kill -9, so no process id can mislead."""
    with (folder / "owner").open("a+", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise ProcessError(
                f"This site is already running (process {_owner(folder)}, folder {folder}). "
                "Stop it with Ctrl-C where it runs, or with: make stop"
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def _owner(folder: Path) -> int | None:
    """Return the process id of the live run that owns `folder`, None when there is none."""
    with contextlib.suppress(FileNotFoundError), (folder / "owner").open("r+", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return int(file.read().strip() or 0) or None
    return None


def _marked(folder: Path) -> list[int]:
    """Return the processes whose environment says that they belong to `folder` (needs /proc; else none)."""
    mark = f"{MARK}={folder}".encode()
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if mark in (entry / "environ").read_bytes().split(b"\0") and int(entry.name) != os.getpid():
                found.append(int(entry.name))
    return found


def _kill_marked(folder: Path, number: signal.Signals) -> None:
    for pid in _marked(folder):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)


@contextlib.contextmanager
def _signals_stop() -> Iterator[None]:
    """Turn SIGTERM and SIGHUP into `Stopped`, as Ctrl-C is a KeyboardInterrupt: `finally` runs.

    Ctrl-C is heard even by a run that a shell has put into the background, where it would be ignored.
    """

    def leave(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - the shape of a handler
        raise Stopped(128 + number)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, leave) for number in (signal.SIGTERM, signal.SIGHUP)}
    before[signal.SIGINT] = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold a second Ctrl-C back while stopping; stopping takes ten seconds at most."""
    held = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, held)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _answer(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=3) as answer:  # noqa: S310 - our own address
            return str(answer.status)
    except urllib.error.HTTPError as error:
        return str(error.code)
    except OSError as error:
        return str(getattr(error, "reason", error))


def _deaths(folder: Path, name: str) -> int:
    with contextlib.suppress(OSError):
        return (folder / "log" / "supervisord.log").read_text(encoding="utf-8").count(f"exited: {name} (")
    return 0


def _unhealthy(folder: Path, name: str, url: str, answer: str) -> str:
    log = folder / "log" / f"{name}.log"
    deaths = _deaths(folder, name)
    died = f" It ended {deaths} times." if deaths else ""
    return f"{name} does not answer 200 at {url}: {answer}.{died} The last lines of {log}:\n{_tail(log)}"


def _tail(file: Path, lines: int = 20) -> str:
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return "    (nothing was written)"
    return "\n".join(f"    {line}" for line in text.splitlines()[-lines:]) or "    (nothing was written)"


def main(argv: Sequence[str]) -> int:
    """`python -m yimen.site.processes stop FOLDER…` stops what runs in each folder."""
    if len(argv) < 2 or argv[0] != "stop":
        sys.stderr.write("Usage: python -m yimen.site.processes stop FOLDER…\n")
        return 2
    for name in argv[1:]:
        folder = Path(name)
        if folder.exists() and stop(folder):
            sys.stdout.write(f"Stopped what ran in {folder}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
