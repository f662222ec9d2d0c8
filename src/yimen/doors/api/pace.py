"""How often somebody may ask: a bucket that fills at a steady rate. Each web process counts for itself."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock

MOST_HELD = 10_000


class Pace:
    """`take` one of at most `most`, which come back at `rate` a second. Forgets whoever has not asked for long.

    >>> seconds = iter([0.0, 0.0, 0.0, 1.0])
    >>> pace = Pace(1, 2, now=lambda: next(seconds))
    >>> [pace.take("a") for _ in range(4)]
    [True, True, False, True]
    """

    def __init__(self, rate: float, most: float, now: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._most, self._now = rate, most, now
        self._left: dict[str, tuple[float, float]] = {}
        self._lock = Lock()

    def take(self, who: str) -> bool:
        """Take one; return whether there was one left."""
        with self._lock:
            left = self._left_now(who)
            if len(self._left) > MOST_HELD:
                self._left.clear()
            self._left[who] = (max(left - 1, 0) if left >= 1 else left, self._now_of)
            return left >= 1

    def _left_now(self, who: str) -> float:
        self._now_of = self._now()
        left, at = self._left.get(who, (self._most, self._now_of))
        return min(self._most, left + (self._now_of - at) * self._rate)
