"""Monthly partitions of the journal and of the sent outbox. Made ahead of time.

A row outside them lands in the default one.
"""

from __future__ import annotations

from datetime import date

from django.db import connection

PARTITIONED = ("kernel_journal", "kernel_outboxsent")
APPEND_ONLY = frozenset({"kernel_journal"})


def ensure_months(first: date, months: int) -> None:
    """Make the partitions of `months` months from the month of `first` on, where they are missing."""
    with connection.cursor() as cursor:
        for table in PARTITIONED:
            for n in range(months):
                start, end = _month(first, n), _month(first, n + 1)
                part = f"{table}_{start:%Y%m}"
                cursor.execute("SELECT to_regclass(%s)", [part])
                if cursor.fetchone() != (None,):
                    continue
                cursor.execute(
                    f"CREATE TABLE {part} PARTITION OF {table} "
                    f"FOR VALUES FROM ('{start} 00:00+08') TO ('{end} 00:00+08')"
                )
                if table in APPEND_ONLY:  # row triggers are inherited, one against TRUNCATE is not
                    cursor.execute(
                        f"CREATE TRIGGER not_emptied BEFORE TRUNCATE ON {part} EXECUTE FUNCTION kernel_append_only()"
                    )


def _month(first: date, n: int) -> date:
    months = first.year * 12 + first.month - 1 + n
    return date(months // 12, months % 12 + 1, 1)
