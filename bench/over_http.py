"""Acceptance over HTTP with 1 and 8 clerks signed in: Yimen against the minimal endpoint, in turn, same settings."""

from __future__ import annotations

import pickle
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID

import httpx

from bench import district, rows
from bench.figures import Figure, spread
from yimen.site.ports import free_port
from yimen.site.processes import Program, running

ROUNDS, A_ROUND = 7, 48
CLERKS = [f"clerk{n}" for n in range(1, 9)]


def figures(instance: Any, draft: UUID) -> Iterator[Figure]:
    """Measure both sides with 1 and 8 clerks and yield the figures."""
    from django.conf import settings

    minimal_dsn = district.database_copy(instance, "yimen_bench_minimal") if _captured(draft) else ""
    ports = {"yimen": free_port(18500), "minimal": free_port(18520)}
    minimal = {
        "DATABASE_URL": minimal_dsn,
        "DJANGO_SETTINGS_MODULE": "bench.minimal.settings",
        "SECRET_KEY": settings.SECRET_KEY,
    }
    programs = [
        _granian("yimen", "yimen.site.wsgi:application", ports["yimen"], instance.environment),
        _granian("minimal", "bench.minimal.wsgi:application", ports["minimal"], minimal),
    ]
    drafts = {"yimen": _drafts(draft, instance.dsn()), "minimal": _drafts(draft, minimal_dsn)}
    sessions = {"yimen": sessions_of(instance.dsn(), True), "minimal": sessions_of(minimal_dsn, False)}
    with running(district.FOLDER, programs) as site:
        site.wait_until_healthy({"yimen": f"http://127.0.0.1:{ports['yimen']}/sign-in/"})
        _until_up(ports["minimal"])
        sides = {
            "yimen": _Side(
                f"http://127.0.0.1:{ports['yimen']}",
                "/counter/draft/{}/accept/",
                "/counter/application/",
                sessions["yimen"],
                drafts["yimen"],
            ),
            "minimal": _Side(
                f"http://127.0.0.1:{ports['minimal']}", "/accept/{}/", "/", sessions["minimal"], drafts["minimal"]
            ),
        }
        for clerks in (1, 8):
            yield from _compared(sides, clerks)


def _compared(sides: dict[str, _Side], clerks: int) -> Iterator[Figure]:
    for side in sides.values():
        side.round(clerks, 16)  # warm
    times: dict[str, list[float]] = {name: [] for name in sides}
    rates: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(ROUNDS):
        for name, side in sides.items():
            started = time.perf_counter()
            times[name] += side.round(clerks, A_ROUND)
            rates[name].append(A_ROUND / (time.perf_counter() - started))
    for name in sides:
        yield from spread(f"{name} over HTTP, {clerks} clerk(s)", times[name])
        yield Figure(f"{name} over HTTP, {clerks} clerk(s): rate", median(rates[name]), "per second")
    yield Figure(
        f"acceptance over HTTP / minimal endpoint, {clerks} clerk(s)",
        median(rates["yimen"]) / median(rates["minimal"]),
        "ratio",
        ">= 0.5",
    )


class _Side:
    """One of the two servers with its signed-in clerks and the drafts each of them may accept."""

    def __init__(
        self, url: str, path: str, done: str, sessions: dict[int, tuple[str, str]], drafts: dict[int, list[UUID]]
    ) -> None:
        self.path, self.done, self.drafts, self.accounts = path, done, drafts, list(sessions)
        self.clients = {}
        for account, (session, token) in sessions.items():
            cookies = {"sessionid": session, "csrftoken": token}
            headers = {"X-CSRFToken": token, "Referer": url}
            self.clients[account] = httpx.Client(
                base_url=url, cookies=cookies, headers=headers, timeout=30, trust_env=False
            )

    def round(self, clerks: int, count: int) -> list[float]:
        """Let so many clerks accept `count` drafts together; return the seconds each took."""
        taken: list[float] = []
        with ThreadPoolExecutor(clerks) as pool:
            work = [pool.submit(self._work, a, count // clerks, taken) for a in self.accounts[:clerks]]
            for done in work:
                done.result()
        return taken

    def _work(self, account: int, count: int, taken: list[float]) -> None:
        for _ in range(count):
            path = self.path.format(self.drafts[account].pop())
            started = time.perf_counter()
            answer = self.clients[account].post(path)
            taken.append(time.perf_counter() - started)
            done = (
                answer.status_code == 302
                and answer.headers["Location"].startswith(self.done)
                and "/accounts/" not in answer.headers["Location"]
            )
            assert done, f"{answer.status_code} {answer.headers.get('Location')} {answer.text[:500]}"


def _captured(draft: UUID) -> bool:
    """Write the rows of one acceptance where the minimal endpoint finds them."""
    from django.db import connection

    from tests.offices import Office
    from yimen.cases.actions.accept import accept

    office = Office("")
    account = office.account("clerk1")
    (copy, _), *_ = district.copies(draft, [account], 1)
    accept(application_id=copy, actor=office.actor("clerk1", window=1))
    with connection.cursor() as cursor:
        written = rows.captured(cursor, copy)
    told: dict[str, Any] = {"old": [{"id": copy}]}
    for table, made in written.rows.items():
        names = ["window" if n == "window" else n for n in written.columns[table]]
        told[table] = [dict(zip(names, row, strict=True)) for row in made]
    Path("build").mkdir(exist_ok=True)
    Path("build/acceptance.pickle").write_bytes(pickle.dumps(told))
    connection.close()
    return True


def _drafts(draft: UUID, dsn: str) -> dict[int, list[UUID]]:
    """Make enough drafts for every clerk on one side's database."""
    from tests.offices import Office, use_database

    use_database(dsn)
    accounts = [Office(dsn).account(name) for name in CLERKS]
    made: dict[int, list[UUID]] = {account: [] for account in accounts}
    first = ROUNDS * A_ROUND + 64
    for copy, account in district.copies(draft, accounts[:1], first) + district.copies(draft, accounts, first + 128):
        made[account].append(copy)
    return made


def sessions_of(dsn: str, at_window: bool, names: Sequence[str] = CLERKS) -> dict[int, tuple[str, str]]:
    """Sign staff in on one side's database; return session and CSRF token by account, in the order of their names."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.middleware.csrf import _get_new_csrf_string

    from tests.offices import use_database
    from yimen.accounts.models import Account

    use_database(dsn)
    found = {}
    for n, account in enumerate(Account.objects.filter(username__in=names).order_by("username"), start=1):
        session = SessionStore()
        session[SESSION_KEY], session[HASH_SESSION_KEY] = str(account.pk), account.get_session_auth_hash()
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        if at_window:
            session["window"] = f"hall-natural-{n:02d}"
        session.create()
        found[account.pk] = (str(session.session_key), _get_new_csrf_string())
    return found


def _granian(name: str, application: str, port: int, environment: dict[str, str]) -> Program:
    argv = (
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", "2", "--blocking-threads", "4", "--no-ws", application),
    )
    return Program(name, argv, {**environment, "PYTHONPATH": str(Path.cwd())}, folder=Path.cwd())


def _until_up(port: int) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            httpx.get(f"http://127.0.0.1:{port}/accept/{UUID(int=0)}/", trust_env=False)
            return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise RuntimeError("the minimal endpoint does not come up")
