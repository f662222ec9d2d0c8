"""Office time: the moment a message says it is, as a Chinese office reads it. No clock is read here."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))


def in_china(at: datetime) -> datetime:
    """Return a moment in Chinese time; a moment without zone is taken for Chinese time.

    >>> in_china(datetime.fromisoformat("2025-12-31T17:00:00+00:00")).isoformat()
    '2026-01-01T01:00:00+08:00'
    """
    return at.astimezone(CHINA) if at.tzinfo else at.replace(tzinfo=CHINA)
