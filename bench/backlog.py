"""A database with so many cases behind a department's work: sales copied as rows, most of them ended.

What is under way is the same at every size: it depends on how fast a department works, and what grows is what lies
behind it. Answers, piles, limits and the journal are left out: no list reads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any
from unittest import mock

import psycopg

from bench import district
from yimen.site.databases import copy_database, drop_database, on_database

CASES_EACH = 6
UNDER_WAY, DONE_TODAY = 300, 40
"""Applications that have not ended (1800 cases), and what one registrar ended today."""
_TABLES = {
    "cases_application": "id = ANY(%s)",
    "cases_party": "application_id = ANY(%s)",
    "cases_case": "application_id = ANY(%s)",
    "cases_step": "case_id IN (SELECT id FROM cases_case WHERE application_id = ANY(%s))",
}
_PLAN = """
CREATE TEMP TABLE plan AS
SELECT n, o.today,
       CASE WHEN n > %(under)s THEN 'ended' WHEN n %% 10 < 3 THEN 'accepted' WHEN n %% 10 < 8 THEN 'checked'
            ELSE 'examined' END AS stage,
       CASE WHEN n > %(under)s THEN o.today - interval '10 days' - interval '1200 days' * (n - %(under)s) / %(count)s
            ELSE o.today - interval '1 hour' * (n %% 60) END AS at,
       CASE WHEN n > %(under)s AND n <= %(under)s + %(done)s THEN o.today
            ELSE o.today - interval '8 days' - interval '1200 days' * (n - %(under)s) / %(count)s END AS ended_at,
       CASE WHEN n %% 2 = 0 OR n <= %(under)s + %(done)s THEN %(one)s ELSE %(two)s END AS examiner,
       CASE n %% 3 WHEN 0 THEN %(one)s WHEN 1 THEN %(two)s END AS claimed
  FROM generate_series(1, %(count)s) n,
       (SELECT clock_timestamp() + clock_offset AS today FROM kernel_installation) o
"""
_ID = "(lpad(to_hex(1600000000000 + p.n), 12, '0') || substr(replace(t.{0}::text, '-', ''), 13))::uuid"
"""Ids in the order of time, as the house makes them."""
_ENDED = "p.stage = 'ended'"
_DESK = "t.decided_by = 'desk'"
_CLAIM = "p.stage <> 'ended' AND t.verb = 'examine' AND t.state = 'open' AND p.claimed IS NOT NULL"
_MADE: Mapping[str, Mapping[str, str]] = {
    "cases_application": {
        "id": _ID.format("id"),
        "receipt_no": "'B' || lpad(p.n::text, 9, '0')",
        "state": f"CASE WHEN {_ENDED} THEN 'closed' ELSE t.state END",
        **dict.fromkeys(("opened_at", "received_at", "accepted_at"), "p.at"),
        "closed_at": f"CASE WHEN {_ENDED} THEN p.ended_at END",
    },
    "cases_party": {"application_id": _ID.format("application_id")},
    "cases_case": {
        "id": _ID.format("id"),
        "application_id": _ID.format("application_id"),
        "number": "'B' || lpad(p.n::text, 9, '0') || right(t.number, 3)",
        "state": f"CASE WHEN {_ENDED} THEN 'granted' ELSE t.state END",
        **dict.fromkeys(("received_at", "accepted_at"), "p.at"),
        "promised_until": "p.at + (t.promised_until - t.accepted_at)",
        "statutory_until": "p.at + (t.statutory_until - t.accepted_at)",
        "examined_by_id": f"CASE WHEN {_ENDED} THEN p.examiner ELSE t.examined_by_id END",
        "ended_at": f"CASE WHEN {_ENDED} THEN p.ended_at END",
    },
    "cases_step": {
        "id": _ID.format("id"),
        "case_id": _ID.format("case_id"),
        "state": f"CASE WHEN {_ENDED} THEN 'done' ELSE t.state END",
        "opened_at": f"CASE WHEN {_ENDED} OR t.opened_at IS NOT NULL THEN p.at END",
        "until": "p.at + (t.until - t.opened_at)",
        "done_at": f"CASE WHEN {_ENDED} THEN p.ended_at ELSE t.done_at END",
        "done_by": f"CASE WHEN {_ENDED} AND {_DESK} THEN 'staff:' || p.examiner ELSE t.done_by END",
        "claimed_by_id": f"CASE WHEN {_CLAIM} THEN p.claimed END",
        "claimed_at": f"CASE WHEN {_CLAIM} THEN p.at END",
    },
}


def filled(instance: Any, cases: int) -> str:
    """Return the URL of a database with so many cases; one of the same size and tables is used again."""
    from django.conf import settings

    from tests.databases import sources

    key = sources("src/yimen/**/migrations/*.py", "bench/backlog.py", "regions/**/*.yaml", "src/yimen/packs/**/*.yaml")
    stamp = sha256(f"{cases}:{key}:".encode() + settings.KEY_FILE.read_bytes()).hexdigest()[:12]
    database = f"bench_backlog_{stamp}"
    with psycopg.connect(instance.server, autocommit=True) as server:
        found = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone()
    if found:
        return on_database(instance.server, database)
    drop_database(instance.server, f"{database}_new")
    with psycopg.connect(instance.dsn()) as connection:
        district_name = connection.info.dbname
    dsn = copy_database(instance.server, district_name, f"{database}_new")
    print(f"  making {cases} cases …", flush=True)
    _fill(dsn, _templates(dsn), cases // CASES_EACH)
    with psycopg.connect(instance.server, autocommit=True) as server:
        server.execute(f'ALTER DATABASE "{database}_new" RENAME TO "{database}"')
    return on_database(instance.server, database)


def _templates(dsn: str) -> dict[str, Any]:
    """Bring one sale to each stage by the house's own verbs; return the applications by stage."""
    from django.db import connection

    from tests.offices import Office, set_office_time, use_database
    from tests.races.scene import make_scene

    use_database(dsn)
    set_office_time()
    patches: list[Any] = []

    def replace(name: str, value: object) -> None:
        patches.append(mock.patch(name, value))
        patches[-1].start()

    scene = make_scene(Office(dsn), replace)
    try:
        found = {"accepted": scene.accepted(), "checked": scene.checked(), "examined": scene.examined()}
        return {**found, "ended": scene.examined()}
    finally:
        connection.close()
        for patch in patches:
            patch.stop()


def _fill(dsn: str, templates: Mapping[str, Any], count: int) -> None:
    """Copy the templates so often. The foreign keys' triggers rest meanwhile: every row names what its template did."""
    with psycopg.connect(dsn) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET LOCAL synchronous_commit = off")
        accounts = dict(connection.execute("SELECT username, id FROM accounts_account").fetchall())
        told = {"count": count, "under": UNDER_WAY, "done": DONE_TODAY}
        told |= {"one": accounts["registrar1"], "two": accounts["registrar2"]}
        connection.execute("CREATE TEMP TABLE stages (stage text, application uuid)")
        for stage, application in templates.items():
            connection.execute("INSERT INTO stages VALUES (%s, %s)", [stage, application])
        connection.execute(psycopg.ClientCursor(connection).mogrify(_PLAN, told))
        connection.execute("ANALYZE plan")
        for table in _TABLES:
            _copy(connection, table, list(templates.values()))
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute(f"VACUUM (ANALYZE) {', '.join(_TABLES)}")


def _copy(connection: psycopg.Connection, table: str, templates: list[Any]) -> None:
    of = "s.application = " + {
        "cases_application": "t.id",
        "cases_step": "(SELECT c.application_id FROM cases_case c WHERE c.id = t.case_id)",
    }.get(table, "t.application_id")
    connection.execute(
        psycopg.ClientCursor(connection).mogrify(
            f"CREATE TEMP TABLE of_{table} AS SELECT s.stage, t.* FROM {table} t JOIN stages s ON {of}"
            f" WHERE t.{_TABLES[table]}",
            [templates],
        )
    )
    columns = district.columns(connection.cursor(), table)
    made = ", ".join(_MADE[table].get(name, f't."{name}"') for name in columns)
    listed = ", ".join(f'"{name}"' for name in columns)
    connection.execute(
        f"INSERT INTO {table} ({listed}) SELECT {made} FROM plan p JOIN of_{table} t ON t.stage = p.stage ORDER BY p.n"
    )
