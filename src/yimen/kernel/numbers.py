"""Gapless numbers per series, office and year.

Taken last in a transaction, so that a waiting number holds up nobody else.
"""

from __future__ import annotations

from django.db import connection

_TAKE = """
INSERT INTO kernel_numberseries AS s (series, office, year, last) VALUES (%s, %s, %s, %s)
ON CONFLICT (series, office, year) DO UPDATE SET last = s.last + excluded.last
RETURNING s.last
"""


def take(series: str, office: str, year: int, count: int = 1) -> range:
    """Take the next `count` numbers of a series. The row stays locked until the transaction ends.

    A rollback gives it back.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [series, office, year, count])
        row = cursor.fetchone()
    assert row is not None
    return range(row[0] - count + 1, row[0] + 1)
