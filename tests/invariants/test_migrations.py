"""Migrations: one line each room, nothing missing, and what is in the models is in the database."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from tests.offices import Office


def test_migrations_are_linear_and_complete(office: Office) -> None:
    """One head a room, each after the one before; no model has changed without one."""
    loader = MigrationLoader(connection)
    for app, _ in loader.graph.leaf_nodes():
        assert len(loader.graph.leaf_nodes(app)) == 1, app
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    assert office.dsn


def test_sql_is_no_newer_than_postgresql_15(office: Office) -> None:
    """The suite runs on the oldest server as well; here the tables say which functions they stand on."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_indexes WHERE schemaname = 'public' AND indexdef ILIKE '%NULLS NOT DISTINCT%'"
        )
        assert cursor.fetchone() == (0,)
    assert office.dsn
