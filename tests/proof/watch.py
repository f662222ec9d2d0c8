"""Watches the program it runs in: every commit that wrote something and every call that goes out is a point.

`begin()` puts itself around psycopg's commits and statements and around the transports of httpx and requests, and kills
the program with SIGKILL where the plan says so. It must never change what a program does otherwise.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, TypeVar
from weakref import WeakKeyDictionary

import psycopg
from psycopg.pq import TransactionStatus

from tests.proof.points import VARIABLE, Plan, Side, Spot, plain_path, writes

T = TypeVar("T")

PROGRAM = "YIMEN_PROOF_PROGRAM"
ROOT = Path(__file__).resolve().parents[2]
_OURS = tuple(f"{ROOT / part}{os.sep}" for part in ("src/yimen", "simulators"))
_PLUMBING = tuple(
    str(ROOT / part) for part in ("src/yimen/kernel/action.py", "src/yimen/kernel/shell_sql.py", "simulators/store.py")
)
_CALLERS = frozenset({"web", "relay", "worker", "housing"})
"""Programs that call others. The rest need no client, and loading one costs each of them a third of a second."""
_QUEUE = "procrastinate_"
"""Functions of the job queue write without saying so; the server is asked whether they did."""
_FRONT = "department_front"
_VERSION_OF_FRONT = "qz_bb"
_LONGEST = 110


def begin() -> None:
    """Watch this program by the plan that the environment names."""
    watch = _Watch(Path(os.environ[VARIABLE]), os.environ[PROGRAM])
    _watch_statements(watch)
    _watch_commits(watch)
    if watch.program in _CALLERS:
        _watch_calls(watch)


class _Watch:
    """Says where the program stands and lets the power go."""

    def __init__(self, file: Path, program: str) -> None:
        self.file, self.program = file, program

    @property
    def plan(self) -> Plan:
        """The plan as it stands now: a program goes on from one run to the next."""
        return Plan.read(self.file)

    def spot(self, what: str) -> Spot:
        return Spot(self.program, _site(), what[:_LONGEST])

    def around(self, what: str, do: Callable[[], T]) -> T:
        """Pass a point whose coming is known beforehand."""
        spot = self.spot(what)
        nth = self.plan.claim(spot)
        self.perhaps(spot, nth, Side.BEFORE)
        result = do()
        self.perhaps(spot, nth, Side.AFTER)
        return result

    def around_if(self, what: str, do: Callable[[], T], happened: Callable[[], bool]) -> T:
        """Pass what is a point only if it turns out to have done something."""
        spot = self.spot(what)
        self.perhaps(spot, self.plan.next_of(spot), Side.BEFORE)
        result = do()
        if happened():
            self.perhaps(spot, self.plan.claim(spot), Side.AFTER)
        return result

    def perhaps(self, spot: Spot, nth: int, side: Side) -> None:
        if self.plan.falls(spot, nth, side):
            _die()


def _die() -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("still alive")


def _site() -> str:
    """Return our innermost function on the stack, below the plumbing that everything goes through."""
    frame = sys._getframe(1)
    while frame is not None:
        file = frame.f_code.co_filename
        if file.startswith(_OURS) and file not in _PLUMBING:
            place = Path(file).relative_to(ROOT).as_posix().removeprefix("src/yimen/").removeprefix("simulators/")
            return f"{place}:{frame.f_code.co_qualname}"
        frame = frame.f_back
    return "the framework"


_written: WeakKeyDictionary[Any, list[str]] = WeakKeyDictionary()
"""What the open transaction of each connection has written so far."""


def _wrote(connection: Any) -> str:
    """Name what a transaction wrote: its journal entries, or its tables when it made none. Empty for nothing."""
    found = _written.pop(connection, [])
    entries = sorted({w for w in found if "." in w})
    return ", ".join(entries or sorted(set(found)))


def _watch_statements(watch: _Watch) -> None:
    for cursor_class in (psycopg.Cursor,):
        cursor_class.execute = _watched(watch, cursor_class.execute)  # type: ignore[method-assign]
        cursor_class.executemany = _watched(watch, cursor_class.executemany)  # type: ignore[method-assign]
    plain = psycopg.AsyncCursor.execute

    async def execute(self: Any, query: Any, params: Any = None, **more: Any) -> Any:
        result = await plain(self, query, params, **more)
        _note(self, _text(query), params)
        return result

    psycopg.AsyncCursor.execute = execute  # type: ignore[method-assign]


def _watched(watch: _Watch, plain: Any) -> Any:
    def execute(self: Any, query: Any, params: Any = None, **more: Any) -> Any:
        text, connection = _text(query), self.connection
        is_alone = connection.autocommit and connection.info.transaction_status is TransactionStatus.IDLE
        if is_alone and writes(text):
            what = "autocommit: " + ", ".join(writes(text))
            return watch.around_if(what, lambda: plain(self, query, params, **more), lambda: self.rowcount > 0)
        if _is_question_to_front(connection, text):
            what = f"front database: {text.partition(' WHERE')[0]}"
            return watch.around_if(what, lambda: plain(self, query, params, **more), lambda: self.rowcount > 0)
        result = plain(self, query, params, **more)
        _note(self, text, params)
        return result

    return execute


def _is_question_to_front(connection: Any, text: str) -> bool:
    is_question = text.startswith("SELECT") and _VERSION_OF_FRONT not in text
    return is_question and _site().startswith("exchange/") and str(connection.info.dbname).endswith(_FRONT)


def _text(query: Any) -> str:
    if isinstance(query, bytes):
        return query.decode()
    return query if isinstance(query, str) else str(query.as_string(None))


def _note(cursor: Any, text: str, params: Any) -> None:
    """Remember what a statement wrote in the open transaction."""
    found = writes(text) if cursor.rowcount > 0 else []
    if found == ["insert kernel_journal"]:
        found = _entries(params) or found
    if _QUEUE in text and text.lstrip().startswith("SELECT"):
        found = [w for w in text.replace("(", " ").split() if w.startswith(_QUEUE)][:1]
    if found:
        _written.setdefault(cursor.connection, []).extend(found)


def _entries(params: Any) -> list[str]:
    """Return the types of the journal entries that a statement writes: its one parameter holds them as JSON."""
    with contextlib.suppress(LookupError, TypeError, ValueError):
        return [f"{told['kind']}.{told['verb']}" for told in json.loads(params[0])]
    return []


def _watch_commits(watch: _Watch) -> None:
    plain, plain_async = psycopg.Connection.commit, psycopg.AsyncConnection.commit
    undone, undone_async = psycopg.Connection.rollback, psycopg.AsyncConnection.rollback

    def commit(self: Any) -> None:
        if what := _wrote(self):
            watch.around(f"commit: {what}", lambda: plain(self))
        else:
            plain(self)

    async def commit_async(self: Any) -> None:
        what = _wrote(self)
        if not what or not await _has_written(self):
            await plain_async(self)
            return
        spot = watch.spot(f"commit: {what}")
        nth = watch.plan.claim(spot)
        watch.perhaps(spot, nth, Side.BEFORE)
        await plain_async(self)
        watch.perhaps(spot, nth, Side.AFTER)

    def rollback(self: Any) -> None:
        _written.pop(self, None)
        undone(self)

    async def rollback_async(self: Any) -> None:
        _written.pop(self, None)
        await undone_async(self)

    psycopg.Connection.commit, psycopg.AsyncConnection.commit = commit, commit_async  # type: ignore[method-assign]
    psycopg.Connection.rollback, psycopg.AsyncConnection.rollback = rollback, rollback_async  # type: ignore[method-assign]


async def _has_written(connection: Any) -> bool:
    async with psycopg.AsyncCursor(connection) as cursor:
        await cursor.execute("SELECT pg_current_xact_id_if_assigned() IS NOT NULL")
        return bool((await cursor.fetchone() or (False,))[0])


def _watch_calls(watch: _Watch) -> None:
    import httpx
    import requests.adapters

    plain, plain_soap = httpx.HTTPTransport.handle_request, requests.adapters.HTTPAdapter.send

    def handle_request(self: Any, request: Any) -> Any:
        what = f"HTTP {request.method} {plain_path(request.url.path)}"
        return watch.around(what, lambda: plain(self, request))

    def send(self: Any, request: Any, *args: Any, **more: Any) -> Any:
        action = request.headers.get("SOAPAction", b"")
        action = (action.decode() if isinstance(action, bytes) else action).strip('"').rpartition(":")[2]
        what = f"SOAP {action}" if action else f"HTTP {request.method} {plain_path(request.path_url)}"
        return watch.around(what, lambda: plain_soap(self, request, *args, **more))

    httpx.HTTPTransport.handle_request = handle_request  # type: ignore[method-assign]
    requests.adapters.HTTPAdapter.send = send  # type: ignore[method-assign]
