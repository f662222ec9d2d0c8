"""Creates, copies and drops databases on any PostgreSQL server, embedded or not; must never read rows.

Servers are named by their URL, the way DATABASE_URL has it.
"""

from __future__ import annotations

from urllib.parse import quote, urlsplit

import psycopg
from psycopg import sql


def on_database(dsn: str, name: str) -> str:
    """Return `dsn` (a postgresql:// URL) with another database.

    >>> on_database("postgresql://postgres@/postgres?host=/tmp/pg", "yimen")
    'postgresql://postgres@/yimen?host=/tmp/pg'
    """
    parts = urlsplit(dsn)
    if parts.scheme not in ("postgresql", "postgres"):
        raise ValueError("The address of a database looks like postgresql://user:password@host:5432/name")
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.scheme}://{parts.netloc}/{quote(name)}{query}"


def ensure_database(dsn: str, name: str) -> str:
    """Create database `name` on the server at `dsn` when it is missing; return its URL.

    Text sorts by code point whatever the machine's language is: one query, one order everywhere.
    """
    with psycopg.connect(dsn, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
            create = sql.SQL(
                "CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE {}"
            )
            try:
                connection.execute(create.format(sql.Identifier(name), "C.UTF-8"))
            except psycopg.errors.WrongObjectType:  # the system of that server does not know C.UTF-8
                connection.execute(create.format(sql.Identifier(name), "C"))
    return on_database(dsn, name)


def copy_database(dsn: str, template: str, name: str) -> str:
    """Create database `name` as a copy of `template`, to which nobody may be connected; return its URL."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        command = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        connection.execute(command.format(sql.Identifier(name), sql.Identifier(template)))
    return on_database(dsn, name)


def drop_database(dsn: str, name: str) -> None:
    """Remove database `name` when it exists, and end its connections."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
