"""Taking turns: who does the same thing at the same time waits for the one before, to the end of her transaction."""

from __future__ import annotations

from django.db import connection


def take_turn(mark: bytes) -> None:
    """Wait for everybody else with this mark (a keyed hash), and keep the turn to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(mark[2:10], "big", signed=True)])
