"""A demo district on a durable server, with many complete drafts of a sale: what the acceptance benchmark starts from.

One sale is filled in through the verbs; the others are its copies under new ids with their sealed values sealed anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import django
import psycopg
from uuid_utils.compat import uuid7

from simulators.population import sale
from yimen.site.databases import copy_database, drop_database
from yimen.site.embedded import Purpose, start
from yimen.site.instance import Instance
from yimen.site.processes import running

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "var" / "bench"
SEED = 2
PASSWORD = "yimen-demo"


def prepared() -> Instance:
    """Return an instance whose database holds the district and one complete draft."""
    server = start(FOLDER / "pg", Purpose.DEMO).dsn()
    for name in ("yimen", "front", "department_front", "department_registry"):
        drop_database(server, name)
    instance = Instance.make(FOLDER, server, seeds=(SEED,))
    os.environ.update(instance.environment)
    django.setup()
    from tests.offices import build
    from tests.static_files import collected

    collected()
    build(instance.dsn())
    return instance


@contextmanager
def registry(instance: Instance) -> Iterator[None]:
    """Run the registry's system: a draft needs its answer once."""
    program = next(p for p in instance.programs() if p.name == "registry")
    with running(FOLDER, [program]) as site:
        site.wait_until_healthy({"registry": instance.health()["registry"]})
        yield


def first_draft(instance: Instance) -> UUID:
    """Fill in the sale of the seed at window 1 and return the draft."""
    from tests.journeys.selling import drafted
    from tests.offices import Office, set_office_time, use_database

    use_database(instance.dsn())
    set_office_time()
    with registry(instance):
        return drafted(sale(SEED), Office(instance.dsn()).actor("clerk1", window=1))


def copies(draft: UUID, accounts: list[int], count: int) -> list[tuple[UUID, int]]:
    """Copy the draft `count` times, in turn for each of `accounts`; return the copies with their clerks."""
    from django.db import connection

    made = []
    with connection.cursor() as cursor:
        for n in range(count):
            copy, account = uuid7(), accounts[n % len(accounts)]
            _copy(cursor, draft, copy, account)
            made.append((copy, account))
    return made


def _copy(cursor: Any, draft: UUID, copy: UUID, account: int) -> None:
    found = _sealed_again(cursor, "SELECT found_sealed FROM cases_application WHERE id = %s", draft, copy, b"found")
    _copy_rows(cursor, "cases_application", ("id", draft), id=copy, opened_by_id=account, found_sealed=found)
    _copy_rows(cursor, "cases_party", ("application_id", draft), application_id=copy)
    _copy_rows(cursor, "cases_answer", ("application_id", draft), application_id=copy)
    cursor.execute(
        "SELECT field, value_sealed FROM cases_answer WHERE application_id = %s AND value_sealed IS NOT NULL", [copy]
    )
    for field, sealed in cursor.fetchall():
        cursor.execute(
            "UPDATE cases_answer SET value_sealed = %s WHERE application_id = %s AND field = %s",
            [sealed_again(bytes(sealed), draft, copy, field.encode()), copy, field],
        )
    _copy_rows(cursor, "materials_material", ("source_id", draft), new_id="gen_random_uuid()", source_id=copy)


def _copy_rows(cursor: Any, table: str, of: tuple[str, UUID], *, new_id: str = "", **changed: Any) -> None:
    """Copy the rows of one draft with all their columns; `changed` differ, `new_id` is SQL for an id of its own."""
    names = columns(cursor, table)
    chosen = ["%s" if c in changed else new_id if c == "id" and new_id else c for c in names]
    cursor.execute(
        f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(chosen)} FROM {table} WHERE {of[0]} = %s",
        [*(changed[c] for c in names if c in changed), of[1]],
    )


def columns(cursor: Any, table: str) -> list[str]:
    """Return a table's columns without those that the server numbers itself."""
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND table_schema = 'public'"
        " AND is_identity = 'NO' ORDER BY ordinal_position",
        [table],
    )
    return [name for (name,) in cursor.fetchall()]


def _sealed_again(cursor: Any, sql: str, draft: UUID, copy: UUID, part: bytes) -> bytes:
    cursor.execute(sql, [draft])
    return sealed_again(bytes(cursor.fetchone()[0]), draft, copy, part)


def sealed_again(sealed: bytes, draft: UUID, copy: UUID, part: bytes) -> bytes:
    """Return a sealed value of one application as another's."""
    from yimen.cases.reads.application import sealing_context
    from yimen.kernel.keys import ring

    plain = ring().opened(sealed, sealing_context(draft, part))
    return ring().sealed(plain, sealing_context(copy, part))


def database_copy(instance: Instance, name: str) -> str:
    """Return the URL of a copy of the district's database, so that each side of a comparison has its own."""
    drop_database(instance.server, name)
    return copy_database(instance.server, _name(instance.dsn()), name)


def _name(dsn: str) -> str:
    with psycopg.connect(dsn) as connection:
        return connection.info.dbname
