"""Threads with connections of their own that act at the same moment, and what became of each.

A race is run many rounds: `rounds()` says how many (`YIMEN_ROUNDS`, twenty when nobody says).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import TypeVar

from django.db import connection

from yimen.kernel import clock
from yimen.kernel.errors import Conflict

T = TypeVar("T")


def rounds() -> range:
    """Return the numbers of a race's rounds."""
    return range(int(os.environ.get("YIMEN_ROUNDS", "20")))


class Rivals:
    """So many threads; each keeps its connection from round to round."""

    def __init__(self, count: int) -> None:
        self._start = Barrier(count)
        self._threads = ThreadPoolExecutor(count)

    def at_once(self, *verbs: Callable[[], T]) -> list[T | Conflict]:
        """Do the verbs at the same moment; return what each gave, or the conflict it met. Other errors are raised."""
        assert len(verbs) == self._start.parties
        waiting = [self._threads.submit(self._do, verb) for verb in verbs]
        return [done.result(30) for done in waiting]

    def close(self) -> None:
        """Close every thread's connection."""
        self.at_once(*[_leave] * self._start.parties)
        self._threads.shutdown()

    def _do(self, verb: Callable[[], T]) -> T | Conflict:
        self._start.wait(30)
        try:
            with clock.office_time():
                return verb()
        except Conflict as conflict:
            return conflict


def _leave() -> None:
    connection.close()  # looked up in this thread: each has its own


@contextmanager
def rivals(count: int = 2) -> Iterator[Rivals]:
    """Have so many threads for a race."""
    threads = Rivals(count)
    try:
        yield threads
    finally:
        threads.close()


def one_wins(results: Sequence[object]) -> int:
    """Return who won: one, and the others were told in words, in both languages, that somebody was quicker."""
    winners = [n for n, result in enumerate(results) if not isinstance(result, Conflict)]
    assert len(winners) == 1, results
    for result in results:
        if isinstance(result, Conflict):
            assert result.words.zh.endswith("。") and result.words.en.endswith(".") and result.status == 409
    return winners[0]
